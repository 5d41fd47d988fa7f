"""The only reader of the tables in ``data/languages`` and ``data/tables``; errors name file:line:column.

A cell of patterns is written for linguists, without Python and without regular expressions:

- words stand as in a text, divided by blanks; punctuation marks are words of their own (``in turn,`` is three);
- a word in small letters is found in any case, a word with a capital only as it is written (``Kremlin chief`` finds
  "Kremlin Chief", not "kremlin chief");
- ``a/b`` means one word or the other, and ``_`` joins the words of one choice (``taken/carried_out``);
- ``*`` stands for up to five words of the same sentence, or for none;
- ``<number>``, ``<weekday>``, ``<month>`` and ``<Name>`` (a capitalised word) stand for one word of that kind;
- ``^`` in front: only at the beginning of a sentence; ``$`` at the end: only before the end of one;
- ``;`` divides patterns where a cell holds several.

The rows of all tables are compiled into one trie and found in one pass: the work is linear in the text, since a pattern
has at most ``LONGEST`` words and two ``*``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import accumulate, compress, count, pairwise
from typing import Final, Literal, NamedTuple

from provenance.errors import TableError
from provenance.records import Span
from provenance.text.calendar import MONTHS, WEEKDAYS, lowered

LONGEST: Final = 12
"""Most words that one pattern may have."""
GAP: Final = 5
"""Most words that ``*`` may stand for."""

Part = Literal["found", "near", "unless"]
_REMEMBERED: Final = 20_000
"""Tokens whose forms are remembered."""
_Found = tuple[int, int, int, Part]
"""First token, last token, number of the row, and which of its cells."""
_End = tuple["Patterns", int, Part, bool]
"""What a pattern ends: its table, number of the row, which of its cells, and whether a sentence must end there, too."""

_TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # most words: only to be quick, since what follows finds them too
    r"|(?:[dl]|qu|all|dall|dell|nell|sull|[DL]|Qu|All|Dall|Dell|Nell|Sull)['’](?=[A-Z]{2,}\b)"  # before acronyms: l'AFP
    r"|(?:[^\W\d_]\.){2,}|[0-9]+(?:[.,][0-9]+)+|['’]s\b|[^\W_]+(?:['’.-](?!s\b)[^\W_]+)*|\n|[^\w\s]|_"
)
_NUMBER = re.compile(r"[0-9][0-9.,]*(?:st|nd|rd|th)?\Z")
_STOPS = frozenset(".!?\n…")
_OPENERS = frozenset("\"'“”‘’«»„‚‹›()[]{}*-–—•・「」『』")
_WEEKDAYS, _MONTHS = lowered(WEEKDAYS), lowered(MONTHS)
_CLASSES = frozenset(("<number>", "<weekday>", "<month>", "<Name>"))
_FUNCTION = frozenset(
    _TOKEN.findall(
        "a an the this that these those he she it they we i you his her its their our my your and but or so yet for "
        "nor in on at by to of from with as if when while where what who how why there here not no then now also only"
    )
)
"""Words whose capital at the start of a sentence makes no name of them."""
_STRAIGHT = str.maketrans("’‘‛–—“”„‟", "'''--" + '"' * 4)
"""Curly marks and dashes to plain ones, character by character, so that a pattern need not know them."""


class Row(dict[str, str]):
    """The cells of one line by column, with the place they came from."""

    file: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """``file:line`` for messages."""
        return f"{self.file}:{self.line}"


class Hit(NamedTuple):
    """A row that was found: the language of its table ("" for tables of no language), the row and where."""

    tag: str
    row: Row
    span: Span


def data() -> Traversable:
    """The folder of shipped data."""
    return resources.files("provenance") / "data"


@cache
def languages() -> tuple[str, ...]:
    """Tags of the languages that have a folder."""
    return tuple(sorted(entry.name for entry in (data() / "languages").iterdir() if entry.is_dir()))


@cache
def settings(tag: str) -> dict[str, object]:
    """``language.toml`` of one language. Raises TableError where it is absent or no TOML."""
    file = data() / "languages" / tag / "language.toml"
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise TableError(f"{file}:1:1: missing; every language folder needs a language.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file}:1:1: not TOML: {error}") from None


@cache
def table(name: str, columns: tuple[str, ...], tag: str | None = None) -> tuple[Row, ...]:
    """Rows of ``languages/<tag>/<name>.tsv``, or of ``tables/<name>.tsv`` where no tag is given; empty if absent.

    Raises TableError where the first line lacks one of ``columns`` or a row has another number of cells.
    """
    file = data() / "languages" / tag / f"{name}.tsv" if tag else data() / "tables" / f"{name}.tsv"
    return tuple(read(file, columns)) if file.is_file() else ()


def tables(name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """(language, row) over the table ``name`` of every language."""
    for tag in languages():
        for row in table(name, columns, tag):
            yield tag, row


@cache
def words(name: str, language: str | None = None) -> tuple[str, ...]:
    """The words of the list ``name`` in ``tables/word_lists.tsv``, longer ones first: those of all languages, or of one
    language (none where it has no row) with those of no language.

    Raises TableError where the list has none at all, since an empty list would stand for anything.
    """
    rows = [row for row in table("word_lists", ("list", "language", "words", "note")) if row["list"] == name]
    if not any(row["words"].strip(" ;") for row in rows):
        raise TableError(f"{data() / 'tables' / 'word_lists.tsv'}:1:1: no words for the list {name!r}, which is needed")
    told = [row["words"] for row in rows if language is None or row["language"] in ("", language)]
    found = {word.strip() for cell in told for word in cell.split(";") if word.strip()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def either(name: str, blank: str = r"[^\S\n]") -> str:
    """A piece of a regular expression for one word of the list ``name``; ``blank`` is what stands for blanks in it."""
    return f"(?:{'|'.join(blank.join(map(re.escape, word.split())) for word in words(name))})"


def read(file: Traversable, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of one table. Raises TableError for a missing column, a wrong number of cells or bytes that are no UTF-8."""
    try:
        lines = file.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise TableError(f"{file}:1:{error.start + 1}: not UTF-8; save the table as UTF-8") from None
    header = lines[0].rstrip("\r").split("\t")
    for column in columns:
        if column not in header:
            raise TableError(f"{file}:1:1: column {column!r} is missing; the first line names the columns")
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(header):
            raise TableError(f"{file}:{number}:{len(line) + 1}: {len(cells)} cells, expected {len(header)}")
        row = Row(zip(header, (cell.strip() for cell in cells)))
        row.file, row.line = str(file), number
        yield row


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words and marks, column by column."""

    text: str
    raw: Sequence[str]
    """Tokens as they are written."""
    surface: tuple[str, ...]
    key: tuple[str, ...]
    """Small letters; the same object as the surface where that has no capitals."""
    kinds: tuple[tuple[str, ...], ...]
    sentence: tuple[int, ...]
    """Number of the sentence that each token stands in."""
    begins: tuple[bool, ...]
    """Whether nothing but opening marks stands before it in its sentence."""
    forms: tuple[tuple[str, ...], ...]
    """What each token is found by: its key first."""
    words: int
    """Tokens that are words or numbers."""

    @property
    def start(self) -> Sequence[int]:
        """Where each token begins."""
        return _starts(self.text)

    def span(self, first: int, last: int) -> Span:
        """From the beginning of the token ``first`` to the end of ``last``."""
        start = self.start
        return Span(start[first], start[last] + len(self.raw[last]))


@lru_cache(maxsize=2)
def tokens(text: str) -> Tokens:
    """Cut ``text``. The last two texts are remembered, since every table asks for the same one."""
    raw = _TOKEN.findall(text)
    known = [*map(_known().__getitem__, raw)]
    surface, key, kinds, forms, word, stop, opener = zip(*known) if known else ((),) * 7
    sentence = tuple(accumulate(stop, initial=0))[:-1]
    return Tokens(text, raw, surface, key, kinds, sentence, _begins(stop, opener), forms, sum(word))


@lru_cache(maxsize=2)
def _starts(text: str) -> Sequence[int]:
    """Where each token of ``text`` begins; only for texts in which something was found. Nothing but blanks stands
    between tokens, so each is the next place of its letters."""
    found, at = [], 0
    for raw in tokens(text).raw:
        at = text.index(raw, at)
        found.append(at)
        at += len(raw)
    return found


def _begins(stop: Sequence[bool], opener: Sequence[bool]) -> tuple[bool, ...]:
    """Whether nothing but opening marks stands before each token in its sentence."""
    found = [False] * len(stop)
    for at in (0, *(at + 1 for at in compress(count(), stop))):
        while at < len(stop):
            found[at] = True
            if not opener[at]:
                break
            at += 1
    return tuple(found)


_Form = tuple[str, str, tuple[str, ...], tuple[str, ...], bool, bool, bool]
"""Surface, key and kinds of a token, what it is found by; whether it is a word, ends a sentence, opens one."""


class _Forms(dict[str, _Form]):
    """The forms of tokens, remembered, since texts share most of their words."""

    def __missing__(self, raw: str) -> _Form:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[raw] = _form(raw)
        return found


@cache
def _known() -> _Forms:
    return _Forms()


def _form(raw: str) -> _Form:
    surface = raw.translate(_STRAIGHT)
    low = surface.lower()
    key = surface if surface == low else low
    kinds = _kinds(key, surface)
    forms = (key, *sorted({surface, *kinds} - {key})) if kinds else (key,)
    return surface, key, kinds, forms, key[0].isalnum(), key in _STOPS, key in _OPENERS


@dataclass(slots=True)
class _Node:
    """A state of the trie: the next words, the rest after a ``*``, and what ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    star: _Node | None = None
    ends: list[_End] = field(default_factory=list)
    classes: bool = False


class _Trie:
    """The patterns of one table or of many."""

    def __init__(self) -> None:
        self._free, self._initial = _Node(), _Node()
        self._held: tuple[str, Mapping[Patterns, list[_Found]]] = "", {}

    def add(self, words: list[_Word], table: Patterns, number: int, part: Part) -> None:
        """Take a pattern up."""
        root = self._initial if words[0] == _BEGIN else self._free
        final = words[-1] == _END
        for node in _extend([root], [word for word in words if word not in (_BEGIN, _END)]):
            node.ends.append((table, number, part, final))
        self._held = "", {}

    def find(self, text: str) -> Mapping[Patterns, list[_Found]]:
        """Everything that matches, by table, in no order. The last text is remembered: every table asks for it."""
        if self._held[0] != text:
            self._held = text, self._walk(tokens(text))
        return self._held[1]

    def _walk(self, cut: Tokens) -> Mapping[Patterns, list[_Found]]:
        found: dict[Patterns, list[_Found]] = defaultdict(list)
        anywhere = range(len(cut.key))
        for node, at in (
            *_roots(self._free, cut, anywhere),
            *_roots(self._initial, cut, compress(count(), cut.begins)),
        ):
            for table, one in _follow(node, cut, at):
                found[table].append(one)
        return found


class Patterns:
    """Rows compiled into a trie, their own or the one that ``trie`` is. ``find`` gives all hits of all rows."""

    def __init__(self, rows: Iterable[tuple[str, Row]], column: str = "found", trie: _Trie | None = None) -> None:
        self.rows = tuple(rows)
        self._trie = trie or _Trie()
        self._demands: set[int] = set()
        for number, (_, row) in enumerate(self.rows):
            for part, cell in (("found", column), ("near", "near"), ("unless", "unless")):
                self._add(number, row, part, row.get(cell, ""), cell)  # type: ignore[arg-type]

    def _add(self, number: int, row: Row, part: Part, cell: str, column: str) -> None:
        if part != "found" and cell:
            self._demands.add(number)
        for pattern in cell.split(";"):
            if not pattern.strip():
                continue
            self._trie.add(_parse(pattern, row, column), self, number, part)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits in the order of the text; of overlapping hits of one language the longest, first one stays."""
        found: list[tuple[int, int, int]] = []
        demanded: dict[Part, dict[int, list[tuple[int, int]]]] = {"near": {}, "unless": {}}
        for first, last, number, part in self._trie.find(text).get(self, ()):
            if part == "found":
                found.append((first, last, number))
            else:
                demanded[part].setdefault(number, []).append((first, last))
        if not found:
            return ()
        cut = tokens(text)
        if self._demands:
            found = self._filter(found, demanded, cut)
        return tuple(_longest(self.rows, found, cut))

    def _filter(
        self,
        found: list[tuple[int, int, int]],
        demanded: dict[Part, dict[int, list[tuple[int, int]]]],
        cut: Tokens,
    ) -> list[tuple[int, int, int]]:
        """Drop hits whose ``near`` is not in the sentence or whose ``unless`` covers part of them."""
        sentences = {number: {cut.sentence[a] for a, _ in at} for number, at in demanded["near"].items()}
        covered = {
            number: {token for a, b in at for token in range(a, b + 1)} for number, at in demanded["unless"].items()
        }
        kept = []
        for first, last, number in found:
            if self.rows[number][1].get("near") and cut.sentence[first] not in sentences.get(number, ()):
                continue
            if not covered.get(number, set()).isdisjoint(range(first, last + 1)):
                continue
            kept.append((first, last, number))
        return kept


@cache
def patterns(name: str, column: str = "found") -> Patterns:
    """The table ``name`` of every language, and that of no language (tag "")."""
    return together([*(("", row) for row in table(name, (column,))), *tables(name, (column,))], column)


def together(rows: Iterable[tuple[str, Row]], column: str = "found") -> Patterns:
    """Rows that are found in one pass with those of all other tables; for tables that are kept as long as the program
    runs."""
    return Patterns(rows, column, _common())


@cache
def _common() -> _Trie:
    return _Trie()


def bare(example: str) -> tuple[str, tuple[Span, ...]]:
    """An example without its ⟦brackets⟧, and the spans that stood in them, in order; brackets may hold others.

    Raises TableError where a bracket has no partner.
    """
    text = ""
    open_, spans = list[int](), list[Span]()
    for piece in re.split("([⟦⟧])", example):
        if piece == "⟦":
            open_.append(len(text))
        elif piece != "⟧":
            text += piece
        elif open_:
            spans.append(Span(open_.pop(), len(text)))
        else:
            raise TableError(f"an example closes a bracket that it never opened: {example[:80]}")
    if open_:
        raise TableError(f"an example leaves a bracket open: {example[:80]}")
    return text, tuple(sorted(spans))


_Word = tuple[tuple[str, ...], ...]
"""One place of a pattern: alternatives, each of one or more tokens."""
_STAR: Final[_Word] = (("*",),)
_BEGIN: Final[_Word] = (("^",),)
_END: Final[_Word] = (("$",),)


def _parse(pattern: str, row: Row, column: str) -> list[_Word]:
    """The words of a pattern. Raises TableError naming file:line:column."""
    words: list[_Word] = []
    for chunk in pattern.split():
        for kind in re.findall(r"<\w+>", chunk):
            if kind not in _CLASSES:
                raise TableError(f"{_place(row, column)}: unknown kind {kind}; known are {' '.join(sorted(_CLASSES))}")
        words.append(((chunk,),) if chunk in ("*", "^", "$") else _alternatives(chunk))
    _check(words, _place(row, column))
    return words


def _alternatives(chunk: str) -> _Word:
    """``said/shouted_out,`` to (said), (shouted, out, ``,``)."""
    return tuple(
        (option,) if option in _CLASSES else tuple(_TOKEN.findall(option.replace("_", " ").translate(_STRAIGHT)))
        for option in chunk.split("/")
        if option
    )


def _check(words: list[_Word], place: str) -> None:
    inner = [word for word in words if word not in (_BEGIN, _END)]
    if not inner or () in inner:
        raise TableError(f"{place}: a pattern needs at least one word")
    if _STAR in (inner[0], inner[-1]) or (_STAR, _STAR) in pairwise(inner):
        raise TableError(f"{place}: * stands between words, not at the end and not twice")
    if inner.count(_STAR) > 2 or sum(max(map(len, word)) for word in inner) > LONGEST:
        raise TableError(f"{place}: at most two * and {LONGEST} words; divide the pattern")
    if _BEGIN in words[1:] or _END in words[:-1]:
        raise TableError(f"{place}: ^ stands in front and $ at the end")


def _place(row: Row, column: str) -> str:
    """file:line:column of a cell, where the column counts characters."""
    before = list(row.values())[: list(row).index(column)] if column in row else []
    return f"{row.place}:{sum(map(len, before)) + len(before) + 1}"


def _extend(nodes: list[_Node], words: list[_Word]) -> list[_Node]:
    """Walk or grow the trie along ``words`` and give the nodes where they end."""
    for word in words:
        if word == _STAR:
            for node in nodes:
                node.star = node.star or _Node()
            nodes = [node.star for node in nodes if node.star]
        else:
            nodes = [_grow(node, tokens) for node in nodes for tokens in dict.fromkeys(word)]
    return nodes


def _grow(node: _Node, forms: tuple[str, ...]) -> _Node:
    for form in forms:
        node.classes = node.classes or form in _CLASSES
        node = node.next.setdefault(form, _Node())
    return node


def _kinds(key: str, surface: str) -> tuple[str, ...]:
    """The classes of a word; ``("",)`` for one with a capital that has no other."""
    if key[0].isdigit():
        return ("<number>",) if _NUMBER.match(key) else ()
    if surface == key:
        return ()
    if key in _FUNCTION:
        return ("",)
    if key in _WEEKDAYS:
        return ("<Name>", "<weekday>")
    return ("<Name>", "<month>") if key in _MONTHS else ("<Name>",)


def _roots(root: _Node, cut: Tokens, places: Iterable[int]) -> Iterator[tuple[_Node, int]]:
    """States behind the first words of patterns, where the token after them does not rule out all that could follow."""
    key, surface, kinds, forms, last, first = cut.key, cut.surface, cut.kinds, cut.forms, len(cut.key) - 1, root.next
    for at in places:
        for form in forms[at]:
            if form not in first:
                continue
            node = first[form]
            if (
                node.ends
                or node.star is not None
                or (at < last and (key[at + 1] in node.next or (kinds[at + 1] and _goes_on(node, surface[at + 1]))))
            ):
                yield node, at


def _goes_on(node: _Node, surface: str) -> bool:
    """Whether a word of some kind may follow."""
    return node.classes or surface in node.next


def _steps(node: _Node, cut: Tokens, at: int) -> list[_Node]:
    """The states that follow ``node`` on the token ``at``."""
    key = cut.key[at]
    follow = node.next.get(key)
    found = [follow] if follow is not None else []
    kinds = cut.kinds[at]
    if kinds:
        forms = (cut.surface[at], *kinds) if node.classes else (cut.surface[at],)
        found.extend(node.next[form] for form in forms if form != key and form in node.next)
    return found


def _follow(node: _Node, cut: Tokens, at: int) -> Sequence[tuple[Patterns, _Found]]:
    """Everything that goes on from ``node``, reached on the token ``at``: bounded by the length of patterns alone."""
    keys, end = cut.key, len(cut.key)
    found: list[tuple[Patterns, _Found]] = []
    stack = [(node, at)]
    starred = False
    seen: set[tuple[int, int]] = set()
    while stack:
        node, last = stack.pop()
        if starred:
            if (id(node), last) in seen:
                continue
            seen.add((id(node), last))
        if node.ends:
            before_stop = last + 1 == end or keys[last + 1] in _STOPS
            found += (
                (table, (at, last, row, part)) for table, row, part, final in node.ends if before_stop or not final
            )
        if last + 1 == end:
            continue
        if node.next and (keys[last + 1] in node.next or cut.kinds[last + 1]):
            stack.extend((follow, last + 1) for follow in _steps(node, cut, last + 1))
        if node.star is not None:
            starred = True
            stack.extend(_leap(node.star, cut, last))
    return found


def _leap(rest: _Node, cut: Tokens, last: int) -> Iterator[tuple[_Node, int]]:
    """The states behind a ``*`` that stands after the token ``last``: within the sentence, at most ``GAP`` words on."""
    skipped = 0
    for at in range(last + 1, min(last + 2 + 2 * GAP, len(cut.key))):
        key = cut.key[at]
        if key in _STOPS:
            return
        for follow in _steps(rest, cut, at):
            yield follow, at
        skipped += key[0].isalnum()
        if skipped > GAP:
            return


def _longest(rows: tuple[tuple[str, Row], ...], found: list[tuple[int, int, int]], cut: Tokens) -> Iterator[Hit]:
    """Hits with their spans; of overlapping ones of a language the first, longest stays."""
    reach: dict[str, int] = {}
    for first, last, number in sorted(found, key=lambda hit: (hit[0], -hit[1], hit[2])):
        tag, row = rows[number]
        if first <= reach.get(tag, -1):
            continue
        reach[tag] = last
        yield Hit(tag, row, cut.span(first, last))
