"""From verdicts to the graphs of derivation, one an event: the only entry to this room.

Pure: the same verdicts, in any order, give the same graphs, and articles of one event never touch another's.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import permutations

from provenance.estimates import probability
from provenance.graph import events
from provenance.graph.choice import COPIED, settle
from provenance.graph.derivation import (
    UNNAMED,
    History,
    Inferred,
    best_source,
    between,
    history,
    is_translated,
    presumed,
    twins,
)
from provenance.graph.evidence import told
from provenance.graph.profile import Profile, claims, outlet_key, profile
from provenance.graph.quotes import cut, quotes
from provenance.graph.relations import load
from provenance.graph.routes import chains
from provenance.outlets import lookup
from provenance.records import OPEN, UNORDERED, WITHHELD, EdgeKind, Graph, Link, Node, Verdict
from provenance.text.reuse import Word, tokenise

SHOWN = 0.05
"""Edges less probable than this are not shown."""
_ALTERNATIVES = 4
_AROUND = 4
"""Words on either side by which a claim is known to be copied: a name alone may stand anywhere."""
_QUOTED = 80
"""Characters of a claim that are shown, or one whole address."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TRANSLATIONS: tuple[EdgeKind, ...] = ("machine_translation", "human_translation", "translation")
_SAID: dict[str, EdgeKind] = {"machine_translated": "machine_translation", "human_translated": "human_translation"}


def derive(verdicts: Sequence[Verdict]) -> tuple[Graph, ...]:
    """The graphs of all events among ``verdicts``, by event id; an event of more than ``events.MOST`` articles has one
    for each of its parts. Articles are told apart by their ids."""
    known = {verdict.article.id: verdict for verdict in sorted(verdicts, key=lambda v: (v.article.id, v.article.text))}
    groups = events.events([verdict.article for verdict in known.values()])
    return tuple(
        replace(resolve([known[one] for one in part]), event=group[0])
        for group in groups
        for part in events.parts(group, lambda one: events.days(known[one].article))
    )


def resolve(verdicts: Sequence[Verdict]) -> Graph:
    """The graph of articles that tell one event."""
    profiles = [profile(verdict) for verdict in sorted(verdicts, key=lambda v: v.article.id)]
    found = history(profiles, load())
    settle(found)
    nodes = {
        x.id: Node(x.id, "observed", x.verdict.article.outlet, _named(x.language), x.verdict.article.published)
        for x in profiles
    }
    chosen = list(_observed_links(found))
    for inferred in found.inferred:
        for needed, link in _inferred(found, inferred):
            nodes.update({needed.id: needed} if needed else {})
            chosen.append(link)
    possible = []
    for inferred in found.possible:
        for needed, link in _inferred(found, inferred):
            nodes.update({needed.id: needed} if needed and needed.id not in nodes else {})
            possible.append(link)
    for named, link in list(_claimed(found, chosen, nodes)):
        nodes[named.id] = named
        chosen.append(link)
    once = {(link.parent, link.child): link for link in sorted(chosen, key=lambda link: link.rank)}
    tree = tuple(sorted(once.values(), key=lambda link: (link.child, -link.rank, link.parent)))
    routes = chains([node for _, node in sorted(nodes.items())], tree)
    said = quotes(profiles, _ages(found))
    return Graph(
        profiles[0].id,
        tuple(node for _, node in sorted(nodes.items())),
        tuple(sorted(_all(tree, possible, _alternatives(found, tree)), key=lambda x: (x.child, -x.rank, x.parent))),
        tree,
        said,
        routes,
        (*(_cut(found, place) for place in sorted(found.event.cut)), *cut(said)),
    )


def _ages(found: History) -> dict[str, int]:
    """Ancestors before those that came from them; else by time, the undated last. Equals share a number."""
    keys = {
        x.id: (len(found.ancestors(place)), x.since is None, x.since or datetime.min)
        for place, x in enumerate(found.event.profiles)
    }
    ranks = {key: number for number, key in enumerate(sorted(set(keys.values())))}
    return {name: ranks[key] for name, key in keys.items()}


def _all(tree: Sequence[Link], *others: Iterable[Link]) -> Iterator[Link]:
    """The links of the point answer, and those of the others that are not among them."""
    taken = {(link.parent, link.child) for link in tree}
    yield from tree
    yield from (link for part in others for link in part if (link.parent, link.child) not in taken)


def _named(language: str) -> str | None:
    return None if language in ("", UNNAMED) else language


def _observed_links(found: History) -> Iterator[Link]:
    for c, p in sorted(found.parent.items()):
        yield _link(found, p, c, found.edges.get((p, c), 0.0))
        for q, odds in found.second.get(c, ()):
            yield _link(found, q, c, odds)


def _link(found: History, p: int, c: int, odds: float) -> Link:
    parent, child = found.event.profiles[p], found.event.profiles[c]
    first = [UNORDERED] if (min(p, c), max(p, c)) in found.undecided else []
    if (p, c) in found.refused:
        first.append(f"{WITHHELD}: {found.refused[p, c][1]}")
    elif _is_open(found, p, c):
        first.append(f"{OPEN}: {found.open[c][0]}")
    elif found.parent.get(c) == p and c in found.equal:
        first.append(found.equal[c])
    notes = (_cut(found, place) for place in (p, c) if place in found.event.cut)
    why = (*first, *told(parent, child), *notes)
    return Link(parent.id, child.id, _kind(parent, child), round(odds, 4), None, why)


def _is_open(found: History, p: int, c: int) -> bool:
    return c in found.open and p in found.open[c][1]


def _cut(found: History, place: int) -> str:
    one = found.event.profiles[place]
    return (
        f"only the first {len(one.sentences):,} of {found.event.cut[place]:,} sentences of {one.id} were compared "
        "one by one"
    )


def _kind(parent: Profile, child: Profile) -> EdgeKind:
    """By how much of the child stands word for word in the parent. An article whose parts differ in language goes under
    one of them: what it has in the other is copied, not translated."""
    shared = len(parent.shingles & child.shingles)
    if child.shingles and shared >= COPIED * len(child.shingles):
        return "copy"
    if child.shingles and shared >= 0.1 * len(child.shingles):
        return "rewrite"
    return "quote" if parent.language == child.language else _translation(child)


def _translation(child: Profile) -> EdgeKind:
    """Machine or human only where the verdict says so, which other languages than English do not have."""
    return _SAID.get(child.verdict.answer, "translation") if child.language == "en" else "translation"


def _alternatives(found: History, tree: Iterable[Link]) -> Iterator[Link]:
    """Edges that were not chosen but are not improbable, the likeliest few of each child. Of many equal texts each is
    an improbable parent of each: those are shown however improbable, or nothing would say that they are equal."""
    taken = {(link.parent, link.child) for link in tree}
    equal = {pair for same in twins(found.event) for pair in permutations(same, 2)}
    profiles = found.event.profiles
    into: dict[tuple[int, bool], list[tuple[float, int]]] = defaultdict(list)
    refused = {pair: odds for pair, (odds, _) in found.refused.items()}
    for (p, c), odds in (*found.edges.items(), *refused.items()):
        if (odds >= SHOWN or (p, c) in equal or _is_open(found, p, c)) and (
            profiles[p].id,
            profiles[c].id,
        ) not in taken:
            into[c, _is_open(found, p, c)].append((-round(odds, 4), p))
    for (c, _), ways in sorted(into.items()):
        for odds, p in sorted(ways)[:_ALTERNATIVES]:
            yield _link(found, p, c, -odds)


def _inferred(found: History, inferred: Inferred) -> Iterator[tuple[Node | None, Link]]:
    """The links of an inferred node with its parent and children, each with the node it needs."""
    members = [found.event.profiles[c] for c in inferred.children]
    ids = {x.id for x in found.event.profiles}
    node = Node(_free(_name(members), ids), "inferred", None, _named(inferred.language))
    apart = between(found, inferred)
    foreign = [found.event.profiles[c] for c in apart]
    middle = Node(_free(_name(foreign), ids), "inferred", None, _named(best_source(foreign)))
    language = presumed(inferred, members)
    for c, x in zip(inferred.children, members, strict=True):
        why = _why(found, inferred, c)
        if c in apart:
            p = min(x.verdict.p_translated, inferred.p) if inferred in found.possible else x.verdict.p_translated
            yield middle, Link(middle.id, x.id, _translation(x), round(p, 4), None, why)
            yield node, Link(node.id, middle.id, "translation", round(inferred.p, 4), None, why)
        elif language != x.language:
            yield node, Link(node.id, x.id, _translation(x), round(inferred.p, 4), None, why)
        else:
            yield node, Link(node.id, x.id, _kind_of_copy(inferred, c, members, x), round(inferred.p, 4), None, why)
    if inferred.parent is not None:
        above = found.event.profiles[inferred.parent]
        kind: EdgeKind = "copy" if above.language == inferred.language else "translation"
        yield None, Link(above.id, node.id, kind, round(inferred.parent_p, 4), None, told(above, members[0]))


def _name(members: Sequence[Profile]) -> str:
    digest = hashlib.blake2b("\n".join(x.id for x in members).encode("utf-8", "replace"), digest_size=6)
    return f"inferred:{digest.hexdigest()}"


def _kind_of_copy(inferred: Inferred, place: int, members: Sequence[Profile], one: Profile) -> EdgeKind:
    if inferred.witness and place in inferred.witness[0]:
        return "copy"
    shared = max((len(one.shingles & x.shingles) for x in members if x is not one), default=0)
    return "copy" if shared >= 0.4 * len(one.shingles) else "rewrite"


UNTOLD = "cannot tell whether one was translated from another"
"""Evidence of a parent not given that articles in several foreign languages may share, or may do without."""


def _why(found: History, inferred: Inferred, place: int) -> tuple[str, ...]:
    """Lines for the edge into one child; what it shares with one other names that other."""
    one = found.event.profiles[place]
    others = [found.event.profiles[c] for c in inferred.children if c != place]
    lines = [UNTOLD] if inferred.open else []
    if inferred.witness and place in inferred.witness[0]:
        pair, shared = inferred.witness
        (other,) = (c for c in pair if c != place)
        lines.append(f"with {found.event.profiles[other].id}: {shared}")
    if is_translated(one):
        lines.append(f"judged translated ({probability(one.verdict.p_translated)}), its source is not given")
    if others:
        lines.extend(_closest(others, one))
        lines.append(f"shares a source that is not given with {', '.join(x.id for x in others)}")
    return tuple(lines)


def _closest(others: Sequence[Profile], one: Profile) -> tuple[str, ...]:
    """What comparisons find first in the one of ``others`` that has most words in common with ``one``."""
    near = max(others, key=lambda x: (len(x.shingles & one.shingles), x.id))
    return tuple(f"with {near.id}: {line}" for line in told(near, one)[:1] if line.startswith("PR"))


def _claimed(found: History, chosen: Sequence[Link], nodes: Mapping[str, Node]) -> Iterator[tuple[Node, Link]]:
    """Outlets named as sources that are not among the articles. They stand above the foreign parent of a translated
    article, where no other article has this parent but such as name the outlet, too, else above the article itself,
    unless an article given from which this one came has the claim already. None has a p: that the article says so is
    certain, whether it is true unknown."""
    above = {link.child: link for link in chosen}
    parents: dict[str, list[str]] = defaultdict(list)
    children: dict[str, list[str]] = defaultdict(list)
    for one in chosen:
        parents[one.child].append(one.parent)
        children[one.parent].append(one.child)
    known = {x.id: x for x in found.event.profiles}
    given = {x.outlet for x in found.event.profiles if x.outlet}
    for x in found.event.profiles:
        link = above.get(x.id)
        unseen = link is not None and nodes[link.parent].kind == "inferred" and link.kind in _TRANSLATIONS
        origins = [known[one] for one in _given_above(x.id, parents, nodes)]
        told_by = _own_claims(x, origins)
        for key in sorted(set(told_by) - given - {x.outlet}):
            if not key.startswith("?") and lookup(key) is None:
                continue  # an address of nobody known: to visit it is no source
            node = _claimed_node(key, told_by[key][0], known)
            foreign = unseen and all(one in known and key in known[one].claims for one in children[above[x.id].parent])
            child = nodes[above[x.id].parent] if foreign else nodes[x.id]
            kind: EdgeKind = "rewrite"
            differs = child.language != node.language if child.language else foreign and node.language == x.language
            if node.language and differs:
                kind = "translation" if foreign else _translation(x) if is_translated(x) else "quote"
            yield node, Link(node.id, child.id, kind, None, None, (f"{x.id} says “{_shown(told_by[key][1])}”",))


def _given_above(name: str, parents: Mapping[str, Sequence[str]], nodes: Mapping[str, Node]) -> list[str]:
    """The nearest articles given from which ``name`` came, directly or by way of one that is not given."""
    found, todo, seen = [], list(parents.get(name, ())), {name}
    while todo:
        one = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        if nodes[one].kind == "observed":
            found.append(one)
        else:
            todo.extend(parents.get(one, ()))
    return sorted(found)


def _own_claims(x: Profile, origins: Sequence[Profile]) -> dict[str, tuple[str, str]]:
    """Sources that ``x`` names of its own accord, by key, as (name, words): neither does an article from which it came
    name them, nor do the words stand there with those around them."""
    text = x.verdict.document.text
    theirs = [_as_compared(tokenise(one.verdict.document.text)) for one in origins]
    mine = tokenise(text) if theirs else ()
    starts = [word.start for word in mine]
    made = frozenset(key for one in origins for key in one.claims)
    found: dict[str, tuple[str, str]] = {}
    for name, span in claims(x.verdict):
        key = outlet_key(name)
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        around = _as_compared(mine[max(0, first - _AROUND) : last + _AROUND])
        if key not in made and not any(around in one for one in theirs):
            found.setdefault(key, (name, " ".join(span.slice(text).split())))
    return found


def _as_compared(words: Sequence[Word]) -> str:
    return f" {' '.join(word.form for word in words)} "


def _shown(words: str) -> str:
    """A few words as they stand; what is left out is marked. An address is never cut.

    >>> _shown("according to https://example.org/" + "a" * 90 + " and others")[-12:]
    'aaaaaaaaaa …'
    """
    if len(words) <= _QUOTED:
        return words
    cut = next((one for one in _ADDRESS.finditer(words) if one.start() <= _QUOTED < one.end()), None)
    if cut:
        return words if cut.end() == len(words) else f"{words[: cut.end()]} …"
    end = words.rfind(" ", 1, _QUOTED + 1)
    return words[: end if end > 0 else _QUOTED] + "…"


def _claimed_node(key: str, given: str, taken: Container[str]) -> Node:
    known = lookup(key)
    name = known.name if known else given.removeprefix("?").strip()
    return Node(_free(f"claimed:{key}", taken), "claimed", name, known.language if known else None)


def _free(name: str, taken: Container[str]) -> str:
    """A name for a node that is not given, unlike the id of any article."""
    while name in taken:
        name += "~"
    return name
