//! Options of what a run tells about ratings and time.

use ciyun::timeline::Period;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct FacetArgs {
    /// Length of the periods of time lines [default: the longest of which there are six]
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<PeriodName>,
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
