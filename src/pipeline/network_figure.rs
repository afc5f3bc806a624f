//! The network of a run's terms, and its picture.

use std::cmp::Reverse;

use super::Analysis;
use crate::chart::{NetworkPlot, PlotEdge, PlotNode};
use crate::count::Cooccurrence;
use crate::language::Language::{self, Chinese, English};
use crate::network::{
    Edge, ForceOptions, Graph, LouvainOptions, Mark, Node, Partition, force_layout, louvain,
};
use crate::render::{Figure, Fonts};
use crate::stats::FrequencyRow;

/// Terms in the network of a run.
const N_TERMS: usize = 50;

/// Fewest comments that hold both terms of an edge in the network of a run.
const FEWEST: u64 = 3;

/// Lines in the picture at most, those of most comments; files have all.
const MOST_LINES: usize = 150;

/// Side of the square that nodes are placed in, and half of what is kept free for each.
const SIDE: f64 = 1000.0;
const HALF_LABEL: (f64, f64) = (48.0, 26.0);

/// A network of terms with its communities.
#[derive(Debug, Clone, PartialEq)]
pub struct TermNetwork {
    /// The terms, and the pairs with enough comments.
    pub graph: Graph,
    /// The communities.
    pub partition: Partition,
    fewest: u64,
    n_documents: u64,
    seed: u64,
}

impl TermNetwork {
    /// Ties listed terms that at least `fewest` comments hold together; `found` tells of the terms
    /// in their order.
    #[must_use]
    pub fn new(
        terms: &[FrequencyRow],
        found: &Cooccurrence,
        fewest: u64,
        seed: u64,
    ) -> TermNetwork {
        let pairs = found.pairs.iter().filter(|(_, count)| *count >= fewest);
        let pairs: Vec<(usize, usize, u64)> = pairs
            .map(|&((one, two), count)| (one, two, count))
            .collect();
        let nodes = terms.iter().map(|row| Node {
            term: row.term.clone(),
            tf: row.tf,
            df: row.df,
        });
        let graph = Graph::new(nodes.collect(), &pairs, found.n_documents);
        let options = LouvainOptions {
            seed,
            ..LouvainOptions::default()
        };
        TermNetwork {
            partition: louvain(&graph, options),
            graph,
            fewest,
            n_documents: found.n_documents,
            seed,
        }
    }

    /// The network of the first terms of a run; `None` when its documents were not kept.
    pub(super) fn of_run(
        analysis: &Analysis,
        keywords: &[FrequencyRow],
        seed: u64,
    ) -> Option<TermNetwork> {
        let terms = &keywords[..keywords.len().min(N_TERMS)];
        let folded: Vec<&str> = terms.iter().map(|row| row.folded.as_str()).collect();
        let found = analysis.documents.as_ref()?.cooccurrence(&folded);
        Some(TermNetwork::new(terms, &found, FEWEST, seed))
    }

    /// The terms and their strongest ties; `None` when there are no ties.
    #[must_use]
    pub fn figure(&self, fonts: Fonts<'_>, language: Language) -> Option<Figure> {
        let graph = &self.graph;
        let mut lines: Vec<&Edge> = graph.edges().iter().collect();
        if lines.is_empty() {
            return None;
        }
        lines.sort_by_key(|edge| Reverse(edge.count));
        lines.truncate(MOST_LINES);
        let places = self.places(&lines);
        let nodes = graph.nodes().iter().zip(&places).enumerate();
        let (n, fewest) = (lines.len(), self.fewest);
        let plot = NetworkPlot {
            title: match language {
                Chinese => "同一评论中出现的词".to_owned(),
                English => "Terms that share comments".to_owned(),
            },
            nodes: nodes
                .map(|(index, (node, place))| PlotNode {
                    label: node.term.clone(),
                    df: node.df,
                    community: self.partition.community[index],
                    position: (place.0 / SIDE, place.1 / SIDE),
                })
                .collect(),
            edges: lines
                .iter()
                .map(|edge| PlotEdge {
                    first: edge.first,
                    second: edge.second,
                    weight: edge.count as f64,
                })
                .collect(),
            communities: Vec::new(),
            note: Some(match language {
                Chinese => format!("线宽为共同出现的评论数，至少 {fewest} 条；画出最多的 {n} 条线"),
                English => format!(
                    "lines: comments with both terms, at least {fewest}; the {n} strongest are drawn"
                ),
            }),
        };
        plot.figure(fonts, language)
    }

    /// Where the nodes stand when only these lines are drawn.
    fn places(&self, lines: &[&Edge]) -> Vec<(f64, f64)> {
        let pairs = lines
            .iter()
            .map(|edge| (edge.first, edge.second, edge.count));
        let pairs: Vec<(usize, usize, u64)> = pairs.collect();
        let drawn = Graph::new(self.graph.nodes().to_vec(), &pairs, self.n_documents);
        let (half_width, half_height) = HALF_LABEL;
        let mark = Mark {
            radius: half_height,
            half_width,
            half_height,
        };
        let options = ForceOptions {
            width: SIDE,
            height: SIDE,
            seed: self.seed,
        };
        force_layout(&drawn, &vec![mark; self.graph.nodes().len()], options)
    }
}
