//! Places for the nodes in a picture of the network.

mod cells;
mod stress;
#[cfg(test)]
mod tests;

use super::graph::Graph;
use crate::random::SplitMix64;
use cells::{Cell, Kind, parts};
use stress::{distances, low_stress, turn_to_axes};

/// Rounds of pushing marks apart. Marks on a third of the picture take some ten, on half of it some
/// hundred.
const N_PUSHES: u32 = 600;

/// Overlap that is none but for rounding, in the unit of the picture.
const ROUNDING: f64 = 1e-9;

/// What is drawn for a node: a circle, and a label centred on it. All in the unit of the picture,
/// with whatever margin is to be kept around them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Radius of the circle.
    pub radius: f64,
    /// Half the width of the label.
    pub half_width: f64,
    /// Half the height of the label.
    pub half_height: f64,
}

impl Mark {
    /// Half the sides of the box around circle and label.
    fn half_sides(self) -> [f64; 2] {
        [self.half_width, self.half_height].map(|half| half.max(self.radius))
    }
}

/// The picture that [`force_layout`] fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ForceOptions {
    /// Width of the picture; 1600 by default.
    pub width: f64,
    /// Height of the picture; 1000 by default.
    pub height: f64,
    /// Seed of the first places and of the moves; 0 by default.
    pub seed: u64,
}

impl Default for ForceOptions {
    fn default() -> ForceOptions {
        ForceOptions {
            width: 1600.0,
            height: 1000.0,
            seed: 0,
        }
    }
}

/// Places of the nodes in a picture from (0, 0) to (width, height): the centres of their marks.
///
/// Terms that share more comments than chance would have it are near. The length of an edge is
/// √(kᵢ kⱼ / cᵢⱼ), where c is its count and k the strength of its ends: with four times the count
/// that [`modularity`](super::modularity()) expects of the ends, an edge is half as long. Within a
/// component, places have low stress, the sum over all pairs of (distance / path length − 1)², and
/// the widest spread lies along the longer side. Each component has a rectangle of the picture to
/// itself, of an area in proportion to its nodes, and is stretched to fill it; nodes without edges
/// stand in rows beside, in their order. At last marks that overlap are pushed apart; when they would
/// cover more than half of the picture, some may remain overlapping. A mark lies within the picture
/// unless it is larger.
///
/// The same graph, marks and options give the same places to the last bit on all machines. Only
/// distances have a meaning, not the directions; another seed may turn or mirror the picture. Takes
/// a time of nodes³ for the path lengths; meant for some hundred nodes.
///
/// # Panics
/// When there is not one mark a node, or width or height is not a positive number.
///
/// # References
/// Length of edges: the association strength of van Eck and Waltman (2009), *How to normalize
/// cooccurrence data?*, JASIST 60, 1635–1651. Stress: Gansner, Koren and North (2004), *Graph
/// drawing by stress majorization*, equation 1, lowered as in Zheng, Pawar and Goodman (2018),
/// *Graph drawing by stochastic gradient descent*, IEEE TVCG 25, 2738–2748.
///
/// ```
/// use ciyun::network::{ForceOptions, Graph, Mark, Node, force_layout};
/// let node = |term: &str| Node { term: term.into(), tf: 9, df: 9 };
/// let graph = Graph::new(vec![node("登录"), node("失败")], &[(0, 1, 8)], 20);
/// let mark = Mark { radius: 10.0, half_width: 20.0, half_height: 8.0 };
/// let options = ForceOptions { width: 400.0, height: 200.0, ..ForceOptions::default() };
/// // Two nodes lie at both ends of the middle line, half a label from the border.
/// let mut places = force_layout(&graph, &[mark, mark], options);
/// places.sort_by(|one, other| one.0.total_cmp(&other.0));
/// let rounded = places.iter().map(|(x, y)| (x.round(), y.round()));
/// assert!(rounded.eq([(20.0, 100.0), (380.0, 100.0)]));
/// ```
#[must_use]
pub fn force_layout(graph: &Graph, marks: &[Mark], options: ForceOptions) -> Vec<(f64, f64)> {
    let n = graph.nodes().len();
    assert_eq!(marks.len(), n, "one mark a node");
    let sides = [options.width, options.height];
    assert!(
        sides.iter().all(|side| *side > 0.0 && side.is_finite()),
        "a picture of {sides:?}"
    );
    let halves: Vec<[f64; 2]> = marks.iter().map(|mark| mark.half_sides()).collect();
    let parts = parts(graph, &halves);
    let picture = Cell {
        corner: [0.0; 2],
        sides,
    };
    let mut cells = Vec::new();
    picture.divide(&parts, &mut cells);
    let mut random = SplitMix64::new(options.seed);
    let mut places = vec![[0.0; 2]; n];
    for (part, cell) in parts.iter().zip(cells) {
        let points = match part.kind {
            Kind::Component => {
                let distances = distances(graph, &part.nodes);
                let mut points = low_stress(&distances, part.nodes.len(), &mut random);
                turn_to_axes(&mut points);
                cell.fill(&mut points, &part.halves);
                points
            }
            Kind::Alone => cell.grid(part.nodes.len(), [0, 1].map(|axis| part.largest(axis))),
        };
        for (node, point) in part.nodes.iter().zip(points) {
            places[*node] = point;
        }
    }
    push_apart(&mut places, &halves, sides, &mut random);
    places.into_iter().map(|[x, y]| (x, y)).collect()
}

/// Pushes marks that overlap apart, and all into the picture.
///
/// The shorter way is the likelier by the square of the two ways: if it were always taken, a stack
/// as high as the picture would never come apart.
fn push_apart(
    places: &mut [[f64; 2]],
    halves: &[[f64; 2]],
    sides: [f64; 2],
    random: &mut SplitMix64,
) {
    keep_inside(places, halves, sides);
    for _ in 0..N_PUSHES {
        let mut overlapping = false;
        for other in 0..places.len() {
            for one in 0..other {
                let apart = [0, 1].map(|axis| places[other][axis] - places[one][axis]);
                let overlap =
                    [0, 1].map(|axis| halves[one][axis] + halves[other][axis] - apart[axis].abs());
                if overlap[0] > ROUNDING && overlap[1] > ROUNDING {
                    overlapping = true;
                    let squares = overlap.map(|way| way * way);
                    let upright = random.share() * (squares[0] + squares[1]) < squares[0];
                    let axis = usize::from(upright);
                    let push = (overlap[axis] / 2.0).copysign(apart[axis]);
                    places[one][axis] -= push;
                    places[other][axis] += push;
                }
            }
        }
        if !overlapping {
            break;
        }
        keep_inside(places, halves, sides);
    }
}

/// Moves marks into the picture; one larger than the picture to its middle.
fn keep_inside(places: &mut [[f64; 2]], halves: &[[f64; 2]], sides: [f64; 2]) {
    for (place, half) in places.iter_mut().zip(halves) {
        for axis in [0, 1] {
            let margin = half[axis].min(sides[axis] / 2.0);
            place[axis] = place[axis].clamp(margin, sides[axis] - margin);
        }
    }
}
