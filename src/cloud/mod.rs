//! Weighted terms to a layout: where each word stands and how big it is. Nothing is drawn here.
//!
//! The size rule is kept exactly: `font_size = k · f(weight)`, never rounded, one `k` for all
//! words. `k` is the largest at which every word finds room. The words take their places in the
//! order of weight, each at the free place nearest to the middle in elliptical distance. Distances
//! are integers and the generator that breaks ties is written out here, so a layout is the same on
//! every machine.
//!
//! **Where words stand.** A word takes a box with clearance or, in [`Preset::Dense`], its ink and a
//! pixel around it. It stands on allowed pixels only, as near as it can to the middle, or to the
//! words that [`Relations`] tie it to; [`Strategy`] names two other ways to look for a place. Ink is
//! not looked for again where larger words of its form found no room, save now and then; so its
//! places are not always the very nearest.
//!
//! **Words that do not fit.** A cloud keeps a floor of legibility,
//! [`CloudOptions::minimum_px`]. When not all words fit at or above it, the rule is not bent and
//! the words are not shrunk: the heaviest words are drawn, as many as fit with the lightest of
//! them at the floor, then `k` is raised as far as they allow. All others are listed as unplaced
//! with a [`Reason`]; so no word is drawn while a heavier one found no room.
//!
//! **Shapes.** Words stand on a [`Region`]: the pixels wholly inside a [`Shape`], or those of a
//! picture, which is cut to the box around its shape and scaled to the canvas in proportion. A
//! region that consists of several broad places fills up around the [`Centre`] of each. With
//! [`Arrangement::Sides`] the groups of a comparison have a region each, as large as their words
//! need at the one scale of the cloud.
//!
//! **Colours.** A [`Palette`] has a form for light and one for dark grounds and is refused where
//! its palest colour has a contrast under [`MINIMUM_CONTRAST`]. What colours say is [`ColorBy`]'s;
//! a [`Legend`] writes it below the words. [`CloudLayout::recolored`] moves no word.
//!
//! Fonts are known through [`TextMeasure`] alone.

mod aim;
mod area;
mod arrangement;
mod builder;
mod centres;
mod color;
mod coloring;
mod contour;
mod document;
mod engine;
mod error;
mod ground;
mod ink;
mod json;
mod layout;
mod legend;
mod mask;
mod measure;
mod metrics;
mod nearest;
mod occupied;
mod options;
mod palette;
mod place;
mod polygon;
mod recolor;
mod region;
mod relations;
mod rows;
mod rule;
mod scale;
mod search;
mod shape;
mod site;
mod spiral;
mod stamp;
#[cfg(test)]
mod tests;

pub use arrangement::Arrangement;
pub use builder::{Cloud, CloudBuilder};
pub use centres::Centre;
pub use color::{Background, Color};
pub use coloring::{ColorBy, Coloring};
pub use contour::MAX_CONTOUR;
pub use document::{
    Canvas, CloudLayout, Contour, Label, PlacedWord, Reason, Rule, UnplacedWord, VERSION,
};
pub use engine::Engine;
pub use error::CloudError;
pub use ink::{InkMask, Turn};
#[cfg(feature = "wordcloud-rs")]
pub(crate) use layout::ranked;
pub use legend::{Legend, LegendText};
pub use mask::{MaskInk, MaskOptions, MaskSide};
pub use measure::{FontIdentity, InkBox, TextMeasure, Unmeasured};
pub use metrics::Metrics;
pub use options::{CloudOptions, MAX_SIDE, Preset, Shape, Strategy};
pub use palette::{Ground, MINIMUM_CONTRAST, Palette};
pub use region::Region;
pub use relations::Relations;
pub use rule::SizeRule;

pub use crate::table::WeightedTerm;
