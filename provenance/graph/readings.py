"""What two articles have in each other's sentences, seen against everybody else's: the readings of textual criticism.

A sentence that one article has may stand in another word for word, in other words (*kin*), or not at all. Who else has
it, and in which form, tells more than how much is shared: what a child has in a form that others have too and its
supposed parent has not, it has from elsewhere; what it has alone may be its own slip (Maas 1957, *Textkritik*: an error
that separates; West 1973, *Textual Criticism and Editorial Technique*).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

NAMES = ("same", "against", "own", "from_others", "new", "added")
"""Of c's sentences, [p, c] how many: stand in p word for word; have kin in p, while others have c's form; have kin in p
and a form nobody else has; have no kin in p, but in others; have kin nowhere and stand amid what others have; the same
at the end. Others are articles that do not certainly come from c."""


def readings(rows: Sequence[NDArray[np.int64]], likeness: Array, below: Flags) -> dict[str, Array]:
    """Counts for every pair. ``rows`` are the places of each article's sentences among all different ones, ``likeness``
    that of every two of these (0: no kin), ``below[c, q]`` whether q comes from c. Linear in pairs times sentences."""
    size, different = len(rows), len(likeness)
    held = np.zeros((size, different), dtype=bool)
    kin = np.zeros((size, different), dtype=bool)
    for place, row in enumerate(rows):
        if len(row):
            held[place, row] = True
            kin[place] = (likeness[row] > 0).any(axis=0)
    found = {name: np.zeros((size, size)) for name in NAMES}
    for c, row in enumerate(rows):
        if len(row):
            for name, column in _column(held[:, row], kin[:, row], below[c], c).items():
                found[name][:, c] = column
    return found


def _column(held: Flags, kin: Flags, below: Flags, c: int) -> dict[str, Array]:
    """The counts of every p for one c, whose sentences the columns of ``held`` and ``kin`` are."""
    others = ~below
    others[c] = False
    by_others, akin = held[others].any(axis=0), kin[others].any(axis=0)
    anybody = np.flatnonzero(np.delete(kin, c, axis=0).any(axis=0)) if len(kin) > 1 else np.array([], dtype=int)
    amid = np.arange(held.shape[1]) < (anybody[-1] if len(anybody) else 0)
    near, lacking = kin & ~held, ~kin
    return {
        "same": held.sum(axis=1).astype(float),
        "against": (near & by_others).sum(axis=1).astype(float),
        "own": (near & ~by_others).sum(axis=1).astype(float),
        "from_others": (lacking & akin).sum(axis=1).astype(float),
        "new": (lacking & ~akin & amid).sum(axis=1).astype(float),
        "added": (lacking & ~akin & ~amid).sum(axis=1).astype(float),
    }


FITS = ("rest", "ahead", "spare", "spare_ahead")
"""How well p explains c: c's sentences that it does not (in another's form, from others, new); the same less that of
the best other article; p's sentences that c has not; the same less the fewest of all who leave no more of c."""


def fits(counts: dict[str, Array], able: Flags) -> dict[str, Array]:
    """``FITS`` of every pair; ``able[p, c]`` whether p may be c's parent at all."""
    rest = counts["against"] + counts["from_others"] + counts["new"]
    spare = (counts["from_others"] + counts["new"] + counts["added"]).T
    found = {"rest": rest, "spare": spare, "ahead": np.zeros_like(rest), "spare_ahead": np.zeros_like(rest)}
    for c in range(len(rest)):
        chosen = np.flatnonzero(able[:, c])
        if len(chosen) > 1:
            mine, over = rest[chosen, c], spare[chosen, c]
            order = np.lexsort((over, mine))
            low = np.where(np.arange(len(chosen)) == order[0], mine[order[1]], mine[order[0]])
            found["ahead"][chosen, c] = np.clip(low - mine, -_FAR, _FAR)
            found["spare_ahead"][chosen, c] = _fewest(mine, over)
    return found


def _fewest(mine: Array, over: Array) -> Array:
    """For each: the fewest of ``over`` among all others with no more of ``mine``, less its own."""
    rows = np.where(mine[None, :] <= mine[:, None], over[None, :], np.inf)
    np.fill_diagonal(rows, np.inf)
    best = rows.min(axis=1)
    return np.where(np.isfinite(best), np.clip(best - over, -_FAR, _FAR), float(_FAR))


_FAR = 10


def shared_lines(lines: Sequence[frozenset[str]], outlets: Sequence[str]) -> Array:
    """[i, j]: furniture that both have, each line divided among those who have it beyond the first; 0 where both are of
    one outlet, whose pages look alike whatever stands in them."""
    holders: dict[str, list[int]] = {}
    for place, some in enumerate(lines):
        for line in some:
            holders.setdefault(line, []).append(place)
    found = np.zeros((len(lines), len(lines)))
    for _, who in sorted(holders.items()):
        if 1 < len(who) <= _WIDE:
            found[np.ix_(who, who)] += 1.0 / (len(who) - 1)
    alike = np.array([[bool(a) and a == b for b in outlets] for a in outlets]).reshape(found.shape)
    found[alike] = 0.0
    np.fill_diagonal(found, 0.0)
    return found


_WIDE = 20
"""Articles that may have a line before it says nothing: a limit of cost."""
