"""Machine output in the domain that is judged: foreign web articles through the program's own packages.

    python scripts/translate_foreign.py --data ../shared/data --out work/profile/web.jsonl

Everything else that trains the profile was written for newsrooms of the translation competitions, and English scraped
from the web looks like an original beside it. Reads ``foreign/more-*.jsonl``; writes one line a document:
``{"id", "lang", "outlet", "engine", "lines"}``, in the order read, without lines in which a weak model went round in
circles; goes on where an earlier run stopped. Nothing of it belongs in the repository. Two CPU cores, five minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from profile_corpus import listing, read_lines

from provenance.engines.argos import ArgosEngine, Options

_END = re.compile(r"(?<=[.!?…])[\"»“”’)]*\s+(?=[\"«„“‘(¿¡—–-]*\s?[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ]|\b(?:Dr|Sr|Sra|St|Mr|bzw|ca|Nr|Mio|Mrd|No|art|г|им|ул|тыс|млн|млрд))\.$"
)
LONGEST = 600
"""Characters of a sentence that is sent; of a longer one (a list, lost stops) the rest is left out."""


def sentences(paragraph: str) -> list[str]:
    """Sentences of a paragraph in a language of Latin or Cyrillic script, by stops before capitals."""
    found: list[str] = []
    for piece in _END.split(paragraph):
        if found and (_ABBREVIATION.search(found[-1]) or re.search(r"\b\d{1,2}\.$", found[-1])):
            found[-1] += " " + piece
        elif piece.strip():
            found.append(piece)
    return [one.strip()[:LONGEST] for one in found]


def loops(line: str) -> bool:
    """Whether the model went round in circles: a run of three words thrice, or half of a long line said before."""
    words = line.lower().split()
    runs = Counter(zip(words, words[1:], words[2:]))
    return max(runs.values(), default=0) > 2 or (len(words) > 15 and len(set(words)) < 0.55 * len(words))


def documents(data: Path, languages: tuple[str, ...], most: int) -> Iterator[dict[str, Any]]:
    """Articles of the web in ``languages``: at most ``most`` lines of each, and at most 160 of one outlet."""
    for name, path in listing(data / "foreign", ".jsonl"):
        language = name.removeprefix("more-")
        if not name.startswith("more-") or language not in languages:
            continue
        taken: Counter[str] = Counter()
        for line in read_lines(path):
            row = json.loads(line)
            taken[row["outlet"]] += 1
            if taken[row["outlet"]] > 160:
                continue
            lines = [s for paragraph in row["text"].split("\n") for s in sentences(paragraph)]
            lines = [s for s in lines if len(s.split()) > 2][:most]
            if len(lines) >= 5:
                yield {"id": row["id"], "lang": language, "outlet": row["outlet"], "lines": lines}


def main() -> None:
    """Translate what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("work/profile/web.jsonl"))
    parser.add_argument("--languages", default="de,es,fr,ru,uk")
    parser.add_argument("--most", type=int, default=25, help="sentences of an article that are translated")
    parser.add_argument("--beam", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    done: set[str] = set()
    if options.out.exists():
        done = {json.loads(line)["id"] for line in options.out.read_text("utf-8").splitlines()}
    engine = ArgosEngine(options=Options(beam=options.beam), threads=options.threads)
    todo = [
        d for d in documents(options.data, tuple(options.languages.split(",")), options.most) if d["id"] not in done
    ]
    begun = time.time()
    with options.out.open("a", encoding="utf-8") as out:
        for at in range(0, len(todo), 32):
            chunk = todo[at : at + 32]
            for language in sorted({d["lang"] for d in chunk}):
                mine = [d for d in chunk if d["lang"] == language]
                english = iter(engine.translate([s for d in mine for s in d["lines"]], language, "en"))
                for d in mine:
                    lines = [line for line in [next(english) for _ in d["lines"]] if line and not loops(line)]
                    row = {**d, "engine": "own", "lines": lines}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
            print(f"{at + len(chunk)} of {len(todo)}, {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
