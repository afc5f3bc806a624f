//! Options of `ciyun kwic`.

use std::path::PathBuf;

use ciyun::kwic::KwicOrder;
use clap::{Args, ValueEnum};

use crate::args::{InputArgs, SwitchArgs, TableForm, WordArgs};

#[derive(Debug, Args)]
pub(crate) struct KwicArgs {
    /// The term to look for, as it stands in the table of terms
    #[arg(value_name = "WORD")]
    pub(crate) word: String,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Look for WORD as characters in a row, across the borders of words
    #[arg(long, conflicts_with = "regex")]
    pub(crate) phrase: bool,
    /// Look for WORD as a regular expression, such as log ?in
    #[arg(long)]
    pub(crate) regex: bool,
    /// Text on each side: so many characters, or tokens with a t, such as 5t [default: 20]
    #[arg(long, value_name = "N")]
    pub(crate) context: Option<String>,
    /// Order of the lines
    #[arg(long, value_name = "BY", default_value = "place")]
    pub(crate) sort: KwicOrderName,
    /// Number of lines [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,

    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Form of the table [default: by the file's ending, else table on a terminal and csv elsewhere]
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<TableForm>,

    /// Begin CSV with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

/// The order of the lines.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum KwicOrderName {
    Place,
    Left,
    Right,
    Time,
    Rating,
}

impl From<KwicOrderName> for KwicOrder {
    fn from(name: KwicOrderName) -> KwicOrder {
        match name {
            KwicOrderName::Place => KwicOrder::Place,
            KwicOrderName::Left => KwicOrder::Left,
            KwicOrderName::Right => KwicOrder::Right,
            KwicOrderName::Time => KwicOrder::Time,
            KwicOrderName::Rating => KwicOrder::Rating,
        }
    }
}
