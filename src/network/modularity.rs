//! How much more the communities of a graph are tied within than by chance.

use super::graph::Graph;

/// A community for each node.
#[derive(Debug, Clone, PartialEq)]
pub struct Partition {
    /// Numbers from 0, the largest community first, of equal ones that of the first node.
    pub community: Vec<usize>,
    /// Number of communities.
    pub n_communities: usize,
    /// The modularity; `None` of a graph without edges.
    pub modularity: Option<f64>,
}

/// The modularity `Q = Σ_c ( L_c/m − (d_c/2m)² )`, with counts as weights: m their sum, L_c the sum
/// within community c, d_c the sum of its nodes' strengths. The resolution is 1.
///
/// From −½ to below 1; 0 for one community of all. Computed in whole numbers and divided once.
/// `None` without edges.
///
/// # References
/// Newman and Girvan (2004), *Finding and evaluating community structure in networks*, Physical
/// Review E 69, 026113, eq. (5); with weights Newman (2004), Physical Review E 70, 056131.
///
/// # Panics
/// When there is not one community for each node, or a number is not below that of the nodes.
///
/// ```
/// use ciyun::network::{Graph, Node, modularity};
/// let node = |term: &str| Node { term: term.into(), tf: 9, df: 9 };
/// let nodes = ["登录", "失败", "界面", "好看"].map(node).to_vec();
/// // Two ties of 3, one of 2 between: m = 8, each side L = 3, d = 8: 2 · (3/8 − (8/16)²).
/// let graph = Graph::new(nodes, &[(0, 1, 3), (2, 3, 3), (1, 2, 2)], 50);
/// assert_eq!(modularity(&graph, &[0, 0, 1, 1]), Some(0.25));
/// ```
#[must_use]
pub fn modularity(graph: &Graph, community: &[usize]) -> Option<f64> {
    assert_eq!(graph.nodes().len(), community.len(), "one for each node");
    let total = twice_total(graph) as f64;
    (total > 0.0).then(|| scaled_modularity(graph, community) as f64 / (total * total))
}

/// Twice the sum of all counts, 2m.
pub(super) fn twice_total(graph: &Graph) -> i128 {
    2 * graph
        .edges()
        .iter()
        .map(|edge| i128::from(edge.count))
        .sum::<i128>()
}

/// Q · (2m)², a whole number: `Σ_c ( 2 L_c · 2m − d_c² )`.
pub(super) fn scaled_modularity(graph: &Graph, community: &[usize]) -> i128 {
    let mut within = 0;
    let mut strengths = vec![0_i128; community.len()];
    for edge in graph.edges() {
        let (first, second) = (community[edge.first], community[edge.second]);
        strengths[first] += i128::from(edge.count);
        strengths[second] += i128::from(edge.count);
        within += if first == second {
            2 * i128::from(edge.count)
        } else {
            0
        };
    }
    let squares: i128 = strengths.iter().map(|strength| strength * strength).sum();
    within * twice_total(graph) - squares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::graph;
    use crate::stats::oracle::{assert_close, list, rows};

    /// Values of networkx; see `tests/oracle/network.py`.
    #[test]
    fn agrees_with_networkx() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/network.csv")) {
            let graph = graph(row[1].parse().unwrap(), row[2]);
            assert_close(modularity(&graph, &list(row[7])), row[8], &[row[0]]);
            n_rows += 1;
        }
        assert!(n_rows >= 6);
    }

    #[test]
    fn one_community_of_all_has_0_and_no_edges_have_none() {
        assert_eq!(modularity(&graph(3, "0 1 4 1 2 5"), &[2, 2, 2]), Some(0.0));
        assert_eq!(modularity(&graph(3, ""), &[0, 1, 2]), None);
        // One edge, cut: 0 − 2 · (1/2)².
        assert_eq!(modularity(&graph(2, "0 1 7"), &[0, 1]), Some(-0.5));
    }
}
