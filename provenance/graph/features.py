"""What is measured on an ordered pair of articles of one event, as numbers for the relation model.

Measures of a pair see the rest of the event where the question needs it: whether another article explains the shared
words better is what tells a parent from a grandparent or a sibling (Maas 1957, *Textkritik*: a witness that has nothing
but what its model has is to be set aside).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.graph.alignment import Partners, load, pairing
from provenance.graph.profile import SHINGLE, Profile, Sentence, agreement, earlier
from provenance.graph.readings import FITS, NAMES, fits, readings, shared_lines

Array = NDArray[np.float64]

SAME = (
    "cover", "cover_back", "run", "near", "near_back", "equal", "explained", "explained_back", "margin", "margin_back",
    "unexplained", "unexplained_back", "first", "first_back", "earlier", "undated", "claim", "claim_back",
    "translated_child", "translated_parent", "sources", "repeats", "furniture", "longer", "anchors", "foreign", "share",
    "alike", "closer", "closer_back", "vote", "vote_back", "outvotes", "outvotes_back", "cross_child", "cross_parent",
    "beside", "beside_back", "lines", *NAMES, *(f"{name}_back" for name in NAMES),
    *FITS, *(f"{name}_back" for name in FITS),
)  # fmt: skip
"""Measures of a pair in one language. ``_back`` is the same with parent and child exchanged."""
CROSS = (
    "align", "align_back", "anchors", "anchors_back", "earlier", "undated", "claim", "claim_back", "source_child",
    "source_parent", "translated_child", "translated_parent", "first", "margin", "margin_back", "same_child",
    "same_parent", "longer", "english_child", "english_parent", "foreign",
    "paired", "loose", "loose_back", "over", "over_back", "lacking", "lacking_back", "lacking_ahead",
    "lacking_ahead_back",
)  # fmt: skip
"""Measures of a pair in two languages."""

ALONE = (
    "translated", "english", "explained", "alike", "vote", "cross", "dated", "claims", "company", "length", "shared",
    "least_rest", "least_spare", "loose",
)  # fmt: skip
"""Measures of one article, on which depends how likely it has no parent among those given."""

CONTEXT = (
    "parent", "child", "unseen_child", "unseen_parent", "grandparent", "grandchild", "common_parent", "sibling",
    "sibling_back", "shared_child", "shared_parent", "rival",
)  # fmt: skip
"""What a first look at the whole event says about a pair (see ``relations.context``)."""
LONE_CONTEXT = ("unseen", "shared", "best", "next", "children")
"""What it says about one article."""
SECOND = ("rest", "of_rest", "first_alone", "alike", "explained", "claim", "cover_back", "earlier")
"""Measures of a further parent."""

_UNPAIRED = 10.0
"""Sentences said to stay alone where two articles were not compared."""
_KEPT = 20
"""Candidates looked at for each article and kind of pair."""
LONGEST = 1_500
"""Sentences of one article that are compared one by one, its first: ten times a long report. What is computed of them
grows with the square of their number; a table or a list of a megabyte has tens of thousands."""
DIFFERENT = 15_000
"""Different sentences of an event that are compared, fifty for each of ``events.MOST`` articles: where there are more,
fewer than ``LONGEST`` of the longest articles are looked at, so that it takes some gigabytes of memory at most."""


class Event:
    """The articles of one event with what they share, measured together."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = within(profiles)
        self.cut = {
            place: len(one.sentences)
            for place, (one, kept) in enumerate(zip(profiles, self.profiles, strict=True))
            if one is not kept
        }
        """Number of sentences by place of an article of which only the first are compared."""
        self.size = len(self.profiles)
        self._incidence, places = _incidence([p.shingles for p in self.profiles])
        self._walks = [_walk(p, places) for p in self.profiles]
        self.sentences, self.spoken, self.rows, self.likeness = _sentences(self.profiles)
        """All different sentences, the language of each, their places in each article, the likeness of every two."""
        self.overlap: Array = self._incidence @ self._incidence.T
        self.shared = self._shared()
        self.total = np.array([max(1, len(p.shingles)) for p in self.profiles], dtype=float)
        self.explained = self.overlap / np.maximum(self.shared, 1.0)[None, :]
        """[p, c]: share of the words that c has in common with anybody which p has too."""
        np.fill_diagonal(self.explained, 0.0)
        self.languages = [p.language for p in self.profiles]
        self._weights = _rarity([p.anchors for p in self.profiles])
        self._anchors = self._anchor_overlap()
        self._top = [_best_two(self.explained[:, c]) for c in range(self.size)]
        self.alike = self.overlap / np.maximum(self.total[:, None] + self.total[None, :] - self.overlap, 1.0)
        np.fill_diagonal(self.alike, 0.0)
        self._closest = [_best_two(self.alike[:, c]) for c in range(self.size)]
        self.votes = self._votes()
        self._elected = [_best_two(self.votes[:, c]) for c in range(self.size)]
        self._crossed = [0.0] * self.size
        self._lacking: dict[int, dict[int, float]] = {}
        self._tightest: dict[tuple[int, str], list[tuple[float, int]]] = {}
        covered = np.where(np.eye(self.size, dtype=bool), 0.0, self.overlap)
        self._same_best = covered.max(axis=0, initial=0.0) / self.total
        """How well the best article in the same language covers each."""
        self.order = np.array([[earlier(a, b) for b in self.profiles] for a in self.profiles]).reshape(self.size, -1)
        """[i, j]: whether i certainly appeared before j."""
        self.readings = self._readings()
        alike = np.array([[a == b for b in self.languages] for a in self.languages]).reshape(self.size, self.size)
        self._able = alike & (self.overlap >= 3) & ~self.order.T & ~np.eye(self.size, dtype=bool)
        self.fits = fits(self.readings, self._able)
        self.outlets = frozenset(p.outlet for p in self.profiles if p.outlet)
        self.lost = [p.claims - self.outlets for p in self.profiles]
        """Outlets that each names as its source, though no article given is theirs."""
        self.lines = shared_lines([p.lines for p in self.profiles], [p.outlet for p in self.profiles])

    def _readings(self) -> dict[str, Array]:
        if self.size < 2:
            return {name: np.zeros((self.size, self.size)) for name in NAMES}
        return readings(self.rows, self.likeness, (self.explained > 0.95) | self.order)

    def _shared(self) -> Array:
        return np.asarray((self._incidence > 0).sum(axis=1), dtype=float)

    def _votes(self) -> Array:
        """[p, c]: share of c's common words that falls to p when each word is divided among all others who have it."""
        weight = 1.0 / np.maximum(self._incidence.sum(axis=0) - 1.0, 1.0)
        voted = (self._incidence * weight) @ self._incidence.T
        given = np.maximum(np.asarray((self._incidence * 1.0).sum(axis=1)), 1.0)
        np.fill_diagonal(voted, 0.0)
        return np.asarray(voted / given[None, :], dtype=float)

    def _anchor_overlap(self) -> Array:
        keys = sorted(self._weights)
        place = {key: i for i, key in enumerate(keys)}
        grid = np.zeros((self.size, len(keys)))
        for row, profile in enumerate(self.profiles):
            for key in profile.anchors:
                grid[row, place[key]] = math.sqrt(self._weights[key])
        return np.asarray(grid @ grid.T)

    def later(self, p: int, c: int) -> bool:
        """Whether ``p`` certainly appeared after ``c``, so that it can't be its parent."""
        return bool(self.order[c, p])

    def pairs(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Unordered pairs worth a closer look: those in one language, those in two."""
        same: set[tuple[int, int]] = set()
        cross: set[tuple[int, int]] = set()
        small = self.overlap / np.minimum(self.total[:, None], self.total[None, :])
        norm = np.sqrt(np.maximum(np.diag(self._anchors), 1e-9))
        cosine = self._anchors / norm[:, None] / norm[None, :]
        alike = np.array([[a == b for b in self.languages] for a in self.languages]).reshape(self.size, self.size)
        for i in range(self.size):
            ours = self._top_of(np.where(alike[i], small[i] + self.explained[:, i], 0.0), i)
            same.update((min(i, j), max(i, j)) for j in ours if self.overlap[i, j] >= 3)
            theirs = self._top_of(np.where(alike[i], 0.0, cosine[i] + 1e-6), i)
            cross.update((min(i, j), max(i, j)) for j in theirs)
        return sorted(same), sorted(cross)

    def _top_of(self, row: Array, me: int) -> list[int]:
        order = sorted((j for j in np.flatnonzero(row) if j != me), key=lambda j: (-row[j], self.profiles[j].id))
        return [int(j) for j in order[:_KEPT]]

    def same(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Array]:
        """Measures of both orders of each pair in one language."""
        return {
            order: measured
            for i, j in pairs
            for order, measured in zip(((i, j), (j, i)), self._same(i, j), strict=True)
        }

    def _same(self, i: int, j: int) -> tuple[Array, Array]:
        a, b = self.profiles[i], self.profiles[j]
        run = math.log1p(self._run(i, j)) / 5
        (near_b, equal_b), (near_a, equal_a) = self._near(i, j), self._near(j, i)
        anchors = self._anchors[i, j] / max(1e-9, min(self._anchors[i, i], self._anchors[j, j]))
        loose = (*self._unexplained(i, j), *self._unexplained(j, i))
        common = {
            "run": run, "undated": float(not earlier(a, b) and not earlier(b, a)), "anchors": anchors,
            "sources": agreement(a, b), "equal": (equal_a + equal_b) / 2, "foreign": float(a.language != "en"),
            "share": math.log1p(self.overlap[i, j]) / 6, "alike": self.alike[i, j],
            "lines": math.log1p(self.lines[i, j]),
        }  # fmt: skip
        return (
            self._order(i, j, common, (near_b, near_a), loose),
            self._order(j, i, common, (near_a, near_b), (*loose[2:], *loose[:2])),
        )

    def _run(self, p: int, c: int) -> int:
        """Words of the longest run of c's words that stands in p too (counted by shingles in a row)."""
        held = np.append(self._incidence[p] > 0, False)[self._walks[c]]
        edges = np.flatnonzero(np.diff(np.concatenate(([False], held, [False])).astype(np.int8)))
        return int((edges[1::2] - edges[::2]).max()) + SHINGLE - 1 if len(edges) else 0

    def nearness(self, i: int, j: int) -> tuple[float, float]:
        """Mean likeness of each one's sentences to their best in the other."""
        return self._near(i, j)[0], self._near(j, i)[0]

    def _near(self, p: int, c: int) -> tuple[float, float]:
        """Mean likeness of each of c's sentences to its best in p, and share of sentences that are equal."""
        ours, theirs = self.rows[c], self.rows[p]
        if not len(ours) or not len(theirs):
            return 0.0, 0.0
        best = self.likeness[np.ix_(ours, theirs)].max(axis=1)
        return float(best.mean()), float((best >= 1.0).mean())

    def news(self, c: int) -> float:
        """Share of c's sentences without kin in any other article, passing over those that certainly came later or have
        all they share from c."""
        ours = self.rows[c]
        below = self.order[c] | (self.explained[c] > 0.95)
        others = [self.rows[q] for q in range(self.size) if q != c and not below[q]]
        if not others or not len(ours):
            return float(len(ours) > 0)
        return float(1.0 - (self.likeness[np.ix_(ours, np.unique(np.concatenate(others)))] > 0).any(axis=1).mean())

    def _order(
        self, p: int, c: int, common: dict[str, float], near: tuple[float, float], loose: Sequence[float]
    ) -> Array:
        parent, child = self.profiles[p], self.profiles[c]
        values = {
            **common,
            "cover": self.overlap[p, c] / self.total[c],
            "cover_back": self.overlap[p, c] / self.total[p],
            "near": near[0],
            "near_back": near[1],
            "explained": self.explained[p, c],
            "explained_back": self.explained[c, p],
            "margin": self.margin(p, c),
            "margin_back": self.margin(c, p),
            "unexplained": loose[0],
            "unexplained_back": loose[2],
            "beside": loose[1],
            "beside_back": loose[3],
            "first": float(self.margin(p, c) >= 0),
            "first_back": float(self.margin(c, p) >= 0),
            "earlier": float(earlier(parent, child)),
            "closer": _ahead(self.alike[p, c], p, self._closest[c]),
            "closer_back": _ahead(self.alike[p, c], c, self._closest[p]),
            "vote": self.votes[p, c],
            "vote_back": self.votes[c, p],
            "outvotes": _ahead(self.votes[p, c], p, self._elected[c]),
            "outvotes_back": _ahead(self.votes[c, p], c, self._elected[p]),
            "cross_child": self._crossed[c],
            "cross_parent": self._crossed[p],
            "claim": float(_claims(child, parent)),
            "claim_back": float(_claims(parent, child)),
            "translated_child": child.translated / 5,
            "translated_parent": parent.translated / 5,
            "repeats": math.tanh(child.repeats - parent.repeats),
            "furniture": math.tanh((child.furniture - parent.furniture) / 2),
            "longer": math.log((len(child.words) + 5) / (len(parent.words) + 5)),
            **{name: math.log1p(counts[p, c]) for name, counts in self.readings.items()},
            **{f"{name}_back": math.log1p(counts[c, p]) for name, counts in self.readings.items()},
            **{name: _damped(counts[p, c]) for name, counts in self.fits.items()},
            **{f"{name}_back": _damped(counts[c, p]) for name, counts in self.fits.items()},
        }
        return np.array([values[name] for name in SAME])

    def margin(self, p: int, c: int) -> float:
        """How much better ``p`` explains ``c`` than the best other article does (negative: worse)."""
        return _ahead(self.explained[p, c], p, self._top[c])

    def rest(self, p: int, c: int) -> Array | None:
        """What each article has of c's words that ``p`` has not, by c's length; None where nothing is left."""
        own = (self._incidence[c] > 0) & (self._incidence[p] == 0)
        if not own.any():
            return None
        return np.asarray(self._incidence[:, own].sum(axis=1) / self.total[c], dtype=float)

    def second(self, p: int, q: int, c: int, rest: Array) -> Array:
        """Measures of whether ``q`` is a second parent of ``c`` beside ``p``, as ``SECOND`` names them."""
        left = max(float(rest[c]), 1e-9)
        back = self.rest(q, c)
        values = (
            float(rest[q]), float(rest[q]) / left, float(back[p]) if back is not None else 0.0, self.alike[p, q],
            self.explained[p, c], float(_claims(self.profiles[c], self.profiles[q])),
            self.overlap[q, c] / self.total[q],
            float(earlier(self.profiles[q], self.profiles[c])),
        )  # fmt: skip
        return np.array(values)

    def _unexplained(self, p: int, c: int) -> tuple[float, float]:
        """Largest share of c's words that a third article has and ``p`` has not; the same over third articles that
        are neither certainly later than c nor wholly explained by it, as its own descendants are."""
        rest = self.rest(p, c)
        if rest is None:
            return 0.0, 0.0
        rest[[p, c]] = 0.0
        below = (self.explained[c] > 0.98) | self.order[c]
        return float(rest.max(initial=0.0)), float(np.where(below, 0.0, rest).max(initial=0.0))

    def cross(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Array]:
        """Measures of both orders of each pair in two languages."""
        paired = self._paired(pairs)
        self._lacking = {}
        tightest: dict[tuple[int, str], list[tuple[float, int]]] = {}
        best: dict[tuple[int, str], list[tuple[float, int]]] = {}
        for (i, j), (*_, sure) in paired.items():
            for one, two in ((i, j), (j, i)):
                lacking = len(self.rows[one]) - sure
                self._lacking.setdefault(one, {})[two] = lacking
                tightest.setdefault((one, self._side(two)), []).append((-lacking, two))
                best.setdefault((one, self._side(two)), []).append((sure, two))
                if self._side(one) == "en":
                    share = sure / max(1, len(self.profiles[one].sentences))
                    share *= 0.5 + 0.5 * math.tanh(_source(self.profiles[one], self.languages[two]))
                    self._crossed[one] = max(self._crossed[one], share)
        self._tightest = {key: sorted(rows, reverse=True)[:2] for key, rows in tightest.items()}
        first = {key: sorted(rows, reverse=True)[:2] for key, rows in best.items()}
        found = {}
        for (i, j), measured in paired.items():
            for p, c in ((i, j), (j, i)):
                found[p, c] = self._cross(p, c, first, measured if p == j else _turned(measured))
        return found

    def _paired(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, ...]]:
        if not pairs:
            return {}
        partners = Partners(self.sentences, self.spoken, self.likeness, load())
        partners.agree([(self.rows[i], self.rows[j]) for i, j in pairs])
        return {(i, j): pairing(partners.gain[np.ix_(self.rows[i], self.rows[j])]) for i, j in pairs}

    def alone(self) -> Array:
        """Measures of each article by itself; call after ``cross``."""
        rows = []
        for c, child in enumerate(self.profiles):
            values = {
                "translated": child.translated / 5,
                "english": float(child.language == "en"),
                "explained": self._top[c][1],
                "alike": self._closest[c][1],
                "vote": self._elected[c][1],
                "cross": self._crossed[c],
                "dated": float(child.since is not None),
                "claims": float(bool(child.claims)),
                "company": math.log(self.size) / 4,
                "length": math.log(len(child.words) + 5) / 6,
                "shared": self.shared[c] / self.total[c],
                "least_rest": _damped(self._least(c)[0]),
                "least_spare": _damped(self._least(c)[1]),
                "loose": _damped(min(self._lacking.get(c, {}).values(), default=_UNPAIRED)),
            }
            rows.append([values[name] for name in ALONE])
        return np.array(rows)

    def _least(self, c: int) -> tuple[float, float]:
        """What the best explanation of ``c`` leaves of it, and the fewest sentences that go beyond it; 10 for none."""
        chosen = np.flatnonzero(self._able[:, c])
        every = [(float(self.fits["rest"][p, c]), float(self.fits["spare"][p, c])) for p in chosen]
        return min(every, default=(_UNPAIRED, _UNPAIRED))

    def apart(self, i: int, j: int) -> tuple[float, float]:
        """Sentences of each that the other can't be the source of (damped), fewer first: in one language those in
        another's form, from others or new; in two those not expected to have a partner."""
        if self.languages[i] == self.languages[j]:
            left, right = float(self.fits["rest"][j, i]), float(self.fits["rest"][i, j])
        else:
            left, right = self._lacking.get(i, {}).get(j, _UNPAIRED), self._lacking.get(j, {}).get(i, _UNPAIRED)
        return _damped(min(left, right)), _damped(max(left, right))

    def remainder(self, c: int, without: frozenset[int] = frozenset()) -> tuple[float, float]:
        """What the best article outside of ``without`` leaves of ``c`` (damped): in its language, and in another."""
        able = [float(self.fits["rest"][p, c]) for p in np.flatnonzero(self._able[:, c]) if int(p) not in without]
        other = [
            left
            for q, left in self._lacking.get(c, {}).items()
            if q not in without and not self.later(q, c) and self._side(q) != self._side(c)
        ]
        return _damped(min(able, default=_UNPAIRED)), _damped(min(other, default=_UNPAIRED))

    def _side(self, at: int) -> str:
        return "en" if self.languages[at] == "en" else "other"

    def _cross(
        self, p: int, c: int, best: dict[tuple[int, str], list[tuple[float, int]]], paired: tuple[float, ...]
    ) -> Array:
        """``paired``: sentences paired, those of c and of p amid them without a partner, those after them, and the
        partners expected to be right."""
        score, anchors = paired[-1], float(self._anchors[p, c])
        parent, child = self.profiles[p], self.profiles[c]
        rivals = [other for other, who in best[c, self._side(p)] if who != p]
        rivals_back = [other for other, who in best[p, self._side(c)] if who != c]
        size_c, size_p = max(1, len(child.sentences)), max(1, len(parent.sentences))
        values = {
            "align": score / size_c,
            "align_back": score / size_p,
            "anchors": anchors / max(1e-9, self._anchors[c, c]),
            "anchors_back": anchors / max(1e-9, self._anchors[p, p]),
            "earlier": float(earlier(parent, child)),
            "undated": float(not earlier(parent, child) and not earlier(child, parent)),
            "claim": float(_claims(child, parent)),
            "claim_back": float(_claims(parent, child)),
            "source_child": _source(child, parent.language),
            "source_parent": _source(parent, child.language),
            "translated_child": child.translated / 5,
            "translated_parent": parent.translated / 5,
            "first": float(not rivals or score >= max(rivals)),
            "margin": (score - max(rivals, default=0.0)) / size_c,
            "margin_back": (score - max(rivals_back, default=0.0)) / size_p,
            "same_child": self._same_best[c],
            "same_parent": self._same_best[p],
            "longer": math.log((size_c + 2) / (size_p + 2)),
            "english_child": float(child.language == "en"),
            "english_parent": float(parent.language == "en"),
            "foreign": float(child.language != "en" and parent.language != "en"),
            "paired": math.log1p(paired[0]),
            "loose": math.log1p(paired[1]),
            "loose_back": math.log1p(paired[2]),
            "over": math.log1p(paired[3]),
            "over_back": math.log1p(paired[4]),
            "lacking": math.log1p(len(self.rows[c]) - score),
            "lacking_back": math.log1p(len(self.rows[p]) - score),
            "lacking_ahead": self._tighter(c, p, len(self.rows[c]) - score),
            "lacking_ahead_back": self._tighter(p, c, len(self.rows[p]) - score),
        }
        return np.array([values[name] for name in CROSS])

    def _tighter(self, c: int, p: int, mine: float) -> float:
        """How many fewer of c's sentences stay alone beside ``p`` than beside the best other of p's side."""
        rivals = [-less for less, q in self._tightest[c, self._side(p)] if q != p]
        return _damped(min(rivals) - mine) if rivals else 0.0


def within(profiles: Sequence[Profile]) -> tuple[Profile, ...]:
    """The profiles, with the first sentences only of those that have more than can be compared; an article alone in its
    event keeps all."""
    if len(profiles) < 2:
        return tuple(profiles)
    most = LONGEST
    if len({(one.language, sentence.forms) for one in profiles for sentence in one.sentences[:most]}) > DIFFERENT:
        sizes = sorted(min(len(one.sentences), most) for one in profiles)
        left = DIFFERENT
        for done, size in enumerate(sizes):
            most = left // (len(sizes) - done)
            if size > most:
                break
            left -= size
    return tuple(
        one if len(one.sentences) <= most else replace(one, sentences=one.sentences[:most]) for one in profiles
    )


def _incidence(sets: Sequence[frozenset[tuple[str, ...]]]) -> tuple[Array, dict[tuple[str, ...], int]]:
    """Who has which shingle, of those that at least two articles have; and the column of each."""
    counts = Counter(shingle for one in sets for shingle in one)
    place = {shingle: i for i, shingle in enumerate(sorted(s for s, count in counts.items() if count > 1))}
    grid = np.zeros((len(sets), len(place)), dtype=np.float32)
    for row, one in enumerate(sets):
        grid[row, [place[shingle] for shingle in one if shingle in place]] = 1.0
    return grid, place  # type: ignore[return-value]


def _walk(one: Profile, places: dict[tuple[str, ...], int]) -> NDArray[np.int64]:
    """The columns of the article's shingles in the order of its text; the last column for one that nobody shares."""
    forms = [word.form for word in one.words]
    steps = (tuple(forms[at : at + SHINGLE]) for at in range(len(forms) - SHINGLE + 1))
    return np.array([places.get(step, len(places)) for step in steps], dtype=np.int64)


def _sentences(profiles: Sequence[Profile]) -> tuple[list[Sentence], list[str], list[NDArray[np.int64]], Array]:
    """All different sentences, the language of each, their places in each article, and the likeness of every two.
    Words are sent to single characters, so that whole sentences are compared at the speed of strings."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    letters: dict[str, str] = {}
    places: dict[tuple[str, str], int] = {}
    different: list[Sentence] = []
    rows = []
    for one in profiles:
        row = []
        for sentence in one.sentences:
            text = "".join(letters.setdefault(f, chr(0xF0000 + len(letters) % 0xFFF0)) for f in sentence.forms)
            if (one.language, text) not in places:
                places[one.language, text] = len(different)
                different.append(sentence)
            row.append(places[one.language, text])
        rows.append(np.array(row, dtype=np.int64))
    texts, languages = [text for _, text in places], [language for language, _ in places]
    if len(profiles) < 2:
        return different, languages, rows, np.zeros((0, 0), np.float32)
    likeness = cdist(texts, texts, scorer=Indel.normalized_similarity, score_cutoff=0.4, dtype=np.float32)
    return different, languages, rows, np.asarray(likeness)


def _damped(value: float) -> float:
    return math.copysign(math.log1p(abs(value)), value)


def _rarity(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(key for one in sets for key in one)
    return {key: 1.0 / count for key, count in counts.items()}


def _ahead(value: float, who: int, top: tuple[int, float, float]) -> float:
    """By how much ``value``, which is ``who``'s, is ahead of the best of the others."""
    best, first, second = top
    return float(value - (second if best == who else first))


def _best_two(column: Array) -> tuple[int, float, float]:
    """Place of the greatest value, that value, and the next."""
    best = int(np.argmax(column))
    return best, float(column[best]), float(np.delete(column, best).max(initial=0.0))


def _turned(paired: tuple[float, ...]) -> tuple[float, ...]:
    count, left, right, after_left, after_right, sure = paired
    return count, right, left, after_right, after_left, sure


def _source(child: Profile, language: str) -> float:
    """Log odds against an even spread that ``child`` comes out of ``language``; 0 when its verdict has no sources."""
    sources = child.sources
    if not sources:
        return 0.0
    return math.log(max(sources.get(language, 0.0), 1e-3) * len(sources)) / 3


def _claims(child: Profile, parent: Profile) -> bool:
    return bool(parent.outlet) and parent.outlet in child.claims
