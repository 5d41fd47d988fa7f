"""Parquet: one article a row (needs the extra ``parquet``)."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

from provenance import rows
from provenance.contracts import Reader
from provenance.errors import InputError, MissingError
from provenance.records import Article, Refusal

_ROWS = 256


class Parquet(Reader):
    """Row groups are read in small batches, so memory follows the size of a row group, not of the file."""

    suffixes = (".parquet", ".pq")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return head.startswith(b"PAR1")

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        try:
            import pyarrow
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise MissingError(
                f"{origin}: Parquet needs pyarrow: pip install 'translation-provenance[parquet]'"
            ) from None
        with ExitStack() as stack:
            try:
                file = stack.enter_context(ParquetFile(_seekable(stream, stack), pre_buffer=False))
                rows.layout(file.schema_arrow.names, self.options)
                yield from self._rows(file, origin)
            except pyarrow.ArrowException as error:
                raise InputError(f"not Parquet that can be read: {str(error).splitlines()[0][:120]}") from None

    def _rows(self, file: Any, origin: str) -> Iterator[Article | Refusal]:
        names = file.schema_arrow.names
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS):
            for values in zip(*(column.to_pylist() for column in batch.columns)):
                number += 1
                yield rows.article(zip(names, values), origin, number, self.options)


def _seekable(stream: BinaryIO, stack: ExitStack) -> BinaryIO:
    """``stream`` itself where it is a plain file, else a copy: the directory of Parquet stands at its end."""
    if isinstance(getattr(stream, "raw", None), io.FileIO) and stream.seekable():
        stream.seek(0)
        return stream
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(stream, copy, 1 << 20)
    copy.seek(0)
    return copy
