//! `methods.md`: what a paper must say about how the numbers came about, in both languages.
//!
//! Every number is taken from the run itself.

use super::FacetMethods;
use crate::categories::CategoryTable;
use crate::cloud::{CloudLayout, ColorBy, Engine, Rule, SizeRule};
use crate::count::NgramSizes;
use crate::language::Language;
use crate::ledger::{Ledger, Level, RuleId, RuleSet, Standing};
use crate::manifest::{InputRecord, ListRecord};
use crate::segment::UnknownWords;
use crate::stats::{NgramOptions, NgramOrder, Weight};
use crate::table::format_real;

/// The facts of a run that a methods text reports.
#[derive(Debug, Clone, Copy)]
pub struct Methods<'r> {
    /// The inputs.
    pub inputs: &'r [InputRecord],
    /// What became of rows, documents and tokens.
    pub ledger: &'r Ledger,
    /// Which rules applied, with their parameters.
    pub rules: &'r RuleSet,
    /// The segmenter's identity.
    pub segmenter: &'r str,
    /// What it did with words that it does not know.
    pub unknown_words: UnknownWords,
    /// The word lists.
    pub lists: &'r [ListRecord],
    /// Number of distinct terms.
    pub n_terms: usize,
    /// Number of terms listed in the table.
    pub n_listed: usize,
    /// What ranked them.
    pub weight: Weight,
    /// The comments by category; `None` when there are no categories.
    pub categories: Option<&'r CategoryTable>,
    /// The lengths of n-grams and how they are listed, if they are.
    pub ngrams: Option<(NgramSizes, NgramOptions)>,
    /// Ratings, time and spread.
    pub facets: FacetMethods<'r>,
    /// The word cloud.
    pub layout: &'r CloudLayout,
}

impl Methods<'_> {
    /// The text, Chinese first, then English, as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let section = |title: &str, language: Language| {
            let mut paragraphs = vec![
                self.data(language),
                self.cleaning(language),
                self.words(language),
                self.table(language),
            ];
            paragraphs.extend(self.ngrams(language));
            let coded = self.categories;
            paragraphs.extend(coded.map(|table| self.categories(table, language)));
            paragraphs.extend(self.facets.paragraphs(language));
            paragraphs.push(self.cloud(language));
            format!("# {title}\n\n{}\n", paragraphs.join("\n\n"))
        };
        let chinese = section("方法", Language::Chinese);
        let english = section("Methods", Language::English);
        format!("{chinese}\n{english}")
    }

    fn data(&self, language: Language) -> String {
        let ledger = self.ledger;
        let (rows, documents) = (ledger.rows_read, ledger.documents_read);
        let skipped = rows - documents;
        let inputs: Vec<String> = self
            .inputs
            .iter()
            .map(|input| {
                let (name, rows, hash) = (&input.name, input.rows, &input.sha256[..12]);
                match language {
                    Language::Chinese => format!("{name}（{rows} 行，SHA-256 前 12 位 {hash}）"),
                    Language::English => {
                        format!("{name} ({rows} rows, SHA-256 beginning {hash})")
                    }
                }
            })
            .collect();
        match language {
            Language::Chinese => format!(
                "数据：{}。共 {rows} 行，其中 {skipped} 行无法读取而跳过，得到评论 {documents} 条。",
                inputs.join("；")
            ),
            Language::English => format!(
                "Data: {}. Of {rows} rows, {skipped} could not be read and were skipped, which \
                 left {documents} comments.",
                inputs.join("; ")
            ),
        }
    }

    fn cleaning(&self, language: Language) -> String {
        let ledger = self.ledger;
        let kept = ledger.documents_kept;
        let dropped = ledger.documents_read - kept;
        let drops = self.fired(Level::Document, language);
        let rewrites = self.fired(Level::Text, language);
        let off = self.turned_off(language);
        match language {
            Language::Chinese => format!(
                "清洗：去除评论 {dropped} 条（{drops}），保留 {kept} 条。\
                 文本按固定顺序改写（方括号内为规则，其后为次数，含后来去除的评论）：{rewrites}。{off}"
            ),
            Language::English => format!(
                "Cleaning: {dropped} comments were dropped ({drops}) and {kept} kept. Texts were \
                 rewritten in a fixed order (rule in brackets, then the number of times, comments \
                 dropped later included): {rewrites}.{off}"
            ),
        }
    }

    /// The rules that are on by default and were turned off; nothing if there are none.
    fn turned_off(&self, language: Language) -> String {
        let is_off =
            |rule: &&RuleId| rule.standing() == Standing::On && !self.rules.applies(**rule);
        let off: Vec<&str> = RuleId::ALL
            .iter()
            .filter(is_off)
            .map(|rule| rule.id())
            .collect();
        match (off.is_empty(), language) {
            (true, _) => String::new(),
            (false, Language::Chinese) => format!("停用了规则 {}。", off.join("、")),
            (false, Language::English) => format!(" Turned off: {}.", off.join(", ")),
        }
    }

    /// The rules of a level that acted, with what they do and how often.
    fn fired(&self, level: Level, language: Language) -> String {
        let fired: Vec<String> = RuleId::ALL
            .iter()
            .filter(|rule| rule.level() == level)
            .map(|rule| (rule, self.ledger.tally(*rule).count))
            .filter(|(_, count)| *count > 0)
            .map(|(rule, count)| {
                let what = rule.description().text(language);
                let rule = self.rules.written(*rule);
                match language {
                    Language::Chinese => format!("{what}［{rule}］{count}"),
                    Language::English => format!("{what} [{rule}] {count}"),
                }
            })
            .collect();
        match (fired.is_empty(), language) {
            (true, Language::Chinese) => "无".to_owned(),
            (true, Language::English) => "none".to_owned(),
            (false, Language::Chinese) => fired.join("；"),
            (false, Language::English) => fired.join("; "),
        }
    }

    fn words(&self, language: Language) -> String {
        let ledger = self.ledger;
        let engine = self.segmenter;
        let (cut, kept) = (ledger.tokens_cut, ledger.tokens_kept);
        let masked = self.fired(Level::Token, language);
        let joins = self.fired(Level::Join, language);
        let (split, joined) = (ledger.tokens_split, ledger.tokens_joined);
        let types = self.n_terms;
        let lists: Vec<String> = self
            .lists
            .iter()
            .map(|list| match language {
                Language::Chinese => {
                    format!("{}（{}，{} 条）", list.name, list.used_as, list.entries)
                }
                Language::English => {
                    format!("{} ({}, {} entries)", list.name, list.used_as, list.entries)
                }
            })
            .collect();
        let model = match (self.unknown_words, language) {
            (UnknownWords::Join, Language::Chinese) => "启用隐马尔可夫模型",
            (UnknownWords::Split, Language::Chinese) => "不用隐马尔可夫模型",
            (UnknownWords::Join, Language::English) => "with its hidden Markov model",
            (UnknownWords::Split, Language::English) => "without its hidden Markov model",
        };
        match language {
            Language::Chinese => format!(
                "分词：{engine}，{model}，共切出 {cut} 个词次。词表：{}。\
                 切分之后的合并与归并：{joins}；拆出 {split} 个词次，并去 {joined} 个。\
                 屏蔽：{masked}。计数词次 {kept}，词种 {types}。",
                lists.join("、")
            ),
            Language::English => format!(
                "Segmentation: {engine}, {model}, which cut {cut} tokens. \
                 Lists: {}. After cutting, joined or counted under another term: {joins}; \
                 {split} tokens came about by splitting, {joined} went into others. Masked: {masked}. Counted were {kept} tokens of {types} terms.",
                lists.join(", ")
            ),
        }
    }

    fn table(&self, language: Language) -> String {
        let listed = self.n_listed;
        match (language, self.weight) {
            (Language::Chinese, weight) => {
                let by = match weight {
                    Weight::Tf => "词频（tf）",
                    Weight::Df => "含该词的评论数（df）",
                    Weight::TfIdf => "TF-IDF（tf · ln(N/df)，N 为保留评论数）",
                    Weight::TextRank => {
                        "TextRank（Mihalcea 和 Tarau 2004；同一评论中出现即相连，阻尼 0.85，df 最高的 2000 个词）"
                    }
                };
                format!(
                    "词表：按{by}降序取前 {listed} 个词，同值按 Unicode 码位排序。\
                     占比 = df ÷ 保留评论数，附 95 % Wilson 区间（Wilson 1927）；\
                     每百万词 = tf ÷ 计数词次 × 10⁶。"
                )
            }
            (Language::English, weight) => {
                let by = match weight {
                    Weight::Tf => "term frequency (tf)",
                    Weight::Df => "number of comments with the term (df)",
                    Weight::TfIdf => "TF-IDF (tf · ln(N/df), N the kept comments)",
                    Weight::TextRank => {
                        "TextRank (Mihalcea and Tarau 2004; terms of one comment are tied, damping 0.85, the 2,000 terms of the highest df)"
                    }
                };
                format!(
                    "Table: the first {listed} terms by {by}, descending, equal values in \
                     code-point order. Share = df over kept comments, with its 95 % Wilson \
                     interval (Wilson 1927); per million = tf over counted tokens × 10⁶."
                )
            }
        }
    }

    fn categories(&self, table: &CategoryTable, language: Language) -> String {
        let lists = self.lists.iter();
        let lists: Vec<String> = lists
            .filter(|list| list.used_as == "categories")
            .map(|list| {
                let (name, hash) = (&list.name, &list.sha256[..12]);
                match language {
                    Language::Chinese => format!("{name}（SHA-256 前 12 位 {hash}）"),
                    Language::English => format!("{name} (SHA-256 beginning {hash})"),
                }
            })
            .collect();
        let lists = lists.join(match language {
            Language::Chinese => "、",
            Language::English => ", ",
        });
        let n_categories = table.rows.len();
        let (coded, all) = (table.coded, table.all.comments);
        let percent = format!("{:.1}", 100.0 * table.coverage.unwrap_or(0.0));
        match language {
            Language::Chinese => format!(
                "类别：按词典 {lists} 把每条保留的评论归入 {n_categories} 个类别。评论清洗后的文本中\
                 出现某类的任一词语即属该类；词语的首尾须与词的边界重合，斜线之间的正则表达式\
                 不受此限。一条评论可属多类，在每类、每个词语上只计一次。{all} 条评论中有 {coded} 条\
                 （{percent} %）至少属于一类。占比 = 该类评论数 ÷ 保留评论数，附 95 % Wilson 区间。"
            ),
            Language::English => format!(
                "Categories: each kept comment was coded into {n_categories} categories by \
                 {lists}. A comment is in a category when one of its terms stands in the cleaned \
                 text, beginning and ending at borders of words (regular expressions, between \
                 slashes, anywhere); it may be in several, and counts once for each category and \
                 term. Of {all} comments {coded} ({percent} %) are in at least one. Share = \
                 comments of the category over kept comments, with its 95 % Wilson interval."
            ),
        }
    }

    fn ngrams(&self, language: Language) -> Option<String> {
        let (sizes, options) = self.ngrams?;
        let fewest = options.fewest;
        let by = match (options.order, language) {
            (NgramOrder::Weight, Language::Chinese) => "权重",
            (NgramOrder::Weight, Language::English) => "the weight of the table",
            (NgramOrder::G2, _) => "G²",
            (NgramOrder::Pmi, _) => "PMI",
            (NgramOrder::Npmi, _) => "NPMI",
            (NgramOrder::LogDice, _) => "logDice",
            (NgramOrder::T, _) => "t",
        };
        Some(match language {
            Language::Chinese => format!(
                "n 元组（n = {sizes}）：由相邻的计数词组成，其间不得有标点、空白或被屏蔽的词；\
                 出现至少 {fewest} 次者按{by}降序列出。搭配强度取“前 n − 1 词”与“末词”的四格表，\
                 总数为相邻 n 词的位置数：G²（Dunning 1993，自然对数，低于期望时取负号）、\
                 PMI（Church & Hanks 1990，以 2 为底）、NPMI（Bouma 2009）、\
                 logDice（Rychlý 2008）、t（Church 等 1991）；不作显著性检验。"
            ),
            Language::English => format!(
                "N-grams (n = {sizes}): counted terms that are neighbours, with no punctuation, \
                 white space or masked word between them; those of at least {fewest} occurrences \
                 are listed by {by}, descending. Association is that of the 2×2 table of the first \
                 n − 1 terms against the last, over all positions of n neighbours: G² (Dunning \
                 1993, natural logarithm, negative below expectation), PMI (Church & Hanks 1990, \
                 base 2), NPMI (Bouma 2009), logDice (Rychlý 2008) and t (Church et al. 1991); \
                 nothing was tested for significance."
            ),
        })
    }

    fn cloud(&self, language: Language) -> String {
        let layout = self.layout;
        let (placed, unplaced) = (layout.words.len(), layout.unplaced.len());
        let (seed, version) = (layout.seed, crate::VERSION);
        let Rule { k, offset, .. } = layout.rule;
        let mut k = format_real(k);
        if offset != 0.0 {
            k = format!("{} + {k}", format_real(offset));
        }
        let (shape, preset, strategy) = (layout.shape, layout.preset, layout.strategy);
        let places = match (layout.engine, language) {
            (Engine::Ciyun, Language::Chinese) => {
                format!("外形 {shape}，间距 {preset}，摆放 {strategy}，随机种子 {seed}")
            }
            (Engine::Ciyun, Language::English) => {
                format!("shape {shape}, spacing {preset}, placement {strategy}, seed {seed}")
            }
            (engine, Language::Chinese) => {
                format!("位置由 {engine} 随机选定，没有种子，记于 wordcloud.json")
            }
            (engine, Language::English) => {
                format!(
                    "places chosen at random by {engine}, which takes no seed, and kept in wordcloud.json"
                )
            }
        };
        let (width, height, font) = (
            layout.canvas.width,
            layout.canvas.height,
            &layout.font.family,
        );
        let rule = match (layout.rule.kind, language) {
            (SizeRule::Sqrt, Language::Chinese) => "权重的平方根",
            (SizeRule::Sqrt, Language::English) => "the square root of the weight",
            (SizeRule::Linear, Language::Chinese) => "权重",
            (SizeRule::Linear, Language::English) => "the weight",
            (SizeRule::Log, Language::Chinese) => "1 加权重的自然对数",
            (SizeRule::Log, Language::English) => "the natural logarithm of 1 plus the weight",
            (SizeRule::Rank, Language::Chinese) => "位次平方根的倒数",
            (SizeRule::Rank, Language::English) => "the inverse square root of the rank",
        };
        let colors = match (layout.color_by, language) {
            (ColorBy::Cycle, Language::Chinese) => "颜色只用来区分相邻的词",
            (ColorBy::Cycle, Language::English) => "colours only tell neighbours apart",
            (ColorBy::Rank, Language::Chinese) => "颜色越强，位次越前",
            (ColorBy::Rank, Language::English) => "the stronger the colour, the higher the rank",
            (ColorBy::Group, Language::Chinese) => "颜色表示组别",
            (ColorBy::Group, Language::English) => "colours tell the group",
            (ColorBy::Score, Language::Chinese) => "颜色表示得分",
            (ColorBy::Score, Language::English) => "colours tell the score",
        };
        match language {
            Language::Chinese => format!(
                "词云：字号（像素）= {k} × {rule}，画布 {width} × {height}，字体 {font}，\
                 {places}；{colors}；画出 {placed} 个词，{unplaced} 个未画出。程序：ciyun {version}。"
            ),
            Language::English => format!(
                "Cloud: font size in pixels = {k} × {rule}, canvas {width} × {height}, font \
                 {font}, {places}; {colors}; {placed} words were drawn and {unplaced} were not. \
                 Program: ciyun {version}."
            ),
        }
    }
}
