//! From a shape or a picture to the pixels where words may stand.

use super::centres::{Centre, centres};
use super::contour::{rounded, trace};
use super::polygon::{Polygon, forbid_near, inside};
use super::scale::fitted;
use super::shape::{Frame, outline};
use super::{CloudError, CloudOptions, Color, Contour, Region, Shape};

/// Blank border of the canvas, as a share of its shorter side.
const MARGIN_DIVISOR: u32 = 125;

/// Room between the line around the words and their boxes, in pixels.
const LINE_GAP: f64 = 2.0;

/// Where words may stand, and the line around them.
pub(super) struct Area {
    pub(super) region: Region,
    pub(super) contour: Option<Contour>,
}

/// The area of a cloud; `heading` pixels stay free at the top of the canvas.
pub(super) fn area(options: &CloudOptions, mask: Option<&Region>, heading: u32) -> Area {
    let (width, height) = (options.width, options.height);
    let frame = frame(options, heading);
    let (region, polygons) = match (outline(options.shape, frame), mask) {
        (Some(polygon), _) => {
            let polygons = vec![polygon];
            (inside(&polygons, width, height), polygons)
        }
        (None, Some(mask)) => {
            let region = fitted(mask, width, height, frame);
            let polygons = options.contour.map(|_| trace(&region)).unwrap_or_default();
            (region, polygons)
        }
        (None, None) => (Region::none(width, height), Vec::new()),
    };
    match options.contour {
        None => Area {
            region,
            contour: None,
        },
        Some(width) => {
            let polygons: Vec<Polygon> = polygons.iter().map(rounded).collect();
            let mut region = region;
            forbid_near(&mut region, &polygons, width / 2.0 + LINE_GAP);
            Area {
                region,
                contour: Some(Contour {
                    polygons,
                    width,
                    color: Color::WHITE,
                }),
            }
        }
    }
}

/// The canvas less its margin; the line around the words lies wholly on the canvas.
fn frame(options: &CloudOptions, heading: u32) -> Frame {
    let margin = options.width.min(options.height) / MARGIN_DIVISOR;
    let line = options.contour.map_or(0.0, |width| (width / 2.0).ceil());
    let margin = f64::from(margin).max(line);
    let side = |length: u32| (f64::from(length) - 2.0 * margin).max(0.0);
    let band = options.legend.band(options.width, options.height);
    let height = side(options.height.saturating_sub(heading + band));
    Frame {
        left: margin,
        top: margin + f64::from(heading),
        width: side(options.width),
        height,
    }
}

impl Area {
    /// Refuses a picture that has room for no word.
    ///
    /// # Errors
    /// [`CloudError::NarrowShape`].
    pub(super) fn check(&self, options: &CloudOptions) -> Result<(), CloudError> {
        if options.shape != Shape::Mask {
            return Ok(());
        }
        let found = self.region.largest_square();
        if f64::from(found) >= options.minimum_px {
            return Ok(());
        }
        Err(CloudError::NarrowShape {
            found,
            expected: options.minimum_px,
        })
    }
}

/// The centres of a whole shape. Broad shapes have one in their middle; a heart has one in its
/// body and one in each lobe, so that the lobes are given large words too.
pub(super) fn centres_of(region: &Region, shape: Shape, least: f64) -> Vec<Centre> {
    match shape {
        Shape::Heart => heart(region),
        Shape::Ellipse | Shape::Circle => centres_of_side(region, Shape::Rectangle, least),
        _ => centres_of_side(region, shape, least),
    }
}

/// The centres of a part of a shape.
pub(super) fn centres_of_side(region: &Region, shape: Shape, least: f64) -> Vec<Centre> {
    let mut found = centres(region, least);
    if matches!(shape, Shape::Rectangle | Shape::RoundedRectangle) {
        if let (Some(bounds), Some(first)) = (Bounds::of(region), found.first_mut()) {
            (first.x, first.y) = bounds.at(0.5, 0.5);
            (first.width, first.height) = (bounds.width, bounds.height);
        }
        found.truncate(1);
    }
    found
}

/// Where the centres of a heart stand and how broad they are, as shares of its width and height.
const HEART: [[f64; 4]; 3] = [
    [0.5, 0.5, 0.6, 0.94],
    [0.235, 0.27, 0.44, 0.5],
    [0.765, 0.27, 0.44, 0.5],
];

fn heart(region: &Region) -> Vec<Centre> {
    let Some(bounds) = Bounds::of(region) else {
        return Vec::new();
    };
    let centre = |[x, y, width, height]: [f64; 4]| {
        let ((x, y), whole) = (bounds.at(x, y), bounds.width * bounds.height);
        Centre {
            x,
            y,
            width: width * bounds.width,
            height: height * bounds.height,
            radius: width.min(height) / 2.0 * bounds.width,
            area: width * height * whole,
        }
    };
    HEART.map(centre).to_vec()
}

/// The box around a region, in pixels.
struct Bounds {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Bounds {
    fn of(region: &Region) -> Option<Bounds> {
        let (columns, rows) = region.bounds()?;
        Some(Bounds {
            left: columns.start.into(),
            top: rows.start.into(),
            width: (columns.end - columns.start).into(),
            height: (rows.end - rows.start).into(),
        })
    }

    /// The point at shares of width and height.
    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (self.left + x * self.width, self.top + y * self.height)
    }
}
