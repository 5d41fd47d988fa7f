"""Readings of originals of WMT's newsrooms by profiles that never saw them: how many would be called translated?

    python scripts/train_profile.py --data ../shared/data --work work/profile --name n14c --apart newstest2014 ...
    python scripts/cross_originals.py --data ../shared/data --work work/profile n14c,n14e,nf n15c,n15e,nf ...

Few originals of WMT's newsrooms are kept for calibration, far fewer than of the world's outlets. The others train; but
of each year there are trainings that left all its originals out (``--apart``; their names joined as for
``join_profile.py``), and what these say of that year's originals is what a newsroom never seen would be told
(cross-fitting). The small ensemble of a fold spreads its numbers otherwise than the shipped one, so each is first
brought to the latter's scale, by least squares on documents of the calibration role, which neither saw. Writes
``crossed.jsonl`` into the work folder; ``calibrate.py fit`` then prints how many it would accuse. They take no part in
the fit (docs/method.md says what became of trying).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from calibrate import BESIDE, Doc, calibrates, crossed, numbered, observe
from eval_unknown import read
from join_profile import joined, trainings

from provenance.profile import Profile

NUMBERS = ("pf_t", *BESIDE.values())
"""What the line of *translated* reads."""


def scales(shipped: dict[int, Doc], seen: list[Doc]) -> dict[str, np.ndarray]:
    """Slope and intercept that bring each number of a fold to the scale of the shipped profile."""
    pairs = [(shipped[row["number"]], row) for row in seen if row["number"] in shipped]
    return {name: np.polyfit([b[name] for _, b in pairs], [a[name] for a, _ in pairs], 1) for name in NUMBERS}


def fold(work: Path, names: list[str], rows: list[Doc], shipped: dict[int, Doc], apart: list[Doc]) -> list[Doc]:
    """The documents that the trainings ``names`` left out, with their readings."""
    trained = trainings(work, names)
    left = {str(training.arrays["apart"]) for training in trained} - {""}
    if len(left) != 1:
        raise SystemExit(f"cross_originals.py: {', '.join(names)} must leave out one and the same --apart")
    model = Profile(joined(trained, rows), "")
    scale = scales(shipped, read(model, rows))
    own = [row for row in apart if left.copy().pop() in row["engine"]]
    print(names, len(own), {name: two.round(3).tolist() for name, two in scale.items()}, flush=True)
    return [
        row | {name: round(float(np.polyval(scale[name], row[name])), 4) for name in NUMBERS}
        for row in read(model, own)
    ]


def main() -> None:
    """Write the readings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", nargs="+", help="comma-separated names of the trainings of one fold")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    options = parser.parse_args()
    shipped = {row["number"]: row for row in map(json.loads, (options.work / "observed.jsonl").open())}
    rows = [row for row in numbered(options.data) if calibrates(row)]
    apart = [{**row, "number": -1 - number} for number, row in enumerate(crossed(options.data))]
    ruled = {row["number"]: row for row in observe(apart)}
    with (options.work / "crossed.jsonl").open("w") as out:
        for names in options.folds:
            for row in fold(options.work, names.split(","), rows, shipped, apart):
                if row["number"] in ruled:
                    fact = {k: v for k, v in row.items() if k != "text"}
                    out.write(json.dumps(ruled[row["number"]] | fact | {"fired": ruled[row["number"]]["fired"]}) + "\n")


if __name__ == "__main__":
    main()
