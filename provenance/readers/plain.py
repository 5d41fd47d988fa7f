"""Plain text: one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import LIMIT, Article, Refusal
from provenance.rows import stem, unusable
from provenance.text.charset import decode
from provenance.text.clean import clean
from provenance.text.wrapped import joined

_ENDS = re.compile(r"^[^\S\n]*(?:End of Document|\d+ of \d+ DOCUMENTS|Document [A-Z0-9]{18,32})[^\S\n]*$", re.M | re.I)
"""Lines by which LexisNexis and Factiva part the articles of an export."""


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
        if (count := len(_ENDS.findall(text))) > 1:
            raise InputError(
                f"an export of {count} articles in one text, which would be judged as one: save one in each file"
            )
        yield Article(stem(origin), text, origin, notes=(*found.notes, *joining))
