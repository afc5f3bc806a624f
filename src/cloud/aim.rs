//! Where words want to stand.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::ground::Ground;
use super::occupied::Size;
use super::place::Word;
use super::{Centre, Cloud, MAX_SIDE, Relations, Strategy};

/// A point of the canvas in half pixels, so that the middle of any box of whole pixels is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Point {
    /// The middle of a box whose upper left pixel is given.
    pub(super) fn middle(left: u32, top: u32, size: Size) -> Point {
        let middle = |start: u32, length: u32| {
            i32::try_from(2 * start + length).expect("canvases are at most 16384 px")
        };
        Point {
            x: middle(left, size.width),
            y: middle(top, size.height),
        }
    }
}

/// A point that a word wants to be near to, with what a step away from it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) at: Point,
    /// What half a pixel to the side counts, 1 to [`MAX_SIDE`].
    pub(super) across: u32,
    /// What half a pixel up or down counts, 1 to [`MAX_SIDE`].
    pub(super) down: u32,
}

impl Target {
    /// All points of an ellipse of this width and height are equally far.
    pub(super) fn ellipse(at: Point, width: u32, height: u32) -> Target {
        Target {
            at,
            across: height.clamp(1, MAX_SIDE),
            down: width.clamp(1, MAX_SIDE),
        }
    }

    /// The squared distance of a column alone; it grows with the distance of the point.
    pub(super) fn beside(&self, x: i32) -> u64 {
        square(u64::from(self.at.x.abs_diff(x)) * u64::from(self.across))
    }

    /// The squared distance of a row alone.
    pub(super) fn above(&self, y: i32) -> u64 {
        square(u64::from(self.at.y.abs_diff(y)) * u64::from(self.down))
    }
}

fn square(n: u64) -> u64 {
    n * n
}

/// Where the words of a layout want to stand.
pub(super) trait Aim {
    /// Adds the points that word number `word` wants to be near to: it goes to the free place
    /// whose distance from the nearest of them is least. `placed` holds the middles of all words
    /// before it. The answer must hang on nothing else.
    fn targets(&self, word: usize, placed: &[Point], targets: &mut Vec<Target>);
}

/// Every word wants to stand in the middle of its part of the canvas, or in that of one of the
/// broad places of which the part consists; the heaviest in that of the largest.
pub(super) struct Middle {
    /// For each word.
    targets: Vec<Rc<[Target]>>,
}

impl Middle {
    /// `centres` are those of each part; a part without any has the middle of its box.
    pub(super) fn new(ground: &Ground, centres: &[Vec<Centre>], words: &[Word]) -> Middle {
        let parts: Vec<Rc<[Target]>> = ground
            .parts()
            .iter()
            .zip(centres)
            .map(|(part, centres)| match centres[..] {
                [] => Rc::from([part.middle()]),
                _ => around(centres).into(),
            })
            .collect();
        let mut first: Vec<Option<Rc<[Target]>>> =
            parts.iter().map(|part| Some(part[..1].into())).collect();
        let of_word = |word: &Word| match first[word.part].take() {
            Some(largest) => largest,
            None => Rc::clone(&parts[word.part]),
        };
        Middle {
            targets: words.iter().map(of_word).collect(),
        }
    }
}

/// Targets in centres: the parts around them fill up alike, each in an ellipse of its own
/// proportions.
fn around(centres: &[Centre]) -> Vec<Target> {
    let sides = |centre: &Centre| [centre.width, centre.height].map(|side| side.max(1.0));
    let target = |centre: &Centre, across: f64, down: f64| Target {
        at: Point {
            x: half_pixels(2.0 * centre.x),
            y: half_pixels(2.0 * centre.y),
        },
        across: weight(across),
        down: weight(down),
    };
    if let [centre] = centres {
        let [width, height] = sides(centre);
        return vec![target(centre, height, width)];
    }
    let least = centres.iter().flat_map(sides).fold(f64::INFINITY, f64::min);
    let most = f64::from(MAX_SIDE);
    centres
        .iter()
        .map(|centre| {
            let [width, height] = sides(centre);
            target(centre, most * least / width, most * least / height)
        })
        .collect()
}

impl Aim for Middle {
    fn targets(&self, word: usize, _: &[Point], targets: &mut Vec<Target>) {
        targets.extend_from_slice(&self.targets[word]);
    }
}

/// A word wants to stand where the words related to it stand; a word without any goes where
/// another aim sends it.
pub(super) struct Related {
    otherwise: Box<dyn Aim>,
    /// For each word the related words before it, with the strengths.
    before: Vec<Vec<(usize, f64)>>,
}

/// Weight of the relations against the place that a word would have without them.
const PULL: f64 = 0.85;

impl Related {
    /// `words` are in the order of placement.
    pub(super) fn new(relations: &Relations, words: &[Word], otherwise: Box<dyn Aim>) -> Related {
        let order: BTreeMap<&str, usize> = words.iter().map(|word| word.text).zip(0..).collect();
        let before = |(word, n): (&Word, usize)| {
            relations
                .of(word.text)
                .filter_map(|(other, strength)| Some((*order.get(other)?, strength)))
                .filter(|&(other, _)| other < n)
                .collect()
        };
        Related {
            otherwise,
            before: words.iter().zip(0..).map(before).collect(),
        }
    }
}

impl Aim for Related {
    fn targets(&self, word: usize, placed: &[Point], targets: &mut Vec<Target>) {
        let first = targets.len();
        self.otherwise.targets(word, placed, targets);
        let related = &self.before[word];
        let Some(&target) = targets.get(first).filter(|_| !related.is_empty()) else {
            return;
        };
        let total: f64 = related.iter().map(|(_, strength)| strength).sum();
        let pulled = |place: fn(Point) -> i32| {
            let towards: f64 = related
                .iter()
                .map(|&(other, strength)| f64::from(place(placed[other])) * (strength / total))
                .sum();
            let from = f64::from(place(target.at));
            half_pixels(from + PULL * (towards - from))
        };
        targets.truncate(first);
        targets.push(Target {
            at: Point {
                x: pulled(|point| point.x),
                y: pulled(|point| point.y),
            },
            ..target
        });
    }
}

fn half_pixels(length: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a mean of points of the canvas"
    )]
    let whole = length.round() as i32;
    whole
}

fn weight(weight: f64) -> u32 {
    u32::try_from(half_pixels(weight))
        .unwrap_or(1)
        .clamp(1, MAX_SIDE)
}

/// Where the words of a cloud want to stand, in the order of placement; `centres` are those of
/// each part of the ground.
pub(super) fn aim(
    cloud: &Cloud,
    ground: &Ground,
    centres: &[Vec<Centre>],
    words: &[Word],
) -> Box<dyn Aim> {
    let middle = Box::new(Middle::new(ground, centres, words));
    if cloud.options().strategy != Strategy::Semantic {
        return middle;
    }
    Box::new(Related::new(cloud.relations(), words, middle))
}
