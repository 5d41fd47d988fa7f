"""Fixtures of the tests of runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_runs import Stub, chain, write_feed

from provenance.batch import deriving, run, worker


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quick judge and a quick derivation in this process, and a disk that is not waited for."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    monkeypatch.setattr(run, "Auditor", Stub)
    monkeypatch.setattr(worker, "auditor", Stub)
    monkeypatch.setattr(deriving, "resolve", chain)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A folder of made-up articles."""
    return write_feed(tmp_path / "in")
