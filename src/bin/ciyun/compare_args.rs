//! Options of `ciyun compare`.

use std::path::PathBuf;

use ciyun::stats::Correction;
use clap::{ArgGroup, Args, ValueEnum};

use crate::args::{InputArgs, SwitchArgs, WordArgs};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("groups").required(true).args(["by", "target"]))]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) words: WordArgs,
    #[command(flatten)]
    pub(crate) switches: SwitchArgs,

    /// What makes groups: app, platform, version, region, rating, year, month, week, day, file, or any column by its header
    #[arg(long, value_name = "COLUMN")]
    pub(crate) by: Option<String>,
    /// Comments that meet a condition against all others: rating<=2, app=NAME|NAME, time>=2023-01
    #[arg(long, value_name = "CONDITION", conflicts_with = "by")]
    pub(crate) target: Option<String>,
    /// With --target, the comments to compare with in place of all others
    #[arg(long, value_name = "CONDITION", requires = "target")]
    pub(crate) reference: Option<String>,

    /// Fewest comments, over all groups, that hold a term [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) min_df: Option<u64>,
    /// Fewest comments of a group that is compared, where there are more than two [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) min_group: Option<u64>,
    /// Adjustment of p-values for the number of tests
    #[arg(long, value_name = "NAME", default_value = "bh")]
    pub(crate) correction: CorrectionName,
    /// Permutations of the test by author, which two groups have when authors are known [default: 2000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) permutations: Option<u32>,
    /// Seed of the permutations and of the picture [default: 42]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Terms of each group that are shown; files have all [default: 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,

    /// Folder for the tables and the picture
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,

    /// Begin CSV files with a byte order mark, which Excel needs
    #[arg(long)]
    pub(crate) csv_bom: bool,
}

/// How p-values are adjusted.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum CorrectionName {
    /// Benjamini and Hochberg: the share of false discoveries
    Bh,
    /// Holm: the chance of any false one
    Holm,
    /// Bonferroni: the same, more strictly
    Bonferroni,
}

impl From<CorrectionName> for Correction {
    fn from(name: CorrectionName) -> Correction {
        match name {
            CorrectionName::Bh => Correction::BenjaminiHochberg,
            CorrectionName::Holm => Correction::Holm,
            CorrectionName::Bonferroni => Correction::Bonferroni,
        }
    }
}
