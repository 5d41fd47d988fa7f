"""Auditing works without a network: no socket is opened."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to look up a name or to open a connection fails the test."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        pytest.fail("the network was asked for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_the_block_blocks() -> None:
    with pytest.raises(pytest.fail.Exception):
        socket.create_connection(("192.0.2.1", 9))
    with socket.socket() as plain, pytest.raises(pytest.fail.Exception):
        plain.connect(("192.0.2.1", 9))


@pytest.mark.usefixtures("no_network")
def test_the_seeds_are_audited_without_a_network() -> None:
    from provenance.commands import cli

    result = CliRunner().invoke(cli, ["audit", str(SEEDS), "--format", "jsonl"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == len(list(SEEDS.glob("*.txt")))
