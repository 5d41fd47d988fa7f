"""A name, title or figure otherwise than in the other article.

Looks for
    A family name with another given name or title, a name with the same consonants spelled otherwise, another figure
    before the same noun; only where both articles are of one mind themselves.
Why
    Reports of one event leave things out, but seldom contradict each other in a given name, a title, the spelling of a
    name or a number of things counted. Translating and retelling mix these up ("Joe Blinken").
Confounders
    Namesakes and relatives; updates; two things counted by one noun. One other article proves nothing: the verdict is
    told only where two that are no copies of each other agree against it.
References
    Maas 1957, *Textkritik* (separative errors); Maynez et al. 2020 (entity errors).
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.contracts import Comparison
from provenance.particulars import contradict, single
from provenance.records import Document, Evidence, Hypothesis, Mark


class OtherParticular(Comparison):
    """Particulars of the child that contradict the parent; exposure counts those that both have."""

    code = "PR107"

    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        ours: list[Mark] = []
        shared = 0
        if parent.identified.language == child.identified.language == "en":
            theirs = single(parent.text)
            for key, one in sorted(single(child.text).items(), key=lambda item: item[1].span):
                other = theirs.get(key)
                shared += other is not None
                if other is not None and contradict(one, other):
                    ours.append(Mark(one.span, f"the other has “{other.span.slice(parent.text)}”", one.kind))
        yield Evidence(self.code, Hypothesis("translated"), float(len(ours)), float(shared), tuple(ours))
