"""A page's date is its own, or none: a wrong one would make the copied the copier."""

from __future__ import annotations

import json

import pytest

from provenance import pages
from provenance.records import ReadOptions

LONG = "The harbour reopened on Monday after the storm, and the mayor of Kolding thanked the crews for their long work."
OWN = "2024-03-14T09:12:00+01:00"
NEWS = {"@type": "NewsArticle", "headline": "Harbour reopens", "datePublished": OWN}
OTHER = {"@type": "NewsArticle", "headline": "Fair opens", "datePublished": "2019-05-05T00:00:00Z"}


def ld(*items: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)


def dated(head: str = "", above: str = "", below: str = "", holder: str = "article") -> tuple[str | None, str]:
    body = f"<{holder}><h1>Harbour reopens</h1>{above}<p>{LONG}</p><p>{LONG} Again.</p></{holder.split()[0]}>{below}"
    raw = f"<!doctype html><html><head><title>Harbour</title>{head}</head><body>{body}</body></html>"
    found = pages.article(raw.encode(), "a.html", ReadOptions())
    return found.published, " ".join(found.notes)


@pytest.mark.parametrize(
    "head",
    [
        ld({"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, NEWS),
        ld({"@type": "VideoObject", "datePublished": "2023-01-01"}, NEWS),
        ld({"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, NEWS]}),
        ld(OTHER, NEWS),
        ld({**NEWS, "comment": [{"@type": "Comment", "datePublished": "2024-03-20"}]}),
        '<meta name="date" content="2024-04-30">' + ld(NEWS),
        f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(NEWS)}\n//]]></script>',
        ld({**NEWS, "description": "a b"}).replace("a b", "a\n\tb"),
        f'<meta name="article:published_time" content="{OWN}">',
        f'<meta name="Date" content="{OWN}">',
        ld({"@type": ["WebPage", "FAQPage"], "datePublished": OWN}),
    ],
)
def test_the_article_s_own_date_is_taken(head: str) -> None:
    assert dated(head)[0] == OWN


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", '<div itemprop="comment" itemscope><meta itemprop="datePublished" content="2024-03-20"></div>'),
        ('<aside><div itemscope><time itemprop="datePublished" datetime="2019-01-01">x</time></div></aside>', ""),
    ],
)
def test_dates_of_comments_and_other_articles_are_not_taken(above: str, below: str) -> None:
    assert dated(ld(NEWS), above, below)[0] == OWN
    mine = f'<meta itemprop="datePublished" content="{OWN}">'
    assert dated("", mine + above, below, 'article itemscope itemtype="https://schema.org/NewsArticle"')[0] == OWN


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ("", "", "<footer>Copyright 2024 Daily Wave. All rights reserved.</footer>"),
        ("", "<p>The last storm of that kind came on 3 May 2011, when the town ran out of bread and milk.</p>", ""),
        ('<meta property="article:modified_time" content="2024-04-30T00:00:00Z">', "", ""),
        ("", '<time class="updated" datetime="2024-04-30">30 April</time>', ""),
        (ld(OTHER, {**OTHER, "headline": "x", "datePublished": OWN}), "", ""),
    ],
)
def test_no_date_is_made_up(head: str, above: str, below: str) -> None:
    assert dated(head, above, below)[0] is None


@pytest.mark.parametrize(
    ("head", "above", "date"),
    [
        ("", f'<time class="entry-date published updated" datetime="{OWN}">14 March</time>', OWN),
        ("", '<span class="post-date">Published on March 14, 2024</span>', "2024-03-14"),
        ('<link rel="canonical" href="https://wave.example/2024/mar/14/harbour">', "", "2024-03-14"),
        ('<link rel="canonical" href="https://wave.example/2024/03/14/a">', f"<time>{OWN}</time>", OWN),
    ],
)
def test_a_date_that_only_the_page_or_its_address_shows(head: str, above: str, date: str) -> None:
    assert dated(head, above)[0] == date


def test_a_date_that_can_be_two_days_is_remarked() -> None:
    date, notes = dated('<meta property="article:published_time" content="06/07/2024">')
    assert date is None
    assert "date not understood: 06/07/2024" in notes
