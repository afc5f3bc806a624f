//! What is known of each node.

use super::betweenness::{PathLength, betweenness};
use super::graph::Graph;
use super::modularity::Partition;

/// The place of a node in its graph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeMeasures {
    /// Number of nodes tied to it.
    pub degree: usize,
    /// Sum of the counts of its edges.
    pub strength: u64,
    /// See [`betweenness`].
    pub betweenness: f64,
    /// Number of its community.
    pub community: usize,
}

/// The measures of every node.
///
/// # Panics
/// When the partition is of another graph.
#[must_use]
pub fn node_measures(
    graph: &Graph,
    partition: &Partition,
    length: PathLength,
) -> Vec<NodeMeasures> {
    assert_eq!(graph.nodes().len(), partition.community.len());
    let through = betweenness(graph, length);
    let each = through.iter().zip(&partition.community).enumerate();
    each.map(|(node, (betweenness, community))| NodeMeasures {
        degree: graph.degree(node),
        strength: graph.strength(node),
        betweenness: *betweenness,
        community: *community,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::tests::graph;
    use crate::network::louvain::{LouvainOptions, louvain};
    use crate::stats::oracle::{list, rows};

    /// Values of networkx; see `tests/oracle/network.py`.
    #[test]
    fn degrees_and_strengths_agree_with_networkx() {
        for row in rows(include_str!("../../tests/oracle/network.csv")) {
            let graph = graph(row[1].parse().unwrap(), row[2]);
            let partition = louvain(&graph, LouvainOptions::default());
            let found = node_measures(&graph, &partition, PathLength::Steps);
            let degrees: Vec<usize> = found.iter().map(|node| node.degree).collect();
            let strengths: Vec<u64> = found.iter().map(|node| node.strength).collect();
            assert_eq!(degrees, list::<usize>(row[3]), "{}", row[0]);
            assert_eq!(strengths, list::<u64>(row[4]), "{}", row[0]);
        }
    }
}
