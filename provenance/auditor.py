"""All stages joined for one set of options; what commands, batch workers and the library call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from provenance import pipeline, render
from provenance.contracts import Engine, Scorer
from provenance.engines import open_engine
from provenance.errors import MissingError, OptionError, PriorError
from provenance.packages import controls
from provenance.profile import profile
from provenance.records import Article, Case, Graph, Prior, Verdict
from provenance.scorers.judge import Judge

TOGETHER = 16
"""Articles whose sentences go to the engine in one batch."""
_ENDING = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True)
class Settings:
    """Options that change verdicts; all of them stand in the signature. Raises PriorError for a prior that is none,
    OptionError for a channel or code that is unknown."""

    round_trip: bool = False
    languages: tuple[str, ...] = ()
    """Languages of the round trip, in small letters and each once; empty means those that the cheap channels leave in
    play."""
    top: int = 3
    """How many languages the round trip tries when ``languages`` is empty."""
    prior: Prior = field(default_factory=Prior)
    without: tuple[str, ...] = ()
    """Channels or codes left out, e.g. ``("furniture", "LX101")``."""

    def __post_init__(self) -> None:
        tags = dict.fromkeys(tag.lower() for tag in self.languages)
        object.__setattr__(self, "languages", tuple(tags))
        _check_prior(self.prior)
        object.__setattr__(self, "without", tuple(map(_folded, self.without)))
        _check_names(self.without)


class Auditor:
    """Judges articles under one set of options; holds the loaded models, so make one per process."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def judge(self) -> Scorer:
        """The scorer, loaded once."""
        return Judge.load(without=self.settings.without, trip=self._trip())

    @cached_property
    def engine(self) -> Engine:
        """The translation packages, opened once. Raises MissingError where a language was named that has none."""
        engine = open_engine()
        lacking = render.missing(engine, self.settings.languages)
        if lacking:
            raise MissingError(
                f"no translation packages both ways for {', '.join(lacking)}: "
                f"run provenance models install {' '.join(lacking)}, or leave them out of --languages"
            )
        return engine

    @property
    def signature(self) -> str:
        """Version, seed, digests of tables and weights, options, prior: the same signature gives the same bytes."""
        return self.judge.signature(self.settings.prior)

    def cases(self, articles: Iterable[Article]) -> Iterator[Case]:
        """Articles with regions, language and all evidence."""
        found = pipeline.observe(pipeline.segment(articles))
        if not self.settings.round_trip:
            yield from found
            return
        while chunk := list(islice(found, TOGETHER)):
            rendered = render.render_all(chunk, self.engine, [self._languages(case) for case in chunk])
            yield from pipeline.observe(rendered, renditions=True)

    def verdicts(self, articles: Iterable[Article]) -> Iterator[Verdict]:
        """Judge each article, streaming, in the order given."""
        return pipeline.weigh(self.cases(articles), self.judge, self.settings.prior)

    def reconsider(self, verdicts: Sequence[Verdict], graphs: Sequence[Graph]) -> tuple[Verdict, ...]:
        """Weigh once more, and for the last time, what other articles of the same event contradict."""
        from provenance.graph.context import context

        found = context(verdicts, graphs)
        return tuple(
            self.judge.reconsider(one, found[one.article.id]) if one.article.id in found else one for one in verdicts
        )

    def _languages(self, case: Case) -> Sequence[str]:
        if self.settings.languages:
            return self.settings.languages
        sources = self.judge.judge(case, self.settings.prior).sources
        return render.in_play(sources, self.engine, self.settings.top)

    def _trip(self) -> str:
        if not self.settings.round_trip:
            return ""
        wanted = self.settings.languages or render.languages_of(self.engine)
        trips = [render.signature_of(self.engine, language) for language in wanted]
        described = "|".join(f"{trip} {controls.known().get(trip)}" for trip in trips)
        return f"{','.join(self.settings.languages) or f'top{self.settings.top}'}:{_digest(described)}"


def unique(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles under ids of their own: the first of an id keeps it, the n-th becomes ``id#n``; an id that ends so
    already always gets an ending more, so no new id can meet an old one.

    >>> [one.id for one in unique(Article(name, "", "") for name in ("a", "a", "a#2"))]
    ['a', 'a#2', 'a#2#1']
    """
    seen: Counter[str] = Counter()
    for one in articles:
        seen[one.id] += 1
        yield replace(one, id=renamed(one.id, seen[one.id]))


def renamed(name: str, nth: int) -> str:
    """The id of the ``nth`` article (from 1) called ``name``."""
    return f"{name}#{nth}" if nth > 1 or _ENDING.search(name) else name


def _check_prior(prior: Prior) -> None:
    """Raises PriorError unless it is a Prior whose probabilities lie between 0 and 1 and those of its sources add up
    to 1 at most."""
    if not isinstance(prior, Prior):
        raise PriorError(f"the prior is a provenance.Prior, such as Prior(translated=0.2), not {prior!r}")
    if not isinstance(prior.sources, tuple) or not all(_pair(one) for one in prior.sources):
        raise PriorError('the prior sources are pairs of language and probability, such as (("de", 0.3), ("fr", 0.1))')
    sources = [(f"sources.{tag}", p) for tag, p in prior.sources]
    for name, p in (("translated", prior.translated), ("machine", prior.machine), *sources):
        if isinstance(p, bool) or not isinstance(p, int | float) or not 0 < p < 1:
            raise PriorError(f"the prior {name} must be a number between 0 and 1, both excluded, not {p!r}")
    known = profile().languages if prior.sources else ()
    if strange := sorted({tag for tag, _ in prior.sources}.difference(known)):
        raise PriorError(f"no source language {strange[0]!r}; known are {', '.join(known)}")
    if sum(p for _, p in sources) > 1.0001:
        raise PriorError("the prior probabilities of sources add up to more than 1")


def _pair(one: object) -> bool:
    return isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str)


def _check_names(names: Iterable[str]) -> None:
    """Raises OptionError, offering the nearest, unless each is a channel, a code or a code with its language."""
    if not names:
        return
    import difflib

    from provenance.view.rules import catalogue

    channels = {one.channel for one in catalogue().values()}
    known = channels | catalogue().keys()
    for name in names:
        if name.split(":")[0] not in known:
            near = [one for form in (name.upper(), name.lower()) for one in difflib.get_close_matches(form, known, 1)]
            offer = f"did you mean {near[0]}?" if near else f"channels are {', '.join(sorted(channels))}"
            raise OptionError(f"without {name}: no such channel or rule; {offer} (provenance rule lists the rules)")


def _folded(name: str) -> str:
    """A code in capitals with its language in small letters, a channel in small letters: how both are known."""
    head, colon, language = name.partition(":")
    return (head.upper() if any(map(str.isdigit, head)) else head.lower()) + colon + language.lower()


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:12]
