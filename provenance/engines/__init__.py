"""Engines translate sentences; ``open_engine`` joins those that an audit uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from provenance.contracts import Engine


def open_engine(
    folder: Path | None = None,
    *,
    memory: bool = True,
    via: Mapping[tuple[str, str], str] | None = None,
    threads: int = 0,
) -> Engine:
    """The engine over the packages of ``folder`` (argostranslate's if None) and the shipped ones; remembers what it
    translated unless ``memory`` is False; goes through a third language only where ``via`` names it."""
    from provenance.engines.argos import ArgosEngine
    from provenance.engines.cached import CachedEngine
    from provenance.engines.routed import RoutedEngine

    engine: Engine = ArgosEngine(folder=folder, threads=threads)
    if memory:
        engine = CachedEngine(engine)
    return RoutedEngine(engine, via) if via else engine
