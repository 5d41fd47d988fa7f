"""Was this news article machine-translated, out of which language, and who took it from whom?

    import provenance
    provenance.audit("…")            # one text
    provenance.audit(["…", "…"])     # several texts, who took it from whom included
    provenance.batch(frame, "body")  # a pandas or polars frame with the prov_* columns added

Names are imported when they are first used, so that the command line starts fast.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from provenance.api import Result, Results, audit, batch
    from provenance.records import Article, Prior

__all__ = ["Article", "Prior", "Result", "Results", "audit", "batch"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("provenance.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
