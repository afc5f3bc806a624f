//! Words that stand beside words that matter.

/// How the ranks are computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextRankOptions {
    /// Share of a rank that comes from neighbours; 0.85 by default.
    pub damping: f64,
    /// Largest change of a rank at which the search ends; 10⁻¹⁰ by default.
    pub tolerance: f64,
    /// Rounds at most; 1,000 by default.
    pub max_iterations: usize,
}

impl Default for TextRankOptions {
    fn default() -> TextRankOptions {
        TextRankOptions {
            damping: 0.85,
            tolerance: 1e-10,
            max_iterations: 1000,
        }
    }
}

/// Ranks of the nodes of a graph.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRank {
    /// One for each node; they add up to the number of nodes where no node is alone.
    pub scores: Vec<f64>,
    /// Rounds done.
    pub n_iterations: usize,
    /// Whether the ranks came to rest before the rounds ran out.
    pub converged: bool,
}

/// TextRank: a node is important when important nodes are tied to it.
///
/// Edges are undirected, `(node, node, weight)` with nodes below `n_nodes`; those between the same
/// two nodes are added up. With d the damping:
///
/// ```text
/// score(i) = (1 − d) + d Σ_j  w_ji / Σ_k w_jk · score(j)
/// ```
///
/// as printed in the paper, which is PageRank times the number of nodes. A node without edges has
/// 1 − d. All scores of a round come from those of the round
/// before, starting at 1, and sums run over neighbours in the order of their numbers, so that
/// neither threads nor the order of edges change a bit.
///
/// # References
/// Mihalcea and Tarau (2004), *TextRank: bringing order into texts*, EMNLP, 404–411, section 2.2;
/// Brin and Page (1998), *The anatomy of a large-scale hypertextual web search engine*.
///
/// # Panics
/// When an edge names a node that is not there, ties a node to itself, or has a weight that is not
/// above 0; when the damping is not at least 0 and below 1.
///
/// ```
/// use ciyun::stats::{TextRankOptions, text_rank};
/// // A star: the middle m = .15 + .85 · 3r, each ray r = .15 + .85 · m/3.
/// // Hence m = .15 + .3825 + .7225 m, so m = .5325/.2775 and r = .15 + .85 · m/3.
/// let found = text_rank(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)], TextRankOptions::default());
/// assert!((found.scores[0] - 1.918919).abs() < 1e-6);
/// assert!((found.scores[1] - 0.693694).abs() < 1e-6);
/// ```
#[must_use]
pub fn text_rank(
    n_nodes: usize,
    edges: &[(usize, usize, f64)],
    options: TextRankOptions,
) -> TextRank {
    let TextRankOptions { damping, .. } = options;
    assert!((0.0..1.0).contains(&damping), "damping {damping}");
    let neighbours = incoming(n_nodes, edges);
    let mut scores = vec![1.0; n_nodes];
    let mut n_iterations = 0;
    let mut converged = n_nodes == 0;
    while !converged && n_iterations < options.max_iterations {
        let rank = |theirs: &Vec<(usize, f64)>| {
            let sum: f64 = theirs
                .iter()
                .map(|(node, share)| share * scores[*node])
                .sum();
            (1.0 - damping) + damping * sum
        };
        let next: Vec<f64> = neighbours.iter().map(rank).collect();
        let changes = next.iter().zip(&scores).map(|(a, b)| (a - b).abs());
        converged = changes.fold(0.0, f64::max) <= options.tolerance;
        scores = next;
        n_iterations += 1;
    }
    TextRank {
        scores,
        n_iterations,
        converged,
    }
}

/// For each node its neighbours, ascending, each with the share of its rank that it gives here.
fn incoming(n_nodes: usize, edges: &[(usize, usize, f64)]) -> Vec<Vec<(usize, f64)>> {
    let mut neighbours = vec![Vec::new(); n_nodes];
    for (one, other, weight) in edges {
        assert!(
            one != other && *one.max(other) < n_nodes,
            "edge {one}–{other} of {n_nodes} nodes"
        );
        assert!(*weight > 0.0 && weight.is_finite(), "weight {weight}");
        neighbours[*one].push((*other, *weight));
        neighbours[*other].push((*one, *weight));
    }
    for theirs in &mut neighbours {
        // By weight too, so that sums of parallel edges do not depend on their order.
        theirs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        theirs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
    }
    let strength: Vec<f64> = neighbours
        .iter()
        .map(|theirs| theirs.iter().map(|(_, weight)| weight).sum())
        .collect();
    for theirs in &mut neighbours {
        for (node, weight) in theirs {
            *weight /= strength[*node];
        }
    }
    neighbours
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    fn edges(cell: &str) -> Vec<(usize, usize, f64)> {
        let parts: Vec<f64> = list(cell);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small numbers"
        )]
        let edge = |edge: &[f64]| (edge[0] as usize, edge[1] as usize, edge[2]);
        parts.chunks(3).map(edge).collect()
    }

    /// PageRank of networkx times the number of nodes; see `tests/oracle/text_rank.py`.
    #[test]
    fn agrees_with_networkx() {
        let options = TextRankOptions {
            tolerance: 1e-14,
            ..TextRankOptions::default()
        };
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/text_rank.csv")) {
            let expected: Vec<&str> = row[2].split(' ').collect();
            let found = text_rank(row[0].parse().unwrap(), &edges(row[1]), options);
            assert!(found.converged && found.scores.len() == expected.len());
            for (score, expected) in found.scores.iter().zip(expected) {
                assert_close(Some(*score), expected, &row);
            }
            n_rows += 1;
        }
        assert!(n_rows >= 4);
    }

    #[test]
    fn nodes_without_edges_keep_what_is_not_damped() {
        let found = text_rank(3, &[(0, 2, 5.0)], TextRankOptions::default());
        assert!((found.scores[1] - 0.15).abs() < 1e-12);
        assert!((found.scores[0] - 1.0).abs() < 1e-12);
        assert!(text_rank(0, &[], TextRankOptions::default()).converged);
    }

    #[test]
    fn rounds_that_run_out_are_told() {
        let options = TextRankOptions {
            max_iterations: 2,
            ..TextRankOptions::default()
        };
        let found = text_rank(3, &[(0, 1, 1.0), (1, 2, 1.0)], options);
        assert_eq!((found.n_iterations, found.converged), (2, false));
    }

    proptest! {
        #[test]
        fn the_order_of_edges_changes_no_bit_and_scores_add_up(
            edges in prop::collection::vec((0_usize..12, 0_usize..12, 1_u32..50), 1..60), turn in 0..60_usize
        ) {
            let mut edges: Vec<(usize, usize, f64)> = edges
                .into_iter()
                .filter(|(one, other, _)| one != other)
                .map(|(one, other, weight)| (one, other, f64::from(weight) / 3.0))
                .collect();
            // A ring leaves no node alone.
            edges.extend((0..12).map(|node| (node, (node + 1) % 12, 1.0)));
            let found = text_rank(12, &edges, TextRankOptions::default());
            prop_assert!((found.scores.iter().sum::<f64>() - 12.0).abs() < 1e-7);
            let n = edges.len();
            edges.rotate_left(turn % n);
            for (one, other, _) in &mut edges {
                std::mem::swap(one, other);
            }
            prop_assert_eq!(text_rank(12, &edges, TextRankOptions::default()), found);
        }
    }
}
