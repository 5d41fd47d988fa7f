"""The frozen records that travel through the pipeline; this module imports nothing of ours.

Every span counts characters (Unicode code points) of ``Article.text``. Languages are BCP 47 tags ("de", "zh").
A likelihood ratio is always a base-10 logarithm, ``llr``: 0 says nothing, 1 says ten times likelier.

What an article has a hundred of is a named tuple, all else a frozen dataclass, which takes three times as long to make.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Question = Literal["translated", "machine", "source", "derived"]
"""*translated* (against original), *machine* (against human, given translated), *source* (out of this language, given
translated); of a pair of articles: *derived* (the one came from the other)."""

Answer = Literal["original", "translated", "machine_translated", "human_translated", "mixed", "undetermined"]
TRANSLATED: tuple[Answer, ...] = ("translated", "machine_translated", "human_translated", "mixed")
"""Answers that say translation; ``mixed`` says it of a part of the text, so it counts as an accusation."""

RegionKind = Literal[
    "headline", "dek", "byline", "dateline", "caption", "quote", "subheading", "boilerplate", "credit", "body"
]

EdgeKind = Literal["copy", "rewrite", "quote", "human_translation", "machine_translation", "translation"]

UNORDERED = "cannot tell which came first"
"""Evidence of a link whose direction is not decided."""
EQUAL = "equal texts"
"""Stands in the evidence of a link whose parent is one of several with the same words: no single one is likelier."""
WITHHELD, OPEN = "withheld", "open"
"""Beginnings of the evidence of a link that is likely and not asserted, the reason following: something speaks against
it; or it is the likeliest, and not likely enough."""


class Span(NamedTuple):
    """A half-open interval of characters, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: the reader normalised ``text`` once (NFC, line ends ``\\n``, no NUL or surrogates)."""

    id: str
    text: str
    origin: str
    """Where the bytes came from: a path, ``path:record`` or an URL."""
    published: str | None = None
    """ISO 8601 date or time, as given; None when unknown."""
    outlet: str | None = None
    title: str | None = None
    """Title known from metadata; the headline in ``text`` is a region."""
    url: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """The input's own columns, in their order, untouched."""
    notes: tuple[str, ...] = ()
    """Remarks of the reader, such as an encoding that was guessed or text that was extracted from HTML."""
    dek: tuple[str, ...] = ()
    """What the mark-up of a page calls its dek, a line each; those that stand in ``text`` are regions."""


@dataclass(frozen=True, slots=True)
class Identification:
    """Language of a stretch of text. ``certain`` is False for short or mixed text; ``language`` None for no letters."""

    language: str | None
    probability: float
    certain: bool
    second: str | None = None


class Region(NamedTuple):
    """A part of the article with a kind. Body, quote and furniture are judged apart. ``quote`` regions lie in others;
    all other kinds tile the text line by line without overlap."""

    kind: RegionKind
    span: Span
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rendition:
    """A region's text sent along ``route`` (("en", "de", "en") is a round trip) by the engine named in ``signature``.

    ``source`` holds the sentences that were sent, ``pivot`` what stood in the middle, ``text`` what came back: three
    tuples of equal length. ``forced`` is log10 P(source sentence | pivot) per target token under the returning model,
    ``free`` the same for ``text``; both empty when not scored.
    """

    region: Region
    route: tuple[str, ...]
    source: tuple[str, ...]
    pivot: tuple[str, ...]
    text: tuple[str, ...]
    signature: str
    forced: tuple[float, ...] = ()
    free: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its regions, the language of the whole and, after ``render``, its renditions."""

    article: Article
    regions: tuple[Region, ...]
    identified: Identification
    renditions: tuple[Rendition, ...] = ()
    _tiles: tuple[Region, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tiles", tuple(region for region in self.regions if region.kind != "quote"))

    @property
    def text(self) -> str:
        return self.article.text

    def region_at(self, offset: int) -> Region | None:
        """The tiling region (not a quote) that covers ``offset``; ``regions`` stand in the order of the text."""
        at = bisect_right(self._tiles, offset, key=lambda region: region.span.start) - 1
        return self._tiles[at] if at >= 0 and offset < self._tiles[at].span.end else None


class Hypothesis(NamedTuple):
    """What a piece of evidence speaks to. ``source`` names the source language where one is meant."""

    question: Question
    source: str | None = None
    pivot: str | None = None


class Mark(NamedTuple):
    """Where evidence shows. ``note`` is for people; ``value`` is a normalised value (an outlet's key, a language)."""

    span: Span
    note: str = ""
    value: str = ""


class Evidence(NamedTuple):
    """What one detector saw. ``statistic`` counts or measures, ``exposure`` says where it could show (words, pairs,
    quotations...); no mark is evidence too. ``key`` (code plus hypothesis) is what calibration knows."""

    code: str
    hypothesis: Hypothesis
    statistic: float
    exposure: float
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> str:
        """``LX101`` or, where a source language is meant, ``LX101:de``."""
        return f"{self.code}:{self.hypothesis.source}" if self.hypothesis.source else self.code


@dataclass(frozen=True, slots=True)
class Case:
    """A document with the evidence gathered so far."""

    document: Document
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A calibrated base-10 log-likelihood ratio for ``hypothesis``; ``parts`` names what it is the sum of (evidence key
    or channel, llr). ``low`` and ``high`` hold where 19 of 20 samples of calibration documents would have put it."""

    hypothesis: Hypothesis
    llr: float
    low: float
    high: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Prior:
    """Prior probabilities, explicit and settable: of translation, of a machine given translation, of each source."""

    translated: float = 0.5
    machine: float = 0.5
    sources: tuple[tuple[str, float], ...] = ()
    """Empty: the same for every language. Languages not named share what is left."""


class Weighed(NamedTuple):
    """One piece of evidence with the ratios that calibration gives its key; 0 and not ``calibrated`` when uncounted."""

    evidence: Evidence
    channel: str
    group: str
    llr_translated: float = 0.0
    llr_machine: float = 0.0
    llr_sources: tuple[tuple[str, float], ...] = ()
    native_rate: float | None = None
    """Share of native English documents in which the rule fires."""
    calibrated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One way the verdict would change: ``condition`` in words, ``answer`` and ``p_translated`` that would result."""

    condition: str
    answer: Answer
    p_translated: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mixed text, judged by its style alone; ``llr`` is that of *translated*."""

    span: Span
    llr: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one article, with everything that says so."""

    article: Article
    document: Document
    answer: Answer
    p_translated: float
    p_machine: float
    """Joint probability of a machine translation; ``p_machine + p_human == p_translated``."""
    p_human: float
    p_original: float
    sources: tuple[tuple[str, float], ...]
    """Source languages, likeliest first, given translated; probabilities sum to 1."""
    source_set: tuple[str, ...]
    """Prediction set: holds the truth nine times in ten on held-out documents."""
    weights: tuple[Weight, ...]
    evidence: tuple[Weighed, ...]
    prior: Prior
    signature: str
    changes: tuple[Change, ...] = ()
    conditions: tuple[str, ...] = ()
    """Validation conditions, in words: what this article has that calibration documents did not, and what the verdict
    rests on."""
    reason: str = ""
    """Why an answer was withheld or downgraded; empty when it was not."""
    parts: tuple[Part, ...] = ()
    """The parts of a mixed text, in their order."""
    p_mixed: float | None = None
    """Probability that the parts differ, at even odds; None where the text is not mixed. ``p_translated`` is then that
    of the text read as one."""

    def llr(self, question: Question) -> float:
        """The article's log10 likelihood ratio for ``translated`` or ``machine``."""
        return next((w.llr for w in self.weights if w.hypothesis == Hypothesis(question)), 0.0)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not go on, at which stage, and why, in one line."""

    origin: str
    stage: str
    reason: str
    record: str = ""


LIMIT = "--longest of audit and batch"
"""Where a user sets ``ReadOptions.longest``."""
LONGEST = 2_000_000
"""Characters of an article, at most, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the input; readers guess what is left empty."""

    text: tuple[str, ...] = ()
    """Columns that hold the text, joined by a blank line in this order. The other columns are named one each:"""
    id: str | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    table: str | None = None
    """Table of a database, or a SELECT statement."""
    encoding: str | None = None
    """Name of a codec; None detects it."""
    format: str | None = None
    """Suffix without dot ("csv") that all input is read as, whatever its name; None goes by suffix, then by content."""
    longest: int = LONGEST
    """An article of more characters is refused, so that time and memory stay bounded."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a derivation graph: observed (an article given), claimed (named in one) or inferred."""

    id: str
    kind: Literal["observed", "claimed", "inferred"]
    outlet: str | None
    language: str | None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` came from ``parent`` (node ids) with probability ``p``; ``evidence`` as short lines for people. ``p``
    is None where the parent is an outlet that an article only names: that the words stand there is certain, whether
    they are true was not judged."""

    parent: str
    child: str
    kind: EdgeKind
    p: float | None
    weight: Weight | None = None
    evidence: tuple[str, ...] = ()

    @property
    def rank(self) -> float:
        """What edges are sorted by: ``p``, and 1 for one that has none."""
        return 1.0 if self.p is None else self.p

    @property
    def unordered(self) -> bool:
        """Whether it is not decided which of its two ends came first."""
        return UNORDERED in self.evidence

    @property
    def equals(self) -> str:
        """The line that says for how many texts with the same words the parent stands; "" where it stands alone."""
        return next((line for line in self.evidence if EQUAL in line), "")

    @property
    def withheld(self) -> str:
        """The line that says why a likely link is not asserted; "" where none does."""
        return next((line for line in self.evidence if line.startswith((f"{WITHHELD}: ", f"{OPEN}: "))), "")

    @property
    def open(self) -> bool:
        """Whether it is not asserted only because it is not likely enough."""
        return self.withheld.startswith(OPEN)


@dataclass(frozen=True, slots=True)
class QuoteVersion:
    """One quotation as one article has it; ``drift`` lists typed changes against the group's medoid."""

    quote: str
    article: str
    speaker: str
    span: Span
    text: str
    direct: bool
    medoid: bool
    drift: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """The derivation of one event: nodes, all edges with probabilities, and the point answer (parent links kept)."""

    event: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    arborescence: tuple[Link, ...]
    quotes: tuple[QuoteVersion, ...] = ()
    chains: tuple[tuple[str, str], ...] = field(default=())
    """(article id, route) with routes written as in the design, ``dpa:? >copy *?:de >mt 004:en``."""
    notes: tuple[str, ...] = ()
    """What was not looked at, as lines for people."""
