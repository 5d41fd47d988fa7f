"""Evidence by groups: what depends on each other does not add up, so only the strongest ratio of a group counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
    """The same without the profile and without round trips, which speak to the language alone: the weight of agreement
    was fitted without them."""
    style: dict[str, dict[str, float]]
    """The profile's ratios by its group, then by language."""
    _likely: dict[str, tuple[dict[str, float], float]] = field(default_factory=dict)
    """What ``_likelihoods`` found."""

    @classmethod
    def of(cls, weighed: Iterable[Weighed]) -> Self:
        """The groups of weighed evidence."""
        found = cls({}, {}, {}, {}, {})
        for one in weighed:
            if one.llr_translated:
                _keep(found.translated, one.group, one.llr_translated)
            if one.llr_machine:
                _keep(found.machine, one.group, one.llr_machine)
            if not one.llr_sources:
                continue
            styled = one.channel == "profile"
            if styled:
                found.style.setdefault(one.group, {}).update(one.llr_sources)
            for tag, llr in one.llr_sources:
                _keep(found.sources.setdefault(tag, {}), one.group, llr)
                if not styled and one.channel != "renditions":
                    _keep(found.rules.setdefault(tag, {}), one.group, llr)
        return found

    def agreement(self, without: str = "") -> float:
        """log10 of the mean, under the profile's languages, of what the rules say of each; 0 without either."""
        rules = {tag: held for tag, held in self.rules.items() if len(held) > (without in held)}
        likely, whole = self._likelihoods(without) if rules else ({}, 0.0)
        if not likely:
            return 0.0
        joint = dict(likely)
        for tag, held in rules.items():
            if tag in joint:
                joint[tag] *= math.pow(10.0, total(held, without))
        return math.log10(math.fsum(joint.values()) / whole)

    def _likelihoods(self, without: str) -> tuple[dict[str, float], float]:
        """How likely the profile finds each language against its likeliest, and their sum; remembered, since most
        readings leave out another group than the profile's."""
        left_out = without if without in self.style else ""
        found = self._likely.get(left_out)
        if found is None:
            style = {tag: llr for group, rows in self.style.items() if group != without for tag, llr in rows.items()}
            top = max(style.values(), default=0.0)
            likely = {tag: math.pow(10.0, llr - top) for tag, llr in style.items()}
            found = self._likely[left_out] = likely, math.fsum(likely.values())
        return found

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
