//! The account of what was done, in both languages.

use ciyun::categories::CategoryTable;
use ciyun::cloud::{CloudLayout, Reason};
use ciyun::ingest::{ChosenBy, Confidence, Field, HeaderOrigin, SourceDescription, Table};
use ciyun::language::Language::{self, Chinese, English};
use ciyun::ledger::{Ledger, Level, RuleId};
use ciyun::pipeline::Analysis;
use ciyun::render::Fonts;
use ciyun::stats::FrequencyRow;

/// Terms named in the summary.
const N_NAMED_TERMS: usize = 10;

/// Characters named that a font lacks.
const N_NAMED_CHARACTERS: usize = 20;

/// Categories named in the summary.
const N_NAMED_CATEGORIES: usize = 3;

/// How an input was understood: format, encoding, columns.
pub(crate) fn source(description: &SourceDescription, language: Language) -> String {
    let columns = match (columns(description, language), language) {
        (columns, Chinese) if columns.is_empty() => "一行一条评论".to_owned(),
        (columns, English) if columns.is_empty() => "a comment a line".to_owned(),
        (columns, _) => columns,
    };
    let form = form(description, language);
    match language {
        Chinese => format!("{form}；{columns}"),
        English => format!("{form}; {columns}"),
    }
}

/// How an input was understood, without its columns: tool, format, encoding, sheet.
pub(crate) fn form(description: &SourceDescription, language: Language) -> String {
    let name = &description.name;
    let form = match (&description.path_in_file, language) {
        (None, _) => description.form(),
        (Some(path), Chinese) => format!("{}（{path}）", description.form()),
        (Some(path), English) => format!("{} at {path}", description.form()),
    };
    let encoding = description.detection.id();
    let sure = confidence(description.detection.confidence, language);
    let sheet = sheet(description, language);
    let tool = description
        .columns
        .tool
        .map(|tool| tool.name.text(language));
    match language {
        Chinese => {
            let tool = tool.map(|tool| format!("{tool}，")).unwrap_or_default();
            format!("{name}：{tool}{form}，{encoding}（{sure}）{sheet}")
        }
        English => {
            let tool = tool.map(|tool| format!("{tool}, ")).unwrap_or_default();
            format!("{name}: {tool}{form}, {encoding} ({sure}){sheet}")
        }
    }
}

/// Which sheet of a workbook is read, where its header stands, and which sheets are not read; or
/// the same of the table of a database.
fn sheet(description: &SourceDescription, language: Language) -> String {
    if let Some(table) = &description.table {
        return self::table(table, language);
    }
    let Some(sheet) = &description.sheet else {
        return String::new();
    };
    let (name, row) = (&sheet.name, sheet.first_row);
    let is_named = description.columns.origin == HeaderOrigin::File;
    let header = match (is_named, language) {
        (false, _) => String::new(),
        (true, Chinese) => format!("，表头在第 {row} 行"),
        (true, English) => format!(", header in row {row}"),
    };
    let others = match (sheet.others.is_empty(), language) {
        (true, _) => String::new(),
        (false, Chinese) => format!("，未读取：{}", sheet.others.join("、")),
        (false, English) => format!(", not read: {}", sheet.others.join(", ")),
    };
    match language {
        Chinese => format!("；工作表 {name}{header}{others}"),
        English => format!("; sheet {name}{header}{others}"),
    }
}

/// Which table of a database is read, and which are not.
fn table(table: &Table, language: Language) -> String {
    let name = &table.name;
    match (table.others.is_empty(), language) {
        (true, Chinese) => format!("；表 {name}"),
        (true, English) => format!("; table {name}"),
        (false, Chinese) => format!("；表 {name}，未读取：{}", table.others.join("、")),
        (false, English) => format!("; table {name}, not read: {}", table.others.join(", ")),
    }
}

pub(crate) fn confidence(confidence: Confidence, language: Language) -> &'static str {
    match (confidence, language) {
        (Confidence::Certain, Chinese) => "确定",
        (Confidence::Likely, Chinese) => "很可能",
        (Confidence::Guess, Chinese) => "猜测，请核对",
        (Confidence::Certain, English) => "certain",
        (Confidence::Likely, English) => "likely",
        (Confidence::Guess, English) => "a guess: look at the text",
    }
}

/// Which column is read as which field, and why where it is not by its name.
fn columns(description: &SourceDescription, language: Language) -> String {
    let columns = &description.columns;
    let pairs: Vec<String> = columns
        .fields
        .iter()
        .map(|(field, index, chosen)| {
            let column = columns.header.get(*index).map_or("?", String::as_str);
            let why = match (chosen, language) {
                (ChosenBy::Name | ChosenBy::Tool, _) => "",
                (ChosenBy::Content, Chinese) => "（按内容）",
                (ChosenBy::Content, English) => " (by content)",
                (ChosenBy::Option, Chinese) => "（指定）",
                (ChosenBy::Option, English) => " (as told)",
            };
            format!("{}={column}{why}", field_name(*field, language))
        })
        .collect();
    let made_up = match (columns.origin, language) {
        (HeaderOrigin::Numbered, Chinese) => "无表头；",
        (HeaderOrigin::Numbered, English) => "no header; ",
        _ => "",
    };
    format!("{made_up}{}", pairs.join(" "))
}

pub(crate) fn field_name(field: Field, language: Language) -> &'static str {
    match (field, language) {
        (Field::Text, Chinese) => "文本",
        (Field::Id, Chinese) => "编号",
        (Field::Title, Chinese) => "标题",
        (Field::Rating, Chinese) => "评分",
        (Field::Time, Chinese) => "时间",
        (Field::Author, Chinese) => "作者",
        (Field::App, Chinese) => "应用",
        (Field::Platform, Chinese) => "平台",
        (Field::Version, Chinese) => "版本",
        (Field::Likes, Chinese) => "点赞",
        (Field::Region, Chinese) => "地区",
        (Field::Parent, Chinese) => "上级",
        (Field::Reply, Chinese) => "官方回复",
        (Field::Group, Chinese) => "分组",
        (Field::Text, English) => "text",
        (Field::Id, English) => "id",
        (Field::Title, English) => "title",
        (Field::Rating, English) => "rating",
        (Field::Time, English) => "time",
        (Field::Author, English) => "author",
        (Field::App, English) => "app",
        (Field::Platform, English) => "platform",
        (Field::Version, English) => "version",
        (Field::Likes, English) => "likes",
        (Field::Region, English) => "region",
        (Field::Parent, English) => "parent",
        (Field::Reply, English) => "reply",
        (Field::Group, English) => "group",
    }
}

/// Which topic lists apply, and how that was decided.
pub(crate) fn topics(
    names: &[String],
    automatic: bool,
    words: &[&str],
    language: Language,
) -> String {
    let list = names.join(", ");
    let words = match (words.is_empty(), language) {
        (true, _) => String::new(),
        (false, Chinese) => format!("；不计入结果的词：{}", words.join("、")),
        (false, English) => format!("; words left out: {}", words.join(", ")),
    };
    let names = if names.is_empty() && !words.is_empty() {
        match language {
            Chinese => "主题词表：仅用户指定的词".to_owned(),
            English => "topic list: your own words only".to_owned(),
        }
    } else {
        topic_names(names, &list, automatic, language)
    };
    format!("{names}{words}")
}

fn topic_names(names: &[String], list: &str, automatic: bool, language: Language) -> String {
    match (language, automatic, names.is_empty()) {
        (Chinese, true, true) => {
            "主题词表：未使用（没有与应用名一列相符的；可用 --topic 或 --topic-words 指定）"
                .to_owned()
        }
        (Chinese, false, true) => "主题词表：未使用".to_owned(),
        (Chinese, true, false) => format!("主题词表：{list}（按应用名一列选用）"),
        (Chinese, false, false) => format!("主题词表：{list}（指定）"),
        (English, true, true) => "topic list: none (none fits the app column; choose with --topic \
                                  or --topic-words)"
            .to_owned(),
        (English, false, true) => "topic list: none".to_owned(),
        (English, true, false) => format!("topic list: {list} (by the app column)"),
        (English, false, false) => format!("topic list: {list} (as told)"),
    }
}

/// Comments read, dropped by rule, kept; tokens and terms.
pub(crate) fn summary(analysis: &Analysis, language: Language) -> String {
    let ledger = &analysis.counts.ledger;
    let (read, kept) = (ledger.documents_read, ledger.documents_kept);
    let dropped = fired(ledger, Level::Document, language);
    let tokens = ledger.tokens_kept;
    let (engine, split) = (ledger.tokens_cut, ledger.tokens_split);
    let joined = ledger.tokens_joined;
    let cut = engine + split - joined;
    let joins = fired(ledger, Level::Join, language);
    let masked = fired(ledger, Level::Token, language);
    let terms = analysis.counts.n_terms();
    match language {
        Chinese => format!(
            "评论：读入 {read} = 保留 {kept} + 去除 {}{dropped}\n\
             切分：{engine} 个词次 + 拆出 {split} - 并去 {joined} = {cut}{joins}\n\
             词次：{cut} = 计数 {tokens} + 屏蔽 {}{masked}；词种 {terms}",
            read - kept,
            cut - tokens,
        ),
        English => format!(
            "comments: {read} read = {kept} kept + {} dropped{dropped}\n\
             cut: {engine} tokens + {split} split - {joined} joined = {cut}{joins}\n\
             tokens: {cut} = {tokens} counted + {} masked{masked}; {terms} terms",
            read - kept,
            cut - tokens,
        ),
    }
}

fn fired(ledger: &Ledger, level: Level, language: Language) -> String {
    let fired: Vec<String> = RuleId::ALL
        .iter()
        .filter(|rule| rule.level() == level)
        .map(|rule| (rule, ledger.tally(*rule).count))
        .filter(|(_, count)| *count > 0)
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    match (fired.is_empty(), language) {
        (true, _) => String::new(),
        (false, Chinese) => format!("（{}）", fired.join("，")),
        (false, English) => format!(" ({})", fired.join(", ")),
    }
}

/// The most frequent terms.
pub(crate) fn top(keywords: &[FrequencyRow], language: Language) -> String {
    let terms: Vec<String> = keywords
        .iter()
        .take(N_NAMED_TERMS)
        .map(|row| format!("{} {}", row.term, row.tf))
        .collect();
    match language {
        Chinese => format!("高频词：{}", terms.join("，")),
        English => format!("most frequent: {}", terms.join(", ")),
    }
}

/// The largest categories, and how many comments are in any.
pub(crate) fn categories(table: &CategoryTable, language: Language) -> String {
    let percent = |share: Option<f64>| format!("{:.1}%", 100.0 * share.unwrap_or(0.0));
    let largest: Vec<String> = table
        .rows
        .iter()
        .take(N_NAMED_CATEGORIES)
        .map(|row| format!("{} {}", row.label(language), percent(row.share)))
        .collect();
    let (coded, all) = (table.coded, table.all.comments);
    let coverage = percent(table.coverage);
    match language {
        Chinese => format!(
            "最大的类别：{}；{coverage} 的评论（{coded}/{all}）至少属于一类",
            largest.join("，")
        ),
        English => format!(
            "largest categories: {}; {coverage} of the comments ({coded} of {all}) are in at \
             least one",
            largest.join(", ")
        ),
    }
}

/// Nothing is left to count.
pub(crate) fn nothing_kept(language: Language) -> &'static str {
    match language {
        Chinese => "没有可计数的词：没有评论，或都被去除，或词都被屏蔽；未写任何文件",
        English => {
            "no term is left to count: there are no comments, or all were dropped, or all tokens \
             masked; nothing was written"
        }
    }
}

/// The input of a cloud is a table of terms.
pub(crate) fn read_as_table(n_terms: usize, language: Language) -> String {
    match language {
        Chinese => format!("输入读作词表：{n_terms} 个词"),
        English => format!("the input is a table of {n_terms} terms"),
    }
}

/// Words that found no place.
/// Characters that the font lacks and the embedded one has.
pub(crate) fn lacking(
    fonts: &Fonts<'_>,
    layout: &CloudLayout,
    language: Language,
) -> Option<String> {
    let fallback = layout.fallback.as_ref()?;
    let lacking = fonts.lacking(layout.words.iter().map(|word| word.term.as_str()));
    let named: String = lacking.iter().take(N_NAMED_CHARACTERS).collect();
    let (n, more) = (
        lacking.len(),
        if lacking.len() > N_NAMED_CHARACTERS {
            "…"
        } else {
            ""
        },
    );
    let (main, other) = (&layout.font.family, &fallback.family);
    Some(match language {
        Chinese => format!("字体 {main} 缺少 {n} 个字：{named}{more}；改用 {other}"),
        English => format!(
            "font {main} lacks {}: {named}{more}; drawn with {other}",
            counted(n as u64, "character")
        ),
    })
}

pub(crate) fn unplaced(layout: &CloudLayout, language: Language) -> Option<String> {
    if layout.unplaced.is_empty() {
        return None;
    }
    let words: Vec<String> = layout
        .unplaced
        .iter()
        .take(N_NAMED_TERMS)
        .map(|word| format!("{} ({})", word.term, reason(&word.reason, language)))
        .collect();
    let n = layout.unplaced.len();
    let more = if n > words.len() { " …" } else { "" };
    let list = words.join(", ");
    let crowded = layout
        .unplaced
        .iter()
        .any(|word| matches!(word.reason, Reason::NoRoom | Reason::TooWide));
    let advice = match (crowded, language) {
        (false, _) => "",
        (true, Chinese) => "；可减小 --top 或放大画布",
        (true, English) => "; use a smaller --top or a larger canvas",
    };
    Some(match language {
        Chinese => format!("{n} 个词未能画出：{list}{more}{advice}"),
        English => format!(
            "{} not in the picture: {list}{more}{advice}",
            counted(n as u64, "word")
        ),
    })
}

fn reason(reason: &Reason, language: Language) -> String {
    match (language, reason) {
        (Chinese, Reason::MissingGlyph(characters)) => {
            format!("字体缺字 {}", characters.iter().collect::<String>())
        }
        (Chinese, Reason::NoInk) => "空白".to_owned(),
        (Chinese, Reason::TooWide) => "比画布还宽".to_owned(),
        (Chinese, Reason::NoRoom) => "画布已满".to_owned(),
        (Chinese, Reason::NoWeight) => "权重为 0".to_owned(),
        (_, reason) => String::from(reason.clone()),
    }
}

/// Inputs that a replay must be given again.
pub(crate) fn only_named(names: &[String], language: Language) -> String {
    let list = names.join(", ");
    match language {
        Chinese => format!("ciyun.toml 只记下了输入的文件名（{list}）；重跑时请在命令行再次给出"),
        English => format!(
            "ciyun.toml holds only the names of these inputs: {list}; give them again to replay"
        ),
    }
}

/// What was written.
pub(crate) fn written(place: &str, n_files: usize, language: Language) -> String {
    match language {
        Chinese => format!("已写入 {place}（{n_files} 个文件）"),
        English => format!("wrote {place} ({})", counted(n_files as u64, "file")),
    }
}

/// A number of things in English: 1 row, 2 rows.
pub(crate) fn counted(n: u64, thing: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {thing}{s}")
}

/// `ciyun` without arguments.
pub(crate) fn welcome(language: Language) -> String {
    let version = ciyun::VERSION;
    match language {
        Chinese => format!(
            "ciyun {version}：把抓取的中文评论变成词云、关键词表，以及每个数字的来历。\n\n\
             \x20 ciyun run 评论.csv         主任务：词云、词频表、台账、清单写入 output/评论/\n\
             \x20 ciyun inspect 评论.csv     先看看程序如何理解这个文件\n\
             \x20 ciyun count 评论.csv       只要词频表\n\
             \x20 ciyun --help               全部命令和选项\n\n\
             可读 csv、tsv、json、jsonl、txt、xlsx、xls、ods，编码自动识别（UTF-8、GBK、Big5、UTF-16）。\n"
        ),
        English => format!(
            "ciyun {version}: scraped Chinese comments to a word cloud, keyword tables and the record of \
             every number.\n\n\
             \x20 ciyun run comments.csv      the main job: cloud, tables, ledger and manifest in output/comments/\n\
             \x20 ciyun inspect comments.csv  how the program understands the file\n\
             \x20 ciyun count comments.csv    the frequency table alone\n\
             \x20 ciyun --help                all commands and options\n\n\
             Reads csv, tsv, json, jsonl, txt, xlsx, xls and ods; encodings are detected (UTF-8, GBK, Big5, UTF-16).\n"
        ),
    }
}
