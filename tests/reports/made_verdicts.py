"""Verdicts and events made up for tests and pictures of reports: invented places, people, figures and texts."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from provenance import pipeline
from provenance.records import (
    Article,
    Change,
    Document,
    EdgeKind,
    Evidence,
    Graph,
    Hypothesis,
    Link,
    Mark,
    Node,
    Prior,
    Question,
    QuoteVersion,
    Region,
    Span,
    Verdict,
    Weighed,
    Weight,
)

TEXT = "\n".join(
    (
        "Ferry line to Saint Orm will run again in spring",
        "Ferry line to Saint Orm will run again in spring",
        "",
        "The provincial government of Lindmark wants to reopen the ferry line to Saint Orm, closed since 2019. In a "
        "statement it spoke of „a long overdue step“. The work would cost 4,2 million crowns.",
        "",
        "“We keep our word to the islands,” said transport minister Ada Brekke on the 14th of this month. The Foreign "
        "Ministry of Lindmark welcomed the news from ostmark and lindmark alike.",
        "",
        "According to The Harbour Post, the first ship sails in April.Brekke did not comment on the price of tickets.",
        "",
        "This audio version was artificially generated. More info | Send feedback",
        "",
    )
)
CODES = (
    # words, code, channel, group, translated, machine, sources, native rate, note
    ("„a long overdue step“", "OR101", "rules", "quotes", 1.4, 0.3, {"de": 1.1, "cs": 0.9}, 0.0004, "low-high marks"),
    ("4,2 million", "FG101", "rules", "figures", 1.1, 0.5, {"de": 0.4, "es": 0.3}, 0.0021, "decimal comma"),
    ("ostmark", "NM101", "rules", "casing", 1.8, 1.2, {}, 0.0007, "place in small letters"),
    ("Foreign Ministry", "LX101", "rules", "institutions", 0.9, 0.1, {"de": 0.6}, 0.004, "body under another name"),
    ("April.Brekke", "OR102", "rules", "glue", -0.2, 0.4, {}, 0.03, "words joined"),
    ("on the 14th of this month", "FG102", "rules", "dates", 0.7, 0.2, {"es": 0.5}, 0.006, "date out of place"),
    ("This audio version was", "FU101", "furniture", "furniture", 0.8, 0.6, {"de": 1.0}, 0.0009, "notice"),
)  # fmt: skip


def article(text: str = TEXT, name: str = "ferry", **fields: object) -> Article:
    return Article(name, text, f"{name}.txt", **fields)  # type: ignore[arg-type]


def regions(text: str) -> tuple[Region, ...]:
    """Headline first, a body, furniture last: enough for a report, whatever segmenters there are."""
    found, at = [], 0
    title = text.partition("\n")[0]
    for line in text.split("\n"):
        if line.strip():
            kind = "headline" if at == 0 or line == title else "body"
            kind = "boilerplate" if line.startswith("This audio") else kind
            found.append(Region(kind, Span(at, at + len(line))))  # type: ignore[arg-type]
        at += len(line) + 1
    return tuple(found)


def weighed(text: str, codes: Sequence[tuple] = CODES) -> tuple[Weighed, ...]:  # type: ignore[type-arg]
    found = []
    for words, code, channel, group, translated, machine, sources, rate, note in codes:
        at = text.find(words)
        if at < 0:
            continue
        top = max(sources, key=sources.get) if sources else None
        evidence = Evidence(code, Hypothesis("source", top) if top else Hypothesis("translated"), 1, 100,
                            (Mark(Span(at, at + len(words)), note),))  # fmt: skip
        found.append(Weighed(evidence, channel, group, translated, machine, tuple(sources.items()), rate, True))
    profile = Evidence("PF101", Hypothesis("translated"), 0.8, 200)
    found.append(Weighed(profile, "profile", "profile", 0.9, 0.2, (("de", 0.7), ("nl", 0.3)), None, True))
    claim = text.find("The Harbour Post")
    if claim >= 0:
        mark = Mark(Span(claim, claim + 16), "according to", "The Harbour Post:en")
        found.append(Weighed(Evidence("CL101", Hypothesis("translated"), 1, 1, (mark,)), "claims", "claims"))
    return tuple(found)


def verdict(
    text: str = TEXT, name: str = "ferry", *, evidence: tuple[Weighed, ...] | None = None, **fields: object
) -> Verdict:
    """A verdict whose parts add up: sums of the ratios under even priors."""
    given = article(text, name, **fields)
    found = weighed(text) if evidence is None else evidence
    prior = Prior()
    translated, machine = sum(w.llr_translated for w in found), sum(w.llr_machine for w in found)
    p, q = _posterior(translated, prior.translated), _posterior(machine, prior.machine)
    tags = sorted({tag for w in found for tag, _ in w.llr_sources})
    raw = {tag: 10 ** sum(dict(w.llr_sources).get(tag, 0.0) for w in found) for tag in tags}
    total = sum(raw.values())
    sources = tuple(sorted(((tag, x / total) for tag, x in raw.items()), key=lambda pair: (-pair[1], pair[0])))
    weights = (
        _weight("translated", translated, tuple((w.group, w.llr_translated) for w in found)),
        _weight("machine", machine, tuple((w.group, w.llr_machine) for w in found)),
        *(Weight(Hypothesis("source", tag), math.log10(x), -3, 3) for tag, x in raw.items()),
    )  # fmt: skip
    answer = (
        "machine_translated" if p * q > 0.8 else "translated" if p > 0.8 else "undetermined" if p > 0.2 else "original"
    )
    document = Document(given, regions(text), pipeline.identify(text))
    return Verdict(
        given, document, answer, p, p * q, p * (1 - q), 1 - p, sources, tuple(t for t, _ in sources[:2]),
        weights, found, prior, "prov:0.1.0|made:1",
        (Change("without “ostmark” (NM101), the strongest piece", "translated", 0.93),),
        ("shorter than 200 words",), "",
    )  # fmt: skip


def _weight(question: Question, llr: float, parts: tuple[tuple[str, float], ...]) -> Weight:
    return Weight(Hypothesis(question), llr, llr - 1, llr + 1, parts)


def _posterior(llr: float, prior: float) -> float:
    odds = 10 ** min(llr, 300.0) * prior / (1 - prior)
    return odds / (1 + odds)


def _mended(text: str) -> str:
    for old, new in (("„a long overdue step“", "“a long overdue step”"), ("ostmark", "Ostmark"), ("4,2", "4.2")):
        text = text.replace(old, new)
    return text


OUTLETS = (
    "The Harbour Post", "Lindmark Daily", "Inselblatt", "El Faro del Norte", "Le Phare", "Gazeta Portowa",
    "Ostmark Herald", "Kystavisen", "Il Molo", "Morskie Vedomosti", "Coast Today", "Radio Orm",
)  # fmt: skip
LANGUAGES = ("en", "en", "de", "es", "fr", "pl", "en", "da", "it", "ru", "en", "en")
SAID = (
    "We keep our word to the islands, and the first ship will sail in April.",
    "We keep our promise to the islands, and the first ship will sail in April.",
    "We keep our word to the islands and the first ship is going to depart in April.",
    "The islands have our word, and a ship will sail in April.",
)


def event(count: int, seed: int = 0) -> tuple[list[Verdict], Graph]:
    """An event of ``count`` articles: an agency report, an unseen version, copies and translations of both."""
    rng = random.Random(seed)
    verdicts, nodes, links = [], [], []
    nodes.append(Node("agency", "claimed", "Nordic News Agency", "en", "2024-03-14T06:00"))
    nodes.append(Node("unseen", "inferred", None, "de", None))
    links.append(Link("agency", "unseen", "human_translation", 0.71, evidence=("two articles share 14 words",)))
    quotes = []
    kinds: tuple[EdgeKind, ...] = ("copy", "rewrite", "machine_translation", "human_translation", "quote")
    for number in range(count):
        place = rng.randrange(len(OUTLETS))
        name = f"a{number:03d}"
        text = (
            TEXT
            if number % 3 == 0
            else TEXT.replace("„a long overdue step“", "“a long overdue step”")
            .replace("ostmark", "Ostmark")
            .replace("4,2", "4.2")
        )
        date = f"2024-03-{14 + number * 5 // count:02d}T{rng.randrange(24):02d}:00"
        made = verdict(text, name, outlet=OUTLETS[place], published=date, title=text.split("\n")[0])
        verdicts.append(made)
        language = "en" if number % 4 else LANGUAGES[place]
        nodes.append(Node(name, "observed", OUTLETS[place], language, date))
        early = [node.id for node in nodes[1:-1]][: max(2, count // 8)]
        parent = "agency" if rng.random() < 0.55 else rng.choice(early)
        kind = kinds[min(4, int(rng.expovariate(1.1)))]
        links.append(
            Link(parent, name, kind, round(rng.uniform(0.4, 0.99), 3), evidence=("a run of 16 words stands in both",))
        )
        said = SAID[min(3, int(rng.expovariate(1)))]
        quotes.append(
            QuoteVersion(
                "q1",
                name,
                "Ada Brekke",
                Span(0, 10),
                said,
                True,
                said == SAID[0],
                () if said == SAID[0] else ("word replaced",),
            )
        )
    chains = tuple((link.child, f"{link.parent}:? >{link.kind} {link.child}:en") for link in links)
    extra = Link("unseen", "a000", "quote", 0.3)
    return verdicts, Graph("e1", tuple(nodes), (*links, extra), (*links, extra), tuple(quotes), chains)
