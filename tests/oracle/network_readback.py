"""Reads the stored network files as a user would and compares what is in them with networkx's own
numbers; ends with an error at the first difference. The files are those that the tests of
src/network/csv.rs compare byte for byte, so this holds for what the program writes.

In CI, after the tests:  pip install networkx==3.6.1 && python tests/oracle/network_readback.py
"""
import csv
import math
from pathlib import Path

import networkx as nx

HERE = Path(__file__).parent
TERMS = ["登录", "失败", "a<b>&\"c\"", "界面,好看", "'蓝'\n色", "孤独"]


def read_csv(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def from_csv():
    graph = nx.Graph()
    for row in read_csv("network.nodes.csv"):
        numbers = {key: float(value) for key, value in row.items() if key not in ("Id", "Label")}
        graph.add_node(row["Id"], label=row["Label"], **numbers)
    for row in read_csv("network.edges.csv"):
        assert row["Type"] == "Undirected"
        assert row["source_term"] == graph.nodes[row["Source"]]["label"]
        assert row["target_term"] == graph.nodes[row["Target"]]["label"]
        graph.add_edge(row["Source"], row["Target"], weight=float(row["Weight"]), npmi=float(row["npmi"]),
                       pmi=float(row["pmi"]), t=float(row["t"]), log_dice=float(row["log_dice"]), log_likelihood=float(row["log_likelihood"]))
    return graph


def check(name, graph):
    assert not graph.is_directed() and not graph.is_multigraph(), name
    nodes = sorted(graph, key=int)
    assert [graph.nodes[v]["label"] for v in nodes] == TERMS, name
    through = nx.betweenness_centrality(graph, normalized=False)
    for v in nodes:
        data = graph.nodes[v]
        assert data["tf"] == data["df"] + 5, (name, v)
        assert data["degree"] == graph.degree(v), (name, v)
        assert data["strength"] == graph.degree(v, weight="weight"), (name, v)
        assert math.isclose(data["betweenness"], through[v], rel_tol=1e-9, abs_tol=1e-12), (name, v)
    communities = [{v for v in nodes if graph.nodes[v]["community"] == c} for c in range(3)]
    runs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(10)]
    best = max(nx.community.modularity(graph, run) for run in runs)
    assert nx.community.modularity(graph, communities) >= best - 1e-9, name
    for one, other, data in graph.edges(data=True):
        joint = data["weight"] / 200
        pmi = math.log2(joint / (graph.nodes[one]["df"] / 200 * graph.nodes[other]["df"] / 200))
        expected = joint * 200 / 2**pmi
        assert math.isclose(data["pmi"], pmi, rel_tol=1e-9), (name, one, other)
        assert math.isclose(data["t"], (data["weight"] - expected) / math.sqrt(data["weight"]), rel_tol=1e-9)
        assert math.isclose(data["npmi"], pmi / -math.log2(joint), rel_tol=1e-9), (name, one, other)
        assert (data["log_likelihood"] > 0) == (pmi > 0) and data["log_dice"] <= 14, (name, one, other)
    assert graph.number_of_edges() == 5, name


check("gexf", nx.read_gexf(HERE / "network.gexf"))
check("graphml", nx.read_graphml(HERE / "network.graphml"))
check("csv", from_csv())
