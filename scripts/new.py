#!/usr/bin/env python3
"""Write the skeleton of a plug-in, with its code and its sections. The tests fail while a TODO is left in it, and a
detector's example fails until its pattern finds what it marks.

python scripts/new.py detector lexis calqued_idiom
python scripts/new.py segmenter pull_quote
python scripts/new.py reader epub
python scripts/new.py report latex
python scripts/new.py comparison shared_typo
python scripts/new.py engine pigeon
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "lexis": "LX", "syntax": "SY", "orthography": "OR", "figures": "FG", "names": "NM", "discourse": "DS",
    "residue": "RS", "renditions": "RN", "profile": "PF", "claims": "CL", "furniture": "FU", "institutions": "IN",
}  # fmt: skip
DETECTOR = '''"""{title}.

Looks for
    TODO: what is seen, in one or two sentences.
Why
    TODO: which languages or engines lead there, and why English does not.
Fires (de)
    - TODO: a sentence of your own with its ⟦marked words⟧.
Quiet
    - TODO: a near miss.
Confounders
    TODO: what else causes it in original English.
References
    TODO: paper, standard, style book, or a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.contracts import Detector
from provenance.records import Document, Evidence
from provenance.text.views import counted, find, spans, view

_SEEN = re.compile(r"(?!)")  # TODO: what is seen; this finds nothing


class {name}(Detector):
    """{title}."""

    code = "{code}"

    def detect(self, document: Document) -> Iterator[Evidence]:
        seen = view(document)
        yield counted(self.code, spans(find(_SEEN, seen.prose)), seen.words, "TODO: a note for people")
'''
COMPARISON = """.

Why
    TODO: why it shows that one text was made from the other.
Confounders
    TODO: what else causes it.
References
    TODO: paper, or a count.
"""
OTHERS = {
    "segmenter": (
        "segmenters",
        "from collections.abc import Iterator\n\nfrom provenance.contracts import Segmenter\n"
        "from provenance.records import Article, Region\n",
        "Segmenter",
        "    order = 50\n\n    def segment(self, article: Article) -> Iterator[Region]:\n        yield from ()\n",
    ),
    "reader": (
        "readers",
        "from collections.abc import Iterator\nfrom typing import BinaryIO\n\n"
        "from provenance.contracts import Reader\nfrom provenance.records import Article\n",
        "Reader",
        '    suffixes = (".{file}",)\n\n    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article]:\n'
        "        yield from ()\n",
    ),
    "report": (
        "reports",
        "from collections.abc import Iterable, Sequence\nfrom typing import TextIO\n\n"
        "from provenance.contracts import Report\nfrom provenance.records import Graph, Verdict\n",
        "Report",
        '    format = "{file}"\n\n    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], '
        "out: TextIO) -> None:\n        for verdict in verdicts:\n            out.write(verdict.answer)\n",
    ),
    "comparison": (
        "comparisons",
        "from collections.abc import Iterator\n\nfrom provenance.contracts import Comparison\n"
        "from provenance.records import Document, Evidence\n",
        "Comparison",
        '    code = "{code}"\n\n    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:\n'
        "        yield from ()\n",
    ),
    "engine": (
        "engines",
        "from collections.abc import Sequence\n\nfrom provenance.contracts import Engine\n",
        "Engine",
        '    signature = "{file}:1"\n\n    def pairs(self) -> frozenset[tuple[str, str]]:\n'
        "        return frozenset()\n\n"
        "    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:\n"
        "        raise NotImplementedError\n\n"
        "    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) "
        "-> tuple[float, ...]:\n        raise NotImplementedError\n",
    ),
}


def main() -> int:
    """Write one file; say which."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("detector", *OTHERS))
    parser.add_argument("names", nargs="+", metavar="NAME", help="[FAMILY] NAME, in small letters with underscores")
    given = parser.parse_args()
    *family, file = given.names
    if not re.fullmatch(r"[a-z][a-z0-9_]*", file) or (given.kind == "detector") != (len(family) == 1):
        parser.error("a detector needs its family and a name, all else a name: small letters, digits, underscores")
    if family and family[0] not in FAMILIES:
        parser.error(f"no family {family[0]}; known are {', '.join(sorted(FAMILIES))}")
    path, text = detector(family[0], file) if family else other(given.kind, file)
    if path.exists():
        parser.error(f"{path.relative_to(ROOT)} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(path.relative_to(ROOT))
    if given.kind == "engine":
        print("nothing uses an engine before open_engine in provenance/engines/__init__.py names it", file=sys.stderr)
    return 0


def detector(family: str, file: str) -> tuple[Path, str]:
    """Path and text of a detector."""
    title = file.replace("_", " ").capitalize()
    text = DETECTOR.format(title=title, name=_class(file), code=_next(FAMILIES[family], ROOT / "provenance/detectors"))
    return ROOT / "provenance" / "detectors" / family / f"{file}.py", text


def other(kind: str, file: str) -> tuple[Path, str]:
    """Path and text of any other plug-in."""
    room, imports, contract, body = OTHERS[kind]
    title = file.replace("_", " ").capitalize()
    filled = body.replace("{file}", file).replace("{code}", _next("PR", ROOT / "provenance/comparisons"))
    about = COMPARISON if kind == "comparison" else ": TODO, one sentence on what it does."
    head = f'"""{title}{about}"""\n\nfrom __future__ import annotations\n\n{imports}'
    text = f'{head}\n\nclass {_class(file)}({contract}):\n    """{title}."""\n\n{filled}'
    return ROOT / "provenance" / room / f"{file}.py", text


def _class(file: str) -> str:
    return "".join(part.capitalize() for part in file.split("_"))


def _next(prefix: str, folder: Path) -> str:
    """The lowest code above all that stand in any file, retired ones (named in ``retired.txt``) among them."""
    used = [int(n) for path in folder.rglob("*") if path.suffix in {".py", ".txt"} for n in _codes(path, prefix)]
    return f"{prefix}{max([100, *used]) + 1}"


def _codes(path: Path, prefix: str) -> list[str]:
    return re.findall(rf"\b{prefix}(\d{{3}})\b", path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
