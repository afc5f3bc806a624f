//! Counts to scored rows; one file per family of statistics.

mod frequency;
mod wilson;

pub use frequency::{FrequencyRow, Weight, frequency};
pub use wilson::{Interval, wilson};
