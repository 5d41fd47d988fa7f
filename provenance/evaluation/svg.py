"""Draws a chart as a self-contained SVG: no script, no font, no link; the same chart gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from provenance.evaluation.charts import Chart, Point, Series

WIDTH, HEIGHT = 520, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 40, 84
_INK, _FAINT = "#222222", "#999999"
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
"""Okabe & Ito's colours, told apart with any colour vision; dashes tell the series apart in black and white."""
_DASHES = ("", "7 3", "2 3", "9 3 2 3")


def draw(chart: Chart) -> str:
    """The chart as SVG text."""
    return "\n".join(_lines(chart)) + "\n"


def _lines(chart: Chart) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="12" fill="{_INK}">'
    )
    yield f"<title>{escape(chart.title)}</title>"
    yield f"<desc>{escape(_words(chart))}</desc>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{WIDTH / 2:g}" y="22" text-anchor="middle" font-size="14">{escape(chart.title)}</text>'
    yield from _axes(chart)
    shown = [one for one in chart.series if one.points]
    for number, series in enumerate(shown):
        yield from _series(chart, series, number)
    yield from _legend([one for one in shown if one.kind != "dots"], shown)
    yield "</svg>"


def _words(chart: Chart) -> str:
    """The chart in words, for those who can't see it."""
    parts = (f"{one.name}: {len(one.points)} points" for one in chart.series)
    return f"{chart.y_label} against {chart.x_label}. " + "; ".join(parts)


def ticks(low: float, high: float, wanted: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high``, about ``wanted`` of them.

    >>> ticks(0, 1)
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    raw = (high - low) / max(1, wanted - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def _place(chart: Chart, point: Point) -> Point:
    (x0, x1), (y0, y1) = chart.x_range, chart.y_range
    x, y = min(max(point[0], x0), x1), min(max(point[1], y0), y1)
    across, up = (x - x0) / (x1 - x0), (y - y0) / (y1 - y0)
    return (_LEFT + across * (WIDTH - _LEFT - _RIGHT), HEIGHT - _BOTTOM - up * (HEIGHT - _TOP - _BOTTOM))


def _axes(chart: Chart) -> Iterator[str]:
    floor, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    for value in ticks(*chart.x_range):
        x, _ = _place(chart, (value, chart.y_range[0]))
        yield f'<path d="M{x:.1f} {_TOP}V{floor + 5}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{floor + 19}" text-anchor="middle">{value:g}</text>'
    for value in ticks(*chart.y_range):
        _, y = _place(chart, (chart.x_range[0], value))
        yield f'<path d="M{_LEFT - 5} {y:.1f}H{right}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 9}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    yield f'<path d="M{_LEFT} {_TOP}V{floor}H{right}" fill="none" stroke="{_INK}"/>'
    yield f'<text x="{(_LEFT + right) / 2:g}" y="{floor + 39}" text-anchor="middle">{escape(chart.x_label)}</text>'
    middle = (_TOP + floor) / 2
    yield (
        f'<text x="16" y="{middle:g}" text-anchor="middle" transform="rotate(-90 16 {middle:g})">'
        f"{escape(chart.y_label)}</text>"
    )


def _series(chart: Chart, series: Series, number: int) -> Iterator[str]:
    places = [_place(chart, point) for point in series.points]
    if series.kind == "dots":
        for x, y in places:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{_style(series, number - 1)[0]}"/>'
        return
    colour, dash = _style(series, number)
    yield f'<path d="{_path(places, series.kind == "steps")}" fill="none" stroke="{colour}" stroke-width="1.8"{dash}/>'


def _path(places: list[Point], steps: bool) -> str:
    """Path data; in steps each height holds up to the next point's x, then falls."""
    parts = [f"M{places[0][0]:.1f} {places[0][1]:.1f}"]
    for x, y in places[1:]:
        parts.append(f"H{x:.1f}V{y:.1f}" if steps else f"L{x:.1f} {y:.1f}")
    return "".join(parts)


def _style(series: Series, number: int) -> tuple[str, str]:
    if series.reference:
        return _FAINT, ' stroke-dasharray="4 4"'
    dash = _DASHES[(number - 1) % len(_DASHES)]
    return _COLOURS[(number - 1) % len(_COLOURS)], f' stroke-dasharray="{dash}"' if dash else ""


def _legend(named: list[Series], shown: list[Series]) -> Iterator[str]:
    width = (WIDTH - _LEFT - _RIGHT) / max(1, len(named))
    for place, series in enumerate(named):
        colour, dash = _style(series, shown.index(series))
        x, y = _LEFT + place * width, HEIGHT - 18
        yield f'<path d="M{x:.1f} {y}h22" stroke="{colour}" stroke-width="1.8"{dash}/>'
        yield f'<text x="{x + 28:.1f}" y="{y + 4}">{escape(series.name)}</text>'
