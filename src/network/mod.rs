//! The network of terms that share comments: measures of its nodes, its communities, and files for
//! Gephi and the like.
//!
//! A term is a node, two terms that share at least one comment are tied by an edge, and the count
//! of an edge is the number of comments that hold both. Which terms and which edges are kept is
//! decided before, by stated thresholds.

mod betweenness;
mod columns;
mod csv;
mod force_layout;
mod gexf;
mod graph;
mod graphml;
mod louvain;
mod measures;
mod modularity;
mod xml;

pub use betweenness::{PathLength, betweenness};
pub use csv::{to_edge_csv, to_node_csv};
pub use force_layout::{ForceOptions, Mark, force_layout};
pub use gexf::to_gexf;
pub use graph::{Edge, Graph, Node};
pub use graphml::to_graphml;
pub use louvain::{LouvainOptions, louvain};
pub use measures::{NodeMeasures, node_measures};
pub use modularity::{Partition, modularity};
