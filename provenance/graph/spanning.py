"""Spanning arborescences with an unseen root: marginal probabilities of edges and the likeliest one.

An *arborescence* is a directed tree in which every node but the root has exactly one parent. A weight for every edge
makes a distribution over all of them, each as probable as the product of its edges; Tutte's directed matrix-tree
theorem gives its sum as a determinant and each edge's probability from the inverse (Koo, Globerson, Carreras and
Collins 2007, *Structured prediction models via the matrix-tree theorem*). The likeliest is Chu-Liu and Edmonds'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def marginals(weights: Array, root: Array) -> tuple[Array, Array]:
    """P(h is m's parent) for every pair, and P(the unseen root is m's parent), under the tree distribution.

    ``weights[h, m] >= 0`` is the weight of edge h→m (the diagonal is ignored), ``root[m] > 0`` that of root→m.
    """
    size = len(root)
    if not size:
        return np.zeros((0, 0)), np.zeros(0)
    edges = np.array(weights, dtype=float)
    np.fill_diagonal(edges, 0.0)
    scale = np.maximum(edges.max(axis=0), root)
    edges, starts = edges / scale, root / scale
    laplacian = np.diag(edges.sum(axis=0) + starts) - edges
    inverse = np.linalg.inv(laplacian)
    into = edges * (np.diag(inverse)[None, :] - inverse.T)
    np.fill_diagonal(into, 0.0)
    return np.clip(into, 0.0, 1.0), np.clip(starts * np.diag(inverse), 0.0, 1.0)


def likeliest(weights: Mapping[tuple[str, str], float], root: Mapping[str, float], keep: int = 6) -> dict[str, str]:
    """The parent of each node in the arborescence of greatest weight; nodes that hang on the root are left out.

    Only the ``keep`` heaviest edges into a node are looked at. Ties fall to the smaller node names.
    """
    import networkx as nx

    into: dict[str, list[tuple[float, str]]] = {node: [] for node in sorted(root)}
    for (parent, child), weight in weights.items():
        if weight > 0:
            into[child].append((-weight, parent))
    graph: Any = nx.DiGraph()
    for node in into:
        graph.add_edge("", node, weight=float(np.log(root[node])))
        for weight, parent in sorted(into[node])[:keep]:
            graph.add_edge(parent, node, weight=float(np.log(-weight)))
    if not into:
        return {}
    tree = nx.maximum_spanning_arborescence(graph)
    return {child: parent for parent, child in sorted(tree.edges()) if parent}
