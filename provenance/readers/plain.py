"""Plain text: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import LIMIT, Article, Refusal
from provenance.rows import stem, unusable
from provenance.text.charset import decode
from provenance.text.clean import clean
from provenance.text.wrapped import joined


class Plain(Reader):
    """Text in any encoding; the first line that is not blank is likely the headline.
    Where lines were broken at a width, their ends are blanks."""

    suffixes = (".txt", ".text")

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        raw = stream.read(4 * self.options.longest + 1)
        if len(raw) > 4 * self.options.longest:
            raise InputError(f"longer than {self.options.longest} characters; split it or raise the limit ({LIMIT})")
        found = decode(raw, self.options.encoding)
        text, joining = joined(clean(found.text))
        if reason := unusable(text, self.options):
            raise InputError(reason)
        yield Article(stem(origin), text, origin, notes=(*found.notes, *joining))
