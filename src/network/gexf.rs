//! GEXF 1.3, the format of Gephi.

use super::columns::{Attribute, EDGE_ATTRIBUTES, node_attributes};
use super::graph::Graph;
use super::measures::NodeMeasures;
use super::xml::escaped;

/// The graph as GEXF 1.3: nodes in their order with the term as label, edges with the count as
/// weight. No date and no layout, so that the same graph gives the same bytes.
///
/// # References
/// GEXF working group, *GEXF 1.3 schema*, <https://gexf.net/schema.html>.
///
/// # Panics
/// When there are not measures for each node.
#[must_use]
pub fn to_gexf(graph: &Graph, measures: &[NodeMeasures]) -> String {
    assert_eq!(graph.nodes().len(), measures.len(), "measures of each node");
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n",
        "  <graph defaultedgetype=\"undirected\" mode=\"static\">\n",
    ));
    declare(&mut out, "node", &node_attributes());
    declare(&mut out, "edge", &EDGE_ATTRIBUTES);
    out.push_str("    <nodes>\n");
    for (id, node) in graph.nodes().iter().zip(measures).enumerate() {
        let label = escaped(&node.0.term);
        out.push_str(&format!("      <node id=\"{id}\" label=\"{label}\">\n"));
        values(&mut out, &node_attributes(), &node);
        out.push_str("      </node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (id, edge) in graph.edges().iter().enumerate() {
        out.push_str(&format!(
            "      <edge id=\"{id}\" source=\"{}\" target=\"{}\" weight=\"{}\">\n",
            edge.first, edge.second, edge.count
        ));
        values(&mut out, &EDGE_ATTRIBUTES, edge);
        out.push_str("      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn declare<T>(out: &mut String, class: &str, attributes: &[Attribute<T>]) {
    out.push_str(&format!("    <attributes class=\"{class}\">\n"));
    for Attribute { name, kind, .. } in attributes {
        let kind = kind.name();
        out.push_str(&format!(
            "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>\n"
        ));
    }
    out.push_str("    </attributes>\n");
}

fn values<T>(out: &mut String, attributes: &[Attribute<T>], row: &T) {
    out.push_str("        <attvalues>\n");
    for attribute in attributes {
        if let Some(value) = (attribute.value)(row) {
            let name = attribute.name;
            out.push_str(&format!(
                "          <attvalue for=\"{name}\" value=\"{value}\"/>\n"
            ));
        }
    }
    out.push_str("        </attvalues>\n");
}
