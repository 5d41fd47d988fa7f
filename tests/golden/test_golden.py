"""Approved reports on the seeds: a change shows as a difference that someone reads before it is approved.

python -m pytest tests/golden --update-golden    rewrites them; read the difference, then commit it
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest

from provenance.auditor import Auditor
from provenance.graph.derive import derive
from provenance.records import Article, Graph, Verdict
from provenance.reports.jsonl import JsonLines
from provenance.reports.markdown import Markdown
from provenance.reports.plain import Plain
from provenance.sources import read

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
NAMES = tuple(path.stem for path in sorted(SEEDS.glob("*.txt")))
REPORTS = {"txt": Plain, "md": Markdown, "jsonl": JsonLines}

if not NAMES:
    pytest.skip("seeds/ is not beside the tests", allow_module_level=True)


@cache
def judged() -> tuple[dict[str, Verdict], tuple[Graph, ...]]:
    """Verdicts of all seeds together, by name; origins are written without the folder, wherever that lies."""
    found = [one for one in read([SEEDS]) if isinstance(one, Article)]
    articles = [Article(one.id, one.text, Path(one.origin).name, notes=one.notes) for one in found]
    verdicts = tuple(Auditor().verdicts(articles))
    return {Path(v.article.origin).stem: v for v in verdicts}, tuple(derive(verdicts))


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("name", NAMES)
def test_report_is_as_approved(name: str, form: str, update_golden: bool) -> None:
    verdicts, graphs = judged()
    out = io.StringIO()
    REPORTS[form]().write([verdicts[name]], graphs, out)
    path = HERE / f"{name[:3]}.{form}"
    if update_golden:
        path.write_text(out.getvalue(), "utf-8")
    if not path.is_file():
        pytest.skip(f"{path.name} is not approved yet: run with --update-golden")
    assert out.getvalue() == path.read_text("utf-8"), "read the difference; --update-golden approves it"
