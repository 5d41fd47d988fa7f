"""Evidence as it is shown: one finding for the same words, every figure that of one piece."""

from __future__ import annotations

from made_verdicts import TEXT, verdict

from provenance.records import Evidence, Hypothesis, Mark, Span, Weighed
from provenance.reports.columns import article_row
from provenance.view import passages

AT = TEXT.index("ostmark")
MARK = Mark(Span(AT, AT + 7), "seen", "reuters")


def piece(source: str | None, translated: float, sources: tuple[tuple[str, float], ...]) -> Weighed:
    hypothesis = Hypothesis("source", source) if source else Hypothesis("translated")
    return Weighed(Evidence("RS113", hypothesis, 1, 9, (MARK,)), "rules", "script", translated, 0.0, sources, 0.1, True)


def test_every_figure_of_a_finding_is_that_of_one_piece_under_its_own_key() -> None:
    bare, named = piece(None, 1.0, (("lt", 0.4),)), piece("pl", 0.5, (("pl", 0.3),))
    (found,) = passages.shown(verdict(evidence=(named, bare)))
    assert (found.key, found.weighed, found.numbers) == ("RS113", bare, (1, 0))
    assert found.others_say() == ("as RS113:pl: 3.2 times likelier in translations; 2.0 times likelier out of Polish",)


def test_of_many_pieces_in_the_same_words_the_weaker_are_only_named() -> None:
    pieces = tuple(piece(tag, ratio, ()) for tag, ratio in (("de", 1.0), ("nl", 0.9), ("sv", 0.8), ("da", 0.7)))
    (found,) = passages.shown(verdict(evidence=pieces))
    assert [said[:11] for said in found.others_say()] == ["as RS113:nl", "as RS113:sv", "likewise RS"]
    assert found.others_say()[-1] == "likewise RS113:da"


def test_who_owns_a_picture_is_no_claimed_source() -> None:
    owner = Weighed(Evidence("CL105", Hypothesis("translated"), 1, 1, (MARK,)), "claims", "claims")
    source = Weighed(Evidence("CL103", Hypothesis("translated"), 1, 1, (MARK,)), "claims", "claims")
    assert passages.claimed(verdict(evidence=(owner,))) == ()
    assert article_row(verdict(evidence=(owner,)))["prov_claims"] == ()
    assert article_row(verdict(evidence=(owner, source)))["prov_claims"] == ("reuters",)
    assert passages.claimed(verdict(evidence=(source,))) == (("reuters", MARK),)
