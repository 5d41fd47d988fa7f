"""Labels of evaluation data: ``en`` original, ``en?`` unknown, ``ht:<lang>`` human, ``<lang>`` machine translation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from provenance.errors import InputError

Kind = Literal["original", "unknown", "human", "machine"]

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*\Z")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "arb": "ar", "pes": "fa", "fil": "tl", "ji": "yi"}
"""Tags that name one language here: macrolanguages, retired codes (BCP 47 registry) and Filipino with Tagalog."""


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


def language(tag: str) -> str:
    """The primary language of a BCP 47 tag, macrolanguages folded.

    >>> language("pt-BR"), language("nb"), language("zh_TW")
    ('pt', 'no', 'zh')
    """
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    return _SAME.get(primary, primary)


def parse(raw: str) -> Label:
    """Read a label. Raises InputError where it is none of the four forms.

    >>> str(parse("ht:de")), str(parse("en")), parse("uk").kind, parse("en?").translated
    ('ht:de', 'en', 'machine', False)
    """
    text = raw.strip().lower()
    if text in ("en", "en?"):
        return Label("original" if text == "en" else "unknown")
    kind: Kind = "human" if text.startswith("ht:") else "machine"
    tag = text.removeprefix("ht:").replace("_", "-")
    if not _TAG.match(tag) or language(tag) == "en":
        raise InputError(f"label {raw!r} is not one of en, en?, ht:<lang>, <lang>; correct the row or leave it out")
    return Label(kind, language(tag))
