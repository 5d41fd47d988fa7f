"""A calibration made for the tests; those that need another line, rule or limit replace it."""

from __future__ import annotations

from provenance.scorers.calibration import Calibration, Line, Sources

LINE = Line(slope=0.4, intercept=0.0, bound=2.5)
TABLE = Calibration(
    digest="test",
    rules={},
    translated=LINE,
    machine=LINE,
    sources=Sources(temperature=1.0, sharper=0.0, bias={}),
    rule_weights=(1.0, 1.0, 1.0),
    thresholds={"translated": 0.8, "original": 0.2, "machine": 0.8, "human": 0.1, "machine_translated": 0.8},
    set_levels={"*": 0.2},
)
