"""CSV and TSV with the names of the columns in the first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO, cast

from provenance import rows
from provenance.contracts import Reader
from provenance.errors import InputError
from provenance.records import Article, ReadOptions, Refusal
from provenance.text.charset import codec, decode

_HEAD = 65_536
_ESCAPED = re.compile("[\udc80-\udcff]")
_BARE = re.compile(r'(?:^|\t)"(?!")[^"\t\n]*"[^"\t\r\n]', re.M)
"""A cell between tabs that begins with a quotation: its marks are the text's own, none the table's."""
_END = "\x00end\x00"
"""A last line of our own: where it lands in a cell, a quotation mark was never closed."""


class Separated(Reader):
    """One article a row (RFC 4180, line ends allowed in quotes); the separator is told from the first line."""

    suffixes = (".csv", ".tsv", ".tab")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Whether the first line names columns, that of the text and another that is known."""
        try:
            first = head.decode(codec(head)[0], "replace").lstrip("\ufeff").partition("\n")[0].strip("\r")
            names = next(csv.reader([first], delimiter=_separator(first)), [])
            plan = rows.layout(tuple(name.strip() for name in names), ReadOptions())
        except (InputError, csv.Error):
            return False
        return any(known for _, known in plan.others)

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        head = cast(io.BufferedReader, stream).peek(_HEAD)
        if not head.strip():
            raise InputError("the file is empty")
        name, notes = codec(head, self.options.encoding)
        text = io.TextIOWrapper(stream, name, "surrogateescape" if name == "utf-8" else "replace", newline="")
        table = _rows(_lines(text, 16 * self.options.longest), head.decode(name, "replace"), 4 * self.options.longest)
        names = tuple(cell.strip().lstrip("\ufeff") for cell in next(table, ()))
        rows.layout(names, self.options)
        for number, cells in enumerate(table, 1):
            yield self._row(names, cells, origin, number, notes)
        text.detach()

    def _row(
        self, names: tuple[str, ...], cells: list[str] | str, origin: str, number: int, notes: tuple[str, ...]
    ) -> Article | Refusal:
        if isinstance(cells, str):
            return Refusal(origin, "read", cells, str(number))
        if len(cells) > len(names):
            reason = f"{len(cells)} cells under {len(names)} column names; is a quotation mark missing?"
            return Refusal(origin, "read", reason, str(number))
        try:
            mended = [_restore(cell) for cell in cells]
        except InputError as error:
            return Refusal(origin, "read", str(error), str(number))
        if mended != cells:
            notes = (*notes, "some bytes are not UTF-8 and were read as another encoding")
        values = zip(names, [*mended, *[""] * (len(names) - len(cells))])
        return rows.article(values, origin, number, self.options, notes)


def _rows(lines: Iterator[str], head: str, limit: int) -> Iterator[list[str] | str]:
    """Cells of each row, blank rows passed over; a string says why a row could not be parsed.

    The csv module starts afresh after an error, so the rows behind a bad one are read.
    """
    csv.field_size_limit(limit)
    first = head.split("\n", 1)[0].strip("\r\ufeff")
    if told := re.fullmatch(r"sep=(.)", first):
        next(lines)
    separator = told[1] if told else _separator(first)
    bare = separator == "\t" and bool(_BARE.search(head))
    table = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL)
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not CSV: {error}; is a quotation mark missing?"
            continue
        if cells and _END in cells[-1]:
            if cells != [_END]:
                yield "a quotation mark is never closed; it took in all that follows"
        elif cells:
            yield cells


def _separator(first: str) -> str:
    """The likeliest separator: the commonest of tab, comma, semicolon and bar outside quotation marks in line one.

    >>> _separator('id;"a,b,c,d";text')
    ';'
    """
    bare = re.sub(r'"[^"]*"', "", first)
    return max("\t,;|", key=bare.count) if any(char in bare for char in "\t,;|") else ","


def _lines(text: TextIO, limit: int) -> Iterator[str]:
    """Lines of ``text``, each cut at ``limit`` characters; what stands behind is read over."""
    while line := text.readline(limit):
        ended = len(line) < limit or line.endswith(("\n", "\r"))
        yield line if ended else line + "\n"
        while not ended:
            rest = text.readline(limit)
            ended = len(rest) < limit or rest.endswith(("\n", "\r"))
    yield _END


def _restore(cell: str) -> str:
    """A cell with bytes that were not UTF-8, decoded anew by itself."""
    return decode(cell.encode("utf-8", "surrogateescape")).text if _ESCAPED.search(cell) else cell
