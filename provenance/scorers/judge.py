"""From evidence to a verdict: base-10 log-likelihood ratios, posteriors under a stated prior, and an answer or silence.

Formula, for each question: take every piece of evidence with its calibrated ratio, keep the strongest of each group
(what depends on each other does not add up), sum the groups; ``odds = prior odds * 10**sum``. For the source language
the same sum is taken for every language and the posterior is normalised over languages. Rules that point to the
language that the profile finds likely speak for a translation, rules that point elsewhere against one: to the sum for
*translated* comes ``weight * log10(sum over L of p(L | profile) * 10**(ratio of the rules for L))``. Ratios are
measured by ``scripts/calibrate.py`` on documents that took no part in training; each is bounded by how much was
counted.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from importlib.resources.abc import Traversable
from typing import NamedTuple, Self

from provenance import lexicon, plugins
from provenance.contracts import Detector, Scorer
from provenance.halves import LEAST, halves
from provenance.profile import profile
from provenance.records import (
    Answer,
    Case,
    Change,
    Document,
    Evidence,
    Hypothesis,
    Part,
    Prior,
    Question,
    Verdict,
    Weighed,
    Weight,
)
from provenance.scorers.bounds import reach
from provenance.scorers.calibration import (
    Calibration,
    Counted,
    Line,
    Ratios,
    calibration,
    limits,
    tokens_read,
)
from provenance.scorers.groups import Groups, Parts, parts, total

BESIDE = {"PF004": "named", "PF005": "home"}
"""Detectors whose statistics are part of the ratio of PF001, by the names of ``Line.beside``."""
PROFILE = {"PF001": "translated", "PF002": "machine", "PF003": "source"} | dict.fromkeys(BESIDE, "translated")
SHORT = 100
"""Fewer words than this are reported as a validation condition."""
_ALIKE = "papers, histories, minutes, features and second-language writers can read like a translation"
_SURELY = 1e-4
"""What brings a ratio past its limit, so that the answer is that of the limit's far side."""


class _Row(NamedTuple):
    """What is known of a piece of evidence before it is looked at."""

    channel: str
    group: str
    counted: Counted | None
    left_out: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """Ratios, posteriors and answer of one set of weighed evidence."""

    answer: Answer
    reason: str
    translated: float
    machine: float
    p_translated: float
    p_machine: float


class Judge(Scorer):
    """Weighs a case under a prior."""

    def __init__(self, table: Calibration, without: tuple[str, ...] = (), trip: str = "") -> None:
        self.table = table
        self.trip = trip
        self.without = frozenset(without)
        self._rows: dict[tuple[str, str | None], _Row] = {}

    @classmethod
    def load(cls, without: tuple[str, ...] = (), trip: str = "") -> Self:
        """Load the shipped calibration; ``without`` names channels and codes that are left out, ``trip`` describes the
        round trip for the signature."""
        return cls(calibration(), without, trip)

    def signature(self, prior: Prior) -> str:
        """One line that names everything the verdict depends on, in the manner of sacrebleu."""
        parts = {
            "prov": _version("translation-provenance"),
            "langdetect": _version("langdetect") + ",seed:0",
            "profile": profile().digest,
            "calibration": self.table.digest,
            "tables": _tables(),
            "trip": self.trip,
            "without": ",".join(sorted(self.without)),
            "prior": f"{prior.translated:g},{prior.machine:g}" + ("" if not prior.sources else f",{_digest(prior)}"),
        }
        return "|".join(f"{name}:{value}" for name, value in parts.items() if value)

    def judge(self, case: Case, prior: Prior) -> Verdict:
        """The verdict on ``case``."""
        return self._verdict(case.document, tuple(self._weighed(case.evidence)), prior)

    def reconsider(self, verdict: Verdict, context: Weighed) -> Verdict:
        """The last weighing, with what the other articles of the event say against this one. Evidence without a ratio
        is shown and changes nothing else."""
        if self.without & {context.evidence.code, context.channel}:
            return verdict
        evidence = (*verdict.evidence, context)
        if not context.llr_translated or not verdict.weights:
            return replace(verdict, evidence=evidence)
        again = self._verdict(verdict.document, evidence, verdict.prior)
        return replace(again, signature=f"{again.signature}|context:{context.llr_translated:g}")

    def _verdict(self, document: Document, weighed: tuple[Weighed, ...], prior: Prior) -> Verdict:
        language = document.identified
        if language.language != "en" and (language.certain or language.language is None):
            return self._silent(
                document,
                weighed,
                prior,
                f"not in English ({language.language or 'no text'}): only its place in the route is judged",
            )
        tokens = tokens_read(one.evidence for one in weighed)
        found, telling, groups = self._fused(weighed, prior, tokens)
        sources = groups.posteriors(prior)
        changes = tuple(self._changes(telling, groups, found, prior, tokens))
        bare = self._read(groups, prior, tokens, "profile").answer
        halved = self._parts(document, weighed, prior)
        p_mixed = differing(halved) if halved else None
        if halved:
            changes = (Change("read as one text", found.answer, found.p_translated),)
            found = replace(found, answer="mixed", reason=_told(halved))
        return Verdict(
            article=document.article,
            document=document,
            answer=found.answer,
            p_translated=found.p_translated,
            p_machine=found.p_translated * found.p_machine,
            p_human=found.p_translated * (1 - found.p_machine),
            p_original=1 - found.p_translated,
            sources=sources,
            source_set=self._set(sources, tokens) if found.answer != "original" else (),
            weights=self._weights(telling, groups, found, sources),
            evidence=weighed,
            prior=prior,
            signature=self.signature(prior),
            changes=changes,
            conditions=tuple(self._conditions(found.answer, bare, groups, sources, tokens)),
            reason=found.reason,
            parts=halved,
            p_mixed=p_mixed,
        )

    def _fused(self, weighed: Iterable[Weighed], prior: Prior, tokens: float) -> tuple[_Reading, list[Weighed], Groups]:
        """The reading and what it rests on. Page furniture can withhold an answer but never give one: where it alone
        would carry an answer, both are without furniture; where it alone speaks against an original, nothing is
        said."""
        telling = [w for w in weighed if w.llr_translated or w.llr_machine or w.llr_sources]
        groups = Groups.of(telling)
        found = self._read(groups, prior, tokens)
        own = [w for w in telling if w.channel != "furniture"]
        if len(own) == len(telling):
            return found, telling, groups
        bare = Groups.of(own)
        without = self._read(bare, prior, tokens)
        if without.answer == found.answer:
            return found, telling, groups
        if without.answer == "original":
            reason = "the text alone reads as an original, its page furniture does not"
            return replace(found, answer="undetermined", reason=reason), telling, groups
        reason = f"downgraded from {found.answer}: it would rest on page furniture alone"
        return replace(without, reason=reason), own, bare

    def _silent(self, document: Document, weighed: tuple[Weighed, ...], prior: Prior, reason: str) -> Verdict:
        p = prior.translated
        return Verdict(
            document.article,
            document,
            "undetermined",
            p,
            p * prior.machine,
            p * (1 - prior.machine),
            1 - p,
            (),
            (),
            (),
            weighed,
            prior,
            self.signature(prior),
            reason=reason,
        )

    def _weighed(self, evidence: Sequence[Evidence]) -> Iterable[Weighed]:
        sources: list[Evidence] = []
        beside = _beside(one for one in evidence if one.code in BESIDE and not self._known(one).left_out)
        for one in evidence:
            channel, group, row, left_out = self._known(one)
            if left_out:
                continue
            if channel == "renditions":
                ratios = ((one.hypothesis.source or "", one.statistic),) if one.statistic else ()
                yield Weighed(one, channel, group, llr_sources=ratios, calibrated=bool(one.statistic))
            elif one.code == "PF003":
                sources.append(one)
            elif one.code == "PF001":
                llr = self.table.translated.llr(one.statistic, one.exposure, beside)
                yield Weighed(one, channel, group, llr_translated=llr, calibrated=True)
            elif one.code == "PF002":
                llr = self.table.machine.llr(one.statistic, one.exposure)
                yield Weighed(one, channel, group, llr_machine=llr, calibrated=True)
            elif one.code in BESIDE:
                yield Weighed(one, channel, group, calibrated=True)
            elif row is None or not one.marks:
                yield Weighed(one, channel, group, 0.0, 0.0, (), row.native_rate if row else None, row is not None)
            else:
                yield self._counted(one, channel, group, row)
        if sources:
            best = max(sources, key=lambda one: one.statistic)
            merged = Evidence("PF003", Hypothesis("source"), best.statistic, best.exposure)
            yield Weighed(merged, "profile", "profile", llr_sources=self._source_ratios(sources), calibrated=True)

    def _known(self, one: Evidence) -> _Row:
        """What is known of evidence with this code and source; remembered."""
        return self._rows.get((one.code, one.hypothesis.source)) or self._row(one)

    def _row(self, one: Evidence) -> _Row:
        channel, group = _facts(one.code)
        left_out = not self.without.isdisjoint((one.code, channel, one.key))
        found = _Row(channel, group, self.table.rules.get(one.key), left_out)
        self._rows[one.code, one.hypothesis.source] = found
        return found

    def _counted(self, one: Evidence, channel: str, group: str, row: Counted) -> Weighed:
        return Weighed(one, channel, group, *self.table.weighing(row), row.native_rate, True)

    def _source_ratios(self, evidence: Sequence[Evidence]) -> Ratios:
        told = ((one.hypothesis.source or "", one.statistic) for one in evidence)
        return self.table.sources.ratios(told, evidence[0].exposure)

    def _read(self, groups: Groups, prior: Prior, tokens: float, without: str = "") -> _Reading:
        """The reading of all groups, or of all but one."""
        agreement = self.table.thresholds.get("agreement", 0.0) * groups.agreement(without)
        translated = total(groups.translated, without) + agreement
        machine = total(groups.machine, without)
        p, q = _posterior(translated, prior.translated), _posterior(machine, prior.machine)
        even = _posterior(translated, 0.5), _posterior(machine, 0.5)
        return _Reading(*self._answer(p, q, even, tokens), translated, machine, p, q)

    def _parts(self, document: Document, weighed: Iterable[Weighed], prior: Prior) -> tuple[Part, ...]:
        """The two halves of a mixed text: where two states explain their style far better than one does."""
        limit = self.table.thresholds.get("mixed")
        tokens = tokens_read(one.evidence for one in weighed)
        if limit is None or tokens < 2 * LEAST or not 0 < prior.translated < 1:
            return ()
        found = halves(document)
        if found is None:
            return ()
        parts = tuple(Part(half.span, self.table.told(half.reading)) for half in found)
        return parts if differing(parts) >= limit else ()

    def _answer(self, p: float, q: float, even: tuple[float, float], tokens: float) -> tuple[Answer, str]:
        """Answers need a posterior that kept false alarms under their limits on calibration documents. Those limits
        were set at even odds: a prior can withhold an answer and never give one, so both must reach them."""
        limit = limits(self.table.thresholds, tokens)
        (p_least, p_most), (q_least, q_most) = sorted((p, even[0])), sorted((q, even[1]))
        if p_most <= limit["original"]:
            return "original", ""
        if p_least < limit["translated"]:
            return "undetermined", "the evidence decides neither for a translation nor against one"
        if q_least >= limit["machine"] and p_least >= limit["machine_translated"]:
            return "machine_translated", ""
        if q_most <= limit["human"]:
            return "human_translated", ""
        return "translated", "machine or human cannot be told"

    def _set(self, sources: Sequence[tuple[str, float]], tokens: float) -> tuple[str, ...]:
        """Every language above the level of its class, in a short text above that of its length, and the likeliest:
        what is named first is never left out."""
        level = next((level for most, level in self.table.short_levels if tokens < most), None)
        levels = self.table.set_levels if level is None else {"*": level}
        return tuple(tag for at, (tag, p) in enumerate(sources) if not at or p >= levels.get(tag, levels["*"]))

    def _weights(
        self, weighed: Sequence[Weighed], groups: Groups, found: _Reading, sources: Sequence[tuple[str, float]]
    ) -> tuple[Weight, ...]:
        table, (a, b, _) = self.table, self.table.rule_weights
        style = {w.evidence.code: w.evidence for w in weighed if w.evidence.code in PROFILE}
        translated = (
            *_slopes(table.translated, style.get("PF001"), _beside(style.values())),
            total(groups.translated, "profile") / (a or 1.0),
            groups.agreement(),
        )
        machine = (
            *_slopes(table.machine, style.get("PF002")),
            total(groups.machine, "profile") / (b or 1.0),
        )
        result = [
            self._weight("translated", found.translated, translated, parts(weighed, lambda w: w.llr_translated)),
            self._weight("machine", found.machine, machine, parts(weighed, lambda w: w.llr_machine)),
        ]
        for tag, _ in sources[:5]:
            llr = total(groups.sources[tag])
            result.append(Weight(Hypothesis("source", tag), llr, llr, llr))
        return tuple(result)

    def _weight(self, question: Question, llr: float, gradient: Sequence[float], named: Parts) -> Weight:
        """The ratio of a question with its interval; as wide as the line's bound where no interval was measured."""
        table = self.table
        half = table.translated.bound if question == "translated" else table.machine.bound
        if covariance := table.spread.get(question):
            rows = [table.rules[key] for key, _ in named if key in table.rules]
            half = reach(gradient, covariance, self._errors(question, rows))
        return Weight(Hypothesis(question), llr, llr - half, llr + half, named)

    def _errors(self, question: Question, rows: Iterable[Counted]) -> Iterable[float]:
        a, b, _ = self.table.rule_weights
        return (a * row.translated_error if question == "translated" else b * row.machine_error for row in rows)

    def _changes(
        self, weighed: Sequence[Weighed], groups: Groups, found: _Reading, prior: Prior, tokens: float
    ) -> Iterable[Change]:
        heavy = groups.translated.keys() | groups.machine.keys()
        for group in sorted(heavy, key=lambda g: (-abs(groups.translated.get(g, 0.0)), g))[:3]:
            rest = self._read(groups, prior, tokens, group)
            if rest.answer != found.answer:
                names = {w.evidence.code for w in weighed if w.group == group and (w.llr_translated or w.llr_machine)}
                yield Change(f"without {', '.join(sorted(names))}", rest.answer, rest.p_translated)
        if found.answer == "undetermined":
            yield from self._wanting(found, prior, tokens)

    def _wanting(self, found: _Reading, prior: Prior, tokens: float) -> Iterable[Change]:
        """How much more evidence an undetermined text would take, either way."""
        limit = limits(self.table.thresholds, tokens)
        if not 0 < prior.translated < 1:
            return
        for name, noun, given, sign in (
            ("translated", "translation", min(prior.translated, 0.5), 1),
            ("original", "original", max(prior.translated, 0.5), -1),
        ):
            more = sign * (_log_odds(limit[name]) - _log_odds(given) - found.translated)
            if more > 0:
                llr = found.translated + sign * (more + _SURELY)
                p = _posterior(llr, prior.translated)
                even = _posterior(llr, 0.5), _posterior(found.machine, 0.5)
                answer, _ = self._answer(p, found.p_machine, even, tokens)
                times = 10**more
                said = f"{times:.1f} times" if times < 10 else f"{times:,.0f} times"
                said = "a little" if times < 1.05 else said
                yield Change(f"evidence {said} stronger for {'an' if sign < 0 else 'a'} {noun}", answer, p)

    def _conditions(
        self, answer: Answer, bare: Answer, groups: Groups, sources: Sequence[tuple[str, float]], tokens: float
    ) -> Iterable[str]:
        """What to know before the answer is cited; ``bare`` is the answer without the profile."""
        if tokens < SHORT:
            more = "; more text could decide either way" if answer == "undetermined" else ""
            yield f"short: {tokens:.0f} tokens of body, calibrated on documents of 100 and more{more}"
        if answer in ("original", "undetermined"):
            return
        if all(llr <= 0 for group, llr in groups.translated.items() if group != "profile"):
            yield f"style alone: no word of the text speaks for a translation by itself; {_ALIKE}"
        elif bare in ("original", "undetermined"):
            yield f"style decides: what stands in the text would not carry this verdict without it; {_ALIKE}"
        if sources and sources[0][0] in self.table.thin:
            yield f"source {sources[0][0]}: no real articles out of this language were at hand for calibration"
        elif sources and (share := self._mistaken(sources[0][1])) is not None:
            yield (
                f"source {sources[0][0]}: of articles out of languages that the profile knows by single sentences only "
                f"({len(self.table.thin)} of its {len(self.table.sources.bias)}), {share:.0%} were given a wrong "
                "language as surely as this"
            )

    def _mistaken(self, p: float) -> float | None:
        """Share of articles out of unknown languages of which a wrong one was named with ``p`` or more; None where
        nobody measured it, or no language is near being named."""
        reached = [hits / count for least, hits, count in self.table.unknown if least <= p]
        return reached[-1] if reached else None


def differing(parts: Sequence[Part]) -> float:
    """Probability, at even odds, that of two parts one is translated and the other not."""
    first, second = parts
    return _posterior(two_states(first.llr, second.llr), 0.5)


def two_states(first: float, second: float) -> float:
    """log10 ratio of *one half translated, the other not* against *both alike*, each way as likely as the other.

    >>> round(two_states(2.0, -2.0), 2), round(two_states(2.0, 2.0), 2), two_states(0.0, -2.0)
    (1.7, -1.7, 0.0)
    """
    apart = math.pow(10.0, first) + math.pow(10.0, second)
    return math.log10(apart / (math.pow(10.0, first + second) + 1))


def _told(parts: Iterable[Part]) -> str:
    """The parts in words, as a reason."""
    said = (
        f"characters {part.span.start} to {part.span.end} read as {'a translation' if part.llr > 0 else 'an original'}"
        for part in parts
    )
    return f"the style changes: {', '.join(said)}"


def _beside(evidence: Iterable[Evidence]) -> dict[str, float]:
    """The statistics that a line reads beside its own, by their names."""
    return {BESIDE[one.code]: one.statistic for one in evidence if one.code in BESIDE}


def _slopes(line: Line, style: Evidence | None, beside: Mapping[str, float] | None = None) -> tuple[float, ...]:
    """How the profile's ratio moves with what was fitted of its line; 0 where the profile is missing."""
    if style is None:
        return (0.0,) * len(line.numbers())
    return line.slopes(style.statistic, style.exposure, beside)


def _log_odds(p: float) -> float:
    return math.log10(p / (1 - p))


def _posterior(llr: float, prior: float) -> float:
    if prior <= 0 or prior >= 1:
        return prior
    odds = math.pow(10.0, max(-300.0, min(300.0, llr))) * prior / (1 - prior)
    return odds / (1 + odds)


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    return {
        kind.code: (kind.channel, kind.group or kind.code[:2])
        for kind in plugins.scan("provenance.detectors", Detector)
    }


def _facts(code: str) -> tuple[str, str]:
    return _kinds().get(code, ("rules", code[:2]))


@cache
def _version(name: str) -> str:
    return metadata.version(name)


@cache
def _tables() -> str:
    """Digest of the tables and settings of all languages, their names and bytes; 12 hex digits."""
    found = hashlib.sha256()
    for name, file in sorted(one for room in ("languages", "tables") for one in _files(lexicon.data() / room, room)):
        raw = file.read_bytes()
        found.update(f"{name} {len(raw)}\n".encode())
        found.update(raw)
    return found.hexdigest()[:12]


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """The files below ``folder`` that are read, not those about them."""
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{name}/{one.name}")
        elif one.name.endswith((".tsv", ".toml")):
            yield f"{name}/{one.name}", one


def _digest(prior: Prior) -> str:
    return hashlib.sha256(repr(prior).encode()).hexdigest()[:8]


__all__ = ["Judge"]
