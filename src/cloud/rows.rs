//! Rows from the top, like a list of tags.

use std::collections::BTreeMap;

use super::aim::Target;
use super::occupied::{Heading, Occupied, Spot};
use super::place::Seek;
use super::stamp::Stamp;

/// Looks for the uppermost free place, and in its row for the leftmost.
#[derive(Default)]
pub(super) struct Rows {
    /// For each part and form of a word, the row of the last such word.
    reached: BTreeMap<(usize, u32), u32>,
    rows: Vec<usize>,
}

/// Looks back this many heights of a word for room that was too small for the last of its form.
const LOOK_BACK: u32 = 4;

impl Seek for Rows {
    fn seek(
        &mut self,
        occupied: &Occupied,
        stamp: &Stamp,
        part: usize,
        _: &[Target],
        _: u64,
    ) -> Option<Spot> {
        let slack = occupied.slack(stamp.size)?;
        let form = (part, stamp.form());
        let reached = self.reached.get(&form).copied().unwrap_or(0);
        let start = reached.saturating_sub(LOOK_BACK * stamp.size.height);
        let spot = (start..=slack.y)
            .chain(0..start.min(slack.y + 1))
            .find_map(|y| self.leftmost(occupied, stamp, y, slack.x))?;
        self.reached.insert(form, spot.y);
        Some(spot)
    }
}

impl Rows {
    fn leftmost(&mut self, occupied: &Occupied, stamp: &Stamp, y: u32, slack: u32) -> Option<Spot> {
        let lane = occupied.lane(stamp, y, &mut self.rows);
        let mut x = 0;
        while x <= slack {
            match lane.blocked(x, Heading::Right) {
                None => return Some(Spot { x, y }),
                Some(next) => x = u32::try_from(next).expect("to the right of a column"),
            }
        }
        None
    }
}
