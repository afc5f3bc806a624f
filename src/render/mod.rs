//! Layouts to pictures: SVG and PNG from the same glyph outlines.
//!
//! A picture holds outlines, not text, so that a viewer's fonts cannot change the geometry. The
//! outlines are the font's own, in its units, unhinted; coordinates are rounded to whole units
//! (1/1000 em in the embedded font). Contours may overlap and are filled by the non-zero rule.

mod error;
mod font;
mod outline;
mod raster;
mod svg;
#[cfg(test)]
mod tests;

pub use error::RenderError;
pub use font::Font;
pub use raster::{MAX_PIXELS, MAX_PNG_SIDE, png};
pub use svg::svg;
