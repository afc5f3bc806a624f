//! GraphML, which most programs for networks read.

use super::columns::{Attribute, EDGE_ATTRIBUTES, node_attributes};
use super::graph::Graph;
use super::measures::NodeMeasures;
use super::xml::escaped;

/// The graph as GraphML: nodes in their order with the term as `label`, edges with the count as
/// `weight`.
///
/// # References
/// Brandes, Eiglsperger, Herman, Himsolt and Marshall (2002), *GraphML progress report*;
/// <http://graphml.graphdrawing.org>.
///
/// # Panics
/// When there are not measures for each node.
#[must_use]
pub fn to_graphml(graph: &Graph, measures: &[NodeMeasures]) -> String {
    assert_eq!(graph.nodes().len(), measures.len(), "measures of each node");
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    ));
    key(&mut out, "node", "label", "string");
    declare(&mut out, "node", &node_attributes());
    key(&mut out, "edge", "weight", "double");
    declare(&mut out, "edge", &EDGE_ATTRIBUTES);
    out.push_str("  <graph edgedefault=\"undirected\">\n");
    for (id, node) in graph.nodes().iter().zip(measures).enumerate() {
        out.push_str(&format!("    <node id=\"{id}\">\n"));
        data(&mut out, "label", &escaped(&node.0.term));
        values(&mut out, &node_attributes(), &node);
        out.push_str("    </node>\n");
    }
    for edge in graph.edges() {
        let (source, target) = (edge.first, edge.second);
        out.push_str(&format!(
            "    <edge source=\"{source}\" target=\"{target}\">\n"
        ));
        data(&mut out, "weight", &edge.count.to_string());
        values(&mut out, &EDGE_ATTRIBUTES, edge);
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn key(out: &mut String, class: &str, name: &str, kind: &str) {
    out.push_str(&format!(
        "  <key id=\"{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
    ));
}

fn declare<T>(out: &mut String, class: &str, attributes: &[Attribute<T>]) {
    for attribute in attributes {
        key(out, class, attribute.name, attribute.kind.name());
    }
}

fn data(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!("      <data key=\"{name}\">{value}</data>\n"));
}

fn values<T>(out: &mut String, attributes: &[Attribute<T>], row: &T) {
    for attribute in attributes {
        if let Some(value) = (attribute.value)(row) {
            data(out, attribute.name, &value);
        }
    }
}
