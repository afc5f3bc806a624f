//! Options of `ciyun sample` and `ciyun agree`.

use std::path::PathBuf;

use ciyun::agreement::Allocation;
use ciyun::coding::Facet;
use clap::{Args, ValueEnum};

use crate::args::{CategoryArgs, InputArgs, SwitchArgs, TableForm, WordArgs};

#[derive(Debug, Args)]
pub(crate) struct SampleArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) categories: CategoryArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// Strata: app, platform, version, region, rating, year, month, week, day, file, or any column by its header [default: rating where there are stars, else one stratum]
    #[arg(long, value_name = "COLUMN")]
    pub(crate) by: Option<String>,
    /// Number of comments drawn [default: 200]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) n: Option<u32>,
    /// How the number is divided: equal for the same number of each stratum, or proportional to its size
    #[arg(long, value_name = "HOW", default_value = "equal")]
    pub(crate) allocation: AllocationName,
    /// Seed of the draw [default: 42]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Number of identical sheets, one for each coder, 1 to 9: sheet_1.csv, sheet_2.csv and so on
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    pub(crate) coders: u8,

    /// Sheet to write, .csv or .xlsx; what the program coded goes to a second file that coders do not need, such as sheet_key.csv
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) output: PathBuf,

    /// Begin CSV files with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

/// How a sample is divided among strata.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AllocationName {
    Equal,
    Proportional,
}

impl From<AllocationName> for Allocation {
    fn from(name: AllocationName) -> Allocation {
        match name {
            AllocationName::Equal => Allocation::Equal,
            AllocationName::Proportional => Allocation::Proportional,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct AgreeArgs {
    /// Filled sheets of one sample, one for each coder; CSV or a workbook
    #[arg(value_name = "SHEET", required = true)]
    pub(crate) sheets: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) categories: CategoryArgs,

    /// What the program coded, as ciyun sample wrote it [default: the key beside the sheets, such as sheet_key.csv]
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Compare only categories or only polarity [default: both]
    #[arg(long, value_name = "WHAT")]
    pub(crate) by: Option<FacetName>,

    /// Folder for agreement.csv, classification.csv and disagreements.csv
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,

    /// Form of the summary on standard output [default: table on a terminal and csv elsewhere]
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<TableForm>,

    /// Begin CSV with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

/// What is compared.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FacetName {
    Categories,
    Polarity,
}

impl From<FacetName> for Facet {
    fn from(name: FacetName) -> Facet {
        match name {
            FacetName::Categories => Facet::Categories,
            FacetName::Polarity => Facet::Polarity,
        }
    }
}
