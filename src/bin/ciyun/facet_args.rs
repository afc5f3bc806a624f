//! Options of what a run tells about ratings and time.

use std::path::PathBuf;

use ciyun::timeline::Period;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct FacetArgs {
    /// Length of the periods of time lines [default: the longest of which there are six]
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<PeriodName>,
    /// CSV of the ratings that stores publish, to stand beside those of the comments: app and mean, or ratings by star
    #[arg(long, value_name = "FILE")]
    pub(crate) published: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PeriodName {
    Day,
    Week,
    Month,
}

impl From<PeriodName> for Period {
    fn from(name: PeriodName) -> Period {
        match name {
            PeriodName::Day => Period::Day,
            PeriodName::Week => Period::Week,
            PeriodName::Month => Period::Month,
        }
    }
}
