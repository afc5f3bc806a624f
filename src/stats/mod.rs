//! Counts to scored rows; one file per family of statistics.

mod frequency;
mod rbo;
mod signal;
mod wilson;

pub use frequency::{FrequencyRow, Weight, frequency};
pub use rbo::rbo;
pub use signal::{LossShare, SignalWarning, most_lost, signal_warnings};
pub use wilson::{Interval, wilson};
