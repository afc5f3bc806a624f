//! Parts of the network and their cells of the picture.

use std::cmp::Reverse;

use crate::network::Graph;

/// A component is stretched at most by this factor more along one side of its cell than along the
/// other, so that a path remains a path.
const STRETCH: f64 = 1.6;

/// How many times the room of a node alone a tied node has.
const ROOM_OF_TIED: usize = 3;

/// An extent, in median edges, that is none but for rounding.
const ROUNDING: f64 = 1e-9;

/// What the nodes of a part have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nodes tied together.
    Component,
    /// All the nodes without edges.
    Alone,
}

/// Nodes that have a cell of the picture to themselves.
pub(super) struct Part {
    pub(super) kind: Kind,
    /// Ascending.
    pub(super) nodes: Vec<usize>,
    /// Half sides of their marks.
    pub(super) halves: Vec<[f64; 2]>,
}

impl Part {
    /// What its area is in proportion to.
    fn weight(&self) -> usize {
        match self.kind {
            Kind::Component => ROOM_OF_TIED * self.nodes.len(),
            Kind::Alone => self.nodes.len(),
        }
    }

    /// The largest half side along an axis.
    pub(super) fn largest(&self, axis: usize) -> f64 {
        self.halves
            .iter()
            .map(|half| half[axis])
            .fold(0.0, f64::max)
    }
}

/// The components, the largest first, of equal ones that of the first node; then the nodes alone.
pub(super) fn parts(graph: &Graph, halves: &[[f64; 2]]) -> Vec<Part> {
    let mut seen = vec![false; halves.len()];
    let mut found = Vec::new();
    for start in 0..halves.len() {
        let mut nodes = Vec::new();
        if graph.degree(start) > 0 && !seen[start] {
            seen[start] = true;
            nodes.push(start);
        }
        let mut turn = 0;
        while let Some(node) = nodes.get(turn).copied() {
            turn += 1;
            for (next, _) in graph.neighbours(node) {
                if !seen[*next] {
                    seen[*next] = true;
                    nodes.push(*next);
                }
            }
        }
        nodes.sort_unstable();
        found.push((Kind::Component, nodes));
    }
    found.sort_by_key(|(_, nodes)| Reverse(nodes.len()));
    let alone = (0..halves.len()).filter(|node| graph.degree(*node) == 0);
    found.push((Kind::Alone, alone.collect()));
    found.retain(|(_, nodes)| !nodes.is_empty());
    let part = |(kind, nodes): (Kind, Vec<usize>)| Part {
        kind,
        halves: nodes.iter().map(|node| halves[*node]).collect(),
        nodes,
    };
    found.into_iter().map(part).collect()
}

/// A rectangle of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) corner: [f64; 2],
    pub(super) sides: [f64; 2],
}

impl Cell {
    /// Cells for parts, of areas in proportion to their weights: the parts are cut into two groups
    /// as nearly equal as their order allows, the longer side in the same proportion, and so on
    /// with both halves.
    pub(super) fn divide(self, parts: &[Part], cells: &mut Vec<Cell>) {
        if parts.len() < 2 {
            cells.extend(parts.iter().map(|_| self));
            return;
        }
        let total: usize = parts.iter().map(Part::weight).sum();
        let (mut cut, mut before) = (1, parts[0].weight());
        while 2 * before + parts[cut].weight() <= total {
            before += parts[cut].weight();
            cut += 1;
        }
        let (former, latter) = parts.split_at(cut);
        let axis = usize::from(self.sides[1] > self.sides[0]);
        let whole = self.sides[axis];
        // A label is often wider than the share of a few nodes.
        let margin = latter.iter().map(|part| part.largest(axis));
        let least = (2.0 * margin.fold(0.0, f64::max) / whole).min(0.5);
        let share = ((total - before) as f64 / total as f64).max(least);
        let (mut first, mut second) = (self, self);
        first.sides[axis] = whole * (1.0 - share);
        second.sides[axis] = whole * share;
        second.corner[axis] += first.sides[axis];
        first.divide(former, cells);
        second.divide(latter, cells);
    }

    /// Points in rows, at distances about in the proportion of a label's sides.
    pub(super) fn grid(self, n_points: usize, label: [f64; 2]) -> Vec<[f64; 2]> {
        let pitch = |n_columns: usize| {
            let n_rows = n_points.div_ceil(n_columns);
            [
                self.sides[0] / n_columns as f64,
                self.sides[1] / n_rows as f64,
            ]
        };
        let is_wide = |[width, height]: [f64; 2]| width * label[1] > height * label[0];
        let mut n_columns = 1;
        while n_columns < n_points && is_wide(pitch(n_columns)) {
            n_columns += 1;
        }
        let step = pitch(n_columns);
        let place = |point: usize| {
            let at = [point % n_columns, point / n_columns];
            [0, 1].map(|axis| self.corner[axis] + (at[axis] as f64 + 0.5) * step[axis])
        };
        (0..n_points).map(place).collect()
    }

    /// Moves and stretches points so that the marks of the outermost reach the sides.
    pub(super) fn fill(self, points: &mut [[f64; 2]], halves: &[[f64; 2]]) {
        if self.sides[1] > self.sides[0] {
            points.iter_mut().for_each(|point| point.swap(0, 1));
        }
        let spans = [0, 1].map(|axis| Span::new(points, halves, axis));
        let scales = [0, 1].map(|axis| spans[axis].scale(self.sides[axis]));
        let least = scales[0].min(scales[1]);
        for (axis, span) in spans.into_iter().enumerate() {
            let scale = scales[axis].min(least * STRETCH);
            let free = self.sides[axis] - span.margins.0 - span.margins.1;
            let start = self.corner[axis] + span.margins.0;
            let spare = free - scale * (span.high - span.low);
            for point in &mut *points {
                point[axis] = start + spare / 2.0 + scale * (point[axis] - span.low);
            }
        }
    }
}

/// The extent of points along an axis.
struct Span {
    low: f64,
    high: f64,
    /// Half sides of the marks of the lowest and of the highest point.
    margins: (f64, f64),
}

impl Span {
    fn new(points: &[[f64; 2]], halves: &[[f64; 2]], axis: usize) -> Span {
        let along = || {
            points
                .iter()
                .zip(halves)
                .map(|(at, half)| (at[axis], half[axis]))
        };
        let by_place = |one: &(f64, f64), other: &(f64, f64)| one.0.total_cmp(&other.0);
        let (low, before) = along().min_by(by_place).expect("a component has nodes");
        let (high, after) = along().max_by(by_place).expect("a component has nodes");
        Span {
            low,
            high,
            margins: (before, after),
        }
    }

    /// How many times as long it may become on a side.
    fn scale(&self, side: f64) -> f64 {
        let free = (side - self.margins.0 - self.margins.1).max(0.0);
        free / (self.high - self.low).max(ROUNDING)
    }
}
