"""What supports an edge, as short lines for people, gathered from the comparisons."""

from __future__ import annotations

from functools import cache

from provenance import plugins
from provenance.contracts import Comparison
from provenance.graph.profile import Profile, earlier


@cache
def comparisons() -> tuple[Comparison, ...]:
    """One of each comparison, by code."""
    return tuple(kind() for kind in plugins.scan("provenance.comparisons", Comparison))


def told(parent: Profile, child: Profile) -> tuple[str, ...]:
    """Lines that say why ``child`` may come from ``parent``: comparisons that found something, claims, time."""
    lines = []
    for comparison in comparisons():
        for evidence in comparison.compare(parent.verdict.document, child.verdict.document):
            if evidence.marks and evidence.hypothesis.question == "derived":
                lines.append(f"{comparison.code} {evidence.marks[0].note}")
    if parent.outlet and parent.outlet in child.claims:
        lines.append(f"names {parent.verdict.article.outlet} as its source")
    if earlier(parent, child):
        lines.append(f"published {child.verdict.article.published}, the other {parent.verdict.article.published}")
    return tuple(lines)
