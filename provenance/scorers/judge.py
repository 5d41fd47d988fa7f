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

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Self

from provenance import plugins
from provenance.contracts import Detector
from provenance.profile import profile
from provenance.records import Answer, Case, Change, Evidence, Hypothesis, Prior, Verdict, Weighed, Weight
from provenance.scorers.calibration import Calibration, Counted, calibration

PROFILE = {"PF001": "translated", "PF002": "machine", "PF003": "source"}
SHORT = 100
"""Fewer words than this are reported as a validation condition."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Posteriors and answer of one set of weighed evidence."""

    answer: Answer
    reason: str
    translated: float
    machine: float
    p_translated: float
    p_machine: float
    sources: tuple[tuple[str, float], ...]


class Judge:
    """Weighs a case under a prior."""

    def __init__(self, table: Calibration, without: tuple[str, ...] = (), trip: str = "") -> None:
        self.table = table
        self.trip = trip
        self.without = frozenset(without)

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
            "trip": self.trip,
            "without": ",".join(sorted(self.without)),
            "prior": f"{prior.translated:g},{prior.machine:g}" + ("" if not prior.sources else f",{_digest(prior)}"),
        }
        return "|".join(f"{name}:{value}" for name, value in parts.items() if value)

    def judge(self, case: Case, prior: Prior) -> Verdict:
        """The verdict on ``case``."""
        document = case.document
        weighed = tuple(self._weighed(case.evidence))
        language = document.identified
        if language.language != "en" and (language.certain or language.language is None):
            return self._silent(
                case,
                weighed,
                prior,
                f"not in English ({language.language or 'no text'}): only its place in the route is judged",
            )
        found = self._read(weighed, prior)
        without = self._read([w for w in weighed if w.channel != "furniture"], prior)
        if without.answer != found.answer:
            found = _withheld(found, without, "it would rest on page furniture alone")
        chosen = self._set(found.sources) if found.answer != "original" else ()
        return Verdict(
            article=document.article,
            document=document,
            answer=found.answer,
            p_translated=found.p_translated,
            p_machine=found.p_translated * found.p_machine,
            p_human=found.p_translated * (1 - found.p_machine),
            p_original=1 - found.p_translated,
            sources=found.sources,
            source_set=chosen,
            weights=self._weights(weighed, found),
            evidence=weighed,
            prior=prior,
            signature=self.signature(prior),
            changes=tuple(self._changes(weighed, found, prior, _tokens(case.evidence))),
            conditions=tuple(self._conditions(found, _tokens(case.evidence))),
            reason=found.reason,
        )

    def _silent(self, case: Case, weighed: tuple[Weighed, ...], prior: Prior, reason: str) -> Verdict:
        p = prior.translated
        return Verdict(
            case.document.article,
            case.document,
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
        for one in evidence:
            channel, group = _facts(one.code)
            if {one.code, channel, one.key} & self.without:
                continue
            if channel == "renditions":
                ratios = ((one.hypothesis.source or "", one.statistic),) if one.statistic else ()
                yield Weighed(one, channel, group, llr_sources=ratios, calibrated=bool(one.statistic))
            elif one.code == "PF003":
                sources.append(one)
            elif one.code in PROFILE:
                yield self._profiled(one, channel, group)
            else:
                yield self._counted(one, channel, group)
        if sources:
            best = max(sources, key=lambda one: one.statistic)
            merged = Evidence("PF003", Hypothesis("source"), best.statistic, best.exposure)
            yield Weighed(merged, "profile", "profile", llr_sources=self._source_ratios(sources), calibrated=True)

    def _profiled(self, one: Evidence, channel: str, group: str) -> Weighed:
        if one.code == "PF001":
            return Weighed(
                one,
                channel,
                group,
                llr_translated=self.table.translated.llr(one.statistic, one.exposure),
                calibrated=True,
            )
        return Weighed(
            one, channel, group, llr_machine=self.table.machine.llr(one.statistic, one.exposure), calibrated=True
        )

    def _counted(self, one: Evidence, channel: str, group: str) -> Weighed:
        row = self.table.rules.get(one.key)
        if row is None or not one.marks:
            return Weighed(
                one, channel, group, calibrated=row is not None, native_rate=row.native_rate if row else None
            )
        a, b, c = self.table.rule_weights
        scaled = tuple((tag, c * llr) for tag, llr in row.sources if c)
        return Weighed(one, channel, group, a * row.translated, b * row.machine, scaled, row.native_rate, True)

    def _source_ratios(self, evidence: Sequence[Evidence]) -> tuple[tuple[str, float], ...]:
        """Ratio of each language against the mean of all: calibrated softmax over logits, times their number."""
        table = self.table
        shrink = min(1.0, evidence[0].exposure / table.full)
        logits = [
            (one.statistic / table.temperature + table.bias.get(one.hypothesis.source or "", 0.0)) * shrink
            for one in evidence
        ]
        top = max(logits)
        total = math.log(sum(math.exp(x - top) for x in logits) / len(logits)) + top
        return tuple((one.hypothesis.source or "", (x - total) / math.log(10)) for one, x in zip(evidence, logits))

    def _read(self, weighed: Sequence[Weighed], prior: Prior) -> _Reading:
        translated = _strongest(weighed, lambda w: w.llr_translated) + self._agreement(weighed)
        machine = _strongest(weighed, lambda w: w.llr_machine)
        p, q = _posterior(translated, prior.translated), _posterior(machine, prior.machine)
        answer, reason = self._answer(p, q)
        return _Reading(answer, reason, translated, machine, p, q, _sources(weighed, prior))

    def _agreement(self, weighed: Sequence[Weighed]) -> float:
        return self.table.thresholds.get("agreement", 0.0) * agreement(weighed)

    def _answer(self, p: float, q: float) -> tuple[Answer, str]:
        """Answers need a posterior that kept false alarms under their limits on calibration documents."""
        limit = self.table.thresholds
        if p <= limit["original"]:
            return "original", ""
        if p < limit["translated"]:
            return "undetermined", "the evidence decides neither for a translation nor against one"
        if q >= limit["machine"] and p >= limit["machine_translated"]:
            return "machine_translated", ""
        if q <= limit["human"]:
            return "human_translated", ""
        return "translated", "machine or human cannot be told"

    def _set(self, sources: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        levels = self.table.set_levels
        inside = tuple(tag for tag, p in sources if p >= levels.get(tag, levels["*"]))
        return inside or tuple(tag for tag, _ in sources[:1])

    def _weights(self, weighed: Sequence[Weighed], found: _Reading) -> tuple[Weight, ...]:
        bound = self.table.translated.bound, self.table.machine.bound
        result = [
            Weight(Hypothesis("translated"), found.translated, found.translated - bound[0], found.translated + bound[0],
                   _parts(weighed, lambda w: w.llr_translated)),
            Weight(Hypothesis("machine"), found.machine, found.machine - bound[1], found.machine + bound[1],
                   _parts(weighed, lambda w: w.llr_machine)),
        ]  # fmt: skip
        for tag, _ in found.sources[:5]:
            llr = _strongest(weighed, lambda w, tag=tag: dict(w.llr_sources).get(tag, 0.0))  # type: ignore[misc]
            result.append(Weight(Hypothesis("source", tag), llr, llr, llr))
        return tuple(result)

    def _changes(self, weighed: Sequence[Weighed], found: _Reading, prior: Prior, tokens: float) -> Iterable[Change]:
        groups = {w.group for w in weighed if w.llr_translated or w.llr_machine}
        by = sorted(
            groups,
            key=lambda g: (-abs(_strongest([w for w in weighed if w.group == g], lambda w: w.llr_translated)), g),
        )
        for group in by[:3]:
            rest = self._read([w for w in weighed if w.group != group], prior)
            if rest.answer != found.answer:
                names = sorted(
                    {w.evidence.code for w in weighed if w.group == group and (w.llr_translated or w.llr_machine)}
                )
                yield Change(f"without {', '.join(names)}", rest.answer, rest.p_translated)
        if tokens < self.table.full:
            yield Change(
                "more text could decide either way; the profile is shrunk towards the prior on short texts",
                "undetermined",
                prior.translated,
            )

    def _conditions(self, found: _Reading, tokens: float) -> Iterable[str]:
        if tokens < SHORT:
            yield f"short: {tokens:.0f} tokens of body, calibrated on documents of 100 and more"
        if (
            found.answer not in ("original", "undetermined")
            and found.sources
            and found.sources[0][0] in self.table.thin
        ):
            yield f"source {found.sources[0][0]}: no real articles out of this language were at hand for calibration"


def agreement(weighed: Iterable[Weighed]) -> float:
    """log10 of the mean, under the profile's languages, of what the rules say of each; 0 without profile or rules."""
    rows = list(weighed)
    style = {tag: llr for one in rows if one.channel == "profile" for tag, llr in one.llr_sources}
    rules: dict[str, dict[str, float]] = {}
    for one in rows:
        if one.channel != "profile":
            for tag, llr in one.llr_sources:
                held = rules.setdefault(tag, {})
                if abs(llr) > abs(held.get(one.group, 0.0)):
                    held[one.group] = llr
    if not style or not rules:
        return 0.0
    top = max(style.values())
    likely = {tag: math.pow(10.0, llr - top) for tag, llr in style.items()}
    joint = math.fsum(p * math.pow(10.0, math.fsum(rules.get(tag, {}).values())) for tag, p in likely.items())
    return math.log10(joint / math.fsum(likely.values()))


def _withheld(found: _Reading, without: _Reading, why: str) -> _Reading:
    return _Reading(without.answer, f"downgraded from {found.answer}: {why}", without.translated, without.machine,
                    without.p_translated, without.p_machine, without.sources)  # fmt: skip


def _strongest(weighed: Iterable[Weighed], value: Callable[[Weighed], float]) -> float:
    groups: dict[str, float] = {}
    for one in weighed:
        llr = value(one)
        if abs(llr) > abs(groups.get(one.group, 0.0)):
            groups[one.group] = llr
    return math.fsum(groups.values())


def _parts(weighed: Iterable[Weighed], value: Callable[[Weighed], float]) -> tuple[tuple[str, float], ...]:
    groups: dict[str, tuple[str, float]] = {}
    for one in weighed:
        llr = value(one)
        if abs(llr) > abs(groups.get(one.group, ("", 0.0))[1]):
            groups[one.group] = (one.evidence.key, llr)
    return tuple(sorted(groups.values(), key=lambda part: (-abs(part[1]), part[0])))


def _sources(weighed: Sequence[Weighed], prior: Prior) -> tuple[tuple[str, float], ...]:
    groups: dict[str, dict[str, float]] = {}
    for one in weighed:
        for tag, llr in one.llr_sources:
            held = groups.setdefault(tag, {})
            if abs(llr) > abs(held.get(one.group, 0.0)):
                held[one.group] = llr
    known = dict(prior.sources)
    rest = max(0.0, 1 - sum(known.values())) / max(1, sum(tag not in known for tag in groups))
    scores = {
        tag: math.fsum(held.values()) + math.log10(max(known.get(tag, rest), 1e-9)) for tag, held in groups.items()
    }
    if not scores:
        return ()
    top = max(scores.values())
    raw = {tag: 10 ** (score - top) for tag, score in scores.items()}
    total = math.fsum(raw.values())
    return tuple(sorted(((tag, x / total) for tag, x in raw.items()), key=lambda pair: (-pair[1], pair[0])))


def _posterior(llr: float, prior: float) -> float:
    if prior <= 0 or prior >= 1:
        return prior
    odds = math.pow(10.0, max(-300.0, min(300.0, llr))) * prior / (1 - prior)
    return odds / (1 + odds)


def _tokens(evidence: Sequence[Evidence]) -> float:
    return next((one.exposure for one in evidence if one.code == "PF001"), 0.0)


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


def _digest(prior: Prior) -> str:
    import hashlib

    return hashlib.sha256(repr(prior).encode()).hexdigest()[:8]


__all__ = ["Counted", "Judge"]
