"""PROV-JSON opened by the library of the standard's own authors; skipped where the extra is not installed."""

from __future__ import annotations

import io

import pytest

from provenance.graph.derive import derive
from provenance.reports.prov_json import ProvJson
from tests.graph.press import story, verdict

prov = pytest.importorskip("prov.model", reason="pip install translation-provenance[prov]")


def test_prov_reads_entities_and_derivations():
    lines = story(3)
    graphs = derive([
        verdict("001", "\n".join(lines), "2024-03-01"),
        verdict("002", "\n".join(lines[:9]), "2024-03-04", claims=("reuters",)),
    ])  # fmt: skip
    out = io.StringIO()
    ProvJson().write([], graphs, out)
    document = prov.ProvDocument.deserialize(content=out.getvalue(), format="json")
    assert len(list(document.get_records(prov.ProvEntity))) == len(graphs[0].nodes)
    assert len(list(document.get_records(prov.ProvDerivation))) == len(graphs[0].arborescence)
