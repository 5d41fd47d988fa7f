"""Names and numbers masked, to see how much of a result rests on who and where rather than on style."""

from __future__ import annotations

import re

from provenance.text.tokens import sentences, words

NAME = "Norden"
"""What stands for every name: one word that exists in no list of places or people of the program."""

_DIGIT = re.compile(r"\d")
_OURS = frozenset({"I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll"})


def mask_names(text: str) -> str:
    """``text`` with every digit as 0 and every run of names as one name.

    A name is a capitalised word inside a sentence, and the same word wherever else it stands capitalised.

    >>> mask_names("The talks in Riga began on 12 May. Riga Castle was lit.")
    'The talks in Norden began on 00 Norden. Norden was lit.'
    """
    found = names(text)
    pieces, at, open_run = [], 0, False
    for match in words(text):
        gap = text[at : match.start()]
        if match.group() in found:
            pieces.append("" if open_run and gap == " " else gap + NAME)
            open_run = True
        else:
            pieces.append(gap + match.group())
            open_run = False
        at = match.end()
    return _DIGIT.sub("0", "".join((*pieces, text[at:])))


def names(text: str) -> frozenset[str]:
    """Capitalised words that stand inside a sentence at least once."""
    found: set[str] = set()
    for span in sentences(text):
        inside = list(words(span.slice(text)))[1:]
        found.update(word for match in inside if (word := match.group())[0].isupper() and word not in _OURS)
    return frozenset(found)
