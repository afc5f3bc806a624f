//! Closed lines through points, and the pixels that lie inside of them.

use super::Region;

/// A closed line through points, in pixels.
pub(super) type Polygon = Vec<[f64; 2]>;

/// Two ends of each piece of closed lines.
pub(super) fn edges(polygons: &[Polygon]) -> impl Iterator<Item = [[f64; 2]; 2]> {
    polygons.iter().flat_map(|polygon| {
        let next = polygon.iter().cycle().skip(1);
        polygon.iter().zip(next).map(|(&a, &b)| [a, b])
    })
}

/// The pixels of a canvas that lie wholly inside polygons. What lies inside an even number of them
/// is outside.
pub(super) fn inside(polygons: &[Polygon], width: u32, height: u32) -> Region {
    let mut region = Region::none(width, height);
    let mut crossings = Vec::new();
    for y in 0..height {
        let middle = f64::from(y) + 0.5;
        crossings.clear();
        crossings.extend(
            edges(polygons)
                .filter(|[a, b]| (a[1] <= middle) != (b[1] <= middle))
                .map(|[a, b]| a[0] + (b[0] - a[0]) * (middle - a[1]) / (b[1] - a[1])),
        );
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let [from, to] = [pair[0], pair[1]].map(|x| pixel((x - 0.5).ceil(), width));
            region.allow(y, from..to);
        }
    }
    forbid_near(&mut region, polygons, 0.0);
    region
}

/// Closes all pixels that the lines cross, or come nearer to than `distance` in either direction.
pub(super) fn forbid_near(region: &mut Region, polygons: &[Polygon], distance: f64) {
    for [mut a, mut b] in edges(polygons) {
        if a[1] > b[1] {
            (a, b) = (b, a);
        }
        let height = region.height();
        let rows =
            pixel((a[1] - distance).floor(), height)..pixel((b[1] + distance).ceil(), height);
        for y in rows {
            let top = (f64::from(y) - distance).max(a[1]);
            let bottom = (f64::from(y) + 1.0 + distance).min(b[1]);
            let at = |y: f64| {
                if b[1] > a[1] {
                    a[0] + (b[0] - a[0]) * ((y - a[1]) / (b[1] - a[1])).clamp(0.0, 1.0)
                } else {
                    a[0]
                }
            };
            let ends = if b[1] > a[1] {
                [at(top), at(bottom)]
            } else {
                [a[0], b[0]]
            };
            let left = ends[0].min(ends[1]) - distance;
            let right = ends[0].max(ends[1]) + distance;
            let width = region.width();
            region.forbid(y, pixel(left.floor(), width)..pixel(right.ceil(), width));
        }
    }
}

/// A whole number of pixels from 0 to `limit`.
fn pixel(length: f64, limit: u32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lies between 0 and the limit"
    )]
    let pixels = length.clamp(0.0, f64::from(limit)) as u32;
    pixels
}

/// Twice the area, negative when the points run against the clock as seen on the canvas.
pub(super) fn twice_area(polygon: &Polygon) -> f64 {
    let next = polygon.iter().cycle().skip(1);
    polygon
        .iter()
        .zip(next)
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_on_the_grid_loses_no_pixel_and_a_shifted_one_loses_its_rim() {
        let boxed = |d: f64| {
            vec![vec![
                [2.0 + d, 1.0 + d],
                [7.0 + d, 1.0 + d],
                [7.0 + d, 5.0 + d],
                [2.0 + d, 5.0 + d],
            ]]
        };
        let exact = inside(&boxed(0.0), 10, 8);
        assert_eq!(
            exact,
            Region::from_fn(10, 8, |x, y| (2..7).contains(&x) && (1..5).contains(&y))
        );
        let shifted = inside(&boxed(0.5), 10, 8);
        assert_eq!(
            shifted,
            Region::from_fn(10, 8, |x, y| (3..7).contains(&x) && (2..5).contains(&y))
        );
        assert_eq!(twice_area(&boxed(0.0)[0]), 40.0);
    }

    #[test]
    fn a_triangle_by_hand() {
        // Below the diagonal from (0, 0) to (6, 6): row y holds the columns left of y.
        let triangle = vec![vec![[0.0, 0.0], [6.0, 6.0], [0.0, 6.0]]];
        let region = inside(&triangle, 6, 6);
        assert_eq!(region, Region::from_fn(6, 6, |x, y| x < y));
    }

    #[test]
    fn a_hole_is_outside_and_a_line_keeps_its_distance() {
        let square = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to]];
        let ring = [square(0.0, 20.0), square(8.0, 12.0)];
        let region = inside(&ring, 20, 20);
        assert_eq!(region.area(), 400 - 16);
        let mut clear = region.clone();
        forbid_near(&mut clear, &ring, 2.0);
        let in_hole = |n: u32| (6..14).contains(&n);
        let expected = Region::from_fn(20, 20, |x, y| {
            (2..18).contains(&x) && (2..18).contains(&y) && !(in_hole(x) && in_hole(y))
        });
        assert_eq!(clear, expected);
    }
}
