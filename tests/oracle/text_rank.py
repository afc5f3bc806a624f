"""Writes text_rank.csv: PageRank times the number of nodes, to check src/stats/text_rank.rs against.
TextRank is that where no node is alone, which networkx would treat in its own way.

    pip install networkx==3.6.1 scipy==1.17.1 && python text_rank.py > text_rank.csv
"""
import networkx

graphs = [networkx.star_graph(3), networkx.path_graph(5), networkx.karate_club_graph(),
          networkx.gnm_random_graph(40, 120, seed=6), networkx.les_miserables_graph()]
print(f"# networkx {networkx.__version__} pagerank(alpha=0.85, tol=1e-15)")
print("n,edges,scores")
for number, graph in enumerate(graphs):
    graph = networkx.convert_node_labels_to_integers(graph)
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    graph = networkx.convert_node_labels_to_integers(graph)
    if number == 3:
        for one, other, data in graph.edges(data=True):
            data["weight"] = (one * 7 + other * 3) % 11 + 0.5
    scores = networkx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10000)
    edges = " ".join(f"{a} {b} {float(data.get('weight', 1))!r}" for a, b, data in graph.edges(data=True))
    print(f"{len(graph)},{edges},{' '.join(repr(float(scores[v] * len(graph))) for v in graph)}")
