//! Terms and the comments they share.

use crate::stats::{PairCounts, log_dice, log_likelihood, npmi, pmi, t_score};

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The term.
    pub term: String,
    /// Its occurrences.
    pub tf: u64,
    /// Comments that hold it.
    pub df: u64,
}

/// Two terms that share comments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Index of the node with the lower index.
    pub first: usize,
    /// Index of the other node.
    pub second: usize,
    /// Comments that hold both.
    pub count: u64,
    /// Signed G² of the comments, see [`log_likelihood`].
    pub log_likelihood: Option<f64>,
    /// See [`pmi`].
    pub pmi: Option<f64>,
    /// See [`npmi`].
    pub npmi: Option<f64>,
    /// See [`log_dice`].
    pub log_dice: Option<f64>,
    /// See [`t_score`].
    pub t: Option<f64>,
}

/// A weighted undirected graph of terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// For each node the others tied to it, ascending, with the counts.
    neighbours: Vec<Vec<(usize, u64)>>,
}

impl Graph {
    /// From terms and the numbers of comments, of `n_documents` in all, that hold the terms at two
    /// indices. Edges are put in the order of their nodes.
    ///
    /// # Panics
    /// When a pair names a node that is not there, or the same node twice; when a pair comes twice,
    /// shares no comment, or shares more than its nodes allow.
    ///
    /// ```
    /// use ciyun::network::{Graph, Node};
    /// let node = |term: &str, df| Node { term: term.into(), tf: df, df };
    /// // 登录 and 失败 share 8 of 512 comments: three doublings above 16 · 32 / 512 = 1.
    /// let graph = Graph::new(vec![node("登录", 16), node("失败", 32)], &[(1, 0, 8)], 512);
    /// let edge = graph.edges()[0];
    /// assert_eq!((edge.first, edge.second, edge.count), (0, 1, 8));
    /// assert_eq!(edge.npmi, Some(0.5));
    /// ```
    #[must_use]
    pub fn new(nodes: Vec<Node>, pairs: &[(usize, usize, u64)], n_documents: u64) -> Graph {
        let mut edges: Vec<Edge> = pairs
            .iter()
            .map(|(one, other, count)| {
                let (first, second) = (*one.min(other), *one.max(other));
                assert!(
                    first != second && second < nodes.len() && *count > 0,
                    "{count} between nodes {first} and {second} of {}",
                    nodes.len()
                );
                let counts =
                    PairCounts::new(*count, nodes[first].df, nodes[second].df, n_documents);
                Edge {
                    first,
                    second,
                    count: *count,
                    log_likelihood: log_likelihood(counts),
                    pmi: pmi(counts),
                    npmi: npmi(counts),
                    log_dice: log_dice(counts),
                    t: t_score(counts),
                }
            })
            .collect();
        edges.sort_unstable_by_key(|edge| (edge.first, edge.second));
        for pair in edges.windows(2) {
            let ends = |edge: &Edge| (edge.first, edge.second);
            assert!(ends(&pair[0]) != ends(&pair[1]), "twice: {:?}", pair[0]);
        }
        let mut neighbours = vec![Vec::new(); nodes.len()];
        for edge in &edges {
            neighbours[edge.first].push((edge.second, edge.count));
            neighbours[edge.second].push((edge.first, edge.count));
        }
        for theirs in &mut neighbours {
            theirs.sort_unstable();
        }
        Graph {
            nodes,
            edges,
            neighbours,
        }
    }

    /// The terms, in the order given.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges, by their first node and then their second.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The nodes tied to a node, ascending, with the counts.
    ///
    /// # Panics
    /// When there is no such node.
    #[must_use]
    pub fn neighbours(&self, node: usize) -> &[(usize, u64)] {
        &self.neighbours[node]
    }

    /// Number of nodes tied to a node.
    ///
    /// # Panics
    /// When there is no such node.
    #[must_use]
    pub fn degree(&self, node: usize) -> usize {
        self.neighbours[node].len()
    }

    /// Sum of the counts of a node's edges.
    ///
    /// # Panics
    /// When there is no such node.
    #[must_use]
    pub fn strength(&self, node: usize) -> u64 {
        self.neighbours[node].iter().map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::stats::oracle::list;

    /// A graph of nodes w0, w1, … from a cell `first second count …` of an oracle.
    pub(in crate::network) fn graph(n_nodes: usize, cell: &str) -> Graph {
        let numbers: Vec<usize> = list(cell);
        let pairs: Vec<_> = numbers
            .chunks(3)
            .map(|edge| (edge[0], edge[1], u64::try_from(edge[2]).unwrap()))
            .collect();
        let node = |index| Node {
            term: format!("w{index}"),
            tf: 2000,
            df: 1000,
        };
        Graph::new((0..n_nodes).map(node).collect(), &pairs, 5000)
    }

    #[test]
    fn edges_are_ordered_and_known_at_both_ends() {
        let graph = graph(4, "2 1 5 3 0 7 0 1 2");
        let ends: Vec<_> = graph.edges().iter().map(|e| (e.first, e.second)).collect();
        assert_eq!(ends, [(0, 1), (0, 3), (1, 2)]);
        assert_eq!(graph.neighbours(0), [(1, 2), (3, 7)]);
        assert_eq!((graph.degree(1), graph.strength(1)), (2, 7));
    }

    #[test]
    #[should_panic(expected = "twice")]
    fn an_edge_given_twice_is_refused() {
        let _ = graph(2, "0 1 5 1 0 5");
    }

    #[test]
    #[should_panic(expected = "nodes 1 and 1 of 2")]
    fn a_loop_is_refused() {
        let _ = graph(2, "1 1 5");
    }
}
