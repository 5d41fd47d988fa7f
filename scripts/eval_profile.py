"""What the profile alone does on the development documents, uncalibrated; for comparing trainings.

python scripts/eval_profile.py work/profile/profile.npz --data ../shared/data
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from profile_corpus import listing, read_lines
from splits import native_role

from provenance.estimates import auroc
from provenance.profile import Profile

KNOWN = {
    "google",
    "microsoft",
    "bergamot-tiny",
    "bergamot-base-memory",
    "nllb",
    "opusmt",
    "argos",
    "Online-A",
    "Online-B",
    "Lan-Bridge",
    "GTCOM",
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    model = Profile.read(options.model.read_bytes())
    tags = np.array(model.languages)
    for name, path in listing(options.data / "eval", ".jsonl"):
        rows = [json.loads(line) for line in read_lines(path)]
        if name == "docs_wmt16en":
            continue
        z = np.array(
            [
                np.concatenate([[x for _, x in r.sources], [r.translated, r.machine]])
                for r in (model.judge(row["text"]) for row in rows)
            ]
        )
        label = np.array([row["label"] for row in rows])
        true = np.array([x.replace("ht:", "") for x in label])
        human = np.char.startswith(label, "ht:")
        mt = ~human & ~np.isin(label, ["en", "en?"])
        order = np.argsort(-z[:, :-2], 1)
        hit = tags[order[:, 0]] == true
        say = {
            "mt": hit[mt].mean(),
            "top3": (tags[order[:, :3]] == true[:, None]).any(1)[mt].mean(),
            "top5": (tags[order[:, :5]] == true[:, None]).any(1)[mt].mean(),
        }
        inside = sorted(set(true[mt]) & set(tags))
        say["among its own"] = (np.array(inside)[z[:, [model.languages.index(t) for t in inside]].argmax(1)] == true)[
            mt
        ].mean()
        if human.any():
            say["ht"] = hit[human].mean()
            say["machine auc"] = auroc(z[mt, -1], z[human, -1])
        en = label == "en"
        if en.any():
            say["translated auc"] = auroc(z[mt, -2], z[en, -2])
            say["recall at 1 %"] = (z[mt, -2] > np.quantile(z[en, -2], 0.99)).mean()
        unseen = mt & np.array([row["engine"] not in KNOWN for row in rows])
        if unseen.any():
            say["unseen engines"] = hit[unseen].mean()
        print(name, {k: round(float(v), 3) for k, v in say.items()})
        if name == "docs_wmt21_22":
            print("  ", {t: round(float(hit[mt & (true == t)].mean()), 2) for t in inside})
            print("  ", {t: Counter(tags[order[(mt & (true == t)), 0]].tolist()).most_common(4) for t in inside})
            limit, mine = np.quantile(z[en, -2], 0.99), z[mt, -2]
    by: dict[str, list[float]] = defaultdict(list)
    for line in read_lines(next(p for n, p in listing(options.data / "native", ".jsonl") if n == "world")):
        row = json.loads(line)
        if native_role("world", row["outlet"], 0) == "dev":
            by[row["country"] if row["kind"] == "native" else "agency"].append(model.judge(row["text"]).translated)
    print(
        "world above the limit",
        {c: (round(float((np.array(v) > limit).mean()), 3), len(v)) for c, v in sorted(by.items())},
    )
    pooled = np.concatenate([v for c, v in by.items() if c != "agency"])
    print(
        "auc, recall at 1 % of world natives",
        round(auroc(mine, pooled), 3),
        round(float((mine > np.quantile(pooled, 0.99)).mean()), 3),
    )


if __name__ == "__main__":
    main()
