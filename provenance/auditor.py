"""All stages joined for one set of options; what commands, batch workers and the library call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from provenance import pipeline
from provenance.records import Article, Case, Prior, Verdict
from provenance.scorers.judge import Judge


@dataclass(frozen=True, slots=True)
class Settings:
    """Options that change verdicts; all of them stand in the signature."""

    round_trip: bool = False
    languages: tuple[str, ...] = ()
    """Languages of the round trip; empty means those that the cheap channels leave in play."""
    top: int = 3
    """How many languages the round trip tries when ``languages`` is empty."""
    prior: Prior = Prior()
    without: tuple[str, ...] = ()
    """Channels or codes left out, e.g. ``("furniture", "LX101")``."""


class Auditor:
    """Judges articles under one set of options; holds the loaded models, so make one per process."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def judge(self) -> Judge:
        """The scorer, loaded once."""
        return Judge.load(without=self.settings.without)

    @property
    def signature(self) -> str:
        """Version, seed, digests of tables and weights, options, prior: the same signature gives the same bytes."""
        return self.judge.signature(self.settings.prior)

    def cases(self, articles: Iterable[Article]) -> Iterator[Case]:
        """Articles with regions, language and the evidence of the detectors that need no rendition."""
        return pipeline.observe(pipeline.segment(articles))

    def verdicts(self, articles: Iterable[Article]) -> Iterator[Verdict]:
        """Judge each article, streaming, in the order given."""
        return pipeline.weigh(self.cases(articles), self.judge, self.settings.prior)
