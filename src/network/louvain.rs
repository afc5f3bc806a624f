//! Communities: terms that are tied more among themselves than to the rest.

use super::graph::Graph;
use super::modularity::{Partition, modularity, scaled_modularity, twice_total};
use crate::random::SplitMix64;

/// How communities are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LouvainOptions {
    /// Orders of the nodes that are tried; the partition with the highest modularity is kept, of
    /// equal ones the first. 10 by default.
    pub n_starts: u32,
    /// Seed of the orders; 0 by default.
    pub seed: u64,
}

impl Default for LouvainOptions {
    fn default() -> LouvainOptions {
        LouvainOptions {
            n_starts: 10,
            seed: 0,
        }
    }
}

/// Communities by the Louvain method: nodes move to the neighbouring community that raises the
/// modularity most, until none does; communities become nodes, and so on.
///
/// Counts are the weights and the resolution is 1. Gains are whole numbers, so that rounding
/// decides nothing; of equal gains a node takes its own community, then the one of the lowest
/// number. A node without edges is a community of its own. The method finds a good partition, not
/// the best, and others may be nearly as good: what is written about a community should hold for
/// other seeds too.
///
/// # References
/// Blondel, Guillaume, Lambiotte and Lefebvre (2008), *Fast unfolding of communities in large
/// networks*, Journal of Statistical Mechanics, P10008; for its limits Traag, Waltman and van Eck
/// (2019), *From Louvain to Leiden*, Scientific Reports 9, 5233.
///
/// ```
/// use ciyun::network::{Graph, LouvainOptions, Node, louvain};
/// let node = |term: &str| Node { term: term.into(), tf: 9, df: 9 };
/// let nodes = ["登录", "界面", "失败", "好看"].map(node).to_vec();
/// let graph = Graph::new(nodes, &[(0, 2, 3), (1, 3, 3), (1, 2, 2)], 50);
/// let found = louvain(&graph, LouvainOptions::default());
/// assert_eq!(found.community, [0, 1, 0, 1]);
/// assert_eq!(found.modularity, Some(0.25));
/// ```
#[must_use]
pub fn louvain(graph: &Graph, options: LouvainOptions) -> Partition {
    let n = graph.nodes().len();
    let mut best: Vec<usize> = (0..n).collect();
    let mut best_scaled = scaled_modularity(graph, &best);
    for start in 0..options.n_starts {
        let mut random = SplitMix64::stream(options.seed, u64::from(start));
        let found = unfold(graph, &mut random);
        let scaled = scaled_modularity(graph, &found);
        if scaled > best_scaled {
            (best, best_scaled) = (found, scaled);
        }
    }
    let (community, n_communities) = numbered(&best);
    Partition {
        modularity: modularity(graph, &community),
        community,
        n_communities,
    }
}

/// A graph whose nodes are communities of the level before.
struct Level {
    /// Ties to other nodes, ascending.
    ties: Vec<Vec<(usize, i128)>>,
    /// Sum of ties of each node, those within it counted twice.
    strength: Vec<i128>,
}

fn unfold(graph: &Graph, random: &mut SplitMix64) -> Vec<usize> {
    let nodes = 0..graph.nodes().len();
    let ties = nodes.clone().map(|node| {
        let theirs = graph.neighbours(node).iter();
        theirs
            .map(|(other, count)| (*other, i128::from(*count)))
            .collect()
    });
    let mut level = Level {
        ties: ties.collect(),
        strength: nodes
            .clone()
            .map(|node| i128::from(graph.strength(node)))
            .collect(),
    };
    let mut community: Vec<usize> = nodes.collect();
    let total = twice_total(graph);
    while let Some(moved) = moved(&level, total, random) {
        let (of_node, n_communities) = numbered(&moved);
        for community in &mut community {
            *community = of_node[*community];
        }
        level = joined(&level, &of_node, n_communities);
    }
    community
}

/// The community of each node after no single move raises the modularity; `None` when none did.
fn moved(level: &Level, total: i128, random: &mut SplitMix64) -> Option<Vec<usize>> {
    let n = level.ties.len();
    let mut order: Vec<usize> = (0..n).collect();
    random.draw(&mut order, n);
    let mut community: Vec<usize> = (0..n).collect();
    let mut strength = level.strength.clone();
    // Ties of the node at hand to each community; 0 between nodes.
    let mut tied = vec![0_i128; n];
    let (mut any, mut more) = (false, true);
    while more {
        more = false;
        for node in &order {
            let (own, ours) = (community[*node], level.strength[*node]);
            for (other, count) in &level.ties[*node] {
                tied[community[*other]] += count;
            }
            strength[own] -= ours;
            // The change of modularity is this over 2m².
            let gain = |to: usize| tied[to] * total - strength[to] * ours;
            let mut best = (gain(own), own);
            for (other, _) in &level.ties[*node] {
                let to = community[*other];
                let found = gain(to);
                if found > best.0 || (found == best.0 && best.1 != own && to < best.1) {
                    best = (found, to);
                }
            }
            community[*node] = best.1;
            strength[best.1] += ours;
            more |= best.1 != own;
            for (other, _) in &level.ties[*node] {
                tied[community[*other]] = 0;
            }
            tied[own] = 0;
        }
        any |= more;
    }
    any.then_some(community)
}

/// The level above, whose nodes are the communities.
fn joined(level: &Level, community: &[usize], n_communities: usize) -> Level {
    let mut ties = vec![Vec::new(); n_communities];
    let mut strength = vec![0; n_communities];
    for (node, theirs) in level.ties.iter().enumerate() {
        let own = community[node];
        strength[own] += level.strength[node];
        let others = theirs
            .iter()
            .map(|(other, count)| (community[*other], *count));
        ties[own].extend(others.filter(|(other, _)| *other != own));
    }
    for theirs in &mut ties {
        theirs.sort_unstable();
        theirs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
    }
    Level { ties, strength }
}

/// Numbers communities from 0, the largest first, of equal ones that of the first node.
fn numbered(community: &[usize]) -> (Vec<usize>, usize) {
    let mut n_nodes = vec![0_usize; community.len()];
    let mut first = vec![usize::MAX; community.len()];
    for (node, own) in community.iter().enumerate() {
        n_nodes[*own] += 1;
        first[*own] = first[*own].min(node);
    }
    let mut order: Vec<usize> = (0..community.len()).filter(|c| n_nodes[*c] > 0).collect();
    order.sort_unstable_by_key(|own| (std::cmp::Reverse(n_nodes[*own]), first[*own]));
    let mut number = vec![0; community.len()];
    for (index, own) in order.iter().enumerate() {
        number[*own] = index;
    }
    let renamed = community.iter().map(|own| number[*own]).collect();
    (renamed, order.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::network::graph::tests::graph;
    use crate::stats::oracle::rows;

    /// The best of ten runs of networkx; see `tests/oracle/network.py`.
    #[test]
    fn is_as_good_as_networkx() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/network.csv")) {
            let graph = graph(row[1].parse().unwrap(), row[2]);
            let Ok(theirs) = row[9].parse::<f64>() else {
                continue;
            };
            let ours = louvain(&graph, LouvainOptions::default())
                .modularity
                .unwrap();
            assert!(ours > theirs - 0.005, "{}: {ours} and {theirs}", row[0]);
            n_rows += 1;
        }
        assert!(n_rows >= 5);
    }

    #[test]
    fn cliques_tied_by_single_comments_are_the_communities() {
        // Six cliques of 4 in a ring.
        let mut cell = String::new();
        for clique in 0..6 {
            for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
                cell += &format!("{} {} 5 ", clique * 4 + a, clique * 4 + b);
            }
            cell += &format!("{} {} 1 ", clique * 4, (clique * 4 + 5) % 24);
        }
        let found = louvain(&graph(24, &cell), LouvainOptions::default());
        let expected: Vec<usize> = (0..24).map(|node| node / 4).collect();
        assert_eq!((found.community, found.n_communities), (expected, 6));
    }

    #[test]
    fn a_graph_without_edges_is_communities_of_one() {
        let found = louvain(&graph(3, ""), LouvainOptions::default());
        assert_eq!((found.community, found.modularity), (vec![0, 1, 2], None));
        assert_eq!(
            louvain(&graph(0, ""), LouvainOptions::default()).n_communities,
            0
        );
    }

    proptest! {
        #[test]
        fn no_single_move_is_better(
            ties in prop::collection::btree_map((0_usize..12, 0_usize..12), 1_u64..20, 1..40), seed: u64
        ) {
            let cell: String = ties
                .iter()
                .filter(|((a, b), _)| a < b)
                .map(|((a, b), count)| format!("{a} {b} {count} "))
                .collect();
            let graph = graph(12, &cell);
            let options = LouvainOptions { n_starts: 1, seed };
            let found = louvain(&graph, options);
            prop_assert_eq!(&found, &louvain(&graph, options));
            if let Some(q) = found.modularity {
                prop_assert!((0.0..1.0).contains(&q), "{}", q);
            }
            // Communities are tied: no move of a whole community to another raises modularity.
            let own = scaled_modularity(&graph, &found.community);
            for from in 0..found.n_communities {
                for to in 0..found.n_communities {
                    let join = |c: &usize| if *c == from { to } else { *c };
                    let joined: Vec<usize> = found.community.iter().map(join).collect();
                    prop_assert!(scaled_modularity(&graph, &joined) <= own);
                }
            }
        }
    }
}
