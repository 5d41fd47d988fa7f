"""Everything that ``provenance evaluate`` reports, as one nested mapping with stable keys (see docs/evaluate.md)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.estimates import auroc, wilson
from provenance.evaluation import calibration, decisions, likelihood, ranking
from provenance.evaluation.intervals import bootstrap
from provenance.evaluation.judged import Judged
from provenance.evaluation.labels import Kind, language

SCHEMA = "provenance-evaluation/1"
LENGTHS = ((100, "1-99"), (250, "100-249"), (500, "250-499"), (1000, "500-999"))
"""Upper limit (words, exclusive) and name of each class of length; beyond the last: 1000+."""
FEWEST = 10
"""Languages with fewer rows than this do not count as the worst one."""

Rows = Sequence[Judged]
Report = dict[str, Any]
Flag = Callable[[Judged], bool]


@dataclass(frozen=True, slots=True)
class Options:
    """``rate``: false positives allowed on originals; ``by``: tables wanted; ``times`` and ``seed``: the bootstrap."""

    rate: float = 0.01
    by: tuple[str, ...] = ("language", "engine")
    times: int = 400
    seed: int = 20251


def summarise(rows: Rows, options: Options | None = None, skipped: int = 0) -> Report:
    """The whole report on ``rows``; figures that nothing can be said of are nan."""
    options = options or Options()
    kinds = {kind: of_kind(rows, kind) for kind in ("original", "unknown", "machine", "human")}
    operating = ranking.recall_at(_p(kinds["machine"]), _p(kinds["original"]), options.rate)
    return {
        "schema": SCHEMA,
        "signatures": sorted({row.signature for row in rows}),
        "rows": {
            "total": len(rows),
            **{kind: len(members) for kind, members in kinds.items()},
            "skipped": skipped,
            "not_english": sum(bool(row.language) for row in rows),
        },
        "bootstrap": {"times": options.times, "seed": options.seed, "groups": len({row.group for row in rows})},
        "source": {
            "machine": source(kinds["machine"], options),
            "human": source(kinds["human"], options),
        },
        "translated": translated(rows, operating, options),
        "machine": machine(rows, options),
        "unknown": {
            "called_translated": share(kinds["unknown"], _called_translated),
            "called_machine": share(kinds["unknown"], _called_machine),
        },
        "answers": decisions.confusion((row.label.kind, row.answer) for row in rows),
        "confusion": {
            kind: decisions.confusion((row.label.source, row.named or "-") for row in kinds[kind])
            for kind in ("machine", "human")
        },
        "by": {name: slices(rows, KEYS[name], operating.threshold) for name in options.by},
    }


def remarks(rows: Rows) -> list[str]:
    """What makes figures look worse than the verdicts are, in words: texts that are not English, and labels with a
    language that no verdict of these rows can name."""
    found = []
    if strange := Counter(row.language for row in rows if row.language):
        first = next(row.id for row in rows if row.language)
        found.append(
            f"not in English, so nothing is said of them, but they are counted: {_told(strange)}; first {first}"
        )
    named = {language(tag) for row in rows for tag, _ in row.sources}
    if named and (unknown := Counter(row.label.source for row in rows if {row.label.source} - {"", *named})):
        found.append(f"languages that no verdict can name, counted as missed: {_told(unknown)}")
    return found


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{tag} {count}" for tag, count in sorted(counts.items()))


def of_kind(rows: Rows, kind: Kind) -> list[Judged]:
    """The rows whose label is of ``kind``."""
    return [row for row in rows if row.label.kind == kind]


def share(rows: Rows, flag: Flag) -> Report:
    """How many rows raise ``flag``, with Wilson's 95 % interval, which takes rows as independent."""
    hits = sum(map(flag, rows))
    low, high = wilson(hits, len(rows))
    return {"hits": hits, "rows": len(rows), "share": hits / len(rows) if rows else math.nan, "low": low, "high": high}


def grouped(rows: Rows, flag: Flag, options: Options) -> Report:
    """As ``share``, with the bootstrap interval over groups (stories) beside it."""
    flags = np.array([flag(row) for row in rows], dtype=float)
    low, high = _interval(rows, lambda at: float(flags[at].mean()), options)
    return {**share(rows, flag), "group_low": low, "group_high": high}


def source(rows: Rows, options: Options) -> Report:
    """How well the source language is named over ``rows``, which are all translations."""
    languages = sorted({row.label.source for row in rows})
    each = {tag: [row for row in rows if row.label.source == tag] for tag in languages}
    firsts = {tag: share(members, _first)["share"] for tag, members in each.items()}
    worst = min((tag for tag in languages if len(each[tag]) >= FEWEST), key=lambda tag: firsts[tag], default="")
    covered = np.array([row.covered() for row in rows], dtype=bool)
    first_p = [row.sources[0][1] if row.sources else 0.0 for row in rows]
    return {
        "top1": grouped(rows, _first, options),
        "top3": grouped(rows, partial(_within, 3), options),
        "top5": grouped(rows, partial(_within, 5), options),
        "top1_among": grouped(rows, partial(_first_among, frozenset(languages)), options),
        "macro_top1": decisions.mean(list(firsts.values())),
        "worst_language": worst,
        "worst_top1": firsts.get(worst, math.nan),
        "languages": len(languages),
        "brier": calibration.multiclass_brier(*_squares(rows)),
        "ece": calibration.ece(first_p, [_first(row) for row in rows]),
        "coverage": grouped(rows, Judged.covered, options),
        "set_size": decisions.mean([len(row.source_set) for row in rows]),
        "empty_sets": int(sum(not row.source_set for row in rows)),
        "coverage_of_nonempty": float(covered.sum() / max(1, sum(bool(row.source_set) for row in rows))),
    }


def translated(rows: Rows, operating: ranking.Operating, options: Options) -> Report:
    """Translated or original: ranking, the threshold that originals set, the answers given, probabilities."""
    originals, machines, humans = (of_kind(rows, kind) for kind in ("original", "machine", "human"))
    both = [row for row in rows if row.label.kind != "unknown"]
    return {
        "auroc_machine": _auroc(machines, originals, _p, options),
        "auroc_human": _auroc(humans, originals, _p, options),
        "at_rate": {
            "rate": options.rate,
            "threshold": operating.threshold,
            "recall_machine": _recall(machines, originals, options),
            "recall_human": _above(humans, operating.threshold),
            "false_positives": _above(originals, operating.threshold),
        },
        "at_verdict": {
            "recall_machine": grouped(machines, _called_translated, options),
            "recall_human": grouped(humans, _called_translated, options),
            "false_positives": grouped(originals, _called_translated, options),
        },
        **_probabilities(both, lambda row: row.p_translated, lambda row: row.label.translated, "translated"),
        **_silence(
            both, lambda row: row.label.translated, _called_translated, lambda row: row.answer == "undetermined"
        ),
    }


def machine(rows: Rows, options: Options) -> Report:
    """Machine or human: ranking among translations, and who is called machine."""
    originals, machines, humans = (of_kind(rows, kind) for kind in ("original", "machine", "human"))
    both = machines + humans
    return {
        "auroc": _auroc(machines, humans, _p_machine, options),
        "auroc_given_translated": _auroc(machines, humans, _p_given, options),
        "auroc_original": _auroc(machines, originals, _p_machine, options),
        "recall": grouped(machines, _called_machine, options),
        "human_called_machine": grouped(humans, _called_machine, options),
        "original_called_machine": grouped(originals, _called_machine, options),
        **_probabilities(
            both, lambda row: row.p_machine_given_translated, lambda row: row.label.kind == "machine", "machine"
        ),
        **_silence(
            both,
            lambda row: row.label.kind == "machine",
            _called_machine,
            lambda row: row.answer not in ("machine_translated", "human_translated"),
        ),
    }


def slices(rows: Rows, key: Callable[[Judged], str], threshold: float) -> Report:
    """The main shares for each value of ``key``, in the order of the values; rows without a value are left out."""
    values = sorted({key(row) for row in rows} - {""}, key=_natural)
    return {value: one_slice([row for row in rows if key(row) == value], threshold) for value in values}


def one_slice(rows: Rows, threshold: float) -> Report:
    """The main shares over some rows, each over the kind of row that it speaks of."""
    originals, machines, humans = (of_kind(rows, kind) for kind in ("original", "machine", "human"))
    return {
        "machine": {
            "top1": share(machines, _first),
            "top3": share(machines, partial(_within, 3)),
            "coverage": share(machines, Judged.covered),
            "set_size": decisions.mean([len(row.source_set) for row in machines]),
            "above_threshold": _above(machines, threshold),
            "called_translated": share(machines, _called_translated),
            "called_machine": share(machines, _called_machine),
        },
        "human": {
            "top1": share(humans, _first),
            "top3": share(humans, partial(_within, 3)),
            "coverage": share(humans, Judged.covered),
            "called_translated": share(humans, _called_translated),
            "called_machine": share(humans, _called_machine),
        },
        "original": {
            "above_threshold": _above(originals, threshold),
            "called_translated": share(originals, _called_translated),
            "called_machine": share(originals, _called_machine),
        },
    }


def length_class(words: int) -> str:
    """The class of length that a text of ``words`` words belongs to."""
    return next((name for limit, name in LENGTHS if words < limit), "1000+")


KEYS: dict[str, Callable[[Judged], str]] = {
    "language": lambda row: row.label.source,
    "engine": lambda row: row.engine,
    "length": lambda row: length_class(row.words),
    "year": lambda row: row.year,
    "set": lambda row: row.set,
    "country": lambda row: row.country,
    "outlet": lambda row: row.outlet,
}
"""What results can be split by."""


def _first(row: Judged) -> bool:
    return row.rank() == 1


def _first_among(given: frozenset[str], row: Judged) -> bool:
    """The true source language stands before all others of ``given``."""
    return next((language(tag) for tag, _ in row.sources if language(tag) in given), "") == row.label.source


def _within(k: int, row: Judged) -> bool:
    return 1 <= row.rank() <= k


def _above(rows: Rows, threshold: float) -> Report:
    """How many rows lie above the threshold; no rows where no threshold could be fitted."""
    return share([] if math.isnan(threshold) else rows, lambda row: row.p_translated > threshold)


def _called_translated(row: Judged) -> bool:
    return row.called_translated


def _called_machine(row: Judged) -> bool:
    return row.called_machine


def _p(rows: Rows) -> NDArray[np.float64]:
    return np.array([row.p_translated for row in rows])


def _p_machine(rows: Rows) -> NDArray[np.float64]:
    return np.array([row.p_machine for row in rows])


def _p_given(rows: Rows) -> NDArray[np.float64]:
    return np.array([row.p_machine_given_translated for row in rows])


def _natural(value: str) -> tuple[int, str]:
    """Numbers by size, before words."""
    head = value.split("-")[0].rstrip("+")
    return (int(head), value) if head.isdecimal() else (10**9, value)


def _interval(rows: Rows, statistic: Callable[[NDArray[np.intp]], float], options: Options) -> tuple[float, float]:
    return bootstrap([row.group for row in rows], statistic, times=options.times, seed=options.seed)


def _auroc(up: Rows, down: Rows, value: Callable[[Rows], NDArray[np.float64]], options: Options) -> Report:
    """AUROC with its bootstrap interval over groups; a group may hold rows of both kinds."""
    values, truth, rows = np.concatenate([value(up), value(down)]), _truth(up, down), [*up, *down]

    def statistic(at: NDArray[np.intp]) -> float:
        return auroc(values[at][truth[at]], values[at][~truth[at]])

    found = auroc(value(up), value(down))
    low, high = _interval(rows, statistic, options)
    if low == high:
        # All draws are alike, as when two rows are in order: the variance of an AUROC is that of a share of the
        # smaller class at most (van Dantzig 1951), so Wilson's interval of such a share holds it.
        stories = min(len({row.group for row in kind}) for kind in (up, down))
        low, high = wilson(found * stories, stories)
    return {"value": found, "group_low": low, "group_high": high}


def _recall(up: Rows, down: Rows, options: Options) -> Report:
    """Recall at the rate, its interval from draws that fit their own threshold, so its uncertainty counts too."""
    values, truth, rows = np.concatenate([_p(up), _p(down)]), _truth(up, down), [*up, *down]

    def statistic(at: NDArray[np.intp]) -> float:
        return ranking.recall_at(values[at][truth[at]], values[at][~truth[at]], options.rate).recall

    low, high = _interval(rows, statistic, options)
    threshold = ranking.recall_at(_p(up), _p(down), options.rate).threshold
    return {**_above(up, threshold), "group_low": low, "group_high": high}


def _truth(up: Rows, down: Rows) -> NDArray[np.bool_]:
    return np.arange(len(up) + len(down)) < len(up)


def _probabilities(rows: Rows, value: Callable[[Judged], float], truth: Flag, question: str) -> Report:
    """Brier, ECE and Cllr of one question. ``_at_prior``: rows weighted so that the classes have the prior's mass."""
    p, y = np.array([value(row) for row in rows]), np.array([truth(row) for row in rows], dtype=bool)
    if not y.any() or y.all():
        names = ("brier", "brier_at_prior", "ece", "ece_at_prior", "cllr", "cllr_min")
        return {**dict.fromkeys(names, math.nan), "reliability": []}
    prior = getattr(rows[0], f"prior_{question}")
    weight = calibration.balance(y, prior)
    llr = np.array([getattr(row, f"llr_{question}") for row in rows])
    return {
        "brier": calibration.brier(p, y),
        "brier_at_prior": calibration.brier(p, y, weight),
        "ece": calibration.ece(p, y),
        "ece_at_prior": calibration.ece(p, y, weight),
        "cllr": likelihood.cllr(llr[y], llr[~y]),
        "cllr_min": likelihood.cllr_min(llr[y], llr[~y]),
        "reliability": [one._asdict() for one in calibration.reliability(p, y, weight)],
    }


def _silence(rows: Rows, truth: Flag, called: Flag, silent: Flag) -> Report:
    """c@1 and F0.5u of one question, with the share of silent answers; F is of nothing where no row is a positive."""
    hits = sum(truth(row) and called(row) for row in rows if not silent(row))
    alarms = sum(not truth(row) and called(row) for row in rows if not silent(row))
    misses = sum(truth(row) and not called(row) for row in rows if not silent(row))
    mute = sum(map(silent, rows))
    right = len(rows) - mute - alarms - misses
    return {
        "c_at_1": decisions.c_at_1(right, mute, len(rows)),
        "f05u": decisions.f05u(hits, alarms, misses, mute) if any(map(truth, rows)) else math.nan,
        "silent": share(rows, silent),
    }


def _squares(rows: Rows) -> tuple[list[float], list[float]]:
    """For each row: probability of the true source, and the sum of squared probabilities of the others."""
    truth, others = [], []
    for row in rows:
        right = sum(p for tag, p in row.sources if language(tag) == row.label.source)
        truth.append(right)
        others.append(sum(p * p for tag, p in row.sources if language(tag) != row.label.source))
    return truth, others
