"""Where the style of an article changes: its best cut in two, each half read by the profile for itself.

An article may be written in part and translated in part: an agency's body with a translated tail, a translated
interview under a reporter's own lead. Of all cuts between lines (short ones joined) that leave ``LEAST`` tokens on
either side, the one is taken where the mean weight of the profile's features for *translated* changes most against its
sampling error (the maximum likelihood estimate of one change in mean; Hinkley 1970, Biometrika 57:1-17). Whether the
halves really differ is for the scorer to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.profile import Profile, Reading, profile
from provenance.records import Document, Span

LEAST = 120
"""Tokens that a half must have."""
_PIECES, _PIECE = 256, 200
"""Cuts are sought between at most so many pieces of an article, of so many characters at least."""
_ALIKE = 3.0
"""Halves whose odds, reckoned without regard to features that come again, differ less (natural logarithm) are alike."""


@dataclass(frozen=True, slots=True)
class Half:
    """A half of the article: where it stands, and what the profile reads in it."""

    span: Span
    reading: Reading


def halves(document: Document) -> tuple[Half, Half] | None:
    """The halves of the best cut; None where they are alike, or the text is too short for two or on one line."""
    lines = list(_lines(document))
    cuts = _pieces(lines)
    if len(cuts) < 2:
        return None
    spans = [Span(lines[first].start, lines[last].end) for first, last in cuts]
    model = profile()
    ids, ends = _ids(model, document.text, lines, cuts)
    places = np.flatnonzero((ends >= LEAST) & (ends <= len(ids) - LEAST))
    best = _best(model, ids, ends[places]) if len(places) else None
    if best is None:
        return None
    cut = int(places[best])
    at = int(ends[cut])
    return (
        Half(Span(spans[0].start, spans[cut].end), model.judge_ids(ids[:at])),
        Half(Span(spans[cut + 1].start, spans[-1].end), model.judge_ids(ids[at:])),
    )


def _best(model: Profile, ids: NDArray[np.uint64], cuts: NDArray[np.int64]) -> int | None:
    """Number of the cut with the greatest change in mean, in standard errors; None where its sides are alike."""
    weight, count = model.telling(ids)
    total, number = np.cumsum(weight), np.cumsum(count)
    left, n = total[cuts - 1], np.maximum(number[cuts - 1], 1).astype(float)
    right, m = total[-1] - left, np.maximum(number[-1] - n, 1)
    best = int(np.argmax(np.abs(left / n - right / m) * np.sqrt(n * m)))
    rough = left[best] / np.sqrt(n[best]) - right[best] / np.sqrt(m[best])
    return best if abs(rough) >= _ALIKE else None


def _lines(document: Document) -> Iterator[Span]:
    """Lines of body and dek that are not empty."""
    for region in document.regions:
        if region.kind in ("body", "dek"):
            start = region.span.start
            for line in region.span.slice(document.text).split("\n"):
                if line.strip():
                    yield Span(start, start + len(line))
                start += len(line) + 1


def _ids(
    model: Profile, text: str, lines: list[Span], cuts: list[tuple[int, int]]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The numbers of the tokens of all pieces, and how many of them stand before the end of each. What stands between
    two lines of a piece belongs to it; mostly that is nothing, and then these are the lines that the profile read."""
    bare = all(not text[a.end : b.start].strip() for first, last in cuts for a, b in pairwise(lines[first : last + 1]))
    spans = lines if bare else [Span(lines[first].start, lines[last].end) for first, last in cuts]
    parts = [span.slice(text) for span in spans]
    ids, ends = model.lines("\n".join(parts))
    if bare:
        return ids, ends[[last for _, last in cuts]]
    return ids, ends[np.cumsum([part.count("\n") + 1 for part in parts]) - 1]


def _pieces(lines: list[Span]) -> list[tuple[int, int]]:
    """First and last of the neighbouring lines that are joined into pieces of about one length."""
    least = max(_PIECE, (lines[-1].end - lines[0].start) // _PIECES) if lines else 0
    found: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate(lines):
        if line.end - lines[first].start >= least or number + 1 == len(lines):
            found.append((first, number))
            first = number + 1
    return found
