"""Writes network.csv: degrees, strengths, betweenness and modularity of graphs by networkx, and the
best modularity of ten runs of its Louvain method, to check src/network against. Betweenness is not
normalised; the weighted one takes 1/count as length, times what makes it whole.

    pip install networkx==3.6.1 && python network.py > network.csv
"""
import math
import random

import networkx as nx

generator = random.Random(12)
star = nx.star_graph(5)
apart = nx.disjoint_union(nx.path_graph(4), nx.cycle_graph(5))
apart.add_node(len(apart))
GRAPHS = [("star", star), ("apart", apart), ("karate", nx.karate_club_graph()),
          ("miserables", nx.convert_node_labels_to_integers(nx.les_miserables_graph())),
          ("random", nx.gnm_random_graph(60, 150, seed=3)),
          ("planted", nx.planted_partition_graph(5, 12, 0.6, 0.05, seed=4)), ("empty", nx.empty_graph(3))]

print(f"# networkx {nx.__version__}")
print("name,n,edges,degree,strength,betweenness,weighted,partition,modularity,louvain")
for name, graph in GRAPHS:
    ordered = nx.Graph()
    ordered.add_nodes_from(range(len(graph)))
    ordered.add_edges_from(sorted(graph.edges(data=True), key=lambda edge: edge[:2]))
    graph = ordered
    for one, other, data in graph.edges(data=True):
        data["weight"] = int(data.get("weight", generator.randint(1, 900)))
    # In whole numbers: with 1/count as float, networkx takes 1/3 + 1/6 and 1/2 for different lengths.
    common = math.lcm(*(data["weight"] for _, _, data in graph.edges(data=True)))
    for one, other, data in graph.edges(data=True):
        data["length"] = common // data["weight"]
    nodes = list(graph)
    steps = nx.betweenness_centrality(graph, normalized=False)
    weighted = nx.betweenness_centrality(graph, normalized=False, weight="length")
    partition = [generator.randrange(4) for _ in nodes]
    if graph.number_of_edges():
        groups = [{v for v in nodes if partition[v] == c} for c in range(4)]
        q = repr(nx.community.modularity(graph, [g for g in groups if g]))
        runs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(10)]
        best = repr(max(nx.community.modularity(graph, run) for run in runs))
    else:
        partition, q, best = [0] * len(nodes), "", ""
    cells = [" ".join(f"{a} {b} {d['weight']}" for a, b, d in graph.edges(data=True)),
             " ".join(str(graph.degree(v)) for v in nodes),
             " ".join(str(graph.degree(v, weight="weight")) for v in nodes),
             " ".join(repr(float(steps[v])) for v in nodes),
             " ".join(repr(float(weighted[v])) for v in nodes), " ".join(map(str, partition)), q, best]
    print(",".join([name, str(len(nodes))] + cells))
