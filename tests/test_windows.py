"""A long text is read whole: each of its windows has the same say."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.pipeline import segment
from provenance.profile import WINDOW, body, profile
from provenance.records import Article

ONE = "The council of the town has in the past week decided that the works at the bridge must begin at once.\n"
TWO = "She told us she'd quit by then, and we figured nobody else would pick up the phone that late, either.\n"


def test_a_long_text_is_judged_by_the_mean_of_its_windows():
    model = profile()
    ids = model.ids(ONE * 48 + TWO * 48)
    assert 2.5 * WINDOW <= len(ids) <= 3.5 * WINDOW, "three windows"
    long, first, *rest = model.judge_ids(ids), *map(model.judge_ids, np.array_split(ids, 3))
    assert long.tokens == len(ids)
    assert long.translated == pytest.approx(np.mean([first.translated, *(one.translated for one in rest)]), abs=1e-4)
    assert long.machine == pytest.approx(np.mean([first.machine, *(one.machine for one in rest)]), abs=1e-4)
    assert abs(long.translated - first.translated) > 0.1
    assert long.sources != first.sources


@pytest.mark.parametrize("english", [ONE, ONE * 5])
def test_a_paragraph_in_another_language_is_not_read(english):
    foreign = "Der Rat der Stadt hat in der vergangenen Woche beschlossen, dass die Arbeiten an der Brücke beginnen.\n"
    (case,) = segment([Article("a", english + foreign, "a")])
    assert "vergangenen" not in body(case.document)
    assert body(case.document).count("council") == english.count("council")
