//! Who is content, and with what: ratings of apps and of words.
//!
//! [`per_app`] sums up the ratings of each app's comments beside the mean that its store publishes
//! ([`PublishedFigures`]) and beside the ratings that were given without a text. [`by_word`] asks
//! which words go with few stars and which with many.
//!
//! Only comments whose rating is a whole or a half star are in a figure; those without a rating,
//! and those rated in between (4.3), are counted apart. Intervals of means draw authors, not
//! comments, with everything they wrote; a comment without a known author is drawn for itself.
//! Shares have Wilson intervals, which take comments as independent.
//!
//! The order of the comments changes no figure: they are sorted before they are drawn.

mod by_word;
mod matching;
mod per_app;
mod published;
mod rated;
mod tables;
#[cfg(test)]
mod tests;

pub use by_word::{WordRatings, by_word};
pub use matching::Matches;
pub use per_app::{AppRatings, RatedApp, RatingsByApp, per_app};
pub use published::{PublishedError, PublishedFigure, PublishedFigures};
