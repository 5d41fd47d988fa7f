"""A batch folder made up for tests and pictures."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from made_verdicts import LANGUAGES, OUTLETS

from provenance.records import TRANSLATED
from provenance.reports.columns import ARTICLES

VERDICTS = ("original", "machine_translated", "translated", "human_translated", "undetermined", "mixed")
TITLES = (
    "Ferry line reopens",
    "Harbour tax falls",
    "Storm closes the pass",
    "Island school wins prize",
    "Fish quota agreed",
)


def write(folder: Path, count: int, seed: int = 0, hostile: str = "") -> Path:
    """``articles.csv`` with ``count`` rows of invented articles."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ("title", *ARTICLES.names))
        writer.writeheader()
        for number in range(count):
            place = min(int(rng.expovariate(0.25)), len(OUTLETS) - 1)
            verdict = rng.choices(VERDICTS, (50, 25, 6, 8, 9, 2))[0]
            source = rng.choices(LANGUAGES[2:], (6, 5, 4, 3, 0, 2, 2, 5, 0, 0))[0] if verdict in TRANSLATED else ""
            outlet = f"{OUTLETS[place]}{hostile}"
            event = number // rng.randint(1, 9)
            giver = rng.choice(("dpa:de", "EFE:es", "*?:de", "Le Phare:fr", "Nordic News Agency:en"))
            chain = f"{giver} >{rng.choice(('copy', 'mt', 'ht', 'rewrite'))} {outlet}:en"
            writer.writerow(
                {
                    "title": f"{rng.choice(TITLES)}{hostile} {number}",
                    "prov_id": f"a{number:06d}{hostile}",
                    "prov_verdict": verdict,
                    "prov_p_translated": f"{rng.random():.4f}",
                    "prov_source": source,
                    "prov_event": f"e{event:06d}{hostile}" if number % 5 else "",
                    "prov_chain": chain if number % 3 else "",
                    "prov_outlet": outlet,
                    "prov_date": f"2024-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}" if number % 20 else "",
                    "prov_signature": f"prov:0.1.0|made:1{hostile}",
                }
            )
    return folder
