//! The attributes of nodes and edges, declared once for all formats.

use super::graph::{Edge, Node};
use super::measures::NodeMeasures;

/// A kind of value, as the formats name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Whole,
    Real,
}

impl Kind {
    /// The name of the type in GEXF and in GraphML.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Whole => "long",
            Kind::Real => "double",
        }
    }
}

/// An attribute of a node or an edge; a value that is missing is not written.
pub(super) struct Attribute<T> {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) value: fn(&T) -> Option<String>,
}

pub(super) type MeasuredNode<'a> = (&'a Node, &'a NodeMeasures);

pub(super) fn node_attributes<'a>() -> [Attribute<MeasuredNode<'a>>; 6] {
    [
        Attribute {
            name: "tf",
            kind: Kind::Whole,
            value: |(node, _)| Some(node.tf.to_string()),
        },
        Attribute {
            name: "df",
            kind: Kind::Whole,
            value: |(node, _)| Some(node.df.to_string()),
        },
        Attribute {
            name: "degree",
            kind: Kind::Whole,
            value: |(_, measures)| Some(measures.degree.to_string()),
        },
        Attribute {
            name: "strength",
            kind: Kind::Whole,
            value: |(_, measures)| Some(measures.strength.to_string()),
        },
        Attribute {
            name: "betweenness",
            kind: Kind::Real,
            value: |(_, measures)| real(Some(measures.betweenness)),
        },
        Attribute {
            name: "community",
            kind: Kind::Whole,
            value: |(_, measures)| Some(measures.community.to_string()),
        },
    ]
}

/// Beside the count, which is the weight of an edge in every format.
pub(super) const EDGE_ATTRIBUTES: [Attribute<Edge>; 5] = [
    Attribute {
        name: "log_likelihood",
        kind: Kind::Real,
        value: |edge| real(edge.log_likelihood),
    },
    Attribute {
        name: "pmi",
        kind: Kind::Real,
        value: |edge| real(edge.pmi),
    },
    Attribute {
        name: "npmi",
        kind: Kind::Real,
        value: |edge| real(edge.npmi),
    },
    Attribute {
        name: "log_dice",
        kind: Kind::Real,
        value: |edge| real(edge.log_dice),
    },
    Attribute {
        name: "t",
        kind: Kind::Real,
        value: |edge| real(edge.t),
    },
];

/// The shortest digits that give the same number back.
fn real(value: Option<f64>) -> Option<String> {
    value.map(|value| value.to_string())
}
