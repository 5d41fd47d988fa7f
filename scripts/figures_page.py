"""The page of figures, from the JSON files of ``provenance evaluate``; writes ``docs/figures.md``.

provenance evaluate ../shared/data/eval/docs_wmt21_22.jsonl.xz --json work/docs_wmt21_22.json     # and the others
python scripts/figures_page.py work/docs_*.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "docs" / "figures.md"
HEAD = """# Figures

How good the verdicts are on the development documents of `eval/`, whose stories took no part in training, counting,
calibration or thresholds (engines and years did, with other stories; `method.md` has figures without them). Made by
`scripts/figures_page.py` from `provenance evaluate FILE --json …`. Brackets: 95 %, bootstrap over stories. Names and
numbers are masked for the profile in any case. What topic alone would score stands in `topic_floor.md`, false
accusations by kind of English in `false_accusations.md`. Two sets are made by `scripts/dev_documents.py`: `…_newsrooms`
is `docs_wmt21_22` without originals of outlets that translate, `…_world` its translations beside native English of
outlets that nothing was trained on.
"""


def share(found: dict[str, Any] | None) -> str:
    """A share with its interval, or a dash where nothing was counted."""
    if not found or found.get("share", found.get("value")) is None:
        return "–"
    value = found.get("share", found.get("value"))
    low, high = found.get("group_low"), found.get("group_high")
    return f"{value:.3f}" + (f" [{low:.3f}, {high:.3f}]" if low is not None and high is not None else "")


def rows(report: dict[str, Any]) -> list[tuple[str, str]]:
    """(measure, value) of one set."""
    machine, human = report["source"]["machine"], report["source"]["human"]
    translated, by = report["translated"], report["machine"]
    both = translated["ece_at_prior"]  # none where there are no originals
    return [
        ("machine translations, source named first", share(machine["top1"])),
        ("… among three", share(machine["top3"])),
        ("… among five", share(machine["top5"])),
        ("… before the other languages of the file", share(machine["top1_among"])),
        ("… worst language", f"{machine['worst_language']} {machine['worst_top1']:.3f}"),
        ("… set holds it", share(machine["coverage"])),
        ("… mean size of the set", f"{machine['set_size']:.1f}"),
        ("human translations, source named first", share(human["top1"])),
        ("translated or original, AUROC", share(translated["auroc_machine"])),
        ("recall of machine output at 1 % false positives", share(translated["at_rate"]["recall_machine"])),
        ("recall of machine output at the verdicts", share(translated["at_verdict"]["recall_machine"])),
        ("originals called translated", share(translated["at_verdict"]["false_positives"])),
        ("machine or human, AUROC", share(by["auroc"])),
        ("machine output called machine", share(by["recall"])),
        ("human translations called machine", share(by["human_called_machine"])),
        ("originals called machine", share(by["original_called_machine"])),
        ("ECE of p(translated) at the prior", f"{translated['ece_at_prior']:.3f}" if both else "–"),
        ("… as the rows are mixed", f"{translated['ece']:.3f}" if both else "–"),
    ]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parts = [HEAD]
    for path in parser.parse_args().reports:
        report = json.loads(path.read_text("utf-8"))
        count = report["rows"]
        parts += [f"\n## {path.stem}\n", f"{count['original']} originals, {count['machine']} machine translations, "]
        parts[-1] += f"{count['human']} human translations; `{report['signatures'][0]}`.\n"
        parts += ["| measure | value |", "| --- | ---: |", *(f"| {name} | {value} |" for name, value in rows(report))]
    OUT.write_text("\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
