"""Writes summaries and rows to files."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from provenance.errors import MissingError, OutputError
from provenance.evaluation import png, svg
from provenance.evaluation.charts import Chart
from provenance.evaluation.judged import Judged


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, making folders as needed. Raises OutputError."""
    _write(path, text.encode("utf-8", "replace"))


def as_json(report: dict[str, Any]) -> str:
    """The report as JSON; nan and infinities, which JSON lacks, as null."""
    return json.dumps(finite(report), ensure_ascii=False, indent=2) + "\n"


def as_lines(rows: Iterable[Judged]) -> str:
    """Judged rows as JSON lines."""
    return "".join(json.dumps(row.to_row(), ensure_ascii=False) + "\n" for row in rows)


def finite(value: Any) -> Any:
    """``value`` with None in the place of every number that is not finite."""
    if isinstance(value, dict):
        return {key: finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def write_plots(folder: Path, drawn: Sequence[Chart]) -> str:
    """Write each chart as SVG and, where matplotlib is there, as PNG. Returns why PNG is missing, or nothing."""
    complaint = ""
    for chart in drawn:
        write_text(folder / f"{chart.name}.svg", svg.draw(chart))
        try:
            _write(folder / f"{chart.name}.png", png.draw(chart))
        except MissingError as error:
            complaint = str(error)
    return complaint


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
