//! Weighted terms to a layout: where each word stands and how big it is. Nothing is drawn here.
//!
//! The size rule is kept exactly: `font_size = k · f(weight)`, never rounded, one `k` for all
//! words. `k` is the largest at which every word finds room. The words take their places in the
//! order of weight, each at the free place nearest to the middle in elliptical distance. Distances
//! are integers and the generator that breaks ties is written out here, so a layout is the same on
//! every machine.
//!
//! **Words that do not fit.** A cloud keeps a floor of legibility,
//! [`CloudOptions::minimum_px`]. When not all words fit at or above it, the rule is not bent and
//! the words are not shrunk: the heaviest words are drawn, as many as fit with the lightest of
//! them at the floor, then `k` is raised as far as they allow. All others are listed as unplaced
//! with a [`Reason`]; so no word is drawn while a heavier one found no room.
//!
//! Fonts are known through [`TextMeasure`] alone.

mod color;
mod document;
mod error;
mod json;
mod layout;
mod measure;
mod metrics;
mod occupied;
mod options;
pub mod palette;
mod place;
mod random;
mod rule;
#[cfg(test)]
mod tests;

pub use color::{Background, Color};
pub use document::{Canvas, CloudLayout, PlacedWord, Reason, Rule, UnplacedWord, VERSION};
pub use error::CloudError;
pub use layout::layout;
pub use measure::{FontIdentity, InkBox, TextMeasure, Unmeasured};
pub use metrics::Metrics;
pub use options::{CloudOptions, MAX_SIDE, Preset};
pub use rule::SizeRule;

pub use crate::table::WeightedTerm;
