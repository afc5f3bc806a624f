//! Middles of the parts of a region: where its heaviest words should stand.

use super::Region;
use super::ink::index;

/// The middle of a broad part of a region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centre {
    /// Column, in pixels of the canvas.
    pub x: f64,
    /// Row.
    pub y: f64,
    /// Distance to the nearest place where no word may stand, in pixels.
    pub radius: f64,
    /// Width of the part of the region that belongs to this centre, in pixels.
    pub width: f64,
    /// Height of that part.
    pub height: f64,
    /// Its area.
    pub area: f64,
}

/// Two broad parts have centres of their own when the neck between them is narrower than this
/// share of the narrower part.
const NECK: f64 = 0.75;

/// A part narrower than this share of the broadest part of its island has no centre.
const BROAD: f64 = 0.25;

/// A centre lies where the distance to the border is at least this share of the largest nearby.
const PLATEAU: f64 = 0.92;

/// Cells into which a canvas is divided for the search, at most.
const CELLS: f64 = 40_000.0;

/// The centres of a region, the one with the largest area first.
///
/// Each island at least `least` pixels broad has one; a broad part behind a narrow neck has its
/// own.
pub(super) fn centres(region: &Region, least: f64) -> Vec<Centre> {
    let grid = Grid::of(region);
    let mut peaks = grid.peaks();
    peaks.retain(|peak| 2.0 * grid.pixels(grid.distance[*peak]) >= least);
    let mut centres: Vec<Centre> = grid
        .parts(&peaks)
        .iter()
        .zip(&peaks)
        .map(|(part, &peak)| grid.centre(part, peak))
        .collect();
    centres.sort_by(|a, b| {
        let order = b.area.total_cmp(&a.area);
        order.then(a.y.total_cmp(&b.y)).then(a.x.total_cmp(&b.x))
    });
    centres
}

/// A region in coarse cells, with their distances from the border.
struct Grid {
    step: u32,
    width: usize,
    height: usize,
    /// Squared distance to the nearest forbidden cell, in cells; 0 for those.
    distance: Vec<u32>,
}

impl Grid {
    fn of(region: &Region) -> Grid {
        let pixels = f64::from(region.width()) * f64::from(region.height());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a canvas has fewer than 2^28 pixels"
        )]
        let step = (pixels / CELLS).sqrt().ceil().max(1.0) as u32;
        let (width, height) = (
            region.width().div_ceil(step),
            region.height().div_ceil(step),
        );
        let allows = |x: u32, y: u32| region.allows(x * step + step / 2, y * step + step / 2);
        let distance = square_distances(width, height, allows);
        Grid {
            step,
            width: index(width),
            height: index(height),
            distance,
        }
    }

    /// Distance in pixels.
    fn pixels(&self, square: u32) -> f64 {
        f64::from(square).sqrt() * f64::from(self.step)
    }

    /// Cells where the distance is largest: one for each island and for each part behind a neck.
    ///
    /// Cells are taken from the innermost outward and joined to neighbours that were taken before.
    /// Where two parts meet, the meeting cell is the broadest place of the neck between them.
    fn peaks(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.distance.len())
            .filter(|&cell| self.distance[cell] > 0)
            .collect();
        order.sort_by_key(|&cell| (std::cmp::Reverse(self.distance[cell]), cell));
        let mut parts = Parts::new(self.distance.len());
        let mut peaks = Vec::new();
        let share =
            |square: u32, of: u32, share: f64| f64::from(square) < share * share * f64::from(of);
        for &cell in &order {
            parts.start(cell);
            for near in self.around(cell) {
                let Some((kept, lost)) = parts.join(cell, near, &self.distance) else {
                    continue;
                };
                let (neck, peak) = (self.distance[cell], self.distance[lost]);
                let broad = !share(peak, self.distance[kept], BROAD);
                if broad && share(neck, peak, NECK) {
                    peaks.push(lost);
                }
            }
        }
        peaks.extend(
            order
                .into_iter()
                .filter(|&cell| parts.top(cell) == Some(cell)),
        );
        peaks.sort_unstable();
        peaks
    }

    /// The cells around a cell.
    fn around(&self, cell: usize) -> impl Iterator<Item = usize> + use<> {
        let (width, height) = (self.width, self.height);
        let (x, y) = (cell % width, cell / width);
        let rows = y.saturating_sub(1)..(y + 2).min(height);
        rows.flat_map(move |row| {
            let columns = x.saturating_sub(1)..(x + 2).min(width);
            columns.map(move |column| row * width + column)
        })
        .filter(move |&near| near != cell)
    }

    /// The cells of the region divided among peaks: each goes to the peak whose circle is nearest.
    fn parts(&self, peaks: &[usize]) -> Vec<Vec<usize>> {
        let mut parts = vec![Vec::new(); peaks.len()];
        for cell in 0..self.distance.len() {
            let power = |n: &usize| {
                let peak = peaks[*n];
                let dx = (peak % self.width).abs_diff(cell % self.width);
                let dy = (peak / self.width).abs_diff(cell / self.width);
                let square = i64::try_from(dx * dx + dy * dy).expect("cells are few");
                square - i64::from(self.distance[peak])
            };
            let nearest = (0..peaks.len()).min_by_key(power);
            if let Some(n) = nearest.filter(|_| self.distance[cell] > 0) {
                parts[n].push(cell);
            }
        }
        parts
    }

    /// The centre of a part: in the middle of its innermost cells, so that of a ribbon it is not
    /// one end.
    fn centre(&self, part: &[usize], peak: usize) -> Centre {
        let least = PLATEAU * PLATEAU * f64::from(self.distance[peak]);
        let inner: Vec<usize> = part
            .iter()
            .copied()
            .filter(|&cell| f64::from(self.distance[cell]) >= least)
            .filter(|&cell| self.distance[cell] <= self.distance[peak])
            .collect();
        let count = inner.len().max(1);
        let sum = |axis: fn(usize, usize) -> usize| -> usize {
            inner.iter().map(|&cell| axis(cell, self.width)).sum()
        };
        let (x, y) = (
            sum(|cell, width| cell % width),
            sum(|cell, width| cell / width),
        );
        let from_middle = |cell: &usize| {
            let dx = (cell % self.width * count).abs_diff(x);
            let dy = (cell / self.width * count).abs_diff(y);
            (dx * dx + dy * dy, *cell)
        };
        let cell = inner.into_iter().min_by_key(from_middle).unwrap_or(peak);
        let extent = |axis: fn(usize, usize) -> usize| {
            let along = || part.iter().map(|&cell| axis(cell, self.width));
            let (least, most) = (along().min().unwrap_or(0), along().max().unwrap_or(0));
            self.length(most - least + 1)
        };
        let half = self.length(1) / 2.0;
        Centre {
            x: self.length(cell % self.width) + half,
            y: self.length(cell / self.width) + half,
            radius: self.pixels(self.distance[cell]),
            width: extent(|cell, width| cell % width),
            height: extent(|cell, width| cell / width),
            area: self.length(part.len()) * self.length(1),
        }
    }

    /// So many cells in a row, in pixels.
    fn length(&self, cells: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "cells are few")]
        let cells = cells as f64;
        cells * f64::from(self.step)
    }
}

/// Squared distance of each cell to the nearest one that is not allowed, exact; what lies outside
/// is not allowed.
fn square_distances(width: u32, height: u32, allows: impl Fn(u32, u32) -> bool) -> Vec<u32> {
    let (wide, high) = (index(width), index(height));
    // First along the columns, then the best of each row: distances are separable.
    let mut down = vec![0u32; wide * high];
    for x in 0..width {
        let mut run = 0;
        for y in 0..height {
            run = if allows(x, y) { run + 1 } else { 0 };
            down[index(y) * wide + index(x)] = run;
        }
        run = 0;
        for y in (0..height).rev() {
            run = if allows(x, y) { run + 1 } else { 0 };
            let cell = &mut down[index(y) * wide + index(x)];
            *cell = run.min(*cell);
        }
    }
    let mut squares = Vec::with_capacity(down.len());
    for row in down.chunks_exact(wide.max(1)) {
        for x in 0..width {
            let mut least = row[index(x)] * row[index(x)];
            let mut away = 1;
            while away * away < least {
                let left = x.checked_sub(away).map_or(0, |x| row[index(x)]);
                let right = row.get(index(x + away)).copied().unwrap_or(0);
                let side = left.min(right);
                least = least.min(away * away + side * side);
                away += 1;
            }
            squares.push(least);
        }
    }
    squares
}

/// Cells joined to parts; each part knows its innermost cell.
struct Parts {
    parent: Vec<Option<usize>>,
}

impl Parts {
    fn new(cells: usize) -> Parts {
        Parts {
            parent: vec![None; cells],
        }
    }

    fn start(&mut self, cell: usize) {
        self.parent[cell] = Some(cell);
    }

    /// The innermost cell of the part that a cell belongs to; `None` before it was started.
    fn top(&mut self, cell: usize) -> Option<usize> {
        let mut at = cell;
        loop {
            let up = self.parent[at]?;
            if up == at {
                return Some(at);
            }
            self.parent[at] = self.parent[up];
            at = up;
        }
    }

    /// Joins the parts of two cells; of their innermost cells the one that stays and the other.
    fn join(&mut self, one: usize, two: usize, distance: &[u32]) -> Option<(usize, usize)> {
        let (a, b) = (self.top(one)?, self.top(two)?);
        if a == b {
            return None;
        }
        let rank = |cell: usize| (distance[cell], std::cmp::Reverse(cell));
        let (kept, lost) = if rank(a) > rank(b) { (a, b) } else { (b, a) };
        self.parent[lost] = Some(kept);
        Some((kept, lost))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn discs(discs: &[(u32, u32, u32)]) -> Region {
        Region::from_fn(200, 100, |x, y| {
            let mut inside = discs.iter();
            inside.any(|&(a, b, r)| x.abs_diff(a).pow(2) + y.abs_diff(b).pow(2) <= r * r)
        })
    }

    fn near(centre: &Centre, x: f64, y: f64) -> bool {
        (centre.x - x).abs() <= 2.0 && (centre.y - y).abs() <= 2.0
    }

    #[test]
    fn a_disc_has_its_middle() {
        let found = centres(&discs(&[(90, 50, 40)]), 8.0);
        assert_eq!(found.len(), 1);
        assert!(near(&found[0], 90.5, 50.5), "{found:?}");
        assert!((found[0].radius - 40.5).abs() < 1.0 && (found[0].area - 5025.0).abs() < 20.0);
    }

    #[test]
    fn a_ribbon_has_its_middle_not_an_end() {
        let found = centres(&Region::whole(200, 40), 8.0);
        assert_eq!(found.len(), 1);
        assert!(near(&found[0], 100.0, 20.0), "{found:?}");
    }

    #[test]
    fn islands_and_parts_behind_a_neck_have_their_own() {
        let islands = centres(&discs(&[(50, 50, 30), (150, 50, 20), (100, 90, 3)]), 8.0);
        assert_eq!(
            islands.len(),
            2,
            "the third is too small for a word: {islands:?}"
        );
        assert!(near(&islands[0], 50.5, 50.5) && near(&islands[1], 150.5, 50.5));
        // Discs that overlap widely are one part; with little overlap they are two.
        assert_eq!(
            centres(&discs(&[(80, 50, 30), (110, 50, 30)]), 8.0).len(),
            1
        );
        assert_eq!(
            centres(&discs(&[(60, 50, 30), (115, 50, 30)]), 8.0).len(),
            2
        );
    }

    #[test]
    fn nothing_has_no_centre() {
        assert_eq!(centres(&Region::none(50, 50), 8.0), []);
    }

    proptest! {
        #[test]
        fn distances_are_exact(pixels in prop::collection::vec(0u8..6, 15 * 9)) {
            let open = |x: u32, y: u32| pixels[index(y * 15 + x)] > 0;
            let found = square_distances(15, 9, open);
            for y in 0..9u32 {
                for x in 0..15u32 {
                    let mut least = (x + 1).min(15 - x).min(y + 1).min(9 - y).pow(2);
                    for b in 0..9u32 {
                        for a in (0..15u32).filter(|&a| !open(a, b)) {
                            least = least.min(x.abs_diff(a).pow(2) + y.abs_diff(b).pow(2));
                        }
                    }
                    prop_assert_eq!(found[index(y * 15 + x)], least);
                }
            }
        }
    }
}
