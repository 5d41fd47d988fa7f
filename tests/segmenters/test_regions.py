"""Regions tile the lines of any text, and each kind is found by its shape."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.pipeline import regions, segment
from provenance.records import Article
from provenance.text.clean import clean
from provenance.text.tokens import paragraphs

BODY = "The bridge at Kolding will close in the spring, the mayor said on Monday after a long meeting of the council."
MORE = "It was built in 1890 and has carried trains, carts and cars for more years than anyone in the town remembers."

fragments = st.sampled_from(
    [
        BODY,
        MORE,
        "Bridge to close",
        "By Jane Doe",
        "June 20, 2024",
        "(Reuters)",
        "Photo: AFP",
        "Close",
        "“",
        "”",
        "- -",
        "Related Articles",
        "https://a.example/b",
        "İstanbul'da",
        "ſﬁ",
        "The bridge (AP)",
        "PREV x",
        "The Guardian: x",
        "\u2028",
        "\t",
    ]
)
texts = st.lists(fragments | st.text(max_size=30), max_size=12).map("\n".join) | st.text(max_size=200)


def kinds(*lines: str, title: str | None = None) -> list[tuple[str, str]]:
    article = Article("a", "\n\n".join(lines), "a", title=title)
    return [(r.kind, r.span.slice(article.text)) for r in regions(article) if r.kind != "quote"]


def kind_of(line: str) -> str:
    """The kind of ``line`` between two paragraphs."""
    return dict(reversed(pair) for pair in kinds("Bridge to close", BODY, line, MORE))[line]


@given(texts)
@settings(max_examples=150, deadline=None)
def test_regions_tile_the_lines_of_any_text(raw: str) -> None:
    article = Article("a", clean(raw), "a")
    found = regions(article)
    tiles = [region.span for region in found if region.kind != "quote"]
    assert tiles == list(paragraphs(article.text))
    for region in found:
        if region.kind == "quote":
            assert any(tile.start <= region.span.start and region.span.end <= tile.end for tile in tiles)


@given(texts)
@settings(max_examples=30, deadline=None)
def test_segmenting_is_repeatable(raw: str) -> None:
    article = Article("a", clean(raw), "a")
    assert list(segment([article])) == list(segment([article]))


def test_an_article_falls_into_its_regions() -> None:
    expected = (
        ("boilerplate", "Close"), ("boilerplate", "Local"), ("headline", "Bridge at Kolding to close"),
        ("dek", "A farewell after more than a century"), ("byline", "By Jane Doe and John Roe"),
        ("dateline", "June 20, 2024 at 2:30 pm"), ("body", BODY), ("subheading", "A new one"), ("body", MORE),
        ("caption", "The bridge at Kolding in spring (AFP)"), ("body", MORE + " Again."),
        ("credit", "(With inputs from AFP)"), ("boilerplate", "Read also: The new bridge"),
        ("boilerplate", "Share this article"), ("boilerplate", "https://wave.example/bridge"),
    )  # fmt: skip
    assert kinds(*(line for _, line in expected)) == list(expected)


@pytest.mark.parametrize(
    "copy",
    [
        "Bridge at Kolding to close in spring",
        "Bridge at kolding to close in spring",
        "Bridge at Kolding",
        "BRIDGE AT KOLDING TO CLOSE IN SPRING",
        "Bridge at Kolding to  close in Spring.",
        "to close in spring",
    ],
)
def test_copies_and_parts_of_the_headline_are_headline(copy: str) -> None:
    head = "Bridge at Kolding to close in spring"
    assert kinds(head, copy, BODY, MORE)[1] == ("headline", copy)


def test_the_known_title_is_the_headline_wherever_it_stands() -> None:
    assert kinds(BODY, "It ends here.", MORE, title="It ends here.")[1][0] == "headline"


def test_a_sentence_or_a_lone_line_is_no_headline() -> None:
    assert kinds(BODY, MORE)[0][0] == "body"
    assert kinds("Bridge to close")[0][0] == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The bridge at Kolding in spring (Reuters)", "caption"),
        ("The bridge at Kolding in spring. Photo: Jane Doe", "caption"),
        ("Jane Doe, mayor of Kolding", "caption"),
        ("The bridge at Kolding in spring, with its three arches over the river (fot. Jan Kowalski)", "caption"),
        ("The bridge at Kolding in spring [Jane Doe/Al Jazeera]", "caption"),
        ("The mayor and her guests smile as they walk over the old bridge at Kolding in spring (AFP)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (Jane Doe/Al Jazeera)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (File photo: Reuters)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (AFP/File)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (Getty Images)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (AFP via Getty Images)", "caption"),
        ("The bridge at Kolding will be shut until Friday. (With inputs from PTI)", "body"),
        ("The bridge at Kolding will be shut until Friday. (Source: AFP)", "body"),
        ("The bridge at Kolding will be shut until Friday. (With information from AFP and EFE)", "body"),
        ("El puente de Kolding seguirá cerrado hasta el viernes. (Con información de AFP)", "body"),
        ("The bridge at Kolding will be shut until Friday. (Reporting by Jane Doe, Reuters)", "body"),
        ("The bridge at Kolding and the road to it will be shut until Friday (AFP).", "body"),
        ("The bridge at Kolding and the road to the town will be shut until Friday (dpa/AFP)", "body"),
        ("The bridge at Kolding and the road to it will be shut until Friday. (PAP)", "body"),
        ("The bridge at Kolding will be shut until Friday and perhaps longer, said Jane Doe (The Guardian)", "body"),
        ("The bridge at Kolding in spring (football fans and their drums)", "body"),
        ("The road after the bridge", "subheading"),
        ("Photo: Jane Doe", "credit"),
        ("Source: Reuters, AFP", "credit"),
        ("(Additional reporting by Jane Doe)", "credit"),
        ("Thursday, 20 June 2024", "dateline"),
        ("Updated: 20.06.2024, 14:30", "dateline"),
        ("2 hours ago", "dateline"),
        ("March 14, 2024 | 9:12am", "dateline"),
        ("10.40am GMT", "dateline"),
        ("14 de marzo de 2024", "dateline"),
        ("Publié le jeudi 14 mars 2024 à 09h12", "dateline"),
        ("Donnerstag, 14. März 2024, 09:12 Uhr", "dateline"),
        ("14 марта 2024, 09:12", "dateline"),
        ("El 14 de marzo cerró el puente viejo", "subheading"),
        ("By JANE DOE in Kolding", "byline"),
        ("News desk", "byline"),
        ("BYLINE: Jane Doe", "byline"),
        ("By Monday", "subheading"),
        ("By Friday Morning", "subheading"),
        ("“It shook us all,” said the image: a man in a boat", "body"),
        ("She said of the picture: “It shows the bridge at Kolding.”", "body"),
        ("The bridge at Kolding in spring Photo: Jane Doe", "caption"),
        ("The bridge at Kolding in spring. Jane Doe / EPA", "caption"),
        ("The poster says that all rights reserved for the town would be given up, and the mayor agreed.", "body"),
        ("Copyright law is clear, she said, and all rights reserved by the town stay with it for years.", "body"),
        ("The Kolding Post may be read by everybody who pays for it. All rights reserved.", "boilerplate"),
        ("Three hundred men had to sign up for the work on the bridge before the winter came.", "body"),
        ("Whoever wants to help can make a donation at the town hall, the mayor of Kolding said.", "body"),
        ("“Follow us on the road to our bridge,” says the song that they sang at Kolding that day.", "body"),
        ("Sign up for the morning letter of the Kolding Post", "boilerplate"),
        ("To help the Kolding Post in its work, which is free for all, make a donation with your card.", "boilerplate"),
        ("We use cookies. By continuing to use this site you agree to our cookie policy.", "boilerplate"),
        ("About us | Contact | Privacy policy", "boilerplate"),
        ("* * *", "boilerplate"),
        ("Facebook Twitter WhatsApp", "boilerplate"),
        ("This audio version was artificially generated.", "boilerplate"),
        ("“The bridge is old,” she said.", "body"),
        ("He has written by hand since 2024.", "body"),
        ("(Reuters was told so by the mayor on Monday, and nobody else was.)", "body"),
    ],
)
def test_kinds_between_paragraphs(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_a_line_that_goes_on_in_small_letters_below_is_no_subheading() -> None:
    below = "mayor of Kolding told those who had come to the harbour that nobody would be asked to pay for the bridge"
    assert "subheading" not in [kind for kind, _ in kinds("Bridge to close", BODY, "She asked the", f"{below}.", MORE)]


def test_a_list_of_related_articles_ends_with_the_next_sentence() -> None:
    found = kinds("Bridge to close", BODY, "Related Articles", "Harbour to open", "Fish prices rise", MORE)
    assert [kind for kind, _ in found] == ["headline", "body", "boilerplate", "boilerplate", "boilerplate", "body"]


@pytest.mark.parametrize("word", ["Latest", "Tags", "Trending", "Video | Topics"])
def test_a_word_of_the_navigation_takes_no_headline_with_it(word: str) -> None:
    found = kinds(
        "Home", word, "World", "Bridge to close", "Ferries will sail to Vejle instead", "By Jane Doe", BODY, MORE
    )
    assert [kind for kind, _ in found[3:]] == ["headline", "dek", "byline", "body", "body"]


def test_regions_in_another_language_are_told_and_names_are_not_taken_for_one() -> None:
    german = "Die Brücke in Kolding wird geschlossen, sagte die Bürgermeisterin am Montag, und die Stadt muss warten."
    text = "\n".join([BODY, MORE, german, "Bayern München – Borussia Dortmund 3:2 (Müller, Kimmich, Sané)", MORE])
    (case,) = segment([Article("a", text, "a")])
    assert case.document.identified.language == "en"
    assert [region.language for region in case.document.regions] == [None, None, "de", None, None]
