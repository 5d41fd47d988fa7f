"""The matrix-tree marginals and the maximum arborescence against all trees, counted one by one."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.graph.spanning import likeliest, marginals


def trees(size: int):
    """Every way to give each node a parent (-1: the root) without a circle."""
    for parents in itertools.product(range(-1, size), repeat=size):
        if all(_reaches_root(parents, node) for node in range(size)):
            yield parents


def _reaches_root(parents, node) -> bool:
    seen = set()
    while node >= 0 and node not in seen:
        seen.add(node)
        node = parents[node]
    return node < 0


def weight(parents, edges, root) -> float:
    return float(np.prod([root[c] if p < 0 else edges[p, c] for c, p in enumerate(parents)]))


@st.composite
def weighted(draw, least=0.05):
    size = draw(st.integers(1, 4))
    number = st.floats(least, 20.0)
    edges = np.array(draw(st.lists(number, min_size=size * size, max_size=size * size))).reshape(size, size)
    np.fill_diagonal(edges, 0.0)
    return edges, np.array(draw(st.lists(number, min_size=size, max_size=size)))


@settings(max_examples=40, deadline=None)
@given(weighted())
def test_marginals_are_those_of_all_trees(case):
    edges, root = case
    size = len(root)
    into, starts, total = np.zeros((size, size)), np.zeros(size), 0.0
    for parents in trees(size):
        value = weight(parents, edges, root)
        total += value
        for child, parent in enumerate(parents):
            if parent < 0:
                starts[child] += value
            else:
                into[parent, child] += value
    found, hung = marginals(edges, root)
    assert np.allclose(found, into / total, atol=1e-9)
    assert np.allclose(hung, starts / total, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(weighted())
def test_every_node_has_one_parent_in_expectation(case):
    into, starts = marginals(*case)
    assert np.allclose(into.sum(axis=0) + starts, 1.0)


@settings(max_examples=40, deadline=None)
@given(weighted())
def test_likeliest_tree_weighs_most_of_all_trees(case):
    edges, root = case
    names = [str(i) for i in range(len(root))]
    pairs = {(names[p], names[c]): edges[p, c] for p in range(len(root)) for c in range(len(root)) if p != c}
    found = likeliest(pairs, dict(zip(names, root, strict=True)))
    parents = tuple(int(found.get(name, -1)) for name in names)
    best = max(weight(tree, edges, root) for tree in trees(len(root)))
    assert np.isclose(weight(parents, edges, root), best)


def test_nothing_has_no_tree():
    into, starts = marginals(np.zeros((0, 0)), np.zeros(0))
    assert into.shape == (0, 0)
    assert likeliest({}, {}) == {}
    assert starts.shape == (0,)


def test_no_edge_hangs_all_on_the_root():
    into, starts = marginals(np.zeros((3, 3)), np.ones(3))
    assert into.sum() == 0
    assert starts.tolist() == [1.0, 1.0, 1.0]
