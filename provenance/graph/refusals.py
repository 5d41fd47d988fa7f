"""Edges that are not drawn, however much two articles share: a verdict, or what a third article has, says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import permutations

from provenance.graph.features import Event
from provenance.graph.profile import Profile
from provenance.text.names import names, numbers

Refused = dict[tuple[int, int], str]
"""Why an edge [p, c] is refused, as a line for people."""
TRANSLATED = ("translated", "machine_translated", "human_translated")


def by_verdicts(event: Event) -> Refused:
    """Edges between two languages that the child's verdict rules out."""
    pairs = ((p, c) for c in range(event.size) for p in range(event.size) if event.languages[p] != event.languages[c])
    found = {(p, c): by_verdict(event.profiles[p], event.profiles[c]) for p, c in pairs}
    return {pair: why for pair, why in found.items() if why}


def by_verdict(parent: Profile, child: Profile) -> str:
    """Why the verdict on an English article lets it not come out of the language of ``parent``; "" where it may: one
    judged original was not translated, one judged translated came out of a language of its prediction set."""
    verdict = child.verdict
    if child.language != "en":
        return ""
    if verdict.answer == "original":
        return f"{child.id} was judged original, not translated"
    if verdict.answer in TRANSLATED and verdict.source_set and parent.language not in (*verdict.source_set, "und"):
        return f"{child.id} was judged translated out of {', '.join(verdict.source_set)}"
    return ""


def by_figures(event: Event) -> Refused:
    """Edges between two languages whose articles have figures, several each, that are mostly others: two stories about
    the same people. A translation keeps its figures, and names and places alone make no parent."""
    held = [_figures(one) for one in event.profiles]
    found = {}
    for p, c in permutations(range(event.size), 2):
        if event.languages[p] == event.languages[c] or min(len(held[p]), len(held[c])) < _SEVERAL:
            continue
        if 2 * len(held[p] & held[c]) < min(len(held[p]), len(held[c])):
            parent, child = event.profiles[p].id, event.profiles[c].id
            found[p, c] = f"{child} has other figures than {parent}"
    return found


def _figures(one: Profile) -> frozenset[str]:
    """Its figures of two digits or more."""
    return frozenset(value for value, _ in numbers(one.verdict.document.text) if len(value) > 1)


_SEVERAL = 3
"""Figures of an article from which on they are compared with another's."""


def by_series(event: Event) -> Refused:
    """Edges between reports that one outlet made of different days."""
    line = "reports of one outlet on different days have phrases and furniture in common"
    pairs = ((p, c) for c in range(event.size) for p in range(event.size) if event.order[p, c])
    return {(p, c): line for p, c in pairs if is_series((event.profiles[p], event.profiles[c]))}


def is_series(profiles: Sequence[Profile]) -> bool:
    """Whether articles, two or more, are of one outlet and of different days, and no two the same but for a few words:
    the market report of today has what yesterday's had, and neither was made from the other."""
    days = {x.since.date() for x in profiles if x.since}
    outlets = {x.outlet for x in profiles}
    if not len(profiles) == len(days) > 1 == len(outlets) or "" in outlets:
        return False
    return not any(_reprinted(one, two) for one, two in permutations(profiles, 2))


def _reprinted(one: Profile, two: Profile) -> bool:
    return len(one.shingles & two.shingles) >= _REPRINT * len(two.shingles)


_REPRINT = 0.95
"""Share of an article's words in a row that another has too, from which on it was printed again."""


def by_readings(event: Event, chosen: dict[int, int], apart: Callable[[int, int], bool]) -> Refused:
    """Edges of the point answer (``chosen``: child to parent) whose child has a name or a figure with a third article
    where its supposed parent has another, that nobody else has but what came from the parent: that is an error of the
    parent, and the child cannot have it right from there. ``apart(c, q)``: q does not come from c."""
    words = [_particulars(one) for one in event.profiles]
    found = {}
    for c, p in chosen.items():
        if event.languages[p] != event.languages[c] and (why := _figure_of_a_third(event, words, c, p, apart)):
            found[p, c] = why
        if event.languages[p] == event.languages[c] and (swapped := list(_substituted(event, words, p, c))):
            for q in range(event.size):
                if q not in (p, c) and (pair := _with_a_third(swapped, words[q].keys())) and apart(c, q):
                    wrong, right = (words[place][min(some)] for place, some in zip((p, c), pair))
                    child, third, parent = (event.profiles[place].id for place in (c, q, p))
                    found[p, c] = f"{child} has “{right}” with {third} where {parent} has “{wrong}”"
                    break
    return found


def _figure_of_a_third(
    event: Event, words: Sequence[Mapping[str, str]], c: int, p: int, apart: Callable[[int, int], bool]
) -> str:
    """Why ``c`` has not come from ``p`` in another language: it has a figure with a third article where that one's
    sentence in the language of ``p`` differs from that of ``p`` in it; "" where nothing says so."""
    for q in range(event.size):
        if q in (p, c) or event.languages[q] != event.languages[p] or not apart(c, q):
            continue
        for theirs, mine in _substituted(event, words, p, q):
            wrong, right = (sorted(one for one in some if one.isdecimal() and len(one) > 1) for some in (theirs, mine))
            if wrong and right and words[c].keys() >= {*right} and not words[c].keys() & {*wrong}:
                child, third, parent = (event.profiles[place].id for place in (c, q, p))
                return f"{child} has “{right[0]}” with {third} where {parent} has “{wrong[0]}”"
    return ""


Swap = tuple[frozenset[str], frozenset[str]]
"""What stands in a parent's sentence, and in the child's in its place."""


def _with_a_third(swapped: Sequence[Swap], held: Set[str]) -> Swap | None:
    """The first swap of whose words a third article, which has ``held``, has some of the child's and none of the
    parent's; of the child's those."""
    for theirs, mine in swapped:
        if mine & held and not theirs & held:
            return theirs, mine & held
    return None


def _substituted(event: Event, words: Sequence[Mapping[str, str]], p: int, c: int) -> Iterator[Swap]:
    """Names and figures in sentences alike of which each has some that the other lacks; those that either has elsewhere
    are passed over."""
    ours, theirs = event.rows[c], event.rows[p]
    if not len(ours) or not len(theirs):
        return
    parent, child = words[p].keys(), words[c].keys()
    for row, place in zip(event.likeness[ours][:, theirs], ours, strict=True):
        at = int(row.argmax())
        if _ALIKE <= row[at] < 1.0:
            one, two = (frozenset(event.sentences[int(n)].forms) for n in (theirs[at], place))
            lost, got = (one - two) & (parent - child), (two - one) & (child - parent)
            if lost and got:
                yield lost, got


def _particulars(one: Profile) -> dict[str, str]:
    """Names and figures of an article, by their form in small letters."""
    text = one.verdict.document.text
    found = [*(name for name, _ in names(text)), *(span.slice(text) for _, span in numbers(text))]
    return {word.lower(): word for word in found}


_ALIKE = 0.7
"""Likeness of two sentences in which what differs stands for one another."""
