//! Tables to figures: bars, pyramids, heat maps, courses in time and networks.
//!
//! A chart is plain data with a method `figure`. It measures every text with the fonts that will
//! draw it, so labels of any length have room: they are set in several lines, and the figure grows
//! with them. Values that are not finite, negative or beyond [`LARGEST`] are not drawn; the
//! figure's description says how many. A chart without anything to draw gives `None`.
//!
//! Colours are those of [`Palette`](crate::cloud::Palette): one hue for quantities, distinct ones
//! for groups, grey for what only helps reading. The texts of a chart's own are in the language
//! asked for; titles and notes come from the caller.

mod axis;
mod bar;
mod estimate;
mod heat_map;
mod network_plot;
mod number;
mod pyramid;
mod sheet;
#[cfg(test)]
mod tests;
mod time_lines;
mod tone;

pub use bar::{Bar, BarChart, Quantity};
pub use estimate::{Estimate, LARGEST};
pub use heat_map::{HeatColumn, HeatMap, HeatRow};
pub use network_plot::{NetworkPlot, PlotEdge, PlotNode};
pub use pyramid::{Pyramid, PyramidRow, PyramidSide};
pub use time_lines::{Panel, TimeLines, VerticalScale};
