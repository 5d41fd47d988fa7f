"""The page of a batch in a real browser."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import made_batch
import pytest
from chromium import Chromium, found

from provenance.errors import InputError
from provenance.reports import overview, summary_html


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    if found() is None:
        pytest.skip("no Chromium on this machine")
    with Chromium() as one:
        yield one


def _page(tmp_path: Path, count: int, hostile: str = "") -> Path:
    page = tmp_path / "summary.html"
    with page.open("w", encoding="utf-8") as out:
        summary_html.write(made_batch.write(tmp_path / "batch", count, hostile=hostile), out)
    return page


def test_counts_every_article(browser: Chromium, tmp_path: Path) -> None:
    browser.open(_page(tmp_path, 300))
    assert "300 articles" in browser.run("document.querySelector('h1').textContent")
    counts = (
        "[...document.querySelectorAll('section, main')][0].querySelectorAll('table')[0].querySelectorAll('tbody tr')"
    )
    totals = browser.run(f"[...{counts}].map(r => +r.children[1].textContent)")
    assert sum(totals) == 300


def test_hundred_thousand_rows_are_searched_at_once(browser: Chromium, tmp_path: Path) -> None:
    page = _page(tmp_path, 100_000)
    assert page.stat().st_size < 20_000_000
    browser.open(page)
    browser.run("document.getElementById('view').value = 'articles'")
    took = browser.run(
        "(() => {const q = document.getElementById('q'); q.value = 'ferry a099'; const t = performance.now();"
        "document.getElementById('view').dispatchEvent(new Event('input')); return performance.now() - t})()"
    )
    assert took < 1000
    shown = browser.run("document.getElementById('count').textContent")
    rows = summary_html.read(tmp_path / "batch")
    expected = sum("ferry" in row["title"].lower() and "a099" in row["prov_id"] for row in rows)
    assert shown.startswith(f"{expected:,} articles")
    assert browser.requests == [page.resolve().as_uri()]


def test_event_unfolds_its_articles(browser: Chromium, tmp_path: Path) -> None:
    browser.open(_page(tmp_path, 200))
    browser.click("#found button")
    assert browser.run("document.querySelectorAll('#found table tr').length") > 1
    browser.click("#found button")
    assert browser.run("document.querySelectorAll('#found table tr').length") == 0


def test_hostile_cells_are_text(browser: Chromium, tmp_path: Path) -> None:
    attack = "<img src=x onerror=window.owned=1></script><script>window.owned=1</script>\u202e{{7*7}}"
    page = _page(tmp_path, 60, attack)
    browser.open(page)
    browser.click("#found button")
    time.sleep(0.2)
    assert browser.run("window.owned === undefined")
    assert browser.requests == [page.resolve().as_uri()]
    assert browser.errors == []
    assert browser.run("document.querySelectorAll('img').length") == 0


def test_no_dates_no_events_no_routes(browser: Chromium, tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("prov_id,prov_verdict\na,original\nb,\n", "utf-8")
    page = tmp_path / "summary.html"
    with page.open("w", encoding="utf-8") as out:
        summary_html.write(tmp_path, out)
    browser.open(page)
    assert browser.run("document.querySelectorAll('#found tbody tr').length") == 2
    assert browser.errors == []


def test_mixed_counts_as_translated(tmp_path: Path) -> None:
    row = {"prov_id": "a", "prov_verdict": "mixed", "prov_outlet": "Post", "prov_source": "de"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row), "utf-8")
    out = io.StringIO()
    summary_html.write(tmp_path, out)
    assert "100 % (21 to 100)" in out.getvalue()
    (outlet,) = (row for row in overview.rows(overview.count(tmp_path)) if row["group"] == "outlet")
    assert outlet["translated_share"] == 1


def test_a_language_is_counted_only_where_the_articles_report_names_it(tmp_path: Path) -> None:
    rows = [
        {"prov_id": f"a{p}", "prov_verdict": "translated", "prov_source": "lt", "prov_source_p": p} for p in (0.45, 0.8)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    out = io.StringIO()
    summary_html.write(tmp_path, out)
    assert "Of 1 the language cannot be told." in out.getvalue()
    found = {row["key"]: row["articles"] for row in overview.rows(overview.count(tmp_path)) if row["group"] == "source"}
    assert found == {"lt": 1, "(cannot be told)": 1}


def test_no_name_turns_the_letters_of_the_browser_around(tmp_path: Path) -> None:
    row = {"prov_id": "\u202elive", "title": "\u202edlo", "prov_outlet": "\u202ewen", "prov_event": "\u202ee"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row), "utf-8")
    out = io.StringIO()
    summary_html.write(tmp_path, out)
    assert "\u202e" not in out.getvalue()


def test_jsonl_counts_as_csv_does(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text(
        '{"prov_id":"a","prov_verdict":"original","prov_p_translated":0.1}\n', "utf-8"
    )
    assert [row["prov_p_translated"] for row in summary_html.read(tmp_path)] == ["0.1"]


def test_empty_batch(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("prov_id,prov_verdict\n", "utf-8")
    with (tmp_path / "summary.html").open("w", encoding="utf-8") as out:
        summary_html.write(tmp_path, out)


def test_folder_without_tables_names_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="provenance batch"):
        list(summary_html.read(tmp_path))
