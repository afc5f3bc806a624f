//! Words over time: their share by day, week or month, which rise or fall, and since when.
//!
//! Shares are of the comments of a period, so that a period with more comments does not look like
//! a rise of every word. Periods without comments stay in their place and have no share. The first
//! and the last period may be cut off by the time of scraping; shares bear that.

mod period;
mod series;
mod tables;
mod trends;

pub use period::{MOST_PERIODS, Period, TimelineError};
pub use series::{Timeline, timeline};
pub use tables::SeriesRow;
pub use trends::{Direction, LEVEL, TrendRow, trends};
