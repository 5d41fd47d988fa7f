"""Engines translate sentences; ``open_engine`` joins those that an audit uses."""

from __future__ import annotations

from pathlib import Path

from provenance.contracts import Engine


def open_engine(folder: Path | None = None, *, memory: bool = True, threads: int = 0) -> Engine:
    """The engine over the packages of ``folder`` (argostranslate's if None) and the shipped ones; remembers what it
    translated unless ``memory`` is False; goes through a third language only where ``models route`` was told so."""
    from provenance.engines.argos import ArgosEngine
    from provenance.engines.cached import CachedEngine
    from provenance.engines.routed import RoutedEngine
    from provenance.packages import routes

    engine: Engine = ArgosEngine(folder=folder, threads=threads)
    if memory:
        engine = CachedEngine(engine)
    via = dict(routes.directions(routes.read(folder)))
    return RoutedEngine(engine, via) if via else engine
