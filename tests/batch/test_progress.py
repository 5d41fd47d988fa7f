"""Progress: rate and time left, not too often."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.batch.progress import Progress


def lines(steps: list[tuple[float, str, int, int, int]], every: float = 0.5) -> list[str]:
    said: list[str] = []
    now = [0.0]
    ours = Progress(said.append, every, lambda: now[0])
    for at, *step in steps:
        now[0] = at
        ours(*step)  # type: ignore[arg-type]
    return said


def test_rate_and_time_left() -> None:
    said = lines([(0, "judging", 0, 1000, 0), (10, "judging", 250, 1000, 500), (20, "judging", 500, 1000, 1000)])
    assert said == [
        "judging, 0 %",
        "judging, 25 %, 500 articles, 50 a second, 30 s left",
        "judging, 50 %, 1000 articles, 50 a second, 20 s left",
    ]


def test_what_was_there_before_does_not_count_as_speed() -> None:
    said = lines([(0, "judging", 900, 1000, 9000), (10, "judging", 950, 1000, 9500)])
    assert said[1] == "judging, 95 %, 9500 articles, 50 a second, 10 s left"


def test_lines_come_not_too_often_but_every_step_is_told() -> None:
    steps = [(0.1 * n, "judging" if n < 50 else "writing", n % 50, 50, 1) for n in range(100)]
    assert 10 <= len(lines(steps, every=1.0)) <= 12
    assert {line.split(",")[0] for line in lines(steps, every=1000.0)} == {"judging", "writing"}


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 10**12), st.integers(0, 10**9)), max_size=20),
       st.integers(0, 10**12))  # fmt: skip
def test_no_numbers_break_it(steps: list[tuple[float, int, int]], total: int) -> None:
    moments = sorted(at for at, _, _ in steps)
    said = lines([(at, "x", done, total, articles) for at, (_, done, articles) in zip(moments, steps)])
    assert all("\n" not in line and len(line) < 120 for line in said)
