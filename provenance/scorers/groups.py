"""Evidence by groups: what depends on each other does not add up, so only the strongest ratio of a group counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from provenance.records import Prior, Weighed

Parts = tuple[tuple[str, float], ...]
"""Key of the evidence and ratio of every group's strongest."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The strongest ratio of every group for every hypothesis: what each reading of a case is summed from, all groups
    or all but one. Sums are exact (``fsum``), so that the order of evidence does not matter."""

    translated: dict[str, float]
    machine: dict[str, float]
    sources: dict[str, dict[str, float]]
    """By language, then by group."""
    rules: dict[str, dict[str, float]]
    """The same without the profile."""
    style: dict[str, dict[str, float]]
    """The profile's ratios by its group, then by language."""

    @classmethod
    def of(cls, weighed: Iterable[Weighed]) -> Self:
        """The groups of weighed evidence."""
        found = cls({}, {}, {}, {}, {})
        for one in weighed:
            _keep(found.translated, one.group, one.llr_translated)
            _keep(found.machine, one.group, one.llr_machine)
            styled = one.channel == "profile"
            if styled and one.llr_sources:
                found.style.setdefault(one.group, {}).update(one.llr_sources)
            for tag, llr in one.llr_sources:
                _keep(found.sources.setdefault(tag, {}), one.group, llr)
                if not styled:
                    _keep(found.rules.setdefault(tag, {}), one.group, llr)
        return found

    def agreement(self, without: str = "") -> float:
        """log10 of the mean, under the profile's languages, of what the rules say of each; 0 without either."""
        style = {tag: llr for group, rows in self.style.items() if group != without for tag, llr in rows.items()}
        rules = {tag: held for tag, held in self.rules.items() if held.keys() - {without}}
        if not style or not rules:
            return 0.0
        top = max(style.values())
        likely = {tag: math.pow(10.0, llr - top) for tag, llr in style.items()}
        joint = math.fsum(
            p * math.pow(10.0, total(rules[tag], without)) if tag in rules else p for tag, p in likely.items()
        )
        return math.log10(joint / math.fsum(likely.values()))

    def posteriors(self, prior: Prior) -> tuple[tuple[str, float], ...]:
        """Source languages, likeliest first, with their probabilities given a translation."""
        known = dict(prior.sources)
        rest = max(0.0, 1 - sum(known.values())) / max(1, sum(tag not in known for tag in self.sources))
        scores = {
            tag: math.fsum(held.values()) + math.log10(max(known.get(tag, rest), 1e-9))
            for tag, held in self.sources.items()
        }
        if not scores:
            return ()
        top = max(scores.values())
        raw = {tag: 10 ** (score - top) for tag, score in scores.items()}
        total = math.fsum(raw.values())
        return tuple(sorted(((tag, x / total) for tag, x in raw.items()), key=lambda pair: (-pair[1], pair[0])))


def _keep(held: dict[str, float], group: str, llr: float) -> None:
    if abs(llr) > abs(held.get(group, 0.0)):
        held[group] = llr


def total(held: dict[str, float], without: str = "") -> float:
    """Sum over groups, perhaps without one of them."""
    return math.fsum(llr for group, llr in held.items() if group != without)


def parts(weighed: Iterable[Weighed], value: Callable[[Weighed], float]) -> Parts:
    """The strongest of every group, the heaviest first."""
    groups: dict[str, tuple[str, float]] = {}
    for one in weighed:
        llr = value(one)
        if abs(llr) > abs(groups.get(one.group, ("", 0.0))[1]):
            groups[one.group] = (one.evidence.key, llr)
    return tuple(sorted(groups.values(), key=lambda part: (-abs(part[1]), part[0])))
