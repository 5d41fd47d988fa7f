"""How surely a wrong language is named where the profile has seen no articles out of the right one.

    python scripts/train_profile.py --work work/profile --without cs,ja,lv,gu --name t1c ...   # one fold of languages
    python scripts/eval_unknown.py --data ../shared/data --work work/profile t1c,t1e,tf t2c,t2e,tf ...
    python scripts/eval_unknown.py ... --write       # adds the table to provenance/data/calibration.json

Forty languages are known from single sentences of an encyclopaedia alone, and what happens to an article out of one of
them no set at hand can tell. So it is asked of languages that have articles: profiles are trained without them (their
names joined as for ``join_profile.py``), fitted without them, and read their articles of the calibration role. Printed
is the share of these articles whose likeliest language is wrong and has at least so much, beside the share of articles
out of languages that the same profiles have seen, and how many of those are named right; and how many of
either are found to be translations at all, without rules.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import (
    OUT,
    fit_line,
    fit_source,
    kind,
    posterior,
    real,
    sharpness,
    styled,
    tail,
    worth,
)
from join_profile import calibrating, joined, trainings
from scipy.special import softmax

from provenance.profile import Profile
from provenance.scorers.judge import BESIDE
from provenance.text.clean import clean

STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Probabilities of the likeliest language that are counted."""


def read(model: Profile, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what the profile says of their languages; those without words are left out."""
    found = []
    for row in rows:
        said = model.judge(clean(row["text"]))
        if said.tokens:
            about = {"pf_t": said.translated, "tokens": said.tokens, "sources": dict(said.sources), "fired": []}
            found.append({**row, **about, **said.beside()})
    return found


def named(rows: list[dict[str, Any]], source: dict[str, Any], languages: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Probability of the likeliest language of each row, and whether it is the right one."""
    z = np.array([[row["sources"][tag] for tag in languages] for row in rows])
    bias = np.array([source["bias"][tag] for tag in languages])
    p = softmax((z / source["temperature"] + bias) * sharpness(rows, source["sharper"]), axis=1)
    right = np.array([languages[k] == row["label"].removeprefix("ht:") for k, row in zip(p.argmax(1), rows)])
    return p.max(1), right


def found(rows: list[dict[str, Any]], others: list[list[dict[str, Any]]]) -> list[np.ndarray]:
    """Which of ``others`` are called translated by a line fitted to ``rows``, at the limit that one in a hundred
    originals passes."""
    usual = {name: float(np.mean([row[name] for row in rows])) for name in BESIDE.values()}
    what = np.array([kind(row["label"]) for row in rows])
    said = np.zeros((len(rows), 0))
    line, _, _ = fit_line(
        styled(rows, "pf_t", usual), said, (what != "native").astype(int), what, worth(rows), 2.8, usual
    )

    def p(of: list[dict[str, Any]]) -> np.ndarray:
        return posterior(styled(of, "pf_t", usual), np.zeros((len(of), 0)), line, [])

    originals = [row for row in rows if row["label"] == "en" and row["version"] == "whole"]
    limit = max(tail(p([row for row in originals if (row["set"] == "world") == side]), 0.01) for side in (True, False))
    return [p(of) >= limit for of in others]


def fold(work: Path, names: list[str], rows: list[dict[str, Any]]) -> tuple[np.ndarray, ...]:
    """Of one fold: probabilities of the likeliest language in articles out of languages that were left out (0 where it
    is right all the same) and which are right; both for the others; and which of either are found to be translated."""
    trained = trainings(work, names)
    left = {tag for training in trained for tag in str(training.arrays["without"]).split(",") if tag}
    if not left:
        raise SystemExit(f"eval_unknown.py: none of {', '.join(names)} was trained with --without")
    apart = [real(row["set"]) and row["label"].removeprefix("ht:") in left for row in rows]
    strange = [row for row, out in zip(rows, apart) if out]
    known = [row for row, out in zip(rows, apart) if not out]
    model = Profile(joined(trained, known), "")
    languages = list(model.languages)
    seen = read(model, known)
    translated = [row for row in seen if row["label"] != "en"]
    source = fit_source(translated, [row for row in seen if row["set"] == "world"], {}, languages)["sources"]
    articles = [row for row in translated if real(row["set"]) and row["version"] == "whole"]
    unseen = read(model, [row for row in strange if row["version"] == "whole"])
    sure, hit = named(unseen, source, languages)
    return np.where(hit, 0.0, sure), hit, *named(articles, source, languages), *found(seen, [unseen, articles])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", nargs="+", help="comma-separated names of the trainings of one fold")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--write", action="store_true", help="add the table to the calibration")
    options = parser.parse_args()
    rows = calibrating(options.data)
    parts = [fold(options.work, names.split(","), rows) for names in options.folds]
    strange, hit, known, right, *translated = (np.concatenate(part) for part in zip(*parts))
    print("| named with at least | unknown languages, wrong | known languages | of these right |")
    print("| ---: | ---: | ---: | ---: |")
    table = []
    for step in STEPS:
        reached = known >= step
        table.append([step, int((strange >= step).sum()), len(strange)])
        print(f"| {step} | {(strange >= step).mean():.3f} | {reached.mean():.3f} | {right[reached].mean():.3f} |")
    print(f"{len(strange)} articles of unknown languages, named right all the same in {hit.mean():.3f}")
    print(f"{len(known)} articles of known languages, named right in {right.mean():.3f}")
    for name, part in zip(("unknown", "known"), translated):
        print(f"found to be translations, {name} languages: {part.mean():.3f}")
    if options.write:
        whole = json.loads(OUT.read_text("utf-8"))
        whole["unknown"] = table
        OUT.write_text(json.dumps(whole, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
