"""Invented news for the tests of this room: stories whose names and figures nobody else has."""

from __future__ import annotations

import random

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
from provenance.text.tokens import paragraphs

_TEMPLATES = (
    "The council of {a} decided on Monday to close the old bridge over the {b} after engineers found {n} cracks.",
    "{c}, who leads the works, said the repair would cost {m} million crowns and might last until autumn.",
    "“We could not wait any longer, because nobody wants to see lorries in the {b},” {c} told reporters in {a}.",
    "Shopkeepers near the market fear for their trade; {d}, who sells bread there, expects to lose half his customers.",
    "A ferry with room for {k} cars shall run between {a} and {e} from next week, the harbour office announced.",
    "The bridge was opened in 19{k} by the engineer {f} and was twice damaged by ice in hard winters.",
    "Opposition leader {g} accused the mayor of having hidden a report of the {h} institute for more than a year.",
    "“That report was never secret, it lay open in the library of {a} for everyone,” mayor {i} answered.",
    "Pupils from {e} will have to rise an hour earlier, and the school there has moved its first lesson.",
    "According to the plan the new deck will be made of steel from the mill in {j}, which won the contract.",
    "Heavy lorries are sent round by {l}, a detour of {n} kilometres that hauliers call a bad joke.",
    "The county will decide in spring whether a second crossing near {l} should be built after all.",
)  # fmt: skip
_SYLLABLES = ("ka", "lo", "mir", "ten", "vos", "ra", "dun", "shel", "po", "gri", "zan", "bel", "tor", "fe", "nim", "ul")


def story(seed: int) -> tuple[str, ...]:
    """Twelve sentences with names and figures of their own."""
    rng = random.Random(seed)
    facts = {key: "".join(rng.choice(_SYLLABLES) for _ in range(3)).title() for key in "abcdefghijl"}
    facts |= {"n": str(rng.randrange(11, 99)), "m": str(rng.randrange(101, 999)), "k": str(rng.randrange(21, 89))}
    return tuple(template.format(**facts) for template in _TEMPLATES)


def verdict(
    name: str,
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    translated: float = 0.05,
    source: str = "",
    language: str = "en",
    claims: tuple[str, ...] = (),
) -> Verdict:
    """A verdict on an article, with the opinion that the test wants it to have."""
    article = Article(name, text, name, published, outlet)
    document = Document(
        article, tuple(Region("body", s) for s in paragraphs(text)), Identification(language, 1.0, True)
    )
    sources = ((source, 0.9), *((other, 0.05) for other in ("de", "es", "uk") if other != source)) if source else ()
    answer = "machine_translated" if translated > 0.9 else "original" if translated < 0.1 else "undetermined"
    marks = tuple(Mark(Span(0, min(10, len(text))), value=claim) for claim in claims)
    evidence = (
        (Weighed(Evidence("CL101", Hypothesis("translated"), 1.0, 1.0, marks), "claims", "CL"),) if claims else ()
    )
    return Verdict(
        article, document, answer, translated, translated * 0.8, translated * 0.2, 1 - translated, sources, (), (),
        evidence, Prior(), "test",
    )  # fmt: skip
