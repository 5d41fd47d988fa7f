from __future__ import annotations

from collections.abc import Sequence

from provenance.graph.profile import Profile
from provenance.records import QuoteVersion


def quotes(profiles: Sequence[Profile]) -> tuple[QuoteVersion, ...]:
    return ()
