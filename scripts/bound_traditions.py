"""What can be known of artificial traditions by one who sees which sentence is which, in any language.

    python scripts/bound_traditions.py --data DIR --split dev --events 120

A withheld article is *needed* where its heirs have something that no given article in its language can have given them:
two heirs at least that nobody explains, or one translated into English. Without that, a tradition in which it never was
explains all texts as well. The bound is for whoever also knows each article's language of origin and who is later than
whom, which nobody does, so that no method reaches it. The parent of an article is taken by the same eyes: of those with
most of its sentences the one that has the fewest others.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval_traditions import Truth
from make_traditions import Made, traces, traditions

from provenance.graph.profile import moment


def later(one: Made, two: Made) -> bool:
    """Whether ``one`` certainly appeared after ``two``."""
    since, until = moment(one.published)[0], moment(two.published)[1]
    return since is not None and until is not None and until < since


class Sight:
    """One event as seen with every sentence's identity."""

    def __init__(self, made: Sequence[Made]) -> None:
        self.truth = Truth(made)
        self.keys = {one.id: {key for *_, key in one.segments} for one in made}
        self.texts = {one.id: {one.text[start:end] for start, end, _ in one.segments} for one in made}

    def able(self, child: Made, language: str) -> Iterator[Made]:
        """Given articles in ``language`` that may stand above ``child``."""
        for one in self.truth.given:
            below = child.id in self.truth.ancestors(one)
            if one.id != child.id and one.language == language and not below and not later(one, child):
                yield one

    def explained(self, heir: Made, lost: Made) -> bool:
        """Whether a given article could have given ``heir`` all that it has from ``lost``."""
        if heir.language != lost.language:
            needed = self.keys[heir.id] & self.keys[lost.id]
            return any(needed <= self.keys[one.id] for one in self.able(heir, lost.language))
        taken = self.texts[heir.id] & self.texts[lost.id]
        return any(bool(taken) and taken <= self.texts[one.id] for one in self.able(heir, lost.language))

    def needed(self, heirs: frozenset[str], lost: Made) -> bool:
        known = self.truth.known
        alone = [name for name in heirs if not self.explained(known[name], lost)]
        crossed = any(known[name].language == "en" != lost.language for name in alone)
        return (len(alone) > 1 or crossed) and len(alone) * 2 >= len(heirs)

    def heirs(self, lost: Made) -> frozenset[str]:
        below = [one for one in self.truth.known.values() if lost.id in one.parents]
        return frozenset(x for one in below for x in (self.heirs(one) if one.hidden else (one.id,)))

    def guess(self, child: Made) -> Made | None:
        """Of those with most of ``child``'s sentences, in its parent's language, the one that has the fewest others."""
        parent = self.truth.known[child.parents[0]]
        held = self.texts if parent.language == child.language else self.keys
        own = held[child.id]
        every = [(-len(held[x.id] & own), len(held[x.id]), x.id) for x in self.able(child, parent.language)]
        return self.truth.known[min(every)[2]] if every else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", default="dev")
    parser.add_argument("--events", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    count, needed = Counter[str](), Counter[str]()
    kinds: dict[str, Counter[bool]] = {}
    for made in traditions(options.data, options.split, options.events, options.seed):
        sight = Sight(made)
        true = traces(sight.truth.given, sight.truth.known)
        for lost in made:
            heirs = sight.heirs(lost) if lost.hidden else frozenset[str]()
            if heirs in true and (len(heirs) > 1 or lost.language != "en"):
                kind = "English" if lost.language == "en" else "foreign"
                kind += ", several heirs" if len(heirs) > 1 else ", one heir"
                count[kind] += 1
                needed[kind] += sight.needed(heirs, lost)
        for child in sight.truth.given:
            if any(parent in sight.truth.ids for parent in child.parents):
                guess = sight.guess(child)
                right = guess is not None and sight.truth.right(child, guess.id, False)
                kinds.setdefault(child.kind, Counter())[right] += 1
    for name in sorted(count):
        print(f"withheld, {name}: {needed[name]} of {count[name]} needed")
    print(f"withheld: {needed.total()} of {count.total()} needed")
    for kind, hits in sorted(kinds.items()):
        print(f"parents of {kind}: {hits[True] / hits.total():.3f} of {hits.total()}")
    every = sum(kinds.values(), Counter[bool]())
    print(f"parents that are given: {every[True] / every.total():.3f} of {every.total()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
