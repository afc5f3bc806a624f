//! Every rule that can keep a row, a comment or a token out of the table, or rewrite a text.

use super::{Parameter, Standing};
use crate::language::Bilingual;

/// What a rule acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A record of the input that did not become a document.
    Row,
    /// Something amiss in a row that became a document all the same; counts are documents.
    Note,
    /// A document that was read and dropped.
    Document,
    /// A rewriting of a document's text; counts are firings, not documents.
    Text,
    /// A change to tokens after they were cut: made whole, joined, counted under another term;
    /// counts are firings.
    Join,
    /// A token that was cut and masked.
    Token,
}

impl Level {
    /// All levels, in the order of the account.
    pub const ALL: [Level; 6] = [
        Level::Row,
        Level::Note,
        Level::Document,
        Level::Text,
        Level::Join,
        Level::Token,
    ];

    /// The name used in `ledger.csv`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Level::Row => "row",
            Level::Note => "note",
            Level::Document => "document",
            Level::Text => "text",
            Level::Join => "join",
            Level::Token => "token",
        }
    }
}

/// Declares the rules once: variant, level, whether it applies, its parameter if it has one, id in
/// files, and what it does in both languages.
macro_rules! rules {
    ($($variant:ident $level:ident $standing:ident $(($parameter:expr))? $id:literal $zh:literal $en:literal;)+) => {
        /// A named rule. The order of the variants is the order in which rules are applied.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum RuleId {
            $(#[doc = $en] $variant,)+
        }

        impl RuleId {
            /// All rules, in the order in which they are applied.
            pub const ALL: &'static [RuleId] = &[$(RuleId::$variant),+];

            /// The id used in files and options, such as `duplicate.text`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(RuleId::$variant => $id,)+ }
            }

            /// What the rule acts on.
            #[must_use]
            pub fn level(self) -> Level {
                match self { $(RuleId::$variant => Level::$level,)+ }
            }

            /// Whether the rule applies when nothing is said about it.
            #[must_use]
            pub fn standing(self) -> Standing {
                match self { $(RuleId::$variant => Standing::$standing,)+ }
            }

            /// The parameter it has when nothing is said about it.
            #[must_use]
            pub fn default_parameter(self) -> Parameter {
                match self {
                    $($(RuleId::$variant => $parameter,)?)+
                    _ => Parameter::None,
                }
            }

            /// One line saying what the rule does.
            #[must_use]
            pub fn description(self) -> Bilingual {
                match self { $(RuleId::$variant => Bilingual { zh: $zh, en: $en },)+ }
            }
        }
    };
}

rules! {
    RowFields Row Always "row.fields" "字段数与表头不符的行" "a row whose number of fields is not the header's";
    RowSyntax Row Always "row.syntax" "格式损坏、无法解析的行" "a row that cannot be parsed";
    RowText Row Always "row.text" "没有评论文本字段的行" "a record without the text field";
    RowHeader Row Always "row.header" "文件中间重复出现的表头" "the header line again in mid-file";
    RowFooter Row Always "row.footer" "工作表末尾的说明行" "a remark below the table of a sheet";
    RowNotComment Row Always "row.not-comment" "不是评论的记录，如应用本身的介绍" "a record that is no comment, such as the entry of the app itself";

    NoteShortRow Note Always "note.short-row" "行尾缺少单元格，按空处理" "cells missing at the end of a row, taken as empty";
    NoteSurplus Note Always "note.surplus" "行尾多出没有表头的单元格，未读取" "surplus cells without a header at the end of a row, not read";
    NoteDoubleEncoded Note Always "note.double-encoded" "疑似用错误编码另存过的乱码，原样保留" "text that looks decoded in the wrong encoding and saved again, left as it is";
    NoteNul Note Always "note.nul" "含 NUL 字符" "a row with NUL characters";
    NoteId Note Always "note.id" "编号被电子表格改成浮点数，不作编号用" "an id that a spreadsheet rounded to a floating-point number, not used";
    NoteRating Note Always "note.rating" "评分不在 1–5 或无法识别，留空" "a rating that is not from 1 to 5 or cannot be read, left empty";
    NoteTime Note Always "note.time" "无法识别的时间，留空" "a time that cannot be read, left empty";
    NoteRelativeTime Note Always "note.relative-time" "相对时间（如 3 分钟前）缺少参照日期，留空" "a relative time such as 3分钟前 without a reference date, left empty";
    NoteReplies Note Always "note.replies" "评论中嵌套的回复，未读取" "answers nested in a comment, not read";
    NoteLikes Note Always "note.likes" "无法识别的点赞数，留空" "a number of likes that cannot be read, left empty";

    Rejoined Text Always "rejoined" "把在“-”处被拆到后续单元格的文本接回" "a text split at - into further cells joined again";
    Entities Text On "entities" "解码 HTML 实体，直到稳定" "HTML entities decoded until stable";
    Markup Text On "markup" "去掉 HTML 标签；表情图片保留其文字" "HTML tags removed; emoticon images become their alt text";
    Encoding Text On "encoding" "去掉按该编码无法解读的字节" "bytes that are not valid in the file's encoding removed";
    Control Text On "control" "去掉零宽、控制和私用区字符" "zero-width, control and private-use characters removed";
    Width Text On "width" "全角字母、数字、标点转为半角（NFKC）" "full-width letters, digits and punctuation normalized (NFKC)";

    ColumnFilter Document Off (Parameter::Texts(Vec::new())) "column-filter" "不符合所给条件（如 rating<=2）的评论" "a comment that does not meet the conditions given, such as rating<=2";
    Empty Document On "empty" "没有文字的评论" "a comment without text";
    Placeholder Document On "placeholder" "整条都是系统套话的评论" "a comment that is platform boilerplate as a whole";
    MinChars Document Off (Parameter::Count(5)) "min-chars" "少于若干字（默认 5）的评论" "a comment of fewer than so many (5) characters";
    MaxChars Document Off (Parameter::Count(1000)) "max-chars" "多于若干字（默认 1000）的评论" "a comment of more than so many (1000) characters";
    DuplicateId Document On "duplicate.id" "同一平台、应用、编号且文本相同" "same platform, app, id and text";
    DuplicateAuthorText Document On "duplicate.author-text" "同一作者发布的相同文本" "same text by the same author";
    DuplicateText Document On (Parameter::Count(15)) "duplicate.text" "至少若干字（默认 15）的相同文本" "same text of at least so many characters (15)";
    AuthorFlood Document Off (Parameter::Count(10)) "author-flood" "同一作者超出若干条（默认 10）之后的评论" "a comment beyond so many (10) by the same author";
    NearDuplicate Document Off (Parameter::Ratio(0.8)) "near-duplicate" "与更早的评论几乎相同（三字串的 Jaccard 相似度，默认不低于 0.8）" "nearly the same as an earlier comment (Jaccard similarity of character 3-grams at least 0.8)";

    Repost Text On "repost" "转发链从第一个 //@ 处截断" "a repost chain cut at its first //@";
    Boilerplate Text On "boilerplate" "去掉平台自动加上的开头和结尾" "prefixes and suffixes added by the platform removed";
    Url Text On "url" "去掉网址" "web addresses removed";
    Mention Text On "mention" "去掉 @用户 和 回复@用户：" "@user and 回复@user: removed";
    TopicMarksWords Text Off "topic-marks.words" "连同文字一起去掉话题" "topics removed with their words";
    TopicMarks Text On "topic-marks" "去掉话题的 # 号，保留文字" "# marks of topics removed, words kept";
    Emoticon Text On "emoticon" "去掉方括号里的表情名（微笑、怒）" "bracket emoticons of the platforms removed";
    Emoji Text On "emoji" "去掉表情符号" "emoji removed";
    Stretch Text On (Parameter::Count(3)) "stretch" "同一字符重复过多时缩短（默认留 3 个）" "a character repeated more often than so many times (3) shortened to that";
    StretchPhrase Text On "stretch.phrase" "连续重复的短语只留一次" "a phrase repeated in a row kept once";
    Traditional Text Off "traditional" "繁体字转为简体字" "traditional characters turned into simplified ones";
    Case Text On "case" "拉丁字母统一为小写（用于计数）" "Latin letters folded to lower case for counting";

    EmptyCleaned Document On "empty.cleaned" "清洗后没有文字的评论" "a comment without text after cleaning";

    Lock Join On "lock" "用户词表中的词必定完整切出" "a word of the user's lists made whole wherever it stands";
    JoinLexicon Join On "join.lexicon" "词典词、主题词被切开时合为一词" "a word of the lexicon or of the topic put together where it was split";
    Unglue Join On "unglue" "误连的单字虚词拆开，词典收为一词的自由短语切成词（太慢 → 太/慢，态度恶劣 → 态度/恶劣）" "a function word of one character that was glued to a neighbour cut free, and a free phrase cut into its words: 太慢 as 太/慢, 态度恶劣 as 态度/恶劣";
    JoinComplement Join On "join.complement" "动词与可能补语合为一词（登录不上、用得了）" "a verb and its potential complement as one word: 登录不上, 用得了";
    JoinNegation Join On "join.negation" "否定词与其后的谓词合为一词（不方便、没反应、无法登录）" "a negation and the predicate after it as one word: 不方便, 没反应, 无法登录";
    JoinDegree Join On "join.degree" "否定加程度与其后的谓词合为一词（不太好用、没那么方便）" "a negated degree and the predicate after it as one word: 不太好用, 没那么方便";
    AliasSpelling Join On "alias.spelling" "异形词、错别字归到通行写法（登陆 → 登录）" "another spelling counted under the usual one: 登陆 → 登录";
    AliasMeaning Join Off "alias.meaning" "同义词归到一个词（刷脸 → 人脸识别）" "a word of the same meaning counted under one term: 刷脸 → 人脸识别";

    NotWord Token On "not-word" "空白、标点和符号" "white space, punctuation and symbols";
    Number Token On "number" "数字，含“数字加量词”（三天、五个）" "numbers, also with a measure word";
    Stopword Token On "stopword" "停用词表中的词" "a word of a stop list";
    TopicWord Token On "topic-word" "研究对象自身的词" "a word that names the topic itself";
    SingleChar Token On "single-char" "单字（保留表中的除外）" "a single character that is not on the allow list";
    Pii Token On "pii" "个人信息（电话、证件号、账号等）的一部分" "part of personal data: telephone, identity and account numbers, names of users";
    Latin Token Off "latin" "不含汉字、由拉丁字母构成的词" "a word of Latin letters without Han";
    Glue Token On "glue" "并非词语的粘连碎片" "a joined fragment that is not a word";
    Pos Token Off (Parameter::Texts(Vec::new())) "pos" "词性不在所列之中的词（计数之后判断）" "a word whose part of speech is not one of those listed (judged after counting)";
    MinDf Token Off (Parameter::Count(2)) "min-df" "出现于少于若干条评论（默认 2）的词（计数之后判断）" "a word in fewer than so many (2) comments (judged after counting)";
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl std::str::FromStr for RuleId {
    type Err = String;

    /// Reads a rule id; the error is the text that is no rule.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        RuleId::ALL
            .iter()
            .copied()
            .find(|rule| rule.id() == text)
            .ok_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_read_back() {
        for rule in RuleId::ALL {
            assert_eq!(rule.id().parse(), Ok(*rule));
        }
    }

    #[test]
    fn an_unknown_id_is_returned() {
        assert_eq!("stop-words".parse::<RuleId>(), Err("stop-words".to_owned()));
    }
}
