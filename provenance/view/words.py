"""The words of a verdict: answers, likelihoods, the forensic verbal scale, ratios, names of languages.

Sources: the verbal scale of likelihood ratios is that of the ENFSI Guideline for Evaluative Reporting in Forensic
Science (2015), table 1; the words for posterior probabilities are those of the IPCC (Mastrandrea et al. 2010).
"""

from __future__ import annotations

import math
from functools import cache

from provenance import lexicon
from provenance.estimates import probability as probability
from provenance.records import Answer, Verdict

ANSWERS: dict[Answer, str] = {
    "original": "original",
    "translated": "translated, by a machine or a person",
    "machine_translated": "machine-translated",
    "human_translated": "translated by a person",
    "mixed": "mixed: parts differ",
    "undetermined": "undetermined",
}
NAMED = 0.5
"""A source language is named in words from this probability on."""
_LISTED = 8
"""Languages of a prediction set that are listed in words."""
NO_SUPPORT = "no support"
SUPPORT = (
    (math.log10(2), NO_SUPPORT),
    (1.0, "weak support"),
    (2.0, "moderate support"),
    (3.0, "moderately strong support"),
    (4.0, "strong support"),
    (6.0, "very strong support"),
)
"""Absolute log10 ratio below which the words hold; beyond all of them it is extremely strong support."""
LIKELY = (
    (0.99, "virtually certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (math.nextafter(0.5, 1.0), "more likely than not"),  # even odds are no lean
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
)
REGIONS = {
    "headline": "headline",
    "dek": "standfirst",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "quote": "quotation",
    "subheading": "subheading",
    "boilerplate": "page furniture",
    "credit": "credit",
    "body": "body",
    "": "whole text",
}
EDGES = {
    "copy": "copied from",
    "rewrite": "rewritten from",
    "quote": "quotes",
    "human_translation": "translated by a person from",
    "machine_translation": "machine-translated from",
    "translation": "translated, by a machine or a person, from",
}


def support(llr: float) -> str:
    """The ENFSI words for a log10 likelihood ratio of either sign.

    >>> support(0.1), support(-1.5), support(7)
    ('no support', 'moderate support', 'extremely strong support')
    """
    return next((words for bound, words in SUPPORT if abs(llr) < bound), "extremely strong support")


def likelihood(p: float) -> str:
    """The IPCC words for a probability.

    >>> likelihood(0.97), likelihood(0.51), likelihood(0.5), likelihood(0.001)
    ('very likely', 'more likely than not', 'about as likely as not', 'exceptionally unlikely')
    """
    return next((words for bound, words in LIKELY if p >= bound), "exceptionally unlikely")


def times(llr: float) -> str:
    """A likelihood ratio as "32 times", whatever its sign; "1 million times" where it is large.

    >>> times(1.5), times(-0.3), times(6)
    ('32 times', '2.0 times', '1 million times')
    """
    if abs(llr) > 9:
        return "more than a billion times"
    ratio: float = 10 ** abs(llr)
    if ratio >= 1e6:
        return f"{ratio / 1e6:,.0f} million times"
    if ratio >= 1000:
        ratio = round(ratio, -2)
    return f"{ratio:,.0f} times" if ratio >= 10 else f"{ratio:.1f} times"


def rate(share: float) -> str:
    """A share of documents as a percentage with as many digits as it deserves.

    >>> rate(0.25), rate(0.0123), rate(0.0004), rate(0.0)
    ('25 %', '1.2 %', '0.04 %', '0 %')
    """
    percent = 100 * share
    digits = 0 if percent >= 10 or percent == 0 else 1 if percent >= 1 else 2
    return f"{percent:.{digits}f} %"


def firing(share: float) -> str:
    """How often a rule fires in native English, as a phrase.

    >>> firing(0.0123), firing(0.0)
    ('fires in 1.2 % of native English', 'fires in no native English that was counted')
    """
    return f"fires in {rate(share)} of native English" if share else "fires in no native English that was counted"


@cache
def _names() -> dict[str, str]:
    return {row["tag"]: row["name"] for row in lexicon.table("language_names", ("tag", "name"))}


def language(tag: str | None) -> str:
    """English name of a language, its tag where it has none, "an unknown language" for None.

    >>> language("uk"), language("xx"), language(None)
    ('Ukrainian', 'xx', 'an unknown language')
    """
    return _names().get(tag, tag) if tag else "an unknown language"


def outlet(key: str) -> str:
    """The name of an outlet that is known by a key; anything else as it is."""
    from provenance.outlets import outlets

    known = outlets().get(key)
    return known.name if known else key


def answer_probability(verdict: Verdict) -> float | None:
    """The probability of the answer given; None where the answer is that there is none."""
    return {
        "original": verdict.p_original,
        "translated": verdict.p_translated,
        "machine_translated": verdict.p_machine,
        "human_translated": verdict.p_human,
        "mixed": verdict.p_mixed,
    }.get(verdict.answer)


def answer(verdict: Verdict) -> str:
    """The answer in words; "not judged" where there is none."""
    return ANSWERS[verdict.answer] if verdict.weights else "not judged"


def headline(verdict: Verdict) -> str:
    """The verdict in one line: answer, probability, source language, prediction set."""
    p = answer_probability(verdict)
    first = _mixture(verdict) if verdict.parts else ANSWERS[verdict.answer]
    if not verdict.weights:
        return f"{first} (not judged)"
    if verdict.answer == "undetermined":
        # a word for how likely the withheld answer would be would be read as that answer
        first += f": the evidence does not decide (translated {probability(verdict.p_translated)})"
    elif p is not None:
        first += f" ({likelihood(p)}, {probability(p)})"
    else:
        first += f" (translated: {likelihood(verdict.p_translated)}, {probability(verdict.p_translated)})"
    return f"{first} {source_words(verdict)}".rstrip()


def _mixture(verdict: Verdict) -> str:
    """What the parts of a mixed text are, in their order: "mixed: first an original, then a translation"."""
    kinds = ("a translation" if part.llr > 0 else "an original" for part in verdict.parts)
    return f"mixed: first {', then '.join(kinds)}"


def summary(verdict: Verdict) -> list[str]:
    """What the article is, what the evidence as a whole says and the prior it meets, a sentence each. Machine or person
    is asked only where a translation is claimed."""
    identified, prior, said = verdict.document.identified, verdict.prior, []
    if identified.language != "en" or not identified.certain:
        sure = "" if identified.certain else " (uncertain: short or mixed text)"
        said.append(f"Language of the text: {language(identified.language)}{sure}.")
    if verdict.weights:
        whole = f"Read as one text: translated {probability(verdict.p_translated)}. " if verdict.parts else ""
        said.append(f"{whole}{balance('translated', verdict.llr('translated'))}")
    if verdict.weights and verdict.answer not in ("original", "undetermined"):
        said.append(balance("machine", verdict.llr("machine")))
    told = f"Prior: {prior.translated:g} that a text was translated; if it was, {prior.machine:g} that a machine did it"
    sources = ", ".join(f"{language(tag)} {p:g}" for tag, p in prior.sources)
    return [*said, f"{told}; out of {sources}." if sources else f"{told}."]


def source_words(verdict: Verdict) -> str:
    """ "from Spanish (0.88; nine in ten: es, pt)"; a language is named where it is likelier than all others together.
    Empty where no translation is claimed or no language was judged."""
    if verdict.answer in ("original", "undetermined") or not verdict.sources:
        return ""
    tag, p = verdict.sources[0]
    first, more = verdict.source_set[:_LISTED], len(verdict.source_set[_LISTED:])
    within = f"; nine in ten: {', '.join(first)}{f' and {more} more' if more else ''}" if first else ""
    if p < NAMED:
        return f"from a language that cannot be told (first {language(tag)}, {probability(p)}{within})"
    return f"from {language(tag)} ({probability(p)}{within})"


def named(verdict: Verdict) -> str:
    """The source language in words where the headline names it, else empty."""
    return language(verdict.sources[0][0]) if source_words(verdict) and verdict.sources[0][1] >= NAMED else ""


def balance(question: str, llr: float) -> str:
    """What the evidence as a whole says on one question, as a sentence."""
    pro, con = {
        "translated": ("the text was translated", "it was written in this language"),
        "machine": ("a machine translated it", "a person did"),
    }[question]
    if support(llr) == NO_SUPPORT:
        return f"The evidence does not tell whether {pro} or {con}."
    hypothesis, other = (pro, con) if llr > 0 else (con, pro)
    return f"The evidence is {times(llr)} likelier if {hypothesis} than if {other}: {support(llr)}."


def speaks(llr_translated: float, llr_machine: float, llr_sources: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    """What one piece of evidence says, a phrase for every ratio that says something, the best two languages; where it
    only speaks against languages, the one it does most.

    >>> speaks(0.0, 0.0, (("uk", -0.3), ("ru", -0.1)))
    ('2.0 times likelier out of another language than Ukrainian',)
    """
    said = []
    if abs(llr_translated) >= 0.05:
        said.append(f"{times(llr_translated)} likelier in {'translations' if llr_translated > 0 else 'originals'}")
    if abs(llr_machine) >= 0.05:
        said.append(f"{times(llr_machine)} likelier from a {'machine' if llr_machine > 0 else 'person'}")
    best = sorted(llr_sources, key=lambda pair: (-pair[1], pair[0]))
    for tag, llr in best[:2]:
        if llr >= (0.1 if said else 0.05):
            said.append(f"{times(llr)} likelier out of {language(tag)}")
    if not said and best and best[-1][1] <= -0.05:
        tag, llr = best[-1]
        said.append(f"{times(llr)} likelier out of another language than {language(tag)}")
    return tuple(said)
