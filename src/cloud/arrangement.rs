//! Where the groups of a comparison stand.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{InkBox, Region};

/// Where words of different groups stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arrangement {
    /// Among each other.
    #[default]
    Together,
    /// Each group in its own part of the shape, from left to right and, from four groups on, in
    /// rows. Parts are as large as their words need; one scale holds for all.
    Sides,
}

/// The gap between two sides, as a share of the shorter side of the canvas.
const GAP: f64 = 0.03;

/// The share of a region that boxes of words usually fill.
const FILL: f64 = 0.7;

/// Room around the ink of a word, in em.
const CLEARANCE: [f64; 2] = [0.26, 0.06];

/// The part of a region in which a group stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) region: Region,
    /// Columns of the canvas that it may use.
    pub(super) columns: Range<u32>,
    /// Row of the canvas where it begins, below its name.
    pub(super) top: u32,
}

/// What the words of a group need, when font sizes are their factors.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Need {
    /// Area of the boxes of all words.
    area: f64,
    /// Width of the widest.
    width: f64,
}

impl Need {
    /// Adds a word.
    pub(super) fn add(&mut self, ink: InkBox, factor: f64) {
        let width = (ink.width() + CLEARANCE[0]) * factor;
        self.area += width * (ink.height() + CLEARANCE[1]) * factor;
        self.width = self.width.max(width);
    }
}

/// Divides a region into a side for each need, row by row. Areas are proportional to needs, save
/// that a side is as wide as its widest word will probably be.
///
/// `heading` rows of pixels stay free at the top of each row of sides but the first.
pub(super) fn divide(region: &Region, needs: &[Need], heading: u32) -> Vec<Side> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small share of a side"
    )]
    let half_gap = (GAP / 2.0 * f64::from(region.width().min(region.height()))).ceil() as u32;
    let (columns, rows) = region.bounds().unwrap_or((0..0, 0..0));
    let area = |needs: &[Need]| needs.iter().map(|need| need.area).sum::<f64>();
    #[expect(
        clippy::cast_precision_loss,
        reason = "areas of a canvas are below 2^28"
    )]
    let scale = (FILL * region.area() as f64 / area(needs)).sqrt();
    let levels = rows_of(needs);
    let heights: Vec<f64> = levels.iter().map(|level| area(level)).collect();
    let bands = cuts(&by_row(region), &rows, &heights);
    let mut sides = Vec::with_capacity(needs.len());
    for (n, (band, level)) in bands.into_iter().zip(levels).enumerate() {
        let mut band = apart(&band, &rows, half_gap);
        if n > 0 {
            band.start = (band.start + heading).min(band.end);
        }
        let within = region.within(&columns, &band);
        let room = f64::from((columns.end - columns.start).max(1));
        let least: Vec<f64> = level.iter().map(|need| need.width * scale / room).collect();
        let wanted: Vec<f64> = level.iter().map(|need| need.area / area(level)).collect();
        for side in cuts(&by_column(&within), &columns, &raised(&wanted, &least)) {
            let side = apart(&side, &columns, half_gap);
            sides.push(Side {
                region: within.within(&side, &band),
                columns: side,
                top: band.start,
            });
        }
    }
    sides
}

/// Shares of one, each at least as large as it must be, while the others keep their proportions.
fn raised(wanted: &[f64], least: &[f64]) -> Vec<f64> {
    let mut fixed = vec![false; wanted.len()];
    loop {
        let pairs = || wanted.iter().zip(least).zip(&fixed);
        let taken: f64 = pairs()
            .filter(|(_, fixed)| **fixed)
            .map(|((_, least), _)| least)
            .sum();
        let others: f64 = pairs()
            .filter(|(_, fixed)| !**fixed)
            .map(|((wanted, _), _)| wanted)
            .sum();
        let rest = (1.0 - taken).max(0.0);
        let shares: Vec<f64> = pairs()
            .map(|((wanted, least), &fixed)| {
                if fixed {
                    *least
                } else {
                    wanted / others * rest
                }
            })
            .collect();
        let narrow = |n: &usize| !fixed[*n] && shares[*n] < least[*n];
        let Some(n) = (0..shares.len()).find(narrow) else {
            return shares;
        };
        fixed[n] = true;
    }
}

/// Needs row by row: up to three in one row, four in two, nine in three; earlier rows hold more.
fn rows_of(needs: &[Need]) -> Vec<&[Need]> {
    let rows = needs.len().isqrt().max(1);
    let (each, more) = (needs.len() / rows, needs.len() % rows);
    let mut rest = needs;
    (0..rows)
        .map(|row| {
            let (these, others) = rest.split_at(each + usize::from(row < more));
            rest = others;
            these
        })
        .collect()
}

fn by_row(region: &Region) -> Vec<u64> {
    let count = |row: &[u64]| row.iter().map(|word| u64::from(word.count_ones())).sum();
    region.rows().map(count).collect()
}

fn by_column(region: &Region) -> Vec<u64> {
    let count = |x| {
        (0..region.height())
            .filter(|&y| region.allows(x, y))
            .count()
    };
    (0..region.width()).map(|x| count(x) as u64).collect()
}

/// Cuts a range where the areas before the cuts have the wanted shares.
fn cuts(areas: &[u64], range: &Range<u32>, shares: &[f64]) -> Vec<Range<u32>> {
    let whole: f64 = shares.iter().sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "areas of a canvas are below 2^28"
    )]
    let area = |n: u64| n as f64;
    let all = area(areas.iter().sum());
    let mut ends = Vec::with_capacity(shares.len());
    let mut wanted = 0.0;
    for share in shares {
        wanted += share / whole * all;
        let mut before = 0;
        let end = areas.iter().zip(0..).find(|&(&here, _)| {
            before += here;
            area(before) - area(here) / 2.0 >= wanted
        });
        ends.push(
            end.map_or(range.end, |(_, n)| n)
                .clamp(range.start, range.end),
        );
    }
    if let Some(last) = ends.last_mut() {
        *last = range.end;
    }
    let starts = std::iter::once(range.start).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, &end)| start..end).collect()
}

/// Takes half the gap from the ends that face other parts.
fn apart(part: &Range<u32>, whole: &Range<u32>, half_gap: u32) -> Range<u32> {
    let inner = |end: u32, outer: u32| if end == outer { 0 } else { half_gap };
    let start = part.start + inner(part.start, whole.start);
    start
        ..part
            .end
            .saturating_sub(inner(part.end, whole.end))
            .max(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn needs(areas: &[f64]) -> Vec<Need> {
        let need = |&area: &f64| Need { area, width: 0.0 };
        areas.iter().map(need).collect()
    }

    #[test]
    fn a_side_is_as_wide_as_its_widest_word() {
        assert_eq!(raised(&[0.9, 0.1], &[0.2, 0.25]), [0.75, 0.25]);
        assert_eq!(raised(&[0.6, 0.3, 0.1], &[0.0, 0.0, 0.4]), [0.4, 0.2, 0.4]);
        assert_eq!(raised(&[0.5, 0.5], &[0.1, 0.1]), [0.5, 0.5]);
        // More than there is: shares of the same proportion.
        assert_eq!(raised(&[0.5, 0.5], &[1.0, 2.0]), [1.0, 2.0]);
    }

    #[test]
    fn two_groups_share_a_canvas_by_their_needs() {
        let parts = divide(&Region::whole(400, 200), &needs(&[3.0, 1.0]), 20);
        // A gap of 6 px about column 300.
        assert_eq!(parts[0].region.bounds(), Some((0..297, 0..200)));
        assert_eq!(parts[1].region.bounds(), Some((303..400, 0..200)));
    }

    #[test]
    fn four_groups_stand_in_two_rows_below_headings() {
        let parts = divide(&Region::whole(400, 200), &needs(&[1.0, 1.0, 1.0, 3.0]), 20);
        let bounds: Vec<_> = parts
            .iter()
            .map(|part| part.region.bounds().unwrap())
            .collect();
        // Rows of 2 and 4 of 6 parts: a cut at row 67.
        assert_eq!(bounds[0], (0..197, 0..64));
        assert_eq!(bounds[1], (203..400, 0..64));
        assert_eq!(bounds[2], (0..97, 90..200));
        assert_eq!(bounds[3], (103..400, 90..200));
    }

    #[test]
    fn rows_hold_like_numbers() {
        let rows = |n: usize| {
            rows_of(&needs(&vec![1.0; n]))
                .iter()
                .map(|row| row.len())
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(1), [1]);
        assert_eq!(rows(3), [3]);
        assert_eq!(rows(4), [2, 2]);
        assert_eq!(rows(5), [3, 2]);
        assert_eq!(rows(10), [4, 3, 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn parts_are_disjoint_and_proportional(
            areas in prop::collection::vec(1u32..9, 1..8),
            radius in 110u32..140,
        ) {
            let disc = Region::from_fn(300, 300, |x, y| {
                x.abs_diff(150).pow(2) + y.abs_diff(150).pow(2) < radius * radius
            });
            let areas: Vec<f64> = areas.into_iter().map(f64::from).collect();
            let parts = divide(&disc, &needs(&areas), 0);
            prop_assert_eq!(parts.len(), areas.len());
            for y in 0..300 {
                for x in 0..300 {
                    let holders = parts.iter().filter(|part| part.region.allows(x, y)).count();
                    prop_assert!(holders <= usize::from(disc.allows(x, y)));
                }
            }
            let whole: f64 = areas.iter().sum();
            for (part, need) in parts.iter().zip(&areas) {
                let share = part.region.area() as f64 / disc.area() as f64;
                // Gaps of 10 px and whole columns take their toll.
                prop_assert!((share - need / whole).abs() < 0.12, "{} {}", share, need / whole);
            }
        }
    }
}
