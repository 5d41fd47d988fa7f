"""Groups articles by the event they tell, in time near-linear in their number.

    keys(article)   what an article can be found by, whatever the other articles are
    pairs(places)   from the articles that hold one key, the pairs worth weighing (the step to shard by key)
    weigh(a, b)     whether a pair tells one event, from its two sets of keys alone
    group(ids, links)  connected articles get one event
    parts(event, day)  an event too large to be derived in one go, cut along time

Text overlap alone is blind across languages and rewrites, so names, figures and quoted words carry the linking, each
weighed by how rare it is in news at large (counted, shipped). Only a key that few articles hold proposes pairs freely;
one that many hold links each article with its neighbours in time, so the number of pairs stays linear.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations

from provenance.graph.profile import moment
from provenance.lexicon import data
from provenance.records import Article, Graph
from provenance.text.names import names, numbers, skeleton
from provenance.text.reuse import tokenise

WINDOW = timedelta(days=10)
"""Articles dated further apart than this do not tell one event."""
NEIGHBOURS = 6
"""How many followers in time each holder of a common key is paired with."""
FREE = 12
"""A key held by at most this many articles pairs all of them."""
RAREST = 5
"""Keys of an article, its rarest of those that more articles hold, of which any two in common make a pair."""
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


def pairs(places: Sequence[tuple[int | None, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids worth weighing among the holders (day, id) of one key."""
    held = sorted(places, key=lambda place: (place[0] is None, place[0] or 0, place[1]))
    reach = len(held) if len(held) <= FREE else NEIGHBOURS
    for at, (day, one) in enumerate(held):
        for other_day, other in held[at + 1 : at + 1 + reach]:
            if day is None or other_day is None or other_day - day <= WINDOW.days:
                yield (one, other) if one < other else (other, one)


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
    places: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
    for article in articles:
        place = (days(article), article.id)
        for key in held[article.id]:
            places[key].append(place)
    counts = {key: len(holders) for key, holders in places.items()}
    found: set[tuple[str, str]] = set()
    common: dict[tuple[str, str], list[tuple[int | None, str]]] = defaultdict(list)
    for holders in places.values():
        if 1 < len(holders) <= FREE:
            found.update(pairs(holders))
    for article in articles:
        place = (days(article), article.id)
        ranked = sorted((key for key in held[article.id] if counts[key] > FREE), key=lambda key: (counts[key], key))
        for both in combinations(sorted(ranked[:RAREST]), 2):
            common[both].append(place)
    for holders in common.values():
        if len(holders) > 1:
            found.update(pairs(holders))
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
