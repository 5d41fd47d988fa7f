"""Web pages: the article is cut out of the page by trafilatura, its metadata are kept; one page, one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from provenance import pages
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, Refusal


class Html(Reader):
    """A saved page. The headline is put first where the extracted text lacks it."""

    suffixes = (".html", ".htm", ".xhtml", ".shtml")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return pages.is_page(head)

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        raw = stream.read(8 * self.options.longest + 1)
        try:
            yield pages.article(raw, origin, self.options)
        except pages.NoMarkup as error:
            raise InputError(f"{error} (--input-format txt reads it as plain text)") from None
