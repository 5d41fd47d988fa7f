"""Draws a chart as PNG; the only door to matplotlib, which is an optional extra."""

from __future__ import annotations

import io

from provenance.errors import MissingError
from provenance.evaluation.charts import Chart

DRAWING = {"line": "default", "steps": "steps-post"}


def draw(chart: Chart) -> bytes:
    """The chart as PNG bytes. Raises MissingError, saying how to install it, where matplotlib is missing."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingError(
            "PNG diagrams need matplotlib, which is not installed: pip install 'translation-provenance[plots]'"
        ) from error
    figure = Figure(figsize=(5.2, 4.2), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for series in (one for one in chart.series if one.points):
        x, y = zip(*series.points)
        if series.kind == "dots":
            axes.plot(x, y, "o", color="black", markersize=4)
        else:
            style = {"color": "grey", "linestyle": ":"} if series.reference else {}
            axes.plot(x, y, label=series.name, drawstyle=DRAWING[series.kind], **style)
    axes.set(xlim=chart.x_range, ylim=chart.y_range, xlabel=chart.x_label, ylabel=chart.y_label, title=chart.title)
    axes.title.set_fontsize(9)
    axes.legend(fontsize=8)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
