"""How far a run is: rate and time left, as one line."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY = 0.5
"""Seconds between two lines on a terminal."""
QUIET = 60.0
"""Seconds between two lines elsewhere."""


@dataclass(slots=True)
class Progress:
    """Turns what a run reports into lines, not too often, and hands them to ``say``.

    The time left is what the last steps of the same kind would need for what is left; it is not said before a hundredth
    is done.
    """

    say: Callable[[str], None]
    every: float = EVERY
    clock: Callable[[], float] = time.monotonic
    _what: str = field(default="", init=False)
    _began: float = field(default=0.0, init=False)
    _first: tuple[int, int] = field(default=(0, 0), init=False)
    _last: float = field(default=0.0, init=False)

    def __call__(self, what: str, done: int, total: int, articles: int) -> None:
        now = self.clock()
        if what != self._what:
            self._what, self._began, self._last, self._first = what, now, now - self.every, (done, articles)
        if now - self._last >= self.every:
            self._last = now
            self.say(self._line(now - self._began, done, total, articles))

    def _line(self, seconds: float, done: int, total: int, articles: int) -> str:
        parts = [self._what]
        if total:
            parts.append(f"{100 * done // total} %")
        if articles:
            parts.append("1 article" if articles == 1 else f"{articles} articles")
        gained, fresh = done - self._first[0], articles - self._first[1]
        if fresh > 0 and seconds > 1:
            parts.append(f"{fresh / seconds:.0f} a second")
        if total and gained * 100 > total and done < total:
            parts.append(f"{span((total - done) * seconds / gained)} left")
        return ", ".join(parts)


def span(seconds: float) -> str:
    """A length of time for people.

    >>> span(42), span(170), span(8000)
    ('42 s', '3 min', '2 h 13 min')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
