//! The crate wordcloud-rs as a second layout engine, for comparison.
//!
//! The crate draws a picture and tells nobody where the words stand, except in what it logs. This
//! module sets it up so that it can work (words in order, weights in its range, a small font, a
//! canvas as wide as it needs), runs it where a panic does no harm, reads the places from its log
//! records and hands on a [`CloudLayout`](crate::cloud::CloudLayout) like that of `ciyun`'s own
//! engine. `docs/layouts.md` compares the two.
//!
//! What a caller should know:
//!
//! - The places are random and no seed is taken: [`reproducible`] is false, and the layout file is
//!   what keeps a cloud.
//! - Sizes are `2 px + k · f(weight)`; see [`Rule::offset`](crate::cloud::Rule::offset).
//! - The canvas is as wide as asked, rounded up to a multiple of 64 px.
//! - It has no preset, strategy, shape, contour, sides, turned words, legend or seed; to ask for
//!   one is an error. The default preset, strategy and seed that the layout file names mean
//!   nothing.
//! - Two words of 2 px come before the others and are forgotten; a run that might never end is
//!   begun anew.
//! - Words stop at the first that finds no room; all others are unplaced, as are those below
//!   [`minimum_px`].
//! - The crate sets each letter on whole pixels, rounding advances up. Words are drawn with their
//!   true advances in the middle of that room, so a letter stands up to half a pixel times the
//!   number of letters from where the crate had it.
//! - The first layout installs a logger for the process, which takes the records of this crate on
//!   the threads of this module and nothing else. A process that has a logger cannot use the
//!   engine.
//!
//! [`reproducible`]: crate::cloud::CloudLayout::reproducible
//! [`minimum_px`]: crate::cloud::CloudOptions::minimum_px

mod engine;
mod error;
mod layout;
mod records;

pub use error::WordcloudRsError;
pub use layout::layout;
