"""Many articles: shards, workers, resume, the tables of a run. Knows no detector.

    inputs ─tasks→ executor ─judge→ shards ─group→ events ─derive→ places ─join→ articles, evidence, edges, quotes

``run`` is the page to read first.
"""

from __future__ import annotations

import sys
import types
from typing import Any


class _Callable(types.ModuleType):
    """This room also answers as the library's function: ``provenance.batch(frame)``."""

    def __call__(self, frame: Any, text: str = "text", **options: Any) -> Any:
        from provenance import api

        return api.batch(frame, text, **options)


sys.modules[__name__].__class__ = _Callable
