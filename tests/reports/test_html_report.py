"""The page in a real browser, hostile articles included."""

from __future__ import annotations

import dataclasses
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Chromium, found
from made_pages import LIMITS, hostile, huge, write
from made_verdicts import TEXT, event, verdict

import provenance
from provenance.records import Evidence, Graph, Hypothesis, Prior, Verdict, Weighed
from provenance.reports.html_report import Html, _row
from provenance.scorers.calibration import limits
from provenance.scorers.judge import Judge
from tests.scorers import made


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    if found() is None:
        pytest.skip("no Chromium on this machine")
    with Chromium() as one:
        yield one


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("page") / "one.html", [verdict()])


def test_one_article_is_small_and_quick(tmp_path: Path) -> None:
    write(tmp_path / "warm.html", [verdict()])
    start = time.perf_counter()
    page = write(tmp_path / "one.html", [verdict(TEXT * 4)])
    assert time.perf_counter() - start < 1
    assert page.stat().st_size < 300_000


def test_event_of_200_is_small_and_quick(tmp_path: Path) -> None:
    verdicts, graph = event(200)
    start = time.perf_counter()
    page = write(tmp_path / "event.html", verdicts, [graph])
    assert time.perf_counter() - start < 5
    assert page.stat().st_size < 3_000_000


def test_no_address_but_inside_the_page(one: Path) -> None:
    page = one.read_text("utf-8")
    assert "http://" not in page
    assert "https://" not in page
    assert " src=" not in page


def test_same_verdicts_same_bytes(tmp_path: Path) -> None:
    verdicts, graph = event(12)
    first, second = (write(tmp_path / name, verdicts, [graph]).read_bytes() for name in "ab")
    assert first == second


def test_text_is_whole_and_in_order(browser: Chromium, one: Path) -> None:
    browser.open(one)
    shown = browser.run("[...document.querySelectorAll('.region')].map(r => r.textContent).join('|')")
    assert shown == "|".join(line for line in TEXT.split("\n") if line.strip())


def test_mark_opens_its_card_and_escape_closes_it(browser: Chromium, one: Path) -> None:
    browser.open(one)
    browser.click("a.m.w3")
    assert browser.run("document.getElementById('pop').matches(':popover-open')")
    assert "likelier in translations" in browser.run("document.getElementById('pop').textContent")
    browser.key("Escape", 27)
    assert not browser.run("document.getElementById('pop').matches(':popover-open')")
    assert browser.run("document.activeElement.matches('a.m')")


def test_mark_opens_by_keyboard(browser: Chromium, one: Path) -> None:
    browser.open(one)
    browser.run("document.querySelector('a.m').focus()")
    browser.key("Enter", 13, "\r")
    assert browser.run("document.getElementById('pop').matches(':popover-open')")


def test_everything_counted_gives_the_verdict(browser: Chromium, one: Path) -> None:
    browser.open(one)
    made, result = verdict(), _result(browser)
    assert result["p_translated"] == pytest.approx(made.p_translated, abs=1e-4)
    assert result["p_machine"] == pytest.approx(made.p_machine, abs=1e-4)
    assert dict(result["sources"]) == pytest.approx(dict(made.sources), abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_page_reckons_as_the_program_does(browser: Chromium, one: Path, seed: int) -> None:
    """Any evidence, any of it left out, any prior: the page's arithmetic against the scorer's own."""
    rng = random.Random(seed)
    evidence = [_any_weighed(rng, number) for number in range(rng.randint(0, 25))]
    prior = Prior(rng.uniform(0.01, 0.99), rng.uniform(0.01, 0.99), (("de", 0.5), ("xx", 0.2)) if seed % 3 else ())
    out = {n for n in range(len(evidence)) if rng.random() < 0.3} if seed % 2 else set()
    left = [w for n, w in enumerate(evidence) if n not in out]
    thresholds, tokens = LIMITS | {"short": 100.0, "translated_short": 0.9}, 20.0 if seed % 4 == 1 else 200.0
    judge = Judge(dataclasses.replace(made.TABLE, thresholds=thresholds))
    expected, _, groups = judge._fused(left, prior, tokens)
    rows = [_row(n, w) for n, w in enumerate(evidence)]
    given = {"translated": prior.translated, "machine": prior.machine, "sources": dict(prior.sources)}
    browser.open(one)
    keep = f"row => !{sorted(out)}.includes(row[0])"
    said = json.dumps(limits(thresholds, tokens))
    found = browser.run(f"fuse({json.dumps({'evidence': rows})}, {keep}, {json.dumps(given)}, {said})")
    assert found["answer"] == expected.answer
    assert found["p_translated"] == pytest.approx(expected.p_translated, abs=1e-6)
    assert found["p_machine"] == pytest.approx(expected.p_translated * expected.p_machine, abs=1e-6)
    assert [tag for tag, _ in found["sources"]][:3] == [tag for tag, _ in groups.posteriors(prior)][:3]
    assert dict(found["sources"]) == pytest.approx(dict(groups.posteriors(prior)), abs=1e-6)


def test_a_mixed_text_stays_mixed_while_the_profile_counts(browser: Chromium, one: Path) -> None:
    evidence = [[0, "profile", "profile", 0.4, 0.1, {"de": 0.3}], [1, "rules", "LX", 1.5, 0.0, {}]]
    browser.open(one)

    def answer(keep: str) -> str:
        item, prior = {"evidence": evidence, "mixed": True}, {"translated": 0.5, "machine": 0.5}
        found = browser.run(f"fuse({json.dumps(item)}, {keep}, {json.dumps(prior)}, {json.dumps(LIMITS)})")
        return str(found["answer"])

    assert answer("row => true") == answer("row => row[0] !== 1") == "mixed"
    assert answer("row => row[1] !== 'profile'") != "mixed"


def _any_weighed(rng: random.Random, number: int) -> Weighed:
    evidence = Evidence(f"XX{number}", Hypothesis("translated"), 1, 1)
    sources = tuple((tag, rng.gauss(0, 1)) for tag in rng.sample(["de", "es", "uk", "fr", "zh"], rng.randint(0, 5)))
    channel = rng.choice(["rules", "profile", "furniture", "renditions"])
    return Weighed(evidence, channel, rng.choice("abcdef"), rng.gauss(0, 1.5), rng.gauss(0, 1), sources)


def test_channel_left_out_leaves_the_rest(browser: Chromium, one: Path) -> None:
    browser.open(one)
    browser.click('[data-channel="rules"]')
    left = [w for w in verdict().evidence if w.channel != "rules"]
    assert _result(browser)["llr_translated"] == pytest.approx(sum(w.llr_translated for w in left), abs=1e-4)
    assert browser.run("document.querySelectorAll('a.m.rules.off').length") == 6
    browser.click("[data-reset]")
    assert _result(browser)["p_translated"] == pytest.approx(verdict().p_translated, abs=1e-4)


def test_rule_left_out_leaves_the_rest(browser: Chromium, one: Path) -> None:
    browser.open(one)
    number = int(browser.run("document.querySelector('[data-rule]').dataset.rule"))
    browser.click("[data-rule]")
    rest = sum(w.llr_translated for n, w in enumerate(verdict().evidence) if n != number)
    assert _result(browser)["llr_translated"] == pytest.approx(rest, abs=1e-4)


def test_prior_moves_probability_and_not_the_ratio(browser: Chromium, one: Path) -> None:
    browser.open(one)
    before = _result(browser)
    browser.run(
        "const s = document.querySelector('[data-prior]'); s.value = -40;"
        "s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    after = _result(browser)
    assert after["llr_translated"] == before["llr_translated"]
    assert after["p_translated"] < before["p_translated"]


def test_hostile_articles_are_text(browser: Chromium, tmp_path: Path) -> None:
    verdicts, graph = hostile()
    page = write(tmp_path / "hostile.html", verdicts, [graph])
    browser.open(page)
    browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
    for number in range(3):
        browser.run(f"document.querySelectorAll('a.m')[{number}].click()")
    time.sleep(0.2)
    assert browser.requests == [page.resolve().as_uri()]
    assert browser.errors == []
    assert browser.dialogs == []
    assert browser.run("window.owned === undefined")
    assert browser.run("document.querySelectorAll('img,iframe,link,base,object,embed,form').length") == 0
    assert browser.run("document.querySelectorAll('script').length") == 2
    assert browser.run("document.querySelectorAll('style').length") == 1
    assert browser.run("[...document.querySelectorAll('a')].every(a => a.getAttribute('href').startsWith('#'))")
    attributes = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
    handlers = f"{attributes}.filter(a => a.name.startsWith('on')).length"
    assert browser.run(handlers) == 0
    assert browser.run("document.documentElement.scrollWidth <= innerWidth"), "layout broken: the page scrolls sideways"
    assert "\u202e" not in page.read_text("utf-8")


def test_policy_blocks_what_is_not_ours(browser: Chromium, one: Path, tmp_path: Path) -> None:
    """Were mark-up ever to slip through, the policy would still hold it."""
    slipped = (
        '<script>window.owned=1</script><img src="https://evil.example/x.png"><b onclick="window.owned=1" id="b">b</b>'
    )
    page = tmp_path / "slipped.html"
    page.write_text(one.read_text("utf-8").replace("</main>", slipped + "</main>"), "utf-8")
    browser.open(page)
    browser.run("document.getElementById('b').click()")
    time.sleep(0.2)
    assert browser.run("window.owned === undefined")
    assert browser.requests == [page.resolve().as_uri()]
    assert browser.blocked == ["https://evil.example/x.png"]


def test_ten_megabytes_of_text_load(browser: Chromium, tmp_path: Path) -> None:
    start = time.perf_counter()
    page = write(tmp_path / "huge.html", [huge(10_000_000)])
    assert time.perf_counter() - start < 10
    assert page.stat().st_size < 3_000_000
    browser.open(page)
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_layout_fits_the_window(browser: Chromium, tmp_path: Path, width: int) -> None:
    verdicts, graph = event(20)
    browser.open(write(tmp_path / "event.html", verdicts, [graph]), width=width)
    browser.run("for (const d of document.querySelectorAll('details')) d.open = true")
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")


def test_picture_has_every_node_once_and_none_over_another(browser: Chromium, tmp_path: Path) -> None:
    verdicts, graph = event(60)
    browser.open(write(tmp_path / "event.html", verdicts, [graph]))
    numbers = "[r.x, r.y, r.width, r.height].map(a => a.baseVal.value)"
    script = f"[...document.querySelectorAll('svg.map .node:not(.inner)')].map(r => {numbers})"
    boxes = browser.run(script)
    assert len(boxes) == len(graph.nodes)
    for number, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[number + 1 :]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_node_leads_to_its_article(browser: Chromium, tmp_path: Path) -> None:
    verdicts, graph = event(5)
    browser.open(write(tmp_path / "event.html", verdicts, [graph]))
    browser.run(
        "document.querySelector('svg.map a').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )
    time.sleep(0.2)
    assert browser.run("document.querySelectorAll('details.article[open]').length") == 1


def test_prints_unfolded(browser: Chromium, tmp_path: Path) -> None:
    verdicts, graph = event(3)
    browser.open(write(tmp_path / "event.html", verdicts, [graph]))
    browser.pdf(tmp_path / "event.pdf")
    assert (tmp_path / "event.pdf").read_bytes().startswith(b"%PDF")
    assert browser.run("[...document.querySelectorAll('details')].every(d => d.open)")


def test_article_without_anything(tmp_path: Path) -> None:
    page = write(tmp_path / "empty.html", [verdict("", evidence=())], [Graph("e", (), (), ())])
    assert "No evidence." in page.read_text("utf-8")


def test_how_to_read_the_pictures_is_said_once(tmp_path: Path) -> None:
    verdicts, graph = event(4)
    empty, second = (
        dataclasses.replace(graph, event="e0", links=(), arborescence=()),
        dataclasses.replace(graph, event="e2"),
    )
    page = write(tmp_path / "two.html", verdicts, [empty, graph, second]).read_text("utf-8")
    assert page.count("Givers stand on the left") == page.count('aria-label="Kinds of arrows"') == 1
    assert page.count("Who took it from whom") == 2


def test_a_page_names_the_file_of_each_article(tmp_path: Path) -> None:
    """Two articles with one title can be told apart."""
    page = write(tmp_path / "two.html", [verdict(name="one"), verdict(name="two")]).read_text("utf-8")
    for name in ("one", "two"):
        assert f'<span class="soft">{name}</span>' in page
        assert f"From: {name}.txt" in page


def test_an_article_that_was_not_judged_is_called_so(tmp_path: Path) -> None:
    silent = dataclasses.replace(verdict(), weights=(), answer="undetermined")
    page = write(tmp_path / "silent.html", [silent, verdict(name="other")]).read_text("utf-8")
    assert "<td>not judged</td>" in page
    assert "<td>undetermined</td>" not in page


def test_a_withheld_verdict_has_no_bar_of_machine_output(tmp_path: Path) -> None:
    withheld = dataclasses.replace(verdict(), answer="undetermined", p_translated=0.97, p_machine=0.91, p_human=0.06)
    page = write(tmp_path / "withheld.html", [withheld]).read_text("utf-8")
    assert 'class="f-either' in page
    assert 'class="f-machine' not in page
    assert "very likely" not in page.partition("<footer>")[0]


def _result(browser: Chromium) -> dict:  # type: ignore[type-arg]
    return dict(json.loads(browser.run("document.querySelector('.switches').dataset.result")))


def _real(browser: Chromium, tmp_path: Path) -> Verdict:
    """The verdict on ``TEXT``, whose page is opened."""
    real = provenance.audit(TEXT * 2).details
    if not real.weights:
        pytest.skip("the program was silent on the text")
    with (tmp_path / "real.html").open("w", encoding="utf-8") as out:
        Html().write([real], (), out)
    browser.open(tmp_path / "real.html")
    return real


def test_page_of_a_real_audit_shows_the_programs_numbers(browser: Chromium, tmp_path: Path) -> None:
    real = _real(browser, tmp_path)
    found = _result(browser)
    assert found["answer"] == real.answer
    assert found["p_translated"] == pytest.approx(real.p_translated, abs=1e-4)
    assert found["p_machine"] == pytest.approx(real.p_machine, abs=1e-4)
    assert dict(found["sources"]) == pytest.approx(dict(real.sources), abs=1e-4)


def test_channel_left_out_in_the_page_is_the_programs_without(browser: Chromium, tmp_path: Path) -> None:
    _real(browser, tmp_path)
    for channel in browser.run("[...document.querySelectorAll('[data-channel]')].map(c => c.dataset.channel)"):
        browser.click("[data-reset]")
        browser.click(f'[data-channel="{channel}"]')
        expected = provenance.audit(TEXT * 2, without=(channel,)).details
        assert _result(browser)["p_translated"] == pytest.approx(expected.p_translated, abs=1e-4), channel
        assert _result(browser)["answer"] == expected.answer, channel


def test_opened_card_does_not_cover_its_mark(browser: Chromium, one: Path) -> None:
    browser.open(one, height=500)
    marks = browser.run("document.querySelectorAll('a.m').length")
    for number in range(marks):
        browser.run(f"document.querySelectorAll('a.m')[{number}].scrollIntoView({{block: 'center'}})")
        browser.run(f"document.querySelectorAll('a.m')[{number}].click()")
        mark = f"document.querySelectorAll('a.m')[{number}].getClientRects()[0]"
        boxes = f"const m = {mark}, p = pop.getBoundingClientRect();"
        top, bottom, above, below = browser.run(f"(() => {{{boxes} return [m.top, m.bottom, p.top, p.bottom]}})()")
        assert above >= bottom or below <= top
        browser.key("Escape", 27)
