"""Packed bodies of web answers, piece by piece: as much comes out as is asked for, however much is packed in."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

AUTO, RAW = 47, -15
"""What zlib calls a body that says itself whether it is gzip or zlib, and a deflated one that says nothing."""
_GZIP = 31
_MAGIC = b"\x1f\x8b"
_IN, _OUT = 1 << 13, 1 << 16


class Unpacker:
    """Unpacks a body given in pieces. gzip may hold several members one after another (RFC 1952, 2.2), with zeros
    between and behind them; what else stands behind the last one is passed over, as browsers do."""

    def __init__(self, kind: int = AUTO) -> None:
        self._member = zlib.decompressobj(kind)
        self._held = b""
        self._over = False

    @property
    def whole(self) -> bool:
        """Whether all members that were begun have come to their end."""
        return self._member.eof

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        """What ``piece`` adds, at most 64 KiB at a time, so that who reads can stop. Raises zlib.error."""
        for at in range(0, len(piece), _IN):
            yield from self._some(self._held + piece[at : at + _IN])

    def _some(self, piece: bytes) -> Iterator[bytes]:
        self._held = b""
        while piece and not self._over:
            if self._member.eof and not (piece := self._next(piece)):
                return
            yield self._member.decompress(piece, _OUT)
            piece = self._member.unconsumed_tail or self._member.unused_data

    def _next(self, piece: bytes) -> bytes:
        """``piece`` from where the next member begins; empty where none begins in it."""
        piece = piece.lstrip(b"\0")
        if piece == _MAGIC[:1]:
            self._held = piece
            return b""
        if piece and not piece.startswith(_MAGIC):
            self._over = True
            return b""
        if piece:
            self._member = zlib.decompressobj(_GZIP)
        return piece
