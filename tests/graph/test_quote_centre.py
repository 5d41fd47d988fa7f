"""The central version of a quotation, and what another changed against it."""

from __future__ import annotations

import pytest

from provenance.graph.profile import profile
from provenance.graph.quotes import quotes
from tests.graph.press import verdict


@pytest.mark.parametrize("odd", [0, 1, 2])
def test_what_most_have_is_the_centre_and_the_other_one_has_changed(odd):
    said = ["pay", "pay", "pay"]
    said[odd] = "not pay"
    texts = [f"“We will {word} the miners of this valley before the winter ends,” said Nora Quist." for word in said]
    rows = quotes([profile(verdict(str(n), text)) for n, text in enumerate(texts)])
    assert {row.quote for row in rows} == {"q1"}
    assert [row.medoid for row in rows].count(True) == 1
    assert not rows[odd].medoid
    assert [row.drift for row in rows if row is not rows[odd]] == [(), ()]
    assert rows[odd].drift == ("negation added: not", "meaning may have changed")
