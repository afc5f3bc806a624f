//! What was typed: options as clap reads them, before they mean anything.
//!
//! The doc comments are the English help; `help_texts.rs` and `help_of_commands.rs` hold the Chinese one and the examples.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::coding_args::{AgreeArgs, SampleArgs};
use crate::compare_args::CompareArgs;
use crate::facet_args::FacetArgs;
use crate::kwic_args::KwicArgs;
use crate::network_args::NetworkArgs;
use crate::picture_args::PictureArgs;

/// Scraped Chinese comments to a word cloud, keyword tables and the record of every number.
#[derive(Debug, Parser)]
#[command(
    name = "ciyun",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = false
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) common: CommonArgs,

    /// Print the licences of the program and of the font inside it
    #[arg(long)]
    pub(crate) licenses: bool,

    /// List all rules with their state, and end
    #[arg(long)]
    pub(crate) rules: bool,

    /// List the parts of speech that --pos knows, and end
    #[arg(long)]
    pub(crate) tags: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The main job: comments to one folder with cloud, tables, ledger and manifest
    Run(RunArgs),
    /// The frequency table alone, to standard output or a file
    Count(CountArgs),
    /// A word cloud from a table of terms and counts, or from comments
    Cloud(CloudArgs),
    /// What sets groups of comments apart: key words with effect sizes and tests
    Compare(CompareArgs),
    /// How far the top words depend on choices: the count under every combination of them
    Robust(RobustArgs),
    /// What the reader understands of the inputs; writes nothing
    Inspect(InspectArgs),
    /// Where a word went and why, or what became of one comment
    Explain(ExplainArgs),
    /// Show every occurrence of a word with the text around it
    Kwic(KwicArgs),
    /// Which terms share comments, as a network for Gephi
    Network(NetworkArgs),
    /// Words that the segmenter breaks, found in the comments, with evidence
    Discover(DiscoverArgs),
    /// Draw a stratified sample of comments as a sheet to code by hand
    Sample(SampleArgs),
    /// How far filled sheets agree with each other and with the program's categories
    Agree(AgreeArgs),
    /// Print a commented ciyun.toml with every default
    Init,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) categories: CategoryArgs,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) picture: PictureArgs,
    #[command(flatten)]
    pub(crate) ngrams: NgramArgs,
    #[command(flatten)]
    pub(crate) facets: FacetArgs,

    /// Folder for the results [default: output/<name of the first input>]
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,

    /// Begin CSV files with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) ngrams: NgramArgs,

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

#[derive(Debug, Args)]
pub(crate) struct CloudArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) picture: PictureArgs,

    /// File to write, several times for several files of one layout; the ending chooses the form: .svg, .png, .pdf or .json
    #[arg(
        short,
        long,
        value_name = "FILE",
        required_unless_present = "mask_preview"
    )]
    pub(crate) output: Vec<PathBuf>,

    /// Show where words may stand, as a PNG
    #[arg(long, value_name = "FILE")]
    pub(crate) mask_preview: Option<PathBuf>,

    /// SVG with text that can be selected, and a font in it, instead of outlines
    #[arg(long)]
    pub(crate) svg_text: bool,

    /// Pixels of the PNG per unit of the layout
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0)]
    pub(crate) scale: f32,
}

#[derive(Debug, Args)]
pub(crate) struct RobustArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Values of a choice that are counted beside the run's own: stopwords, dedupe, min-chars, unknown-words, joins or single-char; none after = for the run's own alone
    #[arg(long, value_name = "CHOICE=VALUE,...")]
    pub(crate) vary: Vec<String>,
    /// The parameter p of rank-biased overlap, above 0 and below 1 [default: 0.9]
    #[arg(long, value_name = "P")]
    pub(crate) persistence: Option<f64>,
    /// What ranks the terms [default: tf]
    #[arg(long, value_name = "WEIGHT")]
    pub(crate) weight: Option<FrequencyName>,

    /// Folder for robust.csv, variants.csv and robust.json; without it nothing is written
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,

    /// Begin CSV files with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Show what each rule takes, by stars, with the words lost, or would take if it were on
    #[arg(long)]
    pub(crate) rules: bool,

    /// Form of the account: text or json
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: InspectForm,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "ciyun explain [OPTIONS] <WORD> [INPUT]...\n       ciyun explain [OPTIONS] --row <FILE:LINE> [INPUT]..."
)]
pub(crate) struct ExplainArgs {
    /// The word to explain
    #[arg(value_name = "WORD")]
    pub(crate) word: Option<String>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,

    /// The comment to explain in place of a word, as the ledger has it: comments.csv:190
    #[arg(long, value_name = "FILE:LINE")]
    pub(crate) row: Option<String>,

    /// Form of the account: text or json
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: InspectForm,
}

#[derive(Debug, Args)]
pub(crate) struct DiscoverArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Longest candidate in characters, 2 to 20; a word in Latin letters counts as one [default: 6]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=20))]
    pub(crate) max_chars: Option<u8>,
    /// Fewest different comments that hold a candidate, at least 2 [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub(crate) min_count: Option<u32>,
    /// Number of candidates listed [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,

    /// Also write the candidates as a list to edit and to give back with --user-words
    #[arg(long, value_name = "FILE")]
    pub(crate) accept: Option<PathBuf>,

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

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct CommonArgs {
    /// Configuration file; options on the command line go before it
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Number of threads, 1 to 256 [default: one a core]; results do not depend on it
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Language of messages and results: zh or en [default: messages by LANG, results Chinese]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<LanguageName>,

    /// Replace results that exist
    #[arg(long, global = true)]
    pub(crate) force: bool,

    /// End with exit code 1 when a row had to be skipped
    #[arg(long, global = true)]
    pub(crate) strict: bool,

    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Name every skipped row and every list
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,

    /// Show no progress bar
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
}

/// What is read and how.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files (also compressed, zip archives, SQLite databases), folders, patterns, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) input: Vec<PathBuf>,

    /// Column of the comments, by header or as #number
    #[arg(long, value_name = "COLUMN")]
    pub(crate) text: Option<String>,
    /// Column of the stars
    #[arg(long, value_name = "COLUMN")]
    pub(crate) rating: Option<String>,
    /// Column of the time
    #[arg(long, value_name = "COLUMN")]
    pub(crate) time: Option<String>,
    /// Column of the comment's id
    #[arg(long, value_name = "COLUMN")]
    pub(crate) id: Option<String>,
    /// Column of the author
    #[arg(long, value_name = "COLUMN")]
    pub(crate) author: Option<String>,
    /// Column of the app
    #[arg(long, value_name = "COLUMN")]
    pub(crate) app: Option<String>,

    /// Text encoding of all inputs, such as gbk [default: detected per file]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Format of all inputs: csv, tsv, json, jsonl, text, xlsx, xls, ods or sqlite [default: detected per file]
    #[arg(long, value_name = "NAME")]
    pub(crate) input_format: Option<String>,
    /// The clock in which times are told, for times without a zone too [default: +08:00]
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    pub(crate) utc_offset: Option<String>,
    /// The day, or moment, that times such as "3 minutes ago" count back from
    #[arg(long, value_name = "DATE")]
    pub(crate) reference_date: Option<String>,
    /// Read files in the order given instead of by name
    #[arg(long)]
    pub(crate) keep_order: bool,
    /// How much is read of an input: unpacked-bytes, cell-bytes, depth, rows or workbook-bytes, with K, M or G [default: unpacked-bytes=4G cell-bytes=1M depth=128 rows=200M workbook-bytes=1G]
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) limit: Vec<String>,
}

/// The word lists.
#[derive(Debug, Args)]
pub(crate) struct WordArgs {
    /// Further stop words, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) stopwords: Vec<PathBuf>,
    /// Leave out the stop lists that come with ciyun
    #[arg(long)]
    pub(crate) no_builtin_stopwords: bool,
    /// Topic list by name, or none [default: the lists whose apps stand in the app column]
    #[arg(long, value_name = "NAME")]
    pub(crate) topic: Vec<String>,
    /// Words that name the topic itself, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) topic_words: Vec<PathBuf>,
    /// Words that are always cut whole, one a line: word [weight [tag]], "word with blanks" or /pattern/; a weight leaves the word to the segmenter
    #[arg(long, value_name = "FILE")]
    pub(crate) user_words: Vec<PathBuf>,
    /// Variants that count under another term, as CSV (variant,term[,kind]) or TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) aliases: Vec<PathBuf>,
    /// Leave out the table of other spellings that comes with ciyun
    #[arg(long)]
    pub(crate) no_builtin_aliases: bool,
    /// Leave out the e-government lexicon that comes with ciyun
    #[arg(long)]
    pub(crate) no_builtin_words: bool,
    /// What the segmenter does with words that it does not know: join or split [default: join]
    #[arg(long, value_name = "HOW")]
    pub(crate) unknown_words: Option<UnknownWordsName>,
}

/// The categories into which comments are coded.
#[derive(Debug, Args)]
pub(crate) struct CategoryArgs {
    /// Categories of comments with their terms, in TOML: [login], and under it terms = ["..."]
    #[arg(long, value_name = "FILE")]
    pub(crate) categories: Vec<PathBuf>,
    /// Leave out the categories of complaints that come with ciyun
    #[arg(long)]
    pub(crate) no_builtin_categories: bool,
}

/// Rules turned on and off.
#[derive(Debug, Args)]
pub(crate) struct SwitchArgs {
    /// Turn a rule on, or give its parameter, such as min-chars=10 or column-filter=rating<=2
    #[arg(long, value_name = "RULE[=VALUE]")]
    pub(crate) enable: Vec<String>,
    /// Turn a rule off
    #[arg(long, value_name = "RULE")]
    pub(crate) disable: Vec<String>,
    /// Count only words of these parts of speech, such as n,v,a, and words without one: the same as --enable pos=n,v,a; ciyun --tags lists them
    #[arg(long, value_name = "TAG,...", value_delimiter = ',')]
    pub(crate) pos: Vec<String>,
}

/// Which rules apply, and what is told of them.
#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,
    /// List all rules with their state under these options, and end
    #[arg(long = "rules")]
    pub(crate) list: bool,
    /// Write a CSV of every comment that a rule dropped or rewrote, before and after, masked
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger_detail: Option<PathBuf>,
}

/// The frequency table.
#[derive(Debug, Args)]
pub(crate) struct TableArgs {
    /// Number of terms listed and drawn [default: 200]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,
    /// What ranks and sizes the terms [default: tf]
    #[arg(long, value_name = "WEIGHT")]
    pub(crate) weight: Option<WeightName>,
}

/// The table of n-grams.
#[derive(Debug, Args)]
pub(crate) struct NgramArgs {
    /// List n-grams of neighbouring terms, with measures of association: 2, 3, 4 or a range such as 2-4
    #[arg(long, value_name = "N[-M]")]
    pub(crate) ngrams: Option<String>,
    /// What ranks the n-grams [default: weight]
    #[arg(long, value_name = "MEASURE")]
    pub(crate) ngram_order: Option<NgramOrderName>,
    /// Fewest occurrences of an n-gram that is listed; measures of fewer are noise [default: 3]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) ngram_min: Option<u64>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LanguageName {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableForm {
    Table,
    Csv,
    Json,
    Jsonl,
    Md,
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectForm {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum UnknownWordsName {
    Join,
    Split,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum WeightName {
    /// Occurrences
    Tf,
    /// Comments with the term
    Df,
    /// Occurrences times the logarithm of all comments over those with the term
    Tfidf,
    /// Ties to other terms of the same comments
    Textrank,
}

/// What can rank terms by their counts alone.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FrequencyName {
    Tf,
    Df,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum NgramOrderName {
    Weight,
    G2,
    Pmi,
    Npmi,
    Logdice,
    T,
}
