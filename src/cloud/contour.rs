//! The line around the words.

use super::Region;
use super::polygon::{Polygon, twice_area};

/// The broadest line that can be drawn around the words, in pixels.
pub const MAX_CONTOUR: f64 = 100.0;

/// How far the line around a picture's region may be from the true border, in pixels.
const TOLERANCE: f64 = 0.45;

/// Islands and holes below this area get no line, in square pixels.
const SPECK: f64 = 32.0;

/// The borders of a region, those of its holes included, as closed lines through few points.
///
/// Lines run through the middles of the sides between allowed and other pixels, evened out so that
/// the steps of the grid do not show, less the points that can be spared.
pub(super) fn trace(region: &Region) -> Vec<Polygon> {
    let mut seen = Region::none(region.width(), region.height());
    let mut polygons = Vec::new();
    for y in 0..region.height() {
        for x in 0..region.width() {
            if is_upper_side(region, x, y) && !seen.allows(x, y) {
                let polygon = follow(region, x, y, &mut seen);
                if twice_area(&polygon).abs() >= 2.0 * SPECK {
                    polygons.push(spared(&evened(&polygon)));
                }
            }
        }
    }
    polygons
}

fn is_upper_side(region: &Region, x: u32, y: u32) -> bool {
    region.allows(x, y)
        && !y
            .checked_sub(1)
            .is_some_and(|above| region.allows(x, above))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    East,
    South,
    West,
    North,
}

impl Heading {
    fn right(self) -> Heading {
        match self {
            Heading::East => Heading::South,
            Heading::South => Heading::West,
            Heading::West => Heading::North,
            Heading::North => Heading::East,
        }
    }

    fn left(self) -> Heading {
        self.right().right().right()
    }
}

/// Walks along the sides of allowed pixels, those on the right hand, starting on the upper side of
/// one, until the walk is back. Pixels that touch in a corner alone are not joined.
fn follow(region: &Region, x: u32, y: u32, seen: &mut Region) -> Polygon {
    let start = (i64::from(x), i64::from(y), Heading::East);
    let allows = |x: i64, y: i64| match (u32::try_from(x), u32::try_from(y)) {
        (Ok(x), Ok(y)) => region.allows(x, y),
        _ => false,
    };
    let (mut x, mut y, mut heading) = start;
    let mut points = Vec::new();
    loop {
        #[expect(
            clippy::cast_precision_loss,
            reason = "positions on a canvas are small"
        )]
        let (across, down) = (x as f64, y as f64);
        let ((dx, dy), middle) = match heading {
            Heading::East => ((1, 0), [across + 0.5, down]),
            Heading::South => ((0, 1), [across, down + 0.5]),
            Heading::West => ((-1, 0), [across - 0.5, down]),
            Heading::North => ((0, -1), [across, down - 0.5]),
        };
        points.push(middle);
        if heading == Heading::East {
            let column = u32::try_from(x).expect("a column");
            let row = u32::try_from(y).expect("a row");
            seen.allow(row, column..column + 1);
        }
        (x, y) = (x + dx, y + dy);
        let (right, left) = match heading {
            Heading::East => ((x, y), (x, y - 1)),
            Heading::South => ((x - 1, y), (x, y)),
            Heading::West => ((x - 1, y - 1), (x - 1, y)),
            Heading::North => ((x, y - 1), (x - 1, y - 1)),
        };
        heading = if !allows(right.0, right.1) {
            heading.right()
        } else if allows(left.0, left.1) {
            heading.left()
        } else {
            heading
        };
        if (x, y, heading) == start {
            return points;
        }
    }
}

/// Points to each side over which a line is evened out.
const REACH: usize = 3;

/// Each point moved to the mean of its neighbours and itself.
fn evened(points: &Polygon) -> Polygon {
    let count = points.len();
    let mean = |n: usize| {
        let near = (n + count - REACH.min(count)..).take(2 * REACH + 1);
        let (x, y, all) = near.fold((0.0, 0.0, 0.0), |(x, y, all), n| {
            let [a, b] = points[n % count];
            (x + a, y + b, all + 1.0)
        });
        [x / all, y / all]
    };
    (0..count).map(mean).collect()
}

/// The line through as few of the points as keep it within [`TOLERANCE`] of all.
///
/// # References
/// Douglas and Peucker (1973), *Algorithms for the reduction of the number of points required to
/// represent a digitized line or its caricature*, method 2.
fn spared(points: &Polygon) -> Polygon {
    let from_first = |p: &[f64; 2]| square_distance(*p, [points[0], points[0]]);
    let Some(far) = (0..points.len())
        .max_by(|&a, &b| from_first(&points[a]).total_cmp(&from_first(&points[b])))
    else {
        return Vec::new();
    };
    let mut kept = vec![0, far];
    let mut open = vec![(0, far), (far, points.len())];
    while let Some((from, to)) = open.pop() {
        let chord = [points[from], points[to % points.len()]];
        let distance = |n: &usize| square_distance(points[*n], chord);
        let farthest = (from + 1..to).max_by(|a, b| distance(a).total_cmp(&distance(b)));
        if let Some(n) = farthest.filter(|n| distance(n) > TOLERANCE * TOLERANCE) {
            kept.push(n);
            open.extend([(from, n), (n, to)]);
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|n| points[n]).collect()
}

/// Squared distance of a point from a piece of a line.
fn square_distance(p: [f64; 2], [a, b]: [[f64; 2]; 2]) -> f64 {
    let (wide, high) = (b[0] - a[0], b[1] - a[1]);
    let length = wide * wide + high * high;
    let along = if length > 0.0 {
        (((p[0] - a[0]) * wide + (p[1] - a[1]) * high) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (a[0] + along * wide - p[0], a[1] + along * high - p[1]);
    x * x + y * y
}

/// Rounds points to hundredths of a pixel and leaves out those that fall together.
pub(super) fn rounded(polygon: &Polygon) -> Polygon {
    let hundredths = |at: f64| (at * 100.0).round() / 100.0;
    let mut points: Polygon = polygon.iter().map(|p| p.map(hundredths)).collect();
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    points
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::polygon::{edges, inside};
    use super::*;

    #[test]
    fn the_line_around_a_box_has_its_four_corners_rounded() {
        let region = Region::from_fn(40, 30, |x, y| (5..25).contains(&x) && (4..20).contains(&y));
        let polygons = trace(&region);
        assert_eq!(polygons.len(), 1);
        assert!(polygons[0].len() <= 16, "{polygons:?}");
        // 20 × 16, less the rounding of four corners.
        let area = twice_area(&polygons[0]) / 2.0;
        assert!(area < 320.0 && area > 305.0, "{area}");
    }

    #[test]
    fn islands_and_holes_have_lines_of_their_own() {
        let ring = |x: u32, y: u32| {
            let d = (x.abs_diff(30)).pow(2) + (y.abs_diff(30)).pow(2);
            (100..400).contains(&d)
        };
        let region = Region::from_fn(120, 60, |x, y| ring(x, y) || (70..100).contains(&x));
        let polygons = trace(&region);
        assert_eq!(polygons.len(), 3);
        let areas: Vec<bool> = polygons.iter().map(|p| twice_area(p) > 0.0).collect();
        assert_eq!(areas.iter().filter(|&&filled| filled).count(), 2);
    }

    fn is_near(p: [f64; 2], polygons: &[Polygon], distance: f64) -> bool {
        edges(polygons).any(|edge| square_distance(p, edge) < distance * distance)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn a_line_encloses_the_pixels_of_its_region(
            discs in prop::collection::vec((20u32..60, 20u32..40, 5u32..18), 1..6),
        ) {
            let region = Region::from_fn(80, 60, |x, y| {
                discs.iter().any(|&(a, b, r)| x.abs_diff(a).pow(2) + y.abs_diff(b).pow(2) <= r * r)
            });
            let polygons = trace(&region);
            let filled = inside(&polygons, 80, 60);
            for y in 0..60 {
                for x in 0..80 {
                    let middle = [f64::from(x) + 0.5, f64::from(y) + 0.5];
                    // Holes below the size of a speck are filled.
                    if filled.allows(x, y) != region.allows(x, y)
                        && !is_near(middle, &polygons, TOLERANCE + 1.5)
                    {
                        prop_assert!(!region.allows(x, y));
                        prop_assert!(in_speck(&region, x, y));
                    }
                }
            }
        }
    }

    /// Whether a pixel lies in a small hole: few pixels can be reached from it.
    fn in_speck(region: &Region, x: u32, y: u32) -> bool {
        let mut reached = vec![(x, y)];
        let mut next = 0;
        while next < reached.len() && reached.len() < 60 {
            let (x, y) = reached[next];
            next += 1;
            for (x, y) in [
                (x + 1, y),
                (x.wrapping_sub(1), y),
                (x, y + 1),
                (x, y.wrapping_sub(1)),
            ] {
                if x < region.width()
                    && y < region.height()
                    && !region.allows(x, y)
                    && !reached.contains(&(x, y))
                {
                    reached.push((x, y));
                }
            }
        }
        reached.len() < 60
    }
}
