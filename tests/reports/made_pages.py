"""Pages of made-up articles, for tests, screenshots and checks of accessibility."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_verdicts import event, verdict, weighed

from provenance.records import Graph, Link, Node, QuoteVersion, Span, Verdict
from provenance.reports.html_report import Html

LIMITS = {"original": 0.2, "translated": 0.8, "machine": 0.9, "machine_translated": 0.8, "human": 0.1}
HOSTILE = (
    '<script>document.title="owned";window.owned=1</script>',
    '</script><script>window.owned=1</script>',
    '"><img src=x onerror="window.owned=1">',
    "' onmouseover='window.owned=1' x='",
    "<svg onload=window.owned=1>",
    "<a href=\"javascript:window.owned=1\">click</a> javascript:window.owned=1",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "\u202egnitirw desrever\u202c \u2066isolated\u2069 \u200f",
    "\x1b[31mred\x1b[0m \x07 \x9b31m",
    "]]><!-- --!> <!--<script>",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "\u2028 \u2029 line separators",
    "W" * 5000,
    "a\u0300\u0301\u0302\u0303\u0304\u0305" * 200,
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<iframe src=https://evil.example></iframe><base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
)  # fmt: skip


def hostile() -> tuple[list[Verdict], Graph]:
    """Every string of every record an attack."""
    verdicts = []
    for number, words in enumerate(HOSTILE):
        text = f"{words}\n\n„a long overdue step“ {words} ostmark {words}\nAccording to The Harbour Post, {words}\n"
        made = verdict(text, f"h{number}{words[:40]}", outlet=words, title=words, published=words, notes=(words,))
        verdicts.append(made)
    nodes = tuple(Node(v.article.id, "observed", v.article.outlet, HOSTILE[0], HOSTILE[1]) for v in verdicts)
    links = tuple(Link(nodes[0].id, node.id, "copy", 0.5, evidence=HOSTILE[:4]) for node in nodes[1:])
    quotes = tuple(
        QuoteVersion(words, v.article.id, words, Span(0, 1), words, True, n == 0, (words,))
        for n, (v, words) in enumerate(zip(verdicts, HOSTILE))
    )
    same = tuple(
        QuoteVersion("q", v.article.id, words, Span(0, 1), f"so {words} so", True, n == 0, (words,))
        for n, (v, words) in enumerate(zip(verdicts, HOSTILE))
    )
    return verdicts, Graph(HOSTILE[2], nodes, links, links, quotes + same, tuple((n.id, HOSTILE[0]) for n in nodes))


def write(path: Path, verdicts: Sequence[Verdict], graphs: Sequence[Graph] = ()) -> Path:
    """An HTML report at ``path``."""
    with path.open("w", encoding="utf-8", errors="replace") as out:
        Html(LIMITS).write(verdicts, graphs, out)
    return path


def huge(size: int) -> Verdict:
    """One article of ``size`` characters, most of it one line."""
    text = "Headline\n\n„a long overdue step“ " + "<b>word</b> & ostmark. " * (size // 23)
    return verdict(text, "huge", evidence=weighed(text))


def write_all(folder: Path) -> list[Path]:
    """One article, events of 5 and 50, hostile articles."""
    pages = [write(folder / "one.html", [verdict()])]
    for count in (5, 50):
        verdicts, graph = event(count)
        pages.append(write(folder / f"event{count}.html", verdicts, [graph]))
    attacked, graph = hostile()
    return [*pages, write(folder / "hostile.html", attacked, [graph])]
