"""The abstract base classes of the plug-ins: signatures without behaviour.

A plug-in names its contract as parent, stands alone in its file, and is found by scanning (see ``plugins``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar, TextIO

from provenance.records import (
    Article,
    Case,
    Document,
    Evidence,
    Graph,
    Prior,
    ReadOptions,
    Refusal,
    Region,
    Verdict,
    Weighed,
)


class Reader(ABC):
    """Reads one input format. Made with the user's options; ``sources`` opens, decompresses and picks the reader.

    A reader never opens, closes or prints. What is wrong with one record goes out as a ``Refusal`` (stage "read",
    ``record`` its number, from 1) and the next record follows; what spoils the whole input is raised as InputError.
    ``provenance.rows`` turns a record with named columns into an Article or a Refusal.
    """

    suffixes: ClassVar[tuple[str, ...]]
    """Lower-case file endings with the dot, without compression (".gz", ".xz", ".bz2", ".zst" are taken off before)."""

    def __init__(self, options: ReadOptions | None = None) -> None:
        self.options = options or ReadOptions()

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Whether input beginning with ``head`` (at most 4096 bytes) is surely of this format; asked where the name
        of the input does not tell. The default never claims any."""
        return False

    @abstractmethod
    def read(self, stream: BinaryIO, origin: str) -> Iterator[Article | Refusal]:
        """Yield the articles of ``stream`` lazily (``text`` cleaned by ``text.clean.clean``). ``stream`` is buffered
        and decompressed, perhaps not seekable; ``origin`` is its path or "-". Raises InputError."""

    def stretches(self, stream: BinaryIO, records: int) -> Iterator[tuple[int, bytes]] | None:
        """Pieces of ``stream`` of about so many records, each with the number of records before it: for formats that
        are quicker to cut than to read, so that workers share the reading. None, the default, where that cannot be."""
        return None

    def read_stretch(self, piece: bytes, before: int, origin: str) -> Iterator[Article | Refusal]:
        """The articles of a piece, as ``read`` would have them in the whole. Raises InputError."""
        raise NotImplementedError


class Segmenter(ABC):
    """Finds one kind of region."""

    order: ClassVar[int] = 50
    """Segmenters run by rising order; a line that one has claimed is not offered to the next."""

    @abstractmethod
    def segment(self, article: Article) -> Iterator[Region]:
        """Yield regions with spans into ``article.text``."""


class Engine(ABC):
    """Translates sentences."""

    signature: str

    @abstractmethod
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The directions that this engine translates without a pivot."""

    def describe(self, source: str, target: str) -> str:
        """Signature of one direction: what decides its translations and scores. The engine's own unless overridden."""
        return self.signature

    @abstractmethod
    def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Translate each sentence; same length and order as given. Raises PackageError for an unknown direction."""

    @abstractmethod
    def score(self, sentences: Sequence[str], targets: Sequence[str], source: str, target: str) -> tuple[float, ...]:
        """log10 P(target sentence | sentence) per target token, by forced decoding."""


class Detector(ABC):
    """Tests one hypothesis on one document. Pure: no engine, no clock, no look at other evidence."""

    code: ClassVar[str]
    """Two capitals for the family and three digits; a retired code is never given again."""
    channel: ClassVar[str] = "rules"
    """rules, profile, renditions, claims or furniture."""
    group: ClassVar[str] = ""
    """Detectors of one group depend on each other and do not add up; empty means the family."""
    countable: ClassVar[bool] = True
    """False for what parallel text cannot show (layout, furniture, encoding, whole documents): a count over it would
    measure how the counting data was cleaned. Such a rule weighs 0 and is shown without a ratio."""
    needs_rendition: ClassVar[bool] = False
    languages: ClassVar[tuple[str, ...]] = ("en",)
    """Languages of the documents it understands; an empty tuple means any."""

    @abstractmethod
    def detect(self, document: Document) -> Iterator[Evidence]:
        """Yield evidence; always one with zero statistic rather than nothing where the detector could have fired."""


class Comparison(ABC):
    """Tests one hypothesis on an ordered pair of articles."""

    code: ClassVar[str]

    @abstractmethod
    def compare(self, parent: Document, child: Document) -> Iterator[Evidence]:
        """Yield evidence that ``child`` came from ``parent``; marks lie in the child's text."""


class Scorer(ABC):
    """Turns the evidence on one article into a verdict. Learns nothing itself: what it knows was counted and fitted
    before."""

    @abstractmethod
    def signature(self, prior: Prior) -> str:
        """What a verdict under ``prior`` depends on, in one line: same signature, same text, same verdict."""

    @abstractmethod
    def judge(self, case: Case, prior: Prior) -> Verdict:
        """The verdict on ``case``; what is not known of it weighs nothing."""

    @abstractmethod
    def reconsider(self, verdict: Verdict, context: Weighed) -> Verdict:
        """The last weighing of ``verdict``, with what the other articles of the event say against this one."""


class Report(ABC):
    """Writes verdicts in one format."""

    format: ClassVar[str]

    @abstractmethod
    def write(self, verdicts: Iterable[Verdict], graphs: Sequence[Graph], out: TextIO) -> None:
        """Write all of it to ``out``; streams where the format allows."""


__all__ = ["Comparison", "Detector", "Engine", "Reader", "Report", "Scorer", "Segmenter"]
