//! Layouts to pictures: SVG, PNG and PDF from the same glyph outlines; figures to SVG and PNG.
//!
//! A picture holds the glyphs it needs, as outlines or as a font of its own, so that a viewer's
//! fonts cannot change the geometry. The outlines are the font's own, in its units, unhinted;
//! coordinates are rounded to whole units (1/1000 em in the embedded font). Contours may overlap
//! and are filled by the non-zero rule.

mod embed;
mod error;
mod face;
mod family;
mod figure;
mod figure_png;
mod figure_svg;
mod font;
mod fonts;
mod ink;
mod line;
mod mask;
mod outline;
mod pdf;
mod picture;
mod raster;
mod subset;
mod svg;
mod svg_outlines;
mod svg_text;
#[cfg(test)]
mod tests;

pub use error::RenderError;
pub use face::FaceChoice;
pub use family::{font_folders, installed};
pub use figure::{Anchor, Figure, Mark, Text};
pub use figure_png::figure_png;
pub use figure_svg::figure_svg;
pub use font::Font;
pub use fonts::Fonts;
pub use mask::{mask_preview, read_mask};
pub use pdf::pdf;
pub use picture::MAX_MASK_PIXELS;
pub use raster::{MAX_PIXELS, MAX_PNG_SIDE, png};
pub use svg::{SvgForm, SvgOptions, svg};
