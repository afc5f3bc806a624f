//! One attempt: all words at one scale, in their order.
//!
//! A [`Scene`] holds what is the same in all attempts. Where a word *may* stand is its part of the
//! [`Ground`]; where it *wants* to stand is what the [`Aim`] says, which is given the words placed
//! before it; how it looks for a place is a [`Seek`]; what it takes there is a [`Stamp`].

use super::aim::{Aim, Point, Target};
use super::ground::{Ground, Part};
use super::nearest::Nearest;
use super::occupied::{Occupied, Spot};
use super::rows::Rows;
use super::spiral::{Spiral, Trail};
use super::stamp::{Stamp, area};
use super::{CloudOptions, InkBox, InkMask, Preset, Strategy, TextMeasure, Turn};
use crate::random::SplitMix64;

/// A word as the placement sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// The ink of the upright word.
    pub(super) ink: InkBox,
    pub(super) turn: Turn,
    /// `f(weight)`, so that the font size is `k` times it.
    pub(super) factor: f64,
    /// Its part of the ground.
    pub(super) part: usize,
}

/// Pen origin of a placed word, in pixels of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What is the same in all attempts.
pub(super) struct Scene<'a> {
    ground: &'a Ground,
    measure: &'a dyn TextMeasure,
    preset: Preset,
    seed: u64,
    strategy: Strategy,
    trail: Option<Trail>,
    /// The parts of the ground without a word.
    blank: Vec<Occupied<'a>>,
}

/// Boxes with their clearance fill about this share of the ground when `k` is at its largest.
const USUAL_FILL_OF_BOXES: f64 = 0.88;

/// The same of the boxes of ink, with a pixel around it, where words nest.
const USUAL_FILL_OF_INK: f64 = 0.99;

/// A scale at which clearance in pixels is nothing beside that in em.
const HUGE: f64 = 1e6;

/// A way to look for a free place.
pub(super) trait Seek {
    /// A place in a part where a stamp has room. `targets` are at least one, `draw` is random.
    fn seek(
        &mut self,
        occupied: &Occupied,
        stamp: &Stamp,
        part: usize,
        targets: &[Target],
        draw: u64,
    ) -> Option<Spot>;
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        ground: &'a Ground,
        measure: &'a dyn TextMeasure,
        options: &CloudOptions,
    ) -> Scene<'a> {
        let strategy = options.strategy;
        Scene {
            ground,
            measure,
            preset: options.preset,
            seed: options.seed,
            strategy,
            trail: (strategy == Strategy::Spiral).then(|| Trail::new(ground)),
            blank: ground.parts().iter().map(Occupied::new).collect(),
        }
    }

    /// Whether a word alone has room.
    pub(super) fn holds(&self, word: &Word, font_size: f64) -> bool {
        let target = [self.ground.part(word.part).middle()];
        self.stamp(word, font_size).is_some_and(|stamp| {
            let blank = &self.blank[word.part];
            let spot = Nearest::default().seek(blank, &stamp, word.part, &target, 0);
            spot.is_some()
        })
    }

    /// Places all words at scale `k`; `None` as soon as one finds no room.
    pub(super) fn place(&self, words: &[Word], k: f64, aim: &dyn Aim) -> Option<Vec<Pen>> {
        if self.preset == Preset::Readable && !self.have_area(words, k) {
            return None;
        }
        let mut occupied = self.blank.clone();
        let mut random = SplitMix64::new(self.seed);
        let mut seek = self.seek();
        let (mut placed, mut targets) = (Vec::with_capacity(words.len()), Vec::new());
        let mut pens = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            let stamp = self.stamp(word, k * word.factor)?;
            targets.clear();
            aim.targets(n, &placed, &mut targets);
            let ground = &mut occupied[word.part];
            let spot = seek.seek(ground, &stamp, word.part, &targets, random.next())?;
            ground.take(&stamp, spot);
            let (left, top) = (ground.part.left + spot.x, ground.part.top + spot.y);
            placed.push(Point::middle(left, top, stamp.size));
            let (x, y) = stamp.pen(left, top);
            pens.push(Pen { x, y });
        }
        Some(pens)
    }

    /// About the largest scale at which words have room.
    pub(super) fn usual(&self, words: &[Word]) -> f64 {
        let usual_fill = match self.preset {
            Preset::Readable => USUAL_FILL_OF_BOXES,
            Preset::Dense => USUAL_FILL_OF_INK,
        };
        let parts = 0..self.ground.parts().len();
        let scales = parts.map(|part| {
            let inside = words.iter().filter(|word| word.part == part);
            let room = usual_fill * f64::from(self.ground.part(part).area());
            let rest = |k: f64| {
                let taken = inside
                    .clone()
                    .map(|word| area(word.ink, k * word.factor, self.preset));
                room / taken.sum::<f64>()
            };
            // Clearance in pixels weighs more the smaller the words, hence a second look.
            let k = HUGE * libm::sqrt(rest(HUGE));
            k * libm::sqrt(rest(k))
        });
        scales.fold(f64::INFINITY, f64::min)
    }

    fn seek(&self) -> Box<dyn Seek + '_> {
        match (self.strategy, &self.trail) {
            (Strategy::Rows, _) => Box::new(Rows::default()),
            (Strategy::Spiral, Some(trail)) => Box::new(Spiral::new(trail)),
            (Strategy::Spiral | Strategy::Nearest | Strategy::Semantic, _) => {
                Box::new(Nearest::default())
            }
        }
    }

    /// `None` when the ink alone is larger than the part.
    fn stamp(&self, word: &Word, font_size: f64) -> Option<Stamp> {
        let part = self.ground.part(word.part);
        let ink = word.ink.turned(word.turn);
        if ink.width() * font_size > f64::from(part.width)
            || ink.height() * font_size > f64::from(part.height)
        {
            return None;
        }
        Some(match self.preset {
            Preset::Readable => Stamp::boxed(word.ink, font_size, word.turn),
            Preset::Dense => {
                let mask = self.measure.ink(word.text, font_size, word.turn);
                Stamp::inked(&mask.unwrap_or_else(|_| InkMask::filled(ink, font_size)))
            }
        })
    }

    /// Whether the boxes of all words together are smaller than their parts.
    fn have_area(&self, words: &[Word], k: f64) -> bool {
        let area = |part: &Part| u64::from(part.area());
        let mut area: Vec<u64> = self.ground.parts().iter().map(area).collect();
        words.iter().all(|word| {
            let size = Stamp::boxed(word.ink, k * word.factor, word.turn).size;
            let rest = area[word.part].checked_sub(u64::from(size.width) * u64::from(size.height));
            rest.map(|rest| area[word.part] = rest).is_some()
        })
    }
}
