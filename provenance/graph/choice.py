"""Which of several articles given: where the point answer would name one by a throw of dice, it names none.

Articles with the same words are one text. What came out of a text came out of its first print, where that is known; no
copy of it is likelier than another by anything that can be read. Of different texts one is named that is likelier than
not, and clearly likelier than each of the others. A text that is a part of another was cut out of it, or the other grew
from it: where nothing but length tells, none is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from provenance.estimates import probability
from provenance.graph.derivation import COMMON, FAINT, UNDECIDED, History
from provenance.graph.profile import Profile
from provenance.records import EQUAL

EVEN = 0.5
"""A parent less likely than this is not asserted."""
COPIED = 0.7
"""Share of an article's words in a row that stand in another from which on it is a copy or a part of it."""
UNINTRODUCED = "DS101"
"""Evidence that names a person whom the article does not introduce."""
_CLOSING = " \n]})”“\"'’»"


def settle(found: History) -> None:
    """Give each article with a parent in the point answer the first print of that text, or take the parent away and say
    why (``found.open``). Where equal texts have no first print, one stands for all, which is said (``found.equal``)."""
    texts = _texts(found)
    above = [{texts[one] for one in found.ancestors(place) - {place}} for place in range(found.event.size)]
    for c in sorted(found.parent):
        for q, _ in found.second.get(c, ()):
            _gather(found, texts, q, c)
        first = _gather(found, texts, found.parent[c], c)
        if first is not None:
            found.parent[c] = first
        doubt = _doubt(found, texts, c) or _part(found, texts, above, c)
        if doubt is None and first is None:
            found.equal[c] = _equal(found, texts, c)
        if doubt:
            del found.parent[c]
            found.second.pop(c, None)
            found.open[c] = doubt


def _texts(found: History) -> list[int]:
    """The text of each article: the place of the first one with the same words."""
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    return [
        first.setdefault((one.language, tuple(word.form for word in one.words)), place)
        for place, one in enumerate(found.event.profiles)
    ]


def prints(found: History, texts: Sequence[int], p: int, c: int) -> list[int]:
    """The articles with p's words from which c may have come; of c's own words only those certainly older, or p alone
    where something else than time tells that it came first."""
    order = found.event.order
    same = [q for q, text in enumerate(texts) if text == texts[p] and q != c]
    if texts[p] != texts[c]:
        return [q for q in same if not order[c, q]]
    return [q for q in same if order[q, c]] if order[p, c] else [p]


def _gather(found: History, texts: Sequence[int], p: int, c: int) -> int | None:
    """The first print of p's text, which gets the probability of all of them together; None where none is known."""
    some = prints(found, texts, p, c)
    first = _first(found, some, found.event.profiles[c])
    if first is not None and len(some) > 1:
        odds = found.marginals or found.edges
        together = found.calibrated(sum(odds.get((q, c), 0.0) for q in some))
        for q in some:
            found.edges.pop((q, c), None)
        found.edges[first, c] = together
    return first


def _first(found: History, some: Sequence[int], child: Profile) -> int | None:
    """Of equal texts: the only one whose outlet the child names as its source, else the one older than all others."""
    profiles, order = found.event.profiles, found.event.order
    named = [q for q in some if profiles[q].outlet and profiles[q].outlet in child.claims]
    if len(named) == 1:
        return named[0]
    older = [q for q in some if all(order[q, other] for other in some if other != q)]
    return older[0] if older else None


def _equal(found: History, texts: Sequence[int], c: int) -> str:
    """What to say of a parent that is the likeliest of equal texts by a throw of dice."""
    same = prints(found, texts, found.parent[c], c)
    together = found.calibrated(min(1.0, _masses(found, texts, c).get(texts[found.parent[c]], 0.0)))
    return f"one of {len(same)} {EQUAL}, {probability(together)} together, cannot tell which"


def _doubt(found: History, texts: Sequence[int], c: int) -> tuple[str, frozenset[int]] | None:
    """Why no parent of c is asserted, and those that it may have; None where one is."""
    masses = _masses(found, texts, c)
    chosen = {texts[q] for q in (found.parent[c], *(q for q, _ in found.second.get(c, ())))}
    mine = masses.get(texts[found.parent[c]], 0.0)
    every = found.calibrated(min(1.0, sum(masses.get(text, 0.0) for text in chosen)))
    rivals = {
        text
        for text, p in masses.items()
        if text not in chosen and found.calibrated(p) * UNDECIDED >= found.calibrated(mine)
    }
    source = max((node.p for node in found.possible if c in node.children), default=0.0)
    same = prints(found, texts, found.parent[c], c)
    if rivals:
        some = frozenset(q for q, child in found.edges if child == c and texts[q] in rivals | chosen)
        return f"cannot tell which of {len(rivals | chosen)} it came from", some
    if every < EVEN:
        return "less likely than not", frozenset(same)
    if source > every:
        return "a source that is not given is likelier", frozenset(same)
    return None


def _part(found: History, texts: Sequence[int], above: Sequence[Set[int]], c: int) -> tuple[str, frozenset[int]] | None:
    """The doubt where nothing but its length tells that ``c``, most of which stands in its parent, was cut out of it.
    Told it is by time, by an outlet named, by a gap that the parent fills, or by a third article that has of the parent
    what ``c`` lacks and hardly came from there. ``above`` are the texts above each article."""
    event, p = found.event, found.parent[c]
    parent, child = event.profiles[p], event.profiles[c]
    named = parent.outlet and parent.outlet in child.claims
    if c in found.second or texts[p] == texts[c] or event.order[p, c] or named:
        return None
    if event.overlap[p, c] < COPIED * event.total[c] or _has_gap(parent, child):
        return None
    rest = parent.shingles - child.shingles
    for q, third in enumerate(event.profiles):
        apart = texts[p] not in above[q] and (texts[q] == texts[p] or found.edges.get((p, q), 0.0) < FAINT)
        if q not in (p, c) and apart and len(rest & third.shingles) >= COMMON:
            return None
    return "nothing but length tells that it was cut out of the other, which may have grown from it", frozenset([p])


def _has_gap(parent: Profile, child: Profile) -> bool:
    """Whether the child ends in an ellipsis, or speaks of somebody whom only the parent introduces."""
    cut = [one.verdict.document.text.rstrip(_CLOSING).endswith(("…", "...")) for one in (parent, child)]
    missing = _strangers(child) - _strangers(parent)
    return cut == [False, True] or any(name in parent.verdict.document.text for name in missing)


def _strangers(one: Profile) -> frozenset[str]:
    """Names of persons whom the article does not introduce."""
    text = one.verdict.document.text
    found = (each.evidence for each in one.verdict.evidence if each.evidence.code == UNINTRODUCED)
    return frozenset(mark.span.slice(text) for evidence in found for mark in evidence.marks)


def _masses(found: History, texts: Sequence[int], c: int) -> dict[int, float]:
    """How likely c came from each text; what its equals came from, it did, too, where their order is open."""
    masses: dict[int, float] = defaultdict(float)
    twins = 0.0
    for (q, child), p in sorted((found.marginals or found.edges).items()):
        if child == c and texts[q] == texts[c] and (min(q, c), max(q, c)) in found.undecided:
            twins += p
        elif child == c:
            masses[texts[q]] += p
    return {text: p / max(0.01, 1.0 - twins) for text, p in masses.items()}
