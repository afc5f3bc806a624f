//! The configuration of a run: the content of `ciyun.toml`.
//!
//! Every key has a default, so an empty file is a complete configuration. Unknown keys are errors.
//! File names in it are relative to the folder of the configuration file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cloud::CloudOptions;
use crate::count::NgramSizes;
use crate::ingest::{
    Clock, ColumnChoice, Format, InputOrder, Limits, ReadOptions, ReferenceTime, TextEncoding,
    UtcOffset,
};
use crate::language::Language;
use crate::ledger::RuleSet;
use crate::segment::UnknownWords;
use crate::stats::{NgramOptions, NgramOrder, Weight};
use crate::suggestion::nearest;
use crate::timeline::Period;

use super::{FontConfig, MaskConfig, Variation};

/// All settings that can change a result.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What is read and how.
    pub input: InputConfig,
    /// The word lists.
    pub words: WordsConfig,
    /// Which rules apply, and with which parameters.
    pub rules: RuleSet,
    /// The frequency table.
    pub table: TableConfig,
    /// The word cloud.
    pub cloud: CloudOptions,
    /// Its font.
    #[serde(skip_serializing_if = "is_default")]
    pub font: FontConfig,
    /// The picture whose shape it has.
    #[serde(skip_serializing_if = "is_default")]
    pub mask: MaskConfig,
    /// The form of the files.
    pub output: OutputConfig,
    /// What `robust` varies.
    #[serde(skip_serializing_if = "is_default")]
    pub robust: Variation,
}

/// What is read and how.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct InputConfig {
    /// Files, folders and patterns.
    pub files: Vec<String>,
    /// The order in which they are read.
    pub order: InputOrder,
    /// The text encoding; detected per file when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,
    /// The format; detected per file when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// The clock in which times are told; days and months begin by it.
    pub utc_offset: UtcOffset,
    /// What relative times such as 3分钟前 count back from; without it they stay empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_date: Option<ReferenceTime>,
    /// Columns to be read as fields; found by name and content where absent.
    pub columns: ColumnChoice,
    /// How much is read of each input.
    #[serde(skip_serializing_if = "is_default")]
    pub limits: Limits,
}

/// Whether a setting is the one that a reader of the written configuration will have anyway.
fn is_default<T: Default + PartialEq>(setting: &T) -> bool {
    *setting == T::default()
}

impl InputConfig {
    /// How the inputs are to be read.
    #[must_use]
    pub fn read_options(&self) -> ReadOptions {
        ReadOptions {
            encoding: self.encoding,
            format: self.format,
            columns: self.columns.clone(),
            clock: Clock {
                offset: self.utc_offset,
                reference: self.reference_date,
            },
            limits: self.limits,
            ..ReadOptions::default()
        }
    }
}

/// The word lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordsConfig {
    /// Whether the project's general and platform stop lists apply.
    pub builtin_stopwords: bool,
    /// Whether the segmenter knows the project's e-government lexicon.
    pub builtin_lexicon: bool,
    /// Whether the project's table of aliases applies.
    pub builtin_aliases: bool,
    /// Whether comments are coded by the project's categories of complaints.
    pub builtin_categories: bool,
    /// Topic lists by name; `auto` takes those whose apps stand in the app column.
    pub topics: Vec<String>,
    /// Files with further stop words.
    pub stopwords: Vec<String>,
    /// Files with further words of the topic.
    pub topic_words: Vec<String>,
    /// Files with words for the segmenter.
    pub user_words: Vec<String>,
    /// Files with further aliases.
    pub aliases: Vec<String>,
    /// Files with further categories.
    pub categories: Vec<String>,
    /// What the segmenter does with words that it does not know.
    #[serde(skip_serializing_if = "is_default")]
    pub unknown_words: UnknownWords,
}

impl WordsConfig {
    /// The entry of `topics` that asks to choose by the app column.
    pub const AUTO: &str = "auto";
    /// The entry of `topics` that asks for none; the same as an empty list.
    pub const NONE: &str = "none";
}

impl Default for WordsConfig {
    fn default() -> Self {
        WordsConfig {
            builtin_stopwords: true,
            builtin_lexicon: true,
            builtin_aliases: true,
            builtin_categories: true,
            topics: vec![WordsConfig::AUTO.to_owned()],
            stopwords: Vec::new(),
            topic_words: Vec::new(),
            user_words: Vec::new(),
            aliases: Vec::new(),
            categories: Vec::new(),
            unknown_words: UnknownWords::default(),
        }
    }
}

/// The frequency table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableConfig {
    /// How many terms are listed and drawn.
    pub top: usize,
    /// What ranks and sizes them.
    pub weight: Weight,
    /// Lengths of the n-grams of the table beside it; without this there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ngrams: Option<NgramSizes>,
    /// What ranks the n-grams.
    #[serde(skip_serializing_if = "is_default")]
    pub ngram_order: NgramOrder,
    /// Fewest occurrences of an n-gram that is listed.
    #[serde(skip_serializing_if = "is_fewest")]
    pub ngram_min: u64,
    /// The length of the periods of time lines; a suitable one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// A file of the ratings that stores publish, to stand beside those of the comments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl TableConfig {
    /// How n-grams are listed.
    #[must_use]
    pub fn ngram_options(&self) -> NgramOptions {
        NgramOptions {
            fewest: self.ngram_min,
            order: self.ngram_order,
            weight: self.weight.frequency(),
            top: self.top,
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_fewest(n: &u64) -> bool {
    *n == NgramOptions::FEWEST
}

impl Default for TableConfig {
    fn default() -> Self {
        TableConfig {
            top: 200,
            weight: Weight::Tf,
            ngrams: None,
            ngram_order: NgramOrder::default(),
            ngram_min: NgramOptions::FEWEST,
            period: None,
            published: None,
        }
    }
}

/// The form of the files.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutputConfig {
    /// Language of titles and texts in the files; names of columns are always English.
    pub language: Language,
    /// Whether CSV files begin with a byte order mark.
    pub csv_bom: bool,
}

/// A commented configuration with every default, as `ciyun init` prints it.
pub const TEMPLATE: &str = include_str!("template.toml");

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file could not be read.
    #[error("{}: cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text is not TOML, or has a key or value that is not known.
    #[error("{}:{line}: {detail}{}", path.display(), suggestion.as_ref().map(|key| format!("; did you mean `{key}`?")).unwrap_or_default())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        detail: String,
        /// A known key that looks like the unknown one.
        suggestion: Option<String>,
    },
    /// A topic list of that name does not exist.
    #[error("no topic list {found:?}; expected auto, none or one of: {known}")]
    UnknownTopic {
        /// The name as given.
        found: String,
        /// The names there are.
        known: String,
    },
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`ConfigError`] with the line and, for a misspelt key, a suggestion.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Config::parse(path, &text)
    }

    /// Reads a configuration from text; `path` is for messages.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let start = start + offset_of_key(&text[start..], error.message());
            ConfigError::Invalid {
                path: path.to_owned(),
                line: text[..start].matches('\n').count() + 1,
                detail: error.message().to_owned(),
                suggestion: suggestion(error.message()),
            }
        })
    }

    /// The configuration as TOML text, every key written out.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("a configuration has only strings, numbers and lists")
    }
}

/// Where in a section the key stands that a message is about: of the sections that we read
/// ourselves (`[rules]`, `[robust]`), the parser knows only where they begin.
fn offset_of_key(section: &str, message: &str) -> usize {
    let quoted = message.split('`').nth(1);
    let named = message
        .strip_prefix("rule ")
        .and_then(|rest| rest.split([' ', ':']).next());
    let unknown = quoted.filter(|_| message.starts_with("unknown field"));
    let Some(key) = unknown.or(named) else {
        return 0;
    };
    let mut offset = 0;
    for line in section.split_inclusive('\n') {
        let name = line.split('=').next().unwrap_or_default().trim();
        if line.contains('=') && name.trim_matches(['"', '\'']) == key {
            return offset;
        }
        offset += line.len();
    }
    0
}

/// The known key nearest to an unknown one, from serde's message "unknown field `x`, expected one
/// of `a`, `b`".
fn suggestion(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = message
        .starts_with("unknown field")
        .then(|| names.next())??;
    nearest(unknown, names).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::RuleId;

    fn error(text: &str) -> String {
        Config::parse(Path::new("ciyun.toml"), text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_empty_file_and_the_template_are_the_defaults() {
        let parse = |text| Config::parse(Path::new("t"), text).unwrap();
        assert_eq!(parse(""), Config::default());
        assert_eq!(parse(TEMPLATE), Config::default());
    }

    #[test]
    fn a_rule_is_set_by_its_id() {
        let config = Config::parse(
            Path::new("t"),
            "[rules]\nmin-chars = 10\n\"duplicate.text\" = false\n",
        );
        let rules = config.unwrap().rules;
        assert_eq!(rules.count(RuleId::MinChars), Some(10));
        assert!(!rules.applies(RuleId::DuplicateText));
        let message = error("[rules]\nemoji = true\n\"duplicate.text\" = 0\n");
        assert!(
            message.starts_with("ciyun.toml:3: rule duplicate.text"),
            "{message}"
        );
        let message = error("[table]\ntop = 5\n[rules]\nemoji = true\nmin-char = 10\n");
        assert!(
            message.starts_with("ciyun.toml:5: unknown field"),
            "{message}"
        );
        assert!(message.ends_with("did you mean `min-chars`?"), "{message}");
    }

    #[test]
    fn the_template_names_every_key() {
        for line in Config::default().to_toml().lines() {
            let key = line.split(" = ").next().unwrap_or_default();
            assert!(TEMPLATE.contains(key), "{key}");
        }
    }

    #[test]
    fn the_template_names_every_limit() {
        let mut config = Config::default();
        config.input.limits.rows += 1;
        let text = config.to_toml();
        let section = text.split("[input.limits]").nth(1).unwrap();
        let keys = section.lines().filter_map(|line| line.split_once(" = "));
        let keys: Vec<&str> = keys.map(|(key, _)| key).take(5).collect();
        assert_eq!(
            keys,
            [
                "unpacked-bytes",
                "cell-bytes",
                "depth",
                "rows",
                "workbook-bytes"
            ]
        );
        for key in keys {
            assert!(TEMPLATE.contains(&format!("\n{key} = ")), "{key}");
        }
    }

    #[test]
    fn the_template_names_what_is_varied() {
        let mut config = Config::default();
        config.words.unknown_words = UnknownWords::Split;
        config.robust.set_persistence(0.5).unwrap();
        let text = config.to_toml();
        assert!(text.contains("unknown-words = \"split\"\n"), "{text}");
        let section = text.split("[robust]\n").nth(1).unwrap();
        for (key, _) in section.lines().filter_map(|line| line.split_once(" = ")) {
            assert!(TEMPLATE.contains(&format!("\n{key} = ")), "{key}");
        }
    }

    #[test]
    fn the_template_names_the_keys_of_tables() {
        let mut config = Config::default();
        config.table.ngrams = Some("2-4".parse().unwrap());
        config.table.ngram_order = NgramOrder::G2;
        config.table.ngram_min += 1;
        config.table.period = Some(Period::Week);
        config.table.published = Some("figures.csv".to_owned());
        let text = config.to_toml();
        for key in ["ngrams", "ngram-order", "ngram-min", "period", "published"] {
            assert!(text.contains(&format!("\n{key} = ")), "{text}");
            assert!(TEMPLATE.contains(&format!("{key} = ")), "{key}");
        }
        let message = error("[table]\nngrams = \"1-4\"\n");
        assert!(
            message.starts_with("ciyun.toml:2: n-grams: found"),
            "{message}"
        );
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut config = Config::default();
        config.input.files = vec!["数据/a b.csv".to_owned()];
        config.input.encoding = Some(TextEncoding::Gb18030);
        config.input.limits.rows = 7;
        config.input.columns.text = Some("内容".to_owned());
        config.words.topics = vec!["heilongjiang".to_owned()];
        config.table.top = 50;
        config.table.ngrams = Some("2-4".parse().unwrap());
        config.table.ngram_order = NgramOrder::LogDice;
        config.table.ngram_min = 5;
        config.cloud.width = 1001;
        let text = config.to_toml();
        assert_eq!(Config::parse(Path::new("t"), &text).unwrap(), config);
    }

    #[test]
    fn a_misspelt_key_is_an_error_with_line_and_suggestion() {
        let message = error("[table]\ntpo = 20\n");
        assert!(
            message.starts_with("ciyun.toml:2: unknown field `tpo`"),
            "{message}"
        );
        assert!(message.ends_with("did you mean `top`?"), "{message}");
        let message = error("[input.limits]\ncell-byte = 20\n");
        assert!(message.ends_with("did you mean `cell-bytes`?"), "{message}");
        assert!(!error("[table]\nxyz = 1\n").contains("did you mean"));
        assert!(error("[tables]\n").ends_with("did you mean `table`?"));
        assert!(error("[table]\ntop = \"x\"\n").starts_with("ciyun.toml:2: invalid type"));
    }
}
