"""The history of one event: parents with probabilities, nodes not given, several parents, the point answer.

Log weights of edges (``relations``) make a distribution over trees that hang on an unseen root (``spanning``); its
marginals, calibrated, are the probabilities of edges. What hangs on the root had a parent that is not given or none:
articles that share such a parent are gathered under an inferred node; a translated article gets an inferred parent in
the language it came from; outlets named as sources become claimed nodes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.graph import hidden, refusals
from provenance.graph.evidence import comparisons
from provenance.graph.features import Event
from provenance.graph.profile import Profile
from provenance.graph.relations import Model, Network, Scores, score
from provenance.graph.spanning import likeliest
from provenance.text.quotations import quoted_spans
from provenance.text.reuse import Word, runs, tokenise

Array = NDArray[np.float64]

SLIPS = "PR105"
"""The comparison that finds slips which two articles share."""
UNDECIDED = 1.5
"""Where one order is less than this many times as probable as the other, the direction is not decided. Set, not
fitted: it says how much silence there is, not what is likeliest."""
COMMON = 5
"""Shingles that two articles must share to be looked at for shared words and slips: a limit of cost."""


@dataclass(slots=True)
class Inferred:
    """A node not given: places of its children, its language ("" unknown), its parent's place (None: not given)."""

    children: tuple[int, ...]
    language: str
    p: float
    parent: int | None = None
    parent_p: float = 0.0
    witness: tuple[tuple[int, int], str] | None = None
    """Two of the children, and what they share beyond chance."""
    open: bool = False
    """Whether one of the children may as well have been translated from another."""


@dataclass(slots=True)
class History:
    """What was found: ``edges[p, c]`` calibrated probabilities, ``parent[c]`` of the point answer, ``second[c]`` more
    parents, ``unseen[c]`` probability that the parent is not given, ``undecided`` pairs, nodes inferred."""

    event: Event
    edges: dict[tuple[int, int], float]
    parent: dict[int, int]
    unseen: tuple[float, ...]
    undecided: set[tuple[int, int]] = field(default_factory=set)
    marginals: dict[tuple[int, int], float] = field(default_factory=dict)
    """[p, c]: probability of an edge before calibration; those of one child add up to no more than 1."""
    calibrated: Callable[[float], float] = float
    """Calibrates such a probability, or the sum of several into one child."""
    refused: dict[tuple[int, int], tuple[float, str]] = field(default_factory=dict)
    """[p, c]: probability of an edge that is not drawn, were it possible, and why it is not."""
    open: dict[int, tuple[str, frozenset[int]]] = field(default_factory=dict)
    """Articles whose likeliest parent is not asserted: why, and which parents they may have (see ``choice``)."""
    equal: dict[int, str] = field(default_factory=dict)
    """Articles whose parent stands for several with the same words: how many."""
    second: dict[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    inferred: list[Inferred] = field(default_factory=list)
    possible: list[Inferred] = field(default_factory=list)
    """Common parents that are likelier than not, yet below the limit of the point answer."""
    common: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    via: dict[tuple[int, int], float] = field(default_factory=dict)
    """[p, c]: log odds that c's unseen parent came from p rather than from nothing given."""
    slipped: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """Runs of words and slips that pairs share, each measured once."""

    def run(self, i: int, j: int) -> tuple[int, str]:
        """Plain words of the richest run that both have outside of quotations, and the run."""
        if (i, j) not in self.common:
            self.common[i, j] = own_run(self.event.profiles[i], self.event.profiles[j])
        return self.common[i, j]

    def slips(self, i: int, j: int) -> tuple[str, ...]:
        """Slips of the pen that both have."""
        if (i, j) not in self.slipped:
            self.slipped[i, j] = shared_slips(self.event.profiles[i], self.event.profiles[j])
        return self.slipped[i, j]

    def ancestors(self, place: int) -> set[int]:
        """Every given article above ``place`` in the point answer, itself included."""
        found: set[int] = set()
        todo = [place]
        while todo:
            one = todo.pop()
            if one in found:
                continue
            found.add(one)
            todo.extend(self._parents(one))
        return found

    def _parents(self, place: int) -> list[int]:
        above = [self.parent[place]] if place in self.parent else []
        above.extend(who for who, _ in self.second.get(place, ()))
        above.extend(h.parent for h in self.inferred if place in h.children and h.parent is not None)
        return above


def history(profiles: Sequence[Profile], model: Model) -> History:
    """The history of the articles of one event, given sorted by id."""
    event = Event(profiles)
    scores = score(model, event)
    refused = refusals.by_figures(event) | refusals.by_verdicts(event) | refusals.by_series(event)
    found = look(event, scores, model, refused)
    for _ in range(_ROUNDS):
        more = refusals.by_readings(event, found.parent, partial(_apart, found))
        if not more:
            break
        refused |= more
        found = look(event, scores, model, refused)
    gather(found, without(scores, refused), model)
    return found


_ROUNDS = 3
"""How often the point answer is sought anew without edges that were found to be impossible: a limit of cost."""
FAINT = 0.05
"""Below this an edge is too improbable to be thought of."""


def _apart(found: History, c: int, q: int) -> bool:
    """Whether q is no descendant of c: not in the point answer, and not likely by an edge beside it."""
    return c not in found.ancestors(q) and found.edges.get((c, q), 0.0) < FAINT and not found.event.later(q, c)


def without(scores: Scores, refused: Iterable[tuple[int, int]]) -> Scores:
    """The scores without some edges between articles given."""
    barred = set(refused)
    return replace(scores, parent={pair: value for pair, value in scores.parent.items() if pair not in barred})


def look(event: Event, scores: Scores, model: Model, refused: Mapping[tuple[int, int], str] | None = None) -> History:
    """Parents among the articles given; ``refused`` edges are not drawn, for the reason they name."""
    into, root = without(scores, refused or ()).tree()
    size = event.size
    edges = {(p, c): model.calibrated(float(into[p, c])) for p in range(size) for c in range(size) if into[p, c] > 1e-3}
    found = History(event, edges, _point(event, into, root), tuple(float(x) for x in root))
    found.marginals, found.calibrated = {pair: float(into[pair]) for pair in edges}, model.calibrated
    found.via = {(p, c): value - float(scores.direct[c]) for (p, c), value in scores.via.items()}
    if refused:
        every, _ = scores.tree()
        found.refused = {pair: (model.calibrated(float(every[pair])), why) for pair, why in refused.items()}
    _withhold(found, into)
    _several(found, model)
    return found


def _point(event: Event, into: Array, root: Array) -> dict[int, int]:
    """The arborescence with most expected true edges: the maximum one under the marginals (minimum-risk decoding).
    Articles with the same words stand up for each other: which of them it was weighs less than whether it was one."""
    names = [f"{place:06d}" for place in range(event.size)]
    into, root = _as_one(event, into, root)
    twins = np.array([[a.shingles == b.shingles for b in event.profiles] for a in event.profiles], dtype=float)
    weights = np.where(into > 1e-4, twins.reshape(into.shape) @ into + 0.01 * into, 0.0)
    every = {(names[p], names[c]): float(weights[p, c]) for p, c in np.argwhere(weights > 0)}
    found = likeliest(every, {name: max(1e-6, float(root[i])) for i, name in enumerate(names)})
    return {int(child): int(parent) for child, parent in found.items()}


def _as_one(event: Event, into: Array, root: Array) -> tuple[Array, Array]:
    """Equal texts whose order is not known are one witness: none is another's parent, and each may have any parent
    that one of them may have."""
    into, root = into.copy(), root.copy()
    plain, starts = into.copy(), root.copy()
    for same in twins(event):
        for c in same:
            into[same, c] = np.where(event.order[same, c], plain[same, c], 0.0)
            if not event.order[same, c].any():
                column = plain[:, same].sum(axis=1)
                column[same] = 0.0
                total = float(column.sum() + starts[same].sum())
                into[:, c], root[c] = column / max(total, 1e-9), float(starts[same].sum()) / max(total, 1e-9)
                into[event.order[c], c] = 0.0
    return into, root


def twins(event: Event) -> list[list[int]]:
    """Places of articles that are the same word for word, furniture included, two or more at a time."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(event.profiles):
        key = (one.language, tuple(word.form for word in one.words), one.repeats, one.furniture)
        groups.setdefault(key, []).append(place)
    return [same for same in groups.values() if len(same) > 1]


def _withhold(found: History, into: Array) -> None:
    """Take out the edges whose direction is not decided; equal texts without an order are never decided. What holds of
    the point answer holds of the edges beside it: a pair is undecided where neither order is ahead of the other."""
    order = found.event.order
    for same in twins(found.event):
        pairs = [(i, j) for i in same for j in same if i < j and not (order[i, j] or order[j, i])]
        found.undecided.update(pairs)
    for p, c in sorted(found.edges):
        if p < c and _open(into, order, p, c) and _open(into, order, c, p):
            found.undecided.add((p, c))
    for c, p in sorted(found.parent.items()):
        if _open(into, order, p, c):
            found.undecided.add((min(p, c), max(p, c)))
            del found.parent[c]


def _open(into: Array, order: Array, p: int, c: int) -> bool:
    """Whether c may as well be p's parent as p c's."""
    return bool(into[c, p] * UNDECIDED >= into[p, c] and not order[p, c] and into[c, p] > 0.01)


def _several(found: History, model: Model) -> None:
    """Further parents: articles that have what the first parent has not (passages joined from several sources)."""
    event = found.event
    for c, p in sorted(found.parent.items()):
        rest = event.rest(p, c)
        q = next_source(event, p, c, rest)
        if rest is None or q is None or (q, c) in found.refused or c in found.ancestors(q) or q in found.ancestors(p):
            continue
        odds = model.second(event.second(p, q, c, rest))
        if odds > 0.5:
            found.second[c] = ((q, odds),)


def next_source(event: Event, p: int, c: int, rest: Array | None) -> int | None:
    """The article that has most of what c has and its parent p has not; None where nobody has any."""
    if rest is None:
        return None
    others = [q for q in range(event.size) if q not in (p, c) and not event.later(q, c) and rest[q] > 0]
    return max(others, key=lambda q: (rest[q], -q), default=None)


UNNAMED = "und"
"""A foreign language that nobody can name (ISO 639-2)."""
LIKELY = 0.5
"""A common parent of this probability is shown as possible, though the point answer is given without it; of a lower one
where the point answer leaves unexplained what its children share beyond chance."""

Proposal = tuple[tuple[int, ...], float]


def gather(found: History, scores: Scores, model: Model, offered: Sequence[Proposal] | None = None) -> None:
    """Inferred nodes: parents that articles share, then the foreign parent of each translated article. Where such a
    node is likely enough by the limits learned, its children leave the parent that the point answer gave them.
    ``offered`` are the ``proposals``, where they are known already."""
    limits = model.card["hidden"]
    found.inferred, found.possible = [], []
    offered = proposals(found, scores, model) if offered is None else offered
    offered = [one for one in offered if not refusals.is_series([found.event.profiles[c] for c in one[0]])]
    told = {members: _told(found.event, members) for members, _ in offered if len(members) > 1}
    untold = {members for members, rest in told.items() if len(rest) < 2}
    shared: set[int] = set()
    for members, p in _chosen([one for one in offered if one[0] not in untold], limits):
        _take(found, scores, told.get(members, members), p, limits)
        shared.update(members)
    for members, p in sorted(offered, key=lambda one: (-one[1], one[0])):
        above = p >= limits["least_shared"] and members not in untold
        if len(members) == 1 or above or shared & set(members):
            continue
        witness = _witness(found, members, limits)
        if p >= LIKELY or (witness and not found.parent.keys() & set(members)):
            node = _node(found, scores, members, p)
            node.witness, node.open = witness, members in untold
            found.possible.append(node)
            shared.update(members)
    kept = {c for node in found.inferred for c in node.children if c not in between(found, node)}
    for (c, *more), p in sorted(offered, key=lambda one: (-one[1], one[0])):
        if more or c in kept:
            continue
        bare = 0.0 if c in found.parent else found.unseen[c] * found.event.profiles[c].verdict.p_translated
        if p >= limits["least_lone"] or bare >= limits["least_bare"]:
            _take(found, scores, (c,), max(p, bare), limits)


def _chosen(offered: Sequence[Proposal], limits: Mapping[str, Any]) -> list[Proposal]:
    """Groups without a member in common: first those furthest above their limit, less what their members are above
    theirs, each with a foreign parent of its own."""
    alone = {members[0]: max(0.0, p - limits["least_lone"]) for members, p in offered if len(members) == 1}
    ahead = []
    for members, p in offered:
        gain = p - limits["least_shared"] - math.fsum(alone.get(c, 0.0) for c in members)
        if len(members) > 1 and gain >= 0.0:
            ahead.append((-gain, members, p))
    taken: set[int] = set()
    chosen = []
    for _, members, p in sorted(ahead):
        if not taken & set(members):
            chosen.append((members, p))
            taken.update(members)
    return chosen


def _take(found: History, scores: Scores, members: tuple[int, ...], p: float, limits: Mapping[str, Any]) -> None:
    for c in members:
        found.parent.pop(c, None)
        found.second.pop(c, None)
    node = _node(found, scores, members, p)
    node.witness = _witness(found, members, limits)
    found.inferred.append(node)


def proposals(found: History, scores: Scores, model: Model) -> list[Proposal]:
    """Groups of articles, or single ones, that may have a parent not given, with its probability."""
    networks = model.unseen["shared"], model.unseen["lone"]
    measured = measured_proposals(found, scores, model.card["hidden"], model.unseen["siblings"])
    return [(members, hidden.probability(row, networks[len(members) == 1])) for members, row in measured]


def measured_proposals(
    found: History, scores: Scores, limits: Mapping[str, Any], siblings: Network
) -> list[tuple[tuple[int, ...], Array]]:
    """The same with their measures. Groups are proposed by pairs that look like siblings (``link`` is the least
    probability that joins two), and by words or slips that two articles share beyond ``chance``."""
    event, unseen = found.event, found.unseen
    open_ = [c for c in range(event.size) if unseen[c] >= limits["open"]]
    pairs = hidden.sibling_measures(event, scores, open_, found.edges, unseen)
    odds = {pair: hidden.probability(row, siblings) for pair, row in pairs.items()}
    luck = _luck(found, open_, limits)
    at = hidden.Setting(event, scores, found.edges, unseen, frozenset(found.parent), odds, len(open_), luck, found.via)
    joined = {pair: p for pair, p in odds.items() if p < limits["link"] or _beyond_chance(found, *pair, limits)}
    groups = {tuple(sorted(one)) for one in hidden.groups(joined, limits["link"])}
    groups.update(_by_luck(found, luck, limits["chance"]))
    apart = [members for members in sorted(groups) if not _through_one(event, members)]
    rows = [(members, hidden.shared_measures(at, members)) for members in apart]
    rows += [((c,), hidden.lone_measures(at, c)) for c in open_ if is_translated(event.profiles[c])]
    return rows


def _through_one(event: Event, members: Sequence[int]) -> bool:
    """Whether articles in one language have words in common through one of them alone: it was joined from the others or
    they were cut out of it, and a witness that the given ones explain calls for none that is not given (Maas 1957)."""
    if len(members) < 3 or len({event.languages[c] for c in members}) > 1:
        return False
    return any(not _hang_together(event, [other for other in members if other != c]) for c in members)


def _hang_together(event: Event, members: Sequence[int]) -> bool:
    """Whether every article is tied to every other by words in common, directly or through others of them."""
    reached, todo = {members[0]}, [members[0]]
    while todo:
        one = todo.pop()
        near = [c for c in members if c not in reached and event.overlap[one, c] >= COMMON]
        reached.update(near)
        todo.extend(near)
    return len(reached) == len(members)


def _luck(found: History, open_: Sequence[int], limits: Mapping[str, Any]) -> dict[tuple[int, int], float]:
    """Of pairs without a parent in the point answer: the expected number of pairs among them that share so much, in
    words outside of quotations or in slips, if all were written independently. Neither has it from the other."""
    event = found.event
    tops = [c for c in open_ if c not in found.parent]
    pairs = [(i, j) for i in tops for j in tops if i < j and event.overlap[i, j] >= COMMON]
    apart = [(i, j) for i, j in pairs if event.profiles[i].shingles != event.profiles[j].shingles]
    return {pair: len(pairs) * _coincidence(found, *pair, limits["run"], limits["slip"])[0] for pair in apart}


def _by_luck(found: History, luck: Mapping[tuple[int, int], float], limit: float) -> list[tuple[int, ...]]:
    """Articles joined by what would be a rare coincidence, unless one rather came from the other by translation."""
    group: dict[int, set[int]] = {}
    for (i, j), chance in sorted(luck.items()):
        if chance < limit and not _through(found, i, j):
            one = group.setdefault(i, {i}) | group.setdefault(j, {j})
            group.update(dict.fromkeys(one, one))
    return sorted({tuple(sorted(one)) for one in group.values()})


def _witness(found: History, members: tuple[int, ...], limits: Mapping[str, Any]) -> tuple[tuple[int, int], str] | None:
    """Two of the children with the rarest words or slip that any two share, where it is beyond chance."""
    best: tuple[float, str, tuple[int, int]] = (float(limits["chance"]), "", (0, 0))
    for at, i in enumerate(members[:6]):
        for j in members[at + 1 : 6]:
            if found.event.profiles[i].language == found.event.profiles[j].language:
                best = min(best, (*_coincidence(found, i, j, limits["run"], limits["slip"]), (i, j)))
    return (best[2], best[1]) if best[1] else None


def _told(event: Event, members: Sequence[int]) -> tuple[int, ...]:
    """The members but those that have nothing in common with the others but what they tell in a language of their own,
    which is not English: no verdict says that they were translated, and a translation needs no third. An outlet that
    one names with another, and that is not given, is something in common."""
    spoken = Counter(event.languages[c] for c in members)
    named = Counter(key for c in members for key in event.lost[c])
    alone = {c for c in members if event.languages[c] != "en" and spoken[event.languages[c]] == 1}
    return tuple(c for c in members if c not in alone or any(named[key] > 1 for key in event.lost[c]))


def _through(found: History, i: int, j: int) -> bool:
    """Whether one rather came from the other (more likely than not) through a translation not given."""
    return any(is_translated(found.event.profiles[c]) and found.via.get((p, c), 0.0) > 0.0 for p, c in ((i, j), (j, i)))


def _coincidence(found: History, i: int, j: int, null: Sequence[float], slip: float) -> tuple[float, str]:
    """P(two independent reports share a run so long, or so many slips), whichever is less; and what they share."""
    length, words = found.run(i, j)
    chance = null_chance(length, null)
    notes = found.slips(i, j)
    if notes and slip ** len(notes) < chance:
        return float(slip ** len(notes)), notes[0]
    return chance, _line(length, words)


def shared_slips(one: Profile, two: Profile) -> tuple[str, ...]:
    """Slips of the pen that both have (conjunctive errors), as lines for people."""
    found = (
        evidence
        for comparison in comparisons()
        if comparison.code == SLIPS
        for evidence in comparison.compare(one.verdict.document, two.verdict.document)
    )
    return tuple(mark.note for evidence in found for mark in evidence.marks)


def _line(length: int, words: str) -> str:
    if not words:
        return f"{length} words in a row in both, names and figures not counted, outside of quotations"
    return (
        f"{len(tokenise(words))} words in a row in both, {length} of them neither names nor figures, "
        f"outside of quotations: “{words}”"
    )


def null_chance(length: int, null: Sequence[float]) -> float:
    """P(two independent reports of one event share a run of ``length`` plain words or more): geometric beyond the
    shortest run counted. ``null`` is (that length, its share of pairs, ratio from one length to the next)."""
    start, share, ratio = null
    return float(share * ratio ** max(0.0, length - start))


def own_run(one: Profile, two: Profile) -> tuple[int, str]:
    """Plain words (no names, no figures) of the richest run that both have outside of quotations, and the run; "" for
    one that cannot be shown as it stands, because something else stands in its midst."""
    text = two.verdict.document.text
    ours, theirs = _unquoted(one), _unquoted(two)
    best = (0, "")
    for run in runs(ours, theirs):
        words = theirs[run.right : run.right + run.length]
        plain = sum(text[word.start].islower() for word in words)
        whole = text[words[0].start : words[-1].end]
        best = max(best, (plain, whole if len(whole) < 20 * run.length and len(tokenise(whole)) == run.length else ""))
    return best


def _unquoted(one: Profile) -> tuple[Word, ...]:
    quoted = [quote.span for quote in quoted_spans(one.verdict.document.text)]
    kept, at = [], 0
    for word in one.words:
        while at < len(quoted) and quoted[at].end <= word.start:
            at += 1
        if at == len(quoted) or word.end <= quoted[at].start:
            kept.append(word)
    return tuple(kept)


def is_translated(profile: Profile) -> bool:
    """Whether its verdict says so; a withheld verdict gives no foreign parent, however likely one may be."""
    return profile.language == "en" and profile.verdict.answer not in ("original", "undetermined")


def _beyond_chance(found: History, i: int, j: int, limits: Mapping[str, Any]) -> bool:
    """Whether two articles in one language share more, outside of quotations, than independent reports do."""
    a, b = found.event.profiles[i], found.event.profiles[j]
    return a.language != b.language or null_chance(found.run(i, j)[0], limits["run"]) < limits["chance"]


def _node(found: History, scores: Scores, members: tuple[int, ...], p: float) -> Inferred:
    profiles = [found.event.profiles[c] for c in members]
    node = Inferred(members, _language(profiles), p)
    if all(is_translated(x) for x in profiles):
        node.parent, node.parent_p = _above(found, scores, members)
    return node


def _language(profiles: Sequence[Profile]) -> str:
    """The language of what the articles have in common: English where one in English was judged original; where all
    others in English were judged translated, that from which they were; else the one that all are in, if none of them
    may be a translation."""
    if any(x.language == "en" and x.verdict.answer == "original" for x in profiles):
        return "en"
    translated = [x for x in profiles if is_translated(x)]
    if translated and not any(_unjudged(x) for x in profiles):
        return best_source(translated)
    languages = {x.language for x in profiles}
    return profiles[0].language if len(languages) == 1 and not any(_unjudged(x) for x in profiles) else ""


def _unjudged(profile: Profile) -> bool:
    """Whether it is in English and its verdict says neither that it was translated nor that it was not."""
    return profile.language == "en" and not is_translated(profile) and profile.verdict.answer != "original"


def presumed(node: Inferred, profiles: Sequence[Profile]) -> str:
    """The language of a node by which its edges are named: its own; else English where a child in English was not
    judged translated, or that of most children; "" where none is ahead."""
    if node.language:
        return node.language
    spoken = Counter(x.language for x in profiles if not is_translated(x))
    if "en" in spoken:
        return "en"
    own = spoken.most_common(2)
    return own[0][0] if own and (len(own) == 1 or own[0][1] > own[1][1]) else ""


def between(found: History, node: Inferred) -> tuple[int, ...]:
    """Children that have a foreign parent, one, between the node and them: the translated ones where another child in
    English was not judged translated, so that the node is in English."""
    profiles = found.event.profiles
    if node.language not in ("", "en") or not any(
        profiles[c].language == "en" and not is_translated(profiles[c]) for c in node.children
    ):
        return ()
    return tuple(c for c in node.children if is_translated(profiles[c]))


def best_source(profiles: Sequence[Profile]) -> str:
    """The source language that the verdicts together find likeliest; ``UNNAMED`` where it is less likely than all the
    others together, "" where none has an opinion."""
    logs: dict[str, float] = {}
    for language in sorted({language for x in profiles for language in x.sources}):
        logs[language] = sum(float(np.log(x.sources.get(language, 1e-3) + 1e-6)) for x in profiles)
    if not logs:
        return ""
    best = max(sorted(logs), key=lambda language: logs[language])
    others = [value for language, value in logs.items() if language != best]
    return best if not others or logs[best] >= np.logaddexp.reduce(others) else UNNAMED


def _above(found: History, scores: Scores, members: tuple[int, ...]) -> tuple[int | None, float]:
    """The given article that the unseen parent of ``members`` came from, with its probability, or None."""
    below = set(members)
    total: dict[int, float] = {}
    direct = sum(float(scores.direct[c]) for c in members) / len(members)
    for p in range(found.event.size):
        if not below & found.ancestors(p):
            values = [scores.via.get((p, c)) for c in members]
            known = [v for v in values if v is not None]
            if len(known) == len(values):
                total[p] = sum(known) / len(known)
    if not total:
        return None, 0.0
    best = max(sorted(total), key=lambda p: total[p])
    every = np.logaddexp.reduce([direct, *total.values()])
    chance = float(np.exp(total[best] - every))
    return (best, chance) if total[best] > direct else (None, 0.0)
