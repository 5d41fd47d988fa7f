"""Grow artificial traditions: events whose history is known because it was made.

Out of aligned test sets (an original, its human translations, several engines' translations back) each event is grown
article by article: human translation, machine translation, verbatim copies with cuts, doubled headlines and added
furniture, rewrites, mixtures of two parents, quotations carried into other articles; slips (a wrong figure, a misspelt
name) are inherited. Agency originals and foreign-language parents are withheld (hidden) about every second time; four
in five articles have a date (seven in ten of these to the minute), three in five an outlet, and one link in four is
named in the text. Every sixth event is of independent reports by native newspapers, copied, mixed and quoted.
Everything follows from the seed. Story sets are split by year, so no story stands on both sides.

    python scripts/make_traditions.py --data DIR --split test --events 40 -o traditions.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import math
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from provenance.graph import events
from provenance.records import (
    Article,
    Document,
    Evidence,
    Hypothesis,
    Identification,
    Mark,
    Prior,
    Region,
    Span,
    Verdict,
    Weighed,
)
from provenance.text.reuse import tokenise
from provenance.text.tokens import paragraphs, sentences

SPLITS = {
    "train": ("wmt14en", "wmt15en", "wmt15en-more", "wmt16en", "wmt14", "wmt15", "wmt16"),
    "dev": ("wmt16en-more", "wmt17"),
    "test": ("wmt17en", "wmt17en-more", "wmt18en", "wmt18en-more", "wmt18"),
}
FURNITURE = {
    "en": (
        "Share this article with {0} readers", "Read more on {0}: {1}", "Sign up for the {0} morning newsletter",
        "Advertisement {1}", "Follow {0} for the latest updates", "Related stories from {0}", "Support {0}, {1}",
        "Photo: archive {1}", "Print edition {1}", "{0} staff", "Comments ({1})", "Listen to this story on {0}",
    ),
    "": ("* {0} *", "— {1} —", "{0} {1}", "# {1}"),
}  # fmt: skip
QUOTE = re.compile(r"[\"“„«][^\"“”„«»]{15,}[\"”»“]")


@dataclass(frozen=True)
class Story:
    """Aligned versions of one stretch of news: ``original`` language, texts by "en", "<lang>", "<lang>/<engine>"."""

    id: str
    original: str
    texts: dict[str, tuple[str, ...]]

    def languages(self) -> list[str]:
        return sorted({name.split("/")[0] for name in self.texts if name != "en"})

    def engines(self, language: str) -> list[str]:
        return sorted(name for name in self.texts if name.startswith(language + "/"))


@dataclass(frozen=True)
class Made:
    """An article with its truth."""

    event: str
    id: str
    language: str
    text: str
    segments: tuple[tuple[int, int, str], ...]
    source: str
    """Language it was translated from, at whatever step; empty for originals."""
    machine: bool
    parents: tuple[str, ...]
    kind: str
    hidden: bool
    published: str | None
    outlet: str
    claims: tuple[str, ...]
    time: str

    def content(self) -> tuple[str, ...]:
        """Its sentences without furniture, in no order: articles with the same are the same to any method."""
        return tuple(sorted(self.text[start:end] for start, end, _ in self.segments))


@dataclass
class Draft:
    """An article while it is grown: (segment key, text) pairs and the facts above."""

    id: str
    language: str
    parts: list[tuple[str, str]]
    source: str = ""
    machine: bool = False
    parents: tuple[str, ...] = ()
    kind: str = "original"
    time: datetime = field(default_factory=lambda: datetime(2024, 1, 1))
    furniture: tuple[str, ...] = ()
    doubled: bool = False


def lines(folder: Path, name: str) -> list[str]:
    """Lines of a data file, plain or .xz; "\\n" alone ends a line."""
    path = folder / name
    packed = folder / (name + ".xz")
    if path.is_file():
        text = path.read_text("utf-8")
    elif packed.is_file():
        with lzma.open(packed, "rt", encoding="utf-8", newline="\n") as stream:
            text = stream.read()
    else:
        return []
    return text.rstrip("\n").split("\n")


def names(folder: Path) -> list[str]:
    """File names without .xz."""
    return sorted(path.name.removesuffix(".xz") for path in folder.iterdir()) if folder.is_dir() else []


def stories(data: Path, split: str) -> list[Story]:
    """Stories of 8 to 24 segments of the sets of ``split``."""
    found: list[Story] = []
    for set_name in SPLITS[split]:
        folder = data / "outputs" / set_name
        if set_name.endswith(("en", "-more")):
            found.extend(_english_originals(folder, set_name))
        else:
            found.extend(_foreign_originals(folder, set_name))
    return found


def _english_originals(folder: Path, set_name: str) -> Iterator[Story]:
    texts = {"en": lines(folder, "en.ref.txt")}
    for name in names(folder):
        language, kind, *_ = name.split(".")
        if name.endswith(".src.txt"):
            texts[language] = lines(folder, name)
        elif name.endswith(".txt") and kind not in ("src", "ref"):
            texts[f"{language}/{kind}"] = lines(folder, name)
    yield from _cut(set_name, "en", texts, lines(folder, "en.runs.tsv"))


def _foreign_originals(folder: Path, set_name: str) -> Iterator[Story]:
    for name in names(folder):
        if not name.endswith(".src.txt"):
            continue
        language = name.split(".")[0]
        texts = {language: lines(folder, name)}
        reference = lines(folder, f"{language}.ref.en.txt")
        if reference:
            texts[f"{language}/ref"] = reference
        for other in names(folder):
            if re.fullmatch(rf"{language}\.[a-z-]+\.txt", other) and not other.endswith(".src.txt"):
                texts[f"{language}/{other.split('.')[1]}"] = lines(folder, other)
        yield from _cut(f"{set_name}-{language}", language, texts, lines(folder, f"{language}.runs.tsv"))


def _cut(name: str, original: str, texts: dict[str, list[str]], runs: list[str]) -> Iterator[Story]:
    for row in runs[1:]:
        first, count = (int(cell) for cell in row.split("\t")[:2])
        at = first - 1
        while count >= 8:
            size = count if count <= 24 else 16
            yield Story(f"{name}:{at}", original, {key: tuple(v[at : at + size]) for key, v in texts.items()})
            at, count = at + size, count - size


def reports(data: Path, split: str, apart: bool = True) -> list[list[Story]]:
    """Native articles that tell one event, two or more, as stories of one version; by the first letter of a digest,
    each event falls to one split. With ``apart`` they are independent as far as their wording tells (few shingles in
    common)."""
    texts = _world(data)
    found = []
    for ids in _told_together(data):
        kept: list[str] = []
        for name in ids[:8]:
            if not apart or all(_apart(texts[name], texts[other]) for other in kept):
                kept.append(name)
        if len(kept) > 1 and _side(texts[kept[0]]) == split:
            found.append([Story(name, "en", {"en": _sentences(texts[name])}) for name in kept])
    return found


@cache
def _world(data: Path) -> dict[str, str]:
    return {f"r{i:05d}": json.loads(row)["text"] for i, row in enumerate(lines(data / "native", "world.jsonl"))}


@cache
def _told_together(data: Path) -> tuple[tuple[str, ...], ...]:
    found = events.events([Article(name, text[:4000], "") for name, text in _world(data).items()])
    return tuple(ids for ids in found if len(ids) > 1)


def as_articles(told: Sequence[Story]) -> list[Made]:
    """Stories of one version as originals of one event."""
    return [
        Made(
            story.id,
            story.id,
            "en",
            "\n".join(story.texts["en"]),
            (),
            "",
            False,
            (),
            "original",
            False,
            None,
            "",
            (),
            "",
        )
        for story in told
    ]


def _side(text: str) -> str:
    return ("train", "train", "train", "dev", "test")[hashlib.sha256(text.encode()).digest()[0] % 5]


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(span.slice(text) for span in sentences(text))[:24]


def _apart(one: str, two: str) -> bool:
    """Whether two texts share fewer than one in twelve of the shorter one's three-word shingles."""
    sides = []
    for text in (one, two):
        forms = [word.form for word in tokenise(text)]
        sides.append({tuple(forms[at : at + 3]) for at in range(len(forms) - 2)})
    return len(sides[0] & sides[1]) * 12 < min(len(side) for side in sides)


class Grower:
    """Grows one event from a main story and a side story."""

    def __init__(self, event: str, main: Story, side: Story, rng: random.Random) -> None:
        self.event, self.main, self.side, self.rng = event, main, side, rng
        self.day = datetime(2024, 1, 1) + timedelta(days=rng.randrange(300), hours=rng.randrange(5, 20))
        self.drafts: list[Draft] = []
        engines = [e for lang in main.languages() for e in main.engines(lang)]
        self.pool = set(rng.sample(engines, (len(engines) + 2) // 3))
        """Translations that rewriters take their other words from; no article is made by them."""

    def add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def fresh(self, story: Story, tag: str) -> Draft:
        texts = story.texts[story.original]
        parts = [(f"{tag}{i}", text) for i, text in enumerate(texts) if text.strip()]
        return self.add(Draft(self.name(), story.original, parts, time=self.day))

    def name(self) -> str:
        return f"{self.event}-{self.rng.getrandbits(32):08x}"

    def later(self, *parents: Draft) -> datetime:
        return max(p.time for p in parents) + timedelta(minutes=20 + self.rng.expovariate(1 / 500))

    def child(self, parent: Draft, kind: str, parts: list[tuple[str, str]], **more: object) -> Draft:
        base = Draft(
            self.name(), parent.language, parts, parent.source, parent.machine, (parent.id,), kind, self.later(parent)
        )
        made = self.add(replace(base, **more))  # type: ignore[arg-type]
        made.furniture = self._furniture(made) if kind != "copy" and self.rng.random() < 0.6 else ()
        return made

    def translate(self, parent: Draft) -> Draft | None:
        story, tag = (self.main, "m") if self._mostly(parent, "m") else (self.side, "s")
        if parent.language == "en":
            targets = [lang for lang in story.languages() if lang in story.texts] if not parent.source else []
            if not targets or story.original != "en":
                return None
            target = self.rng.choice(targets)
            parts = self._version(parent, story, tag, target)
            made = {"language": target, "source": "en", "machine": False}
            return self.child(parent, "human_translation", parts, **made) if len(parts) > 3 else None
        engines = [e for e in story.engines(parent.language) if e not in self.pool]
        if not engines:
            return None
        engine = self.rng.choice(engines)
        human = engine.endswith("/ref")
        parts = self._version(parent, story, tag, engine)
        made = {"language": "en", "source": parent.language, "machine": not human}
        kind = "human_translation" if human else "machine_translation"
        return self.child(parent, kind, parts, **made) if len(parts) > 3 else None

    def _mostly(self, draft: Draft, tag: str) -> bool:
        return sum(key.startswith(tag) for key, _ in draft.parts) * 2 >= len(draft.parts)

    def _version(self, parent: Draft, story: Story, tag: str, name: str) -> list[tuple[str, str]]:
        kept = self._cuts(parent.parts, 0.3)
        text = story.texts[name]
        return [(k, text[int(k[1:])]) for k, _ in kept if k.startswith(tag) and text[int(k[1:])].strip()]

    def _cuts(self, parts: list[tuple[str, str]], share: float) -> list[tuple[str, str]]:
        if self.rng.random() < 0.3 or len(parts) < 6:
            return list(parts)
        drop = int(len(parts) * share * self.rng.random() + 1)
        if self.rng.random() < 0.5:
            return parts[:-drop]
        out = set(self.rng.sample(range(1, len(parts)), min(drop, len(parts) - 4)))
        return [part for i, part in enumerate(parts) if i not in out]

    def copy(self, parent: Draft) -> Draft:
        parts = self._slips(self._cuts(parent.parts, 0.6))
        made = self.child(parent, "copy", parts, doubled=self.rng.random() < 0.2)
        kept = tuple(line for line in parent.furniture if self.rng.random() < 0.2)
        made.furniture = kept + self._furniture(made)
        return made

    def _furniture(self, draft: Draft) -> tuple[str, ...]:
        """Zero to four lines of a site's own, with its name and numbers."""
        pool = FURNITURE.get(draft.language, FURNITURE[""])
        chosen = self.rng.sample(pool, self.rng.choice((0, 1, 1, 2, 4)))
        return tuple(line.format(f"Site {draft.id[-4:]}", self.rng.randrange(10, 9999)) for line in chosen)

    def _slips(self, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
        if self.rng.random() < 0.6:
            return parts
        at = self.rng.randrange(len(parts))
        key, text = parts[at]
        return [*parts[:at], (key, _slip(text, self.rng)), *parts[at + 1 :]]

    def rewrite(self, parent: Draft) -> Draft | None:
        if parent.language != "en" or not self.pool:
            return None
        pool = self.main.texts[self.rng.choice(sorted(self.pool))]
        parts = []
        for key, text in self._cuts(parent.parts, 0.6):
            other = pool[int(key[1:])] if key.startswith("m") and self.rng.random() < 0.5 else text
            parts.append((key, other if other.strip() else text))
        if self.rng.random() < 0.5:
            at = self.rng.randrange(1, max(2, len(parts) - 1))
            parts[at : at + 2] = reversed(parts[at : at + 2])
        return self.child(parent, "rewrite", parts)

    def mix(self, one: Draft, two: Draft) -> Draft | None:
        if one.language != two.language or one is two or len(one.parts) < 8:
            return None
        have = set()
        head = one.parts[: int(len(one.parts) * self.rng.uniform(0.4, 0.8))]
        have.update(key for key, _ in head)
        tail = [part for part in two.parts if part[0] not in have]
        tail = tail[: int(len(tail) * self.rng.uniform(0.4, 1.0))]
        if len(tail) < 4:
            return None
        source = one.source or two.source
        made = {
            "parents": (one.id, two.id),
            "time": self.later(one, two),
            "source": source,
            "machine": one.machine or two.machine,
        }
        return self.child(one, "rewrite", head + tail, **made)

    def quote(self, one: Draft, two: Draft) -> Draft | None:
        """``two`` rewritten with quotations of ``one`` carried into it."""
        said = [part for part in one.parts if QUOTE.search(part[1])]
        keys = {key for key, _ in two.parts}
        said = [part for part in said if part[0] not in keys][:3]
        if one.language != two.language or not said or one is two:
            return None
        made = {"parents": (two.id, one.id), "time": self.later(one, two)}
        body = self._cuts(two.parts, 0.3)
        return self.child(two, "quote", body[:3] + said + body[3:], **made)


def _slip(text: str, rng: random.Random) -> str:
    figures = list(re.finditer(r"\d{2,}", text))
    if figures and rng.random() < 0.5:
        at = rng.choice(figures)
        return text[: at.start()] + str(int(at.group()) + rng.choice((-9, -1, 1, 10))) + text[at.end() :]
    caps = [m for m in re.finditer(r"\b[^\W\d_]{5,}\b", text) if m.group()[0].isupper() and m.start() > 0]
    if not caps:
        return text
    at = rng.choice(caps)
    word = at.group()
    i = rng.randrange(1, len(word) - 1)
    return text[: at.start()] + word[:i] + word[i + 1] + word[i] + word[i + 2 :] + text[at.end() :]


def grow(event: str, main: Story, side: Story, size: int, rng: random.Random) -> list[Made]:
    """One event with ``size`` visible articles, and those withheld."""
    grower = Grower(event, main, side, rng)
    grower.fresh(main, "m")
    hidden = {grower.drafts[0].id} if rng.random() < 0.4 else set()
    if rng.random() < 0.5:
        side_root = grower.fresh(side, "s")
        if rng.random() < 0.5:
            hidden.add(side_root.id)
    tries = 0
    while len(grower.drafts) - len(hidden) < size and tries < size * 20:
        tries += 1
        made = _step(grower, rng)
        if made is None:
            continue
        if made.kind == "human_translation" and made.language != "en" and rng.random() < 0.45:
            hidden.add(made.id)
    return _finish(grower, hidden, rng)


def grow_reports(event: str, told: list[Story], size: int, rng: random.Random) -> list[Made]:
    """An event that several reporters told on their own: each report may be copied, cut, mixed and quoted."""
    grower = Grower(event, told[0], told[1], rng)
    hidden: set[str] = set()
    for number, story in enumerate(told[:3]):
        root = grower.fresh(story, "msx"[number])
        if rng.random() < 0.3:
            hidden.add(root.id)
    while len(grower.drafts) - len(hidden) < size:
        _step(grower, rng)
    return _finish(grower, hidden, rng)


def _step(grower: Grower, rng: random.Random) -> Draft | None:
    drafts = grower.drafts
    parent = drafts[-1] if rng.random() < 0.2 else rng.choice(drafts)
    deed = rng.random()
    if parent.language != "en":
        return grower.translate(parent) if deed < 0.75 else grower.copy(parent)
    if deed < 0.3:
        return grower.translate(parent) or grower.copy(parent)
    if deed < 0.6:
        return grower.copy(parent)
    if deed < 0.75:
        return grower.rewrite(parent)
    return grower.mix(parent, rng.choice(drafts)) if deed < 0.92 else grower.quote(parent, rng.choice(drafts))


def _finish(grower: Grower, hidden: set[str], rng: random.Random) -> list[Made]:
    outlets = {draft.id: f"outlet-{grower.event}-{i}" for i, draft in enumerate(grower.drafts)}
    known = {draft.id: rng.random() < 0.6 for draft in grower.drafts}
    return [_made(grower, draft, hidden, outlets, known, rng) for draft in grower.drafts]


def _made(
    grower: Grower, draft: Draft, hidden: set[str], outlets: dict[str, str], known: dict[str, bool], rng: random.Random
) -> Made:
    text, spans = _render(draft)
    dated = None
    if rng.random() < 0.8:
        dated = draft.time.strftime("%Y-%m-%d" if rng.random() < 0.3 else "%Y-%m-%dT%H:%MZ")
    claims = tuple(outlets[p] for p in draft.parents if rng.random() < 0.25)
    return Made(
        grower.event, draft.id, draft.language, text, spans, draft.source, draft.machine, draft.parents, draft.kind,
        draft.id in hidden, dated, outlets[draft.id] if known[draft.id] else "", claims, draft.time.isoformat(),
    )  # fmt: skip


def _render(draft: Draft) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    out: list[str] = []
    spans = []
    at = 0
    if draft.doubled:
        out.append(draft.parts[0][1])
        at += len(out[0]) + 1
    for key, text in draft.parts:
        spans.append((at, at + len(text), key))
        out.append(text)
        at += len(text) + 1
    out.extend(draft.furniture)
    return "\n".join(out), tuple(spans)


def traditions(data: Path, split: str, count: int, seed: int, sizes: tuple[int, ...] = ()) -> Iterator[list[Made]]:
    """``count`` events, every sixth of independent reports; sizes run from 5 to 40 unless given."""
    rng = random.Random(f"{seed}-{split}")
    pool = stories(data, split)
    english = [story for story in pool if story.original == "en"]
    independent = reports(data, split)
    for number in range(count):
        if independent and number % 6 == 5:
            told = rng.choice(independent)
            size = sizes[number % len(sizes)] if sizes else rng.choice((3, 5, 8, 12))
            yield contracted(grow_reports(f"reports-{split}{number:03d}", told, size, rng))
            continue
        main = rng.choice(english) if rng.random() < 0.65 else rng.choice(pool)
        side = rng.choice([story for story in english if story.id != main.id])
        size = sizes[number % len(sizes)] if sizes else rng.choice((5, 6, 8, 10, 15, 20, 30, 40))
        yield contracted(grow(f"{split}{number:03d}", main, side, size, rng))


LANGUAGES = (
    "ar",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "hi",
    "hu",
    "it",
    "ja",
    "ko",
    "lv",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
    "uk",
    "zh",
)


def _regions(made: Made, rng: random.Random) -> tuple[Region, ...]:
    """Lines as regions; half of the furniture is known for what it is."""
    end = made.segments[-1][1] if made.segments else len(made.text)
    found = []
    for span in paragraphs(made.text):
        strange = span.start >= end and rng.random() < 0.5
        found.append(Region("boilerplate" if strange else "body", span))
    return tuple(found)


def contracted(made: list[Made]) -> list[Made]:
    """The same event without the withheld articles that leave no trace: those with one child in their own language,
    or none (their children come from their parents), and those whose first child, given, has all of their sentences (it
    stands for them)."""
    known = {one.id: one for one in made}
    while True:
        below: dict[str, list[Made]] = {one: [] for one in known}
        for one in known.values():
            for parent in one.parents:
                below[parent].append(one)
        lost = next((one for one in known.values() if one.hidden and _traceless(one, below[one.id])), None)
        if lost is None:
            if _twinned(known, below):
                continue
            return list(known.values())
        del known[lost.id]
        for one in below[lost.id]:
            parents = dict.fromkeys(p for q in one.parents for p in (lost.parents if q == lost.id else (q,)))
            known[one.id] = replace(one, parents=tuple(parents))


def _twinned(known: dict[str, Made], below: dict[str, list[Made]]) -> bool:
    """Let the first given copy of a withheld article stand for it, where it has all of its sentences."""
    for one in known.values():
        children = sorted(below[one.id], key=lambda child: child.time)
        first = children[0] if children else None
        if first is None or not one.hidden or first.hidden or len(children) < 2 or len(first.parents) > 1:
            continue
        if first.language == one.language and first.content() == one.content():
            del known[one.id]
            known[first.id] = replace(first, parents=one.parents)
            for child in children[1:]:
                parents = dict.fromkeys(first.id if p == one.id else p for p in child.parents)
                known[child.id] = replace(child, parents=tuple(parents))
            return True
    return False


def _traceless(one: Made, children: list[Made]) -> bool:
    return not children or (len(children) == 1 and children[0].language == one.language)


def traces(given: Sequence[Made], known: dict[str, Made]) -> list[frozenset[str]]:
    """Heirs of every withheld article that leaves a trace: given articles that descend from it through withheld ones
    only. A trace is two lines of heirs, or a given child that was translated into English out of another language."""
    below: dict[str, list[Made]] = {name: [] for name in known}
    for one in known.values():
        for parent in one.parents:
            below[parent].append(one)
    ids = {one.id for one in given}

    def heirs(name: str) -> frozenset[str]:
        return frozenset(x for one in below[name] for x in ([one.id] if one.id in ids else heirs(one.id)))

    found = []
    for one in known.values():
        lines = [frozenset((c.id,)) if c.id in ids else heirs(c.id) for c in below[one.id]]
        crossed = [c for c in below[one.id] if c.id in ids and c.language == "en" != one.language]
        if one.hidden and (sum(bool(line) for line in lines) > 1 or crossed):
            found.append(heirs(one.id))
    return found


def match(below: Sequence[set[str]], true: Sequence[frozenset[str]]) -> tuple[int, int]:
    """How many inferred nodes (by the ids of their children) are true ones, and how many true ones there are: at least
    half of all children in common, each true node found once."""
    left, hits = list(true), 0
    for children in sorted(below, key=lambda c: (-len(c), sorted(c))):
        best = max(left, key=lambda t: (len(t & children) / len(t | children), sorted(t)), default=None)
        if best and len(best & children) * 2 >= len(best | children):
            left.remove(best)
            hits += 1
    return hits, len(true)


def quote_pairs(
    groups: Iterable[Any], known: dict[str, Made], ids: Sequence[str], across: bool = False
) -> tuple[int, int, int]:
    """(right, predicted, true) pairs of quotations in two English articles: right are versions of one sentence that has
    a quotation. Found groups hold ``versions`` with ``article`` and ``statement.span``. With ``across`` the pairs are
    of articles in two languages, whatever these are."""
    said: dict[str, list[str]] = {}
    for name in ids:
        if across or known[name].language == "en":
            for start, end, key in known[name].segments:
                if QUOTE.search(known[name].text[start:end]):
                    said.setdefault(key, []).append(name)

    def counts(a: str, b: str) -> bool:
        return not across or known[a].language != known[b].language

    true = {((a, key), (b, key)) for key, names in said.items() for a in names for b in names if a < b and counts(a, b)}
    predicted = set()
    for one in groups:
        items = {(v.article, segment_of(known[v.article], v.statement.span[0])) for v in one.versions}
        kept = sorted((a, key) for a, key in items if key in said)
        predicted.update((x, y) for x in kept for y in kept if x[0] < y[0] and counts(x[0], y[0]))
    return len(predicted & true), len(predicted), len(true)


def segment_of(made: Made, at: int) -> str | None:
    """The key of the sentence at a place of the text, None in furniture."""
    return next((key for start, end, key in made.segments if start <= at < end), None)


def simulated(made: Made, rng: random.Random) -> Verdict:
    """A verdict with the uncertainty of a calibrated judge: Gaussian log likelihood ratios whose mean is half their
    variance (so that they mean what they say), AUC about .98 for translation, .67 for the machine, and the source
    language right about every second time."""
    lean = rng.gauss(4.2 if made.source else -4.2, 8.4**0.5)
    p = 1 / (1 + math.exp(-lean)) if made.language == "en" else 0.5
    machine = 1 / (1 + math.exp(-rng.gauss(0.4 if made.machine else -0.4, 0.8**0.5)))
    logits = {lang: rng.gauss(4.0 if lang == made.source else 0.0, 2.0) for lang in LANGUAGES}
    total = sum(math.exp(x) for x in logits.values())
    ranked = sorted(((lang, math.exp(x) / total) for lang, x in logits.items()), key=lambda item: (-item[1], item[0]))
    sources = tuple(ranked) if made.language == "en" else ()
    answer = "undetermined" if 0.1 < p < 0.9 else "translated" if p >= 0.9 else "original"
    article = Article(made.id, made.text, made.id, made.published, made.outlet or None)
    document = Document(article, _regions(made, rng), Identification(made.language, 1.0, True))
    marks = tuple(Mark(Span(0, 0), value=claim) for claim in made.claims)
    evidence = (Weighed(Evidence("CL101", Hypothesis("translated"), 1.0, 1.0, marks), "claims", "CL"),) if marks else ()
    return Verdict(
        article, document, answer, p, p * machine, p * (1 - machine), 1 - p, sources, (), (), evidence, Prior(), ""
    )


def unrelated(data: Path, count: int, seed: int) -> list[Made]:
    """``count`` native articles that belong to no event."""
    rows = [json.loads(line) for line in lines(data / "native", "world.jsonl")]
    chosen = random.Random(seed).sample(rows, min(count, len(rows)))
    return [
        Made("", f"other-{i:04d}", "en", row["text"], (), "", False, (), "original", False, None, "", (), "")
        for i, row in enumerate(chosen)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=sorted(SPLITS), default="test")
    parser.add_argument("--events", type=int, default=40)
    parser.add_argument("--sizes", default="", help="visible articles of the events, in turn: 5,20,500")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    sizes = tuple(int(size) for size in options.sizes.split(",") if size)
    out = options.output.open("w", encoding="utf-8") if options.output else sys.stdout
    for event in traditions(options.data, options.split, options.events, options.seed, sizes):
        for made in event:
            out.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
