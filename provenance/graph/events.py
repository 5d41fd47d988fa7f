"""Groups articles by the event they tell, in time near-linear in their number.

    keys(article)   what an article can be found by, whatever the other articles are
    pairs(holders)  from the articles that hold one key, the pairs worth weighing (the step to shard by key)
    weigh(a, b)     whether a pair tells one event, from its two sets of keys alone
    group(ids, links)  connected articles get one event
    parts(event, day)  an event too large to be derived in one go, cut along time

Text overlap alone is blind across languages and rewrites, so names, figures and quoted words carry the linking, each
weighed by how rare it is in news at large (counted, shipped). Only a key that few articles hold proposes pairs freely;
one that many hold links each article with its neighbours in time, so the number of pairs stays linear. Articles with
the same keys stand up for each other: the first of them is compared with others, the rest follow it into its event, and
what many of them hold is no commoner for that.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise

from provenance.graph.profile import moment
from provenance.lexicon import data
from provenance.records import Article, Graph
from provenance.text.names import names, numbers, skeleton
from provenance.text.reuse import tokenise

WINDOW = timedelta(days=10)
"""Articles dated further apart than this do not tell one event, be they the same word for word."""
NEIGHBOURS = 6
"""How many followers in time each holder of a common key is paired with."""
FREE = 12
"""A key held by at most this many different articles pairs all of them."""
RAREST = 6
"""Keys of an article, its rarest of those that more articles hold, of which any two in common make a pair."""
Holder = tuple[int | None, str, Hashable]
"""An article that holds a key: its day, its id, and what articles with the same keys have in common."""
MOST = 300
"""Articles that are derived together: time and memory of a derivation grow faster than their number."""
CUTTING = "derived in {} parts along time; who took what from an article of another part is not looked for"
"""What is said of an event larger than that."""
_SKETCHES = 16
_WORDS = 6
_SLICE = 12_000


def keys(article: Article) -> tuple[str, ...]:
    """What the article can be found by: ``n:`` names (skeletons, any script), ``#:`` figures of two digits or more,
    ``s:`` a sketch of its wording (minima of hashed six-word shingles), sorted."""
    text = article.text[:_SLICE]
    found = {"n:" + skeleton(name) for name, _ in names(text)}
    found.update("#:" + value for value, _ in numbers(text) if len(value) > 1)
    found.update(_sketch(text))
    return tuple(sorted(found))


def _sketch(text: str) -> Iterator[str]:
    forms = [word.form for word in tokenise(text)]
    hashes = {_hash(" ".join(forms[at : at + _WORDS])) for at in range(len(forms) - _WORDS + 1)}
    for value in sorted(hashes)[:_SKETCHES]:
        yield f"s:{value:016x}"


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def days(article: Article) -> int | None:
    """Day of publication as a number, None when unknown."""
    since, _ = moment(article.published)
    return since.toordinal() if since else None


def pairs(holders: Sequence[Holder]) -> Iterator[tuple[str, str]]:
    """Pairs of ids worth weighing among the holders of one key: copies of one another in order of time, and the first
    of them with others."""
    found: list[tuple[int | None, int | None, str]] = []
    for run in _copies(holders):
        last = run[-1][0]
        found.append((None if last is None else run[0][0], last, run[0][1]))
        yield from (_ordered(one, other) for (_, one, _), (_, other, _) in pairwise(run))
    found.sort(key=lambda one: (one[0] is None, one[0] or 0, one[2]))
    reach = len(found) if len(found) <= FREE else NEIGHBOURS
    for at, (_, last, one) in enumerate(found):
        for first, _, other in found[at + 1 : at + 1 + reach]:
            if last is None or first is None or first - last <= WINDOW.days:
                yield _ordered(one, other)


def _copies(holders: Sequence[Holder]) -> Iterator[Sequence[Holder]]:
    """The holders with the same keys, in order of time, cut where nobody stands within reach of the next: a reprint of
    years later tells no event of today. One without a day is within reach of all."""
    same: dict[Hashable, list[Holder]] = defaultdict(list)
    for holder in holders:
        same[holder[2]].append(holder)
    for copies in same.values():
        copies.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1]))
        gaps = [] if copies[-1][0] is None else [_apart(one[0], two[0]) for one, two in pairwise(copies)]
        cuts = [0, *(at for at, gap in enumerate(gaps, 1) if gap), len(copies)]
        yield from (copies[start:end] for start, end in pairwise(cuts))


def _apart(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and two - one > WINDOW.days


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def rank(count: int) -> int:
    """How common a key is, roughly, by the number of different articles that hold it: in doublings, so that articles of
    one event, which hold keys almost equally common, have their rarest keys in common.

    >>> rank(16) == rank(31) < rank(32)
    True
    """
    return count.bit_length()


@cache
def background() -> tuple[Mapping[str, float], float, float, float]:
    """(information of common keys in decimal digits, that of a key never counted, slope and limit of ``weigh``)."""
    stored = json.loads((data() / "models" / "event_keys.json").read_text("utf-8"))
    documents = stored["documents"]
    table = {key: -math.log10(count / documents) for key, count in stored["counts"].items()}
    return table, -math.log10(1 / documents), stored["slope"], stored["least"]


def information(key: str) -> float:
    """How much sharing ``key`` says, in decimal digits: minus log10 of the share of news articles that hold it."""
    table, rare, _, _ = background()
    return table.get(key, rare)


def likeness(one: Iterable[str], two: Iterable[str]) -> tuple[float, float]:
    """Information of the shared keys, and its share in that of the poorer article (0 to 1; without the sketches)."""
    a, b = set(one), set(two)
    shared, plain = _amounts(a & b)
    poorer = min(_amounts(a)[1], _amounts(b)[1])
    return shared, plain / poorer if poorer else 0.0


def _amounts(held: set[str]) -> tuple[float, float]:
    """Information of all keys, and of those that are not sketches."""
    plain = math.fsum(information(key) for key in held if not key.startswith("s:"))
    return plain + math.fsum(information(key) for key in held if key.startswith("s:")), plain


def weigh(one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether two sets of keys tell one event."""
    _, _, slope, least = background()
    amount, part = likeness(one, two)
    return math.log1p(amount) + slope * part >= least


def candidates(articles: Sequence[Article], held: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """All pairs worth weighing: those that share a rare key or two commoner ones."""
    alike = {keys: number for number, keys in enumerate(sorted(set(held.values())))}
    holders: dict[str, list[Holder]] = defaultdict(list)
    for article in articles:
        one: Holder = (days(article), article.id, alike[held[article.id]])
        for key in held[article.id]:
            holders[key].append(one)
    counts = {key: len({alike for *_, alike in some}) for key, some in holders.items()}
    found: set[tuple[str, str]] = set()
    common: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for key, some in holders.items():
        if len(some) > 1 and counts[key] <= FREE:
            found.update(pairs(some))
    for article in articles:
        one = (days(article), article.id, alike[held[article.id]])
        ranked = sorted((rank(counts[key]), key) for key in held[article.id] if counts[key] > FREE)
        for both in combinations(sorted(key for _, key in ranked[:RAREST]), 2):
            common[both].append(one)
    for some in common.values():
        if len(some) > 1:
            found.update(pairs(some))
    return found


def group(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Event of each article: the smallest id of all that are linked with it, directly or through others."""
    above = {one: one for one in sorted(ids)}

    def top(one: str) -> str:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, two in links:
        first, second = sorted((top(one), top(two)))
        above[second] = first
    return {one: top(one) for one in above}


def events(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Ids of the articles, by event; the order of the input does not matter."""
    ordered = sorted(articles, key=lambda article: article.id)
    held = {article.id: keys(article) for article in ordered}
    links = sorted(pair for pair in candidates(ordered, held) if weigh(held[pair[0]], held[pair[1]]))
    found: dict[str, list[str]] = defaultdict(list)
    for one, event in group(held, links).items():
        found[event].append(one)
    return tuple(tuple(sorted(ids)) for _, ids in sorted(found.items()))


def parts(event: Sequence[str], day: Callable[[str], int | None]) -> Iterator[Sequence[str]]:
    """The ids that are derived together: the event, or parts of at most ``MOST``, as equal as can be, one after another
    in time; the undated come last. Nothing of one part is compared with anything of another.

    >>> [len(part) for part in parts([f"{n:03d}" for n in range(301)], int)]
    [150, 151]
    """
    count = -(-len(event) // MOST)
    if count < 2:
        yield event
        return
    days = {one: day(one) for one in event}
    ordered = sorted(event, key=lambda one: (days[one] is None, days[one] or 0, one))
    for part in range(count):
        yield ordered[part * len(event) // count : (part + 1) * len(event) // count]


def cut(graphs: Iterable[Graph]) -> tuple[str, ...]:
    """A line for people on every event derived in parts, and on every article too long to be compared whole."""
    sizes: dict[str, list[int]] = defaultdict(list)
    notes: list[str] = []
    for graph in graphs:
        notes.extend(f"event {graph.event}: {note}" for note in graph.notes)
        sizes[graph.event].append(sum(node.kind == "observed" for node in graph.nodes))
    lines = (
        f"event {event} has {sum(found):,} articles, more than {MOST}: {CUTTING.format(len(found))}"
        for event, found in sizes.items()
        if len(found) > 1
    )
    return (*lines, *notes)
