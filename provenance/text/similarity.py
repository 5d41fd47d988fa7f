"""The only door to sacrebleu: how alike two texts are, as the field measures it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any


def chrf(found: str, reference: str) -> float:
    """Sentence chrF2, 0 to 100 (Popović 2015, WMT): F-score of character n-grams, recall twice as heavy.

    >>> round(chrf("the same words", "the same words"), 1)
    100.0
    """
    return float(_chrf().sentence_score(found, [reference]).score) if reference and found else 0.0


def pooled_chrf(found: Sequence[str], references: Sequence[str]) -> float:
    """Corpus chrF2 of aligned sentences, 0 to 100; 0 for none."""
    return float(_chrf().corpus_score(list(found), [list(references)]).score) if found else 0.0


def pooled_bleu(found: Sequence[str], references: Sequence[str]) -> float:
    """Corpus BLEU of aligned sentences, 0 to 100 (Papineni et al. 2002), exponential smoothing, 13a tokens."""
    return float(_bleu().corpus_score(list(found), [list(references)]).score) if found else 0.0


def signatures() -> tuple[str, str]:
    """sacrebleu's signatures of chrF and BLEU as they are computed here.

    >>> signatures()[0].startswith("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no")
    True
    """
    chrf("a", "a")
    pooled_chrf(["a"], ["a"])
    pooled_bleu(["a"], ["a"])
    return str(_chrf().get_signature()), str(_bleu().get_signature())


@cache
def _chrf() -> Any:
    import sacrebleu

    return sacrebleu.CHRF()


@cache
def _bleu() -> Any:
    import sacrebleu

    return sacrebleu.BLEU()
