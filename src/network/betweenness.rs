//! Nodes that others are reached through.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::graph::Graph;

/// Relative difference below which two lengths are the same but for rounding.
const ROUNDING: f64 = 1e-12;

/// What makes a path short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathLength {
    /// Its number of edges, whatever their counts: what Gephi and UCINET show.
    #[default]
    Steps,
    /// The sum of 1/count of its edges, so that terms which share many comments are near.
    InverseCount,
}

/// Betweenness: over all pairs of other nodes, the share of their shortest paths that run through
/// the node, added up. At most (n−1)(n−2)/2, the number of such pairs; each pair counts once.
///
/// Pairs without a path add nothing. Takes a time of nodes × edges, times a logarithm for
/// [`PathLength::InverseCount`].
///
/// # References
/// Freeman (1977), *A set of measures of centrality based on betweenness*, Sociometry 40, 35–41;
/// Brandes (2001), *A faster algorithm for betweenness centrality*, Journal of Mathematical
/// Sociology 25, 163–177; for inverse weights Newman (2001), Physical Review E 64, 016132.
///
/// ```
/// use ciyun::network::{Graph, Node, PathLength, betweenness};
/// let node = |term: &str| Node { term: term.into(), tf: 9, df: 9 };
/// // A path 登录 – 验证码 – 失败, and 登录 – 失败 in one comment.
/// let nodes = vec![node("登录"), node("验证码"), node("失败")];
/// let graph = Graph::new(nodes, &[(0, 1, 4), (1, 2, 4), (0, 2, 1)], 20);
/// assert_eq!(betweenness(&graph, PathLength::Steps), [0.0, 0.0, 0.0]);
/// // 1/4 + 1/4 is nearer than 1/1.
/// assert_eq!(betweenness(&graph, PathLength::InverseCount), [0.0, 1.0, 0.0]);
/// ```
#[must_use]
pub fn betweenness(graph: &Graph, length: PathLength) -> Vec<f64> {
    let n = graph.nodes().len();
    let mut through = vec![0.0; n];
    for source in 0..n {
        let paths = match length {
            PathLength::Steps => by_steps(graph, source),
            PathLength::InverseCount => by_inverse_count(graph, source),
        };
        // From the farthest node back: what depends on a node is known before its own turn.
        let mut depends = vec![0.0; n];
        for node in paths.order.iter().rev() {
            for before in &paths.before[*node] {
                let share = paths.n_paths[*before] / paths.n_paths[*node];
                depends[*before] += share * (1.0 + depends[*node]);
            }
            if *node != source {
                through[*node] += depends[*node];
            }
        }
    }
    // Each pair was seen from both ends.
    through.iter().map(|sum| sum / 2.0).collect()
}

/// The shortest paths from a source.
struct Paths {
    /// Nodes that can be reached, the nearest first.
    order: Vec<usize>,
    /// Number of shortest paths to each node.
    n_paths: Vec<f64>,
    /// The nodes that come right before each node on them.
    before: Vec<Vec<usize>>,
}

impl Paths {
    fn from(source: usize, n_nodes: usize) -> Paths {
        let mut n_paths = vec![0.0; n_nodes];
        n_paths[source] = 1.0;
        Paths {
            order: Vec::with_capacity(n_nodes),
            n_paths,
            before: vec![Vec::new(); n_nodes],
        }
    }
}

fn by_steps(graph: &Graph, source: usize) -> Paths {
    let n = graph.nodes().len();
    let mut paths = Paths::from(source, n);
    let mut steps = vec![usize::MAX; n];
    steps[source] = 0;
    paths.order.push(source);
    let mut turn = 0;
    while let Some(node) = paths.order.get(turn).copied() {
        turn += 1;
        for (next, _) in graph.neighbours(node) {
            if steps[*next] == usize::MAX {
                steps[*next] = steps[node] + 1;
                paths.order.push(*next);
            }
            if steps[*next] == steps[node] + 1 {
                paths.n_paths[*next] += paths.n_paths[node];
                paths.before[*next].push(node);
            }
        }
    }
    paths
}

/// Dijkstra's algorithm; lengths are not negative, so that their bits order as they do.
fn by_inverse_count(graph: &Graph, source: usize) -> Paths {
    let n = graph.nodes().len();
    let mut paths = Paths::from(source, n);
    let mut lengths = vec![f64::INFINITY; n];
    let mut settled = vec![false; n];
    lengths[source] = 0.0;
    let mut queue = BinaryHeap::from([Reverse((0_u64, source))]);
    while let Some(Reverse((_, node))) = queue.pop() {
        if settled[node] {
            continue;
        }
        settled[node] = true;
        paths.order.push(node);
        for (next, count) in graph.neighbours(node) {
            let length = lengths[node] + 1.0 / *count as f64;
            if settled[*next] || length > lengths[*next] * (1.0 + ROUNDING) {
                continue;
            }
            if length < lengths[*next] * (1.0 - ROUNDING) {
                lengths[*next] = length;
                paths.n_paths[*next] = 0.0;
                paths.before[*next].clear();
                queue.push(Reverse((length.to_bits(), *next)));
            }
            paths.n_paths[*next] += paths.n_paths[node];
            paths.before[*next].push(node);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::network::graph::tests::graph;
    use crate::stats::oracle::{assert_close, rows};

    /// Values of networkx; see `tests/oracle/network.py`.
    #[test]
    fn agrees_with_networkx() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/network.csv")) {
            let graph = graph(row[1].parse().unwrap(), row[2]);
            for (length, cell) in [(PathLength::Steps, 5), (PathLength::InverseCount, 6)] {
                let found = betweenness(&graph, length);
                let expected: Vec<&str> = row[cell].split(' ').collect();
                assert_eq!(found.len(), expected.len());
                for (found, expected) in found.iter().zip(expected) {
                    assert_close(Some(*found), expected, &[row[0], expected]);
                }
            }
            n_rows += 1;
        }
        assert!(n_rows >= 6);
    }

    #[test]
    fn parts_without_a_path_add_nothing() {
        let found = betweenness(&graph(6, "0 1 1 1 2 1 3 4 1"), PathLength::Steps);
        assert_eq!(found, [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        assert!(betweenness(&graph(0, ""), PathLength::Steps).is_empty());
    }

    proptest! {
        #[test]
        fn equal_counts_make_lengths_of_steps(
            ties in prop::collection::btree_set((0_usize..9, 0_usize..9), 0..25), count in 1_u64..9
        ) {
            let cell: String = ties
                .iter()
                .filter(|(a, b)| a < b)
                .map(|(a, b)| format!("{a} {b} {count} "))
                .collect();
            let graph = graph(9, &cell);
            let steps = betweenness(&graph, PathLength::Steps);
            let inverse = betweenness(&graph, PathLength::InverseCount);
            for (steps, inverse) in steps.iter().zip(&inverse) {
                prop_assert!((steps - inverse).abs() < 1e-9);
                prop_assert!((0.0..=28.0).contains(steps));
            }
        }
    }
}
