"""The only door to chardet: bytes to text, with a remark for everything that had to be guessed or mended."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple, NoReturn

from provenance.errors import InputError, OptionError

SAMPLE = 20_000
"""Bytes that chardet sees, taken where the first byte beyond ASCII stands."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, Excel or OpenDocument file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_GUESSED = "encoding guessed: "
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_ESCAPED = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """Text and the remarks that go into ``Article.notes``."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode by ``encoding`` or byte order mark, else as UTF-8, else as chardet says.

    Raises InputError for binary data and for bytes that are not in the named ``encoding``, OptionError for a name
    that no codec has. Cost is linear in the length of ``raw``; chardet sees a bounded sample.
    """
    _refuse_kinds(raw)
    found = _named(raw, encoding) if encoding else _detected(raw)
    _refuse_binary(found.text)
    return found


def codec(head: bytes, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Name of the codec for a stream of lines that begins with ``head``, and the remarks for ``Article.notes``.

    "utf-8" is said where half of the lines beyond ASCII are; the caller mends the others. Raises as ``decode`` does.
    """
    _refuse_kinds(head)
    if encoding:
        try:
            "a".encode(encoding)  # of nothing the name would not be looked up
            codecs.getincrementaldecoder(encoding)("replace").decode(head)
        except LookupError:
            _unknown(encoding)
        except UnicodeError as error:
            raise InputError(f"not in {encoding}: {error}") from None
        return encoding, ()
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, ()
    if not _is_wide(head):
        lines = [line for line in head.split(b"\n") if _HIGH.search(line)]
        if 2 * sum(map(_is_utf8, lines)) >= len(lines):
            _refuse_binary(head.decode("utf-8", "replace"))
            return "utf-8", ()
    name, sure = _guess(head)
    _refuse_binary(head.decode(name, "replace"))
    return name, (f"{_GUESSED}{name} ({sure:.2f})",)


def _named(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding))
    except LookupError:
        _unknown(encoding)
    except UnicodeError as error:
        reason = error.reason if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputError(f"not in {encoding}: {reason}") from None


def _unknown(encoding: str) -> NoReturn:
    raise OptionError(f"unknown encoding {encoding!r}; try utf-8, windows-1252, utf-16 or another codec") from None


def _detected(raw: bytes) -> Decoded:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw.decode(name, "replace"))
    if _is_wide(raw):
        return _guessed(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _mended(raw) or _guessed(raw)


def _mended(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: less than one in ten of the characters beyond ASCII."""
    try:
        return Decoded(raw.decode("utf-8", "surrogatepass"), ("lone surrogates were removed",))
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(text))
    beyond = len(_HIGH.findall(raw)) - broken
    if broken * 10 > beyond:
        return None
    return Decoded(_ESCAPED.sub("\ufffd", text), (f"{broken} bytes are not UTF-8 and were replaced",))


def _is_wide(raw: bytes) -> bool:
    """Whether NUL bytes look like the empty halves of UTF-16 or UTF-32 without a mark: many, nearly in one place."""
    zeros = raw.count(0)
    odd = raw[1::2].count(0)
    return zeros >= 8 and zeros * 10 > len(raw) and (max(odd, zeros - odd) * 20 > zeros * 19 or zeros * 2 > len(raw))


def _is_utf8(line: bytes) -> bool:
    """Whether ``line``, perhaps cut inside its last character, is UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(raw: bytes) -> Decoded:
    name, sure = _guess(raw)
    return Decoded(raw.decode(name, "replace"), (f"{_GUESSED}{name} ({sure:.2f})",))


def _guess(raw: bytes) -> tuple[str, float]:
    """chardet's codec for a bounded sample of ``raw``, with its confidence; windows-1252 where it knows none."""
    import chardet

    first = _HIGH.search(raw)
    start = max(0, (first.start() if first else 0) - SAMPLE // 2) & ~3
    found = chardet.detect(raw[start : start + SAMPLE], prefer_superset=True)
    name = found["encoding"] or "windows-1252"
    try:
        codecs.lookup(name)
    except LookupError:
        return "windows-1252", 0.0
    return name, found["confidence"]


def _refuse_kinds(raw: bytes) -> None:
    for magic, kind in _KINDS:
        if raw.startswith(magic):
            raise InputError(f"is {kind}, not text; save it as text or HTML first")


def _refuse_binary(text: str) -> None:
    sample = text[:65_536]
    strange = len(_CONTROL.findall(sample))
    if strange * 5 > len(sample) or (strange >= 20 and strange * 30 > len(sample)):
        raise InputError("is binary data, not text; name its encoding if it is text")
