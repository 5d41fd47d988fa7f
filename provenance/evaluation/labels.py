"""Labels of evaluation data: ``en`` original, ``en?`` unknown, ``ht:<lang>`` human, ``<lang>`` machine translation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from provenance.errors import InputError

Kind = Literal["original", "unknown", "human", "machine"]

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*\Z")
_SAME = {"nb": "no", "nn": "no", "nob": "no", "nno": "no", "fil": "tl"}
"""Tags that name one language here, beside those that CLDR knows as aliases: both Norwegians, Filipino with Tagalog."""
_NONE = re.compile(r"(?:und|mul|mis|zxx|q[a-t][a-z])\Z")
"""Codes that name no language (ISO 639-2: undetermined, several, uncoded, none, and those for private use)."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is true of a text; ``source`` is the language it was translated from, empty for originals."""

    kind: Kind
    source: str = ""

    @property
    def translated(self) -> bool:
        """True for machine and human translations."""
        return self.kind in ("machine", "human")

    def __str__(self) -> str:
        return {"original": "en", "unknown": "en?", "human": f"ht:{self.source}", "machine": self.source}[self.kind]


@lru_cache(maxsize=4096)
def language(tag: str) -> str:
    """The primary language of a BCP 47 tag, in two letters where it has such a code; macrolanguages folded.

    >>> language("pt-BR"), language("nb"), language("zh_TW"), language("deu"), language("cmn")
    ('pt', 'no', 'zh', 'de', 'zh')
    """
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    return _SAME.get(primary) or _aliases().get(primary, primary).split("_")[0]


@cache
def _aliases() -> Mapping[str, str]:
    """Retired and three-letter codes to those in use (CLDR, through Babel)."""
    from babel.core import get_global

    return get_global("language_aliases")


def _is_language(tag: str) -> bool:
    """Codes of three letters are taken as they come; of two letters there are few, and CLDR has them all."""
    from babel import Locale

    return not _NONE.match(tag) and (len(tag) == 3 or tag in Locale("en").languages)


def parse(raw: str) -> Label:
    """Read a label. Raises InputError where it is none of the four forms.

    >>> str(parse("ht:de")), str(parse("en-GB")), parse("uk").kind, parse("en?").translated
    ('ht:de', 'en', 'machine', False)
    """
    text = raw.strip().lower().replace("_", "-")
    kind: Kind = "human" if text.startswith("ht:") else "machine"
    tag = text.removeprefix("ht:")
    source = language(tag.removesuffix("?")) if _TAG.match(tag.removesuffix("?")) else ""
    if source == "en" and kind == "machine":
        return Label("unknown" if tag.endswith("?") else "original")
    if source in ("", "en") or tag.endswith("?") or not _is_language(source):
        raise InputError(f"label {raw!r} is not one of en, en?, ht:<lang>, <lang>; correct the row or leave it out")
    return Label(kind, source)
