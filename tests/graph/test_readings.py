"""Readings: who has whose sentences, in which form, and what that leaves unexplained."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.graph.alignment import Partners, load, pairing
from provenance.graph.features import Event
from provenance.graph.profile import profile
from provenance.graph.readings import FITS, NAMES, fits, readings, shared_lines
from provenance.text.ordered import in_order
from tests.graph.press import story, verdict


def counts(*texts: tuple[str, ...]) -> dict[str, np.ndarray]:
    return Event([profile(verdict(str(n), "\n".join(text))) for n, text in enumerate(texts)]).readings


def test_a_cut_copy_has_nothing_that_its_model_lacks():
    whole = story(3)
    found = counts(whole, whole[:4] + whole[6:])
    assert found["same"][0, 1] == 10
    assert all(found[name][0, 1] == 0 for name in NAMES[1:])
    assert found["new"][1, 0] == 2


def test_what_a_third_article_has_in_the_same_form_speaks_against_a_parent():
    whole = story(3)
    slipped = (*whole[:5], whole[5].replace("hard", "mild"), *whole[6:])
    found = counts(whole, slipped, whole[:8])
    assert found["against"][1, 2] == 1
    assert found["own"][0, 1] == 1
    assert found["against"][0, 2] == found["against"][0, 1] == 0


def test_what_stands_after_everything_shared_is_added_and_not_new():
    whole, other = story(3), ("Nobody asked for this line.", "Pigeons sat on seven chimneys, cooing all morning.")
    found = counts(whole, whole[:6] + other)
    assert (found["new"][0, 1], found["added"][0, 1]) == (0, 2)
    found = counts(whole, whole[:3] + other + whole[3:6])
    assert (found["new"][0, 1], found["added"][0, 1]) == (2, 0)


def test_the_shorter_of_two_full_sources_fits_best():
    whole = story(3)
    event = Event([profile(verdict(str(n), "\n".join(t))) for n, t in enumerate((whole, whole[:9], whole[:6]))])
    assert event.fits["spare_ahead"][1, 2] > 0 > event.fits["spare_ahead"][0, 2]
    assert event.fits["rest"][0, 2] == event.fits["rest"][1, 2] == 0
    assert event.fits["rest"][2, 0] > 0


_ROWS = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=5)


@given(_ROWS, st.randoms(use_true_random=False))
def test_every_sentence_is_counted_once(rows, rng):
    likeness = np.eye(6)
    likeness[0, 1] = likeness[1, 0] = 0.6
    below = np.array([[i != j and rng.random() < 0.2 for j in rows] for i in rows]).reshape(len(rows), -1)
    places = [np.array(row, dtype=np.int64) for row in rows]
    found = readings(places, likeness, below)
    for c, row in enumerate(rows):
        assert all(sum(found[name][p, c] for name in NAMES) == len(row) for p in range(len(rows)))
    able = ~np.eye(len(rows), dtype=bool)
    assert set(fits(found, able)) == set(FITS)


@given(_ROWS, st.permutations(range(5)))
def test_counts_go_with_their_articles_whatever_the_order(rows, order):
    places = [np.array(row, dtype=np.int64) for row in rows]
    order = [at for at in order if at < len(rows)]
    below = np.zeros((len(rows), len(rows)), dtype=bool)
    one = fits(readings(places, np.eye(6), below), ~np.eye(len(rows), dtype=bool))
    two = fits(readings([places[at] for at in order], np.eye(6), below), ~np.eye(len(rows), dtype=bool))
    for name in FITS:
        assert (one[name][np.ix_(order, order)] == two[name]).all()


def test_furniture_of_one_outlet_says_nothing():
    lines = [frozenset({"read more on the valley post"})] * 2
    assert shared_lines(lines, ["", "post"])[0, 1] == 1.0
    assert shared_lines(lines, ["post", "post"])[0, 1] == 0.0
    assert shared_lines([*lines, lines[0]], ["", "", ""])[0, 1] == 0.5


def test_lines_below_the_text_that_do_not_end_like_sentences_are_furniture():
    text = "\n".join(story(3))
    found = profile(verdict("1", f"{text}\nFollow the Valley Post for more\nComments (33)"))
    assert found.lines == {"follow the valley post for more", "comments (33)"}
    assert found.words == profile(verdict("2", text)).words
    poem = "a line without an end\nanother line of it\nand a third"
    assert profile(verdict("3", poem)).lines == frozenset()


def test_partners_in_two_languages_keep_their_order():
    gain = np.full((4, 3), -2.0)
    gain[0, 0] = gain[1, 1] = gain[3, 2] = 3.0
    gain[2, 0] = 2.0
    assert pairing(gain)[:5] == (3.0, 1.0, 0.0, 0.0, 0.0)
    assert 2.8 < pairing(gain)[5] < 3.0
    assert pairing(gain[:, :1])[:5] == (1.0, 0.0, 0.0, 3.0, 0.0)
    assert pairing(np.zeros((0, 3))) == (0.0, 0.0, 0.0, 0.0, 3.0, 0.0)


def test_a_sentence_finds_the_one_that_has_its_names_and_figures():
    texts = [verdict("1", "\n".join(story(3))), verdict("2", "\n".join(story(3)[:3] + story(3)[5:9]), language="de")]
    event = Event([profile(one) for one in texts])
    partners = Partners(event.sentences, event.spoken, event.likeness, load())
    partners.agree([(event.rows[0], event.rows[1])])
    gain = partners.gain[np.ix_(event.rows[0], event.rows[1])]
    assert in_order(gain) == ((0, 0), (1, 1), (2, 2), (5, 3), (6, 4), (7, 5), (8, 6))
    assert not partners.gain[np.ix_(event.rows[0], event.rows[0])].any()


def test_what_all_articles_agree_on_speaks_for_two_being_partners():
    texts = [
        verdict(str(n), "\n".join(story(3)[n:]), language=tag) for n, tag in enumerate(("en", "en", "de", "de", "de"))
    ]
    event = Event([profile(one) for one in texts])
    partners = Partners(event.sentences, event.spoken, event.likeness, load())
    before = partners.gain.copy()
    partners.agree([(event.rows[i], event.rows[j]) for i in (0, 1) for j in (2, 3, 4)])
    last = event.rows[0][-1], event.rows[2][-1]
    assert partners.gain[last] > before[last]
    apart = event.rows[0][-1], event.rows[2][0]
    assert partners.gain[apart] < before[apart]
