"""Count every rule, fit the fusion and set the thresholds; writes ``provenance/data/calibration.json``.

    python scripts/calibrate.py --data ../shared/data --work work/profile observe   # run all detectors, minutes
    python scripts/calibrate.py --data ../shared/data --work work/profile read      # the profile again, when it is new
    python scripts/calibrate.py --data ../shared/data --work work/profile fit       # minutes; writes the file
    python scripts/calibrate.py --data ../shared/data mixed                         # a minute; adds to it

Rules are counted on documents of the training role, the fusion and the thresholds are fitted on documents of the
calibration role, which no model has seen (``splits.py``); nothing here reads ``eval/`` or the seeds.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from profile_corpus import document_streams, other_streams, output_streams, texts
from rule_ratios import Doc, count_rules, kind
from scipy.optimize import minimize
from scipy.special import expit, softmax
from scipy.stats import nct, norm
from splits import BLOCK, is_parallel, line_roles, native_role

from provenance import pipeline, plugins
from provenance.contracts import Detector
from provenance.estimates import wilson
from provenance.halves import halves
from provenance.records import Article, Document, Identification, Region, Span
from provenance.scorers.calibration import FORMAT, LEAST, MOST, Calibration, Line, length, shrunk
from provenance.scorers.judge import BESIDE, two_states
from provenance.text.clean import clean

OUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "calibration.json"
MADE = 20
"""Pairs of halves for each language and kind of translation."""
BORN = 0.15
"""Weight of a document of the English-born sets in calibration; they are harder than what is judged."""
FLAT = 0.4
"""Weight of saying of originals, on the whole, no language in particular."""
LENGTHS = (60, 100, 150)
"""Texts of fewer tokens than these have levels of their own for prediction sets, and those of fewer than the last a
limit of their own for accusations."""
PULL = 0.06
"""Pull of the biases of languages towards zero: the best for real articles of sets that were left out of the fit
(``join_profile.py --pulls``)."""
DRAWS = 200
"""Bootstrap draws behind the interval of a ratio."""
SHARPER = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
"""Changes of the temperature with length that are tried."""
COUNT, CALIBRATE = 10, 8
"""Documents a stream (one set, language and engine) gives to counting and to calibration."""
MILDEST = {"translated": 0.65, "original": 0.35, "machine": 0.6, "human": 0.3}
"""An answer is not given on a posterior nearer to even odds than this, however few errors calibration would allow."""


def documents(data: Path) -> Iterator[Doc]:
    """Documents of both roles with their labels; of those that calibrate, other versions too."""
    for meta, lines, run in output_streams(data):
        if meta["kind"] in ("mt", "ht"):
            yield from _translated(data, meta, lines, run)
    for meta, lines, run in document_streams(data):
        if "translating" in str(meta["engine"]):
            continue
        stream: list[Doc] = []
        for number in range(len(meta["ids"])):  # type: ignore[arg-type]
            role = native_role(str(meta["set"]), str(meta["engine"]), number)
            kind = (
                "en" if meta["genre"] in ("native", "news") else "agency" if meta["genre"] == "agency_english" else ""
            )
            if kind and role != "dev":
                text = "\n".join(line for line, k in zip(lines, run) if k == number)
                fact = {name: meta[name] for name in ("set", "engine", "country")}
                # outlets of world English are drawn whole
                story = meta["engine"] if meta["set"] == "world" else f"{meta['set']}:{meta['engine']}:{number}"
                stream.append({**fact, "label": kind, "role": role, "story": story, "text": text})
        yield from _versions(stream)

    for meta, lines, run in other_streams(data):
        fact = {"label": "other", "set": "other", "engine": meta["engine"], "role": "calibration"}
        yield from _versions(
            [
                {**fact, "story": f"{meta['engine']}:{number}", "text": text}
                for number, text in texts(lines, run)
                if native_role("other", str(meta["engine"]), number) == "calibration"
            ]
        )


def numbered(data: Path) -> list[Doc]:
    """``documents`` with their numbers, by which readings are found again."""
    return [{**row, "number": number} for number, row in enumerate(documents(data))]


def calibrates(row: Doc) -> bool:
    """Whether regimes and lines are fitted on a document."""
    return row["role"] == "calibration" and row["label"] not in ("agency", "other") and row["version"] != "joined"


def crossed(data: Path) -> Iterator[Doc]:
    """Originals of WMT's newsrooms that the shipped profile was trained on, for ``cross_originals.py``."""
    for meta, lines, run in document_streams(data):
        if meta["set"] == "native" and "translating" not in str(meta["engine"]):
            fact = {"label": "en", "role": "calibration"} | {name: meta[name] for name in ("set", "engine", "country")}
            yield from _versions(
                [
                    {**fact, "story": f"native:{meta['engine']}:{number}", "text": text}
                    for number, text in texts(lines, run)
                    if native_role("native", str(meta["engine"]), number) == "train"
                ]
            )


def _translated(data: Path, meta: dict[str, object], lines: list[str], run: np.ndarray) -> Iterator[Doc]:
    name, language = str(meta["set"]), str(meta["lang"])
    roles = line_roles(data, name, language, len(lines))
    label = f"ht:{language}" if meta["kind"] == "ht" else language
    rng = np.random.default_rng(7)
    blocks = rng.permutation(len(lines) // BLOCK)
    left = {0: COUNT * (3 if meta["kind"] == "ht" else 1), 1: CALIBRATE * (2 if meta["kind"] == "ht" else 1)}
    stream: list[Doc] = []
    for block in blocks:
        rows = np.arange(block * BLOCK, (block + 1) * BLOCK)
        role = int(roles[rows].max())
        if role == 2 or (roles[rows] != role).any() or not left.get(role):
            continue
        if name not in ("flores-dev",) and (run[rows] != run[rows[0]]).sum() > 8:
            continue
        left[role] -= 1
        fact = {
            "label": label,
            "set": name,
            "engine": meta["engine"],
            "role": "calibration" if role else "train",
            "story": f"{name}-{block}",
        }
        stream.append({**fact, "text": "\n".join(lines[k] for k in rows if lines[k].strip())})
    yield from _versions(stream)


def _versions(stream: list[Doc]) -> Iterator[Doc]:
    """Documents of one stream as they are, with the first lines of each that calibrates (``short``), and those that
    calibrate two by two (``joined``): the same hands at other lengths."""
    for one in stream:
        yield {**one, "version": "whole"}
        parts = one["text"].split("\n")
        cut = parts[: 2 + len(one["text"]) % 5]
        if one["role"] == "calibration" and len(parts) > len(cut):
            yield {**one, "text": "\n".join(cut), "version": "short"}
    own = [one for one in stream if one["role"] == "calibration"]
    for one, two in zip(own[::2], own[1::2]):
        yield {**one, "text": f"{one['text']}\n{two['text']}", "version": "joined"}


def observe(rows: list[Doc]) -> list[Doc]:
    """Evidence of each document: profile statistics and the keys that fired."""
    result = []
    articles = [Article(str(k), clean(row["text"]), "x") for k, row in enumerate(rows)]
    channels = ("profile",) if rows and rows[0].get("only") else ()
    for row, case in zip(rows, pipeline.observe(pipeline.segment(articles), channels=channels)):
        fact = {k: v for k, v in row.items() if k != "text"}
        fact["fired"] = sorted({e.key for e in case.evidence if e.marks})
        fact["sources"] = {}
        for e in case.evidence:
            if e.code == "PF001":
                fact["pf_t"], fact["tokens"] = e.statistic, e.exposure
            elif e.code == "PF002":
                fact["pf_m"] = e.statistic
            elif e.code in BESIDE:
                fact[BESIDE[e.code]] = round(e.statistic, 4)
            elif e.code == "PF003":
                fact["sources"][e.hypothesis.source] = round(e.statistic, 3)
        if "pf_t" in fact:
            result.append(fact)
    return result


def run_observe(options: argparse.Namespace) -> None:
    """Write ``observed.jsonl``: all detectors."""
    _run(options, "observed.jsonl", False)


def run_read(options: argparse.Namespace) -> None:
    """Write ``read.jsonl``: the profile alone, for a newly trained one."""
    _run(options, "read.jsonl", True)


def _run(options: argparse.Namespace, target: str, only: bool) -> None:
    rows = [{**row, "only": only} for row in numbered(options.data)]
    if only:
        rows = [row for row in rows if row["role"] == "calibration"]
    chunks = [rows[k : k + 100] for k in range(0, len(rows), 100)]
    print(
        len(rows),
        "documents",
        dict(
            Counter(
                (r["role"], r["label"][:3] if ":" in r["label"] or r["label"] in ("en", "agency") else "mt")
                for r in rows
            )
        ),
        flush=True,
    )
    with ProcessPoolExecutor(options.workers) as executor, (options.work / target).open("w") as out:
        for number, found in enumerate(executor.map(observe, chunks)):
            out.writelines(json.dumps(row) + "\n" for row in found)
            if number % 10 == 0:
                print(number, "of", len(chunks), flush=True)


def real(name: str) -> bool:
    """Whether the set holds articles written in the source language (years from 2014, not the English-born halves)."""
    return name.startswith("wmt") and not is_parallel(name)


def rule_sum(fired: list[str], rules: dict[str, Any], field: str) -> float:
    """Sum over groups of the strongest ratio, as the judge does it."""
    groups: dict[str, float] = {}
    for key in fired:
        row = rules.get(key)
        if row:
            group = _GROUPS[key.split(":")[0]]
            if abs(row[field]) > abs(groups.get(group, 0.0)):
                groups[group] = row[field]
    return math.fsum(groups.values())


_GROUPS = {d.code: d.group or d.code[:2] for d in plugins.scan("provenance.detectors", Detector)}


def fit_line(
    style: np.ndarray,
    said: np.ndarray,
    y: np.ndarray,
    groups: np.ndarray,
    counts: np.ndarray,
    bound: float,
    usual: dict[str, float],
) -> tuple[Line, list[float], float]:
    """Balanced logistic regression of y on the profile (``styled``) and on what the rules say, a column each;
    (line, weights of the rules, loss)."""
    width = style.shape[1]
    start = np.array([1.0, *[0.0] * (width - 1), *[0.5] * said.shape[1]])
    value, w = _fitted(start, style, said, y, balanced(y, groups, counts), bound)
    line = Line.of([round(float(number) / math.log(10), 5) for number in w[:width]], round(bound, 3), usual)
    if min(line.slope + line.slope_by_length * length(end) for end in (LEAST, MOST)) <= 0:
        raise SystemExit("calibrate.py: the slope turns negative on texts of some length")
    return line, [round(abs(float(v)), 4) for v in w[width:]], value


def balanced(y: np.ndarray, groups: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Weights under which both answers, and within an answer its groups, count alike; within a group in proportion to
    ``counts``."""
    weight = np.zeros(len(y))
    for name in np.unique(groups):
        chosen = groups == name
        side = {n for n in np.unique(groups) if y[groups == n][0] == y[chosen][0]}
        weight[chosen] = counts[chosen] / counts[chosen].sum() / len(side)
    return weight


def _fitted(
    start: np.ndarray, style: np.ndarray, said: np.ndarray, y: np.ndarray, weight: np.ndarray, bound: float
) -> tuple[float, np.ndarray]:
    most, rules, side = bound * math.log(10), said * math.log(10), np.where(y == 1, 1.0, -1.0)
    width = style.shape[1]
    usual = np.array([1.0, *[0.0] * (width - 1), *[0.5] * said.shape[1]])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        raw, weights = style @ w[:width], np.abs(w[width:])
        z = side * (np.clip(raw, -most, most) + rules @ weights)
        down = -weight * side * expit(-z)
        drawn = np.concatenate([w[:width], weights]) - usual
        g = np.concatenate([style.T @ (down * (np.abs(raw) < most)), rules.T @ down]) + 2e-3 * drawn
        g[width:] *= np.sign(w[width:])
        return float((weight * np.logaddexp(0, -z)).sum() + 1e-3 * (drawn**2).sum()), g

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return float(found.fun), found.x


def styled(rows: list[Doc], name: str, usual: dict[str, float]) -> np.ndarray:
    """What the numbers of a line are multiplied with, a column each; ``name`` is the statistic's, ``usual`` has those
    beside it."""
    line = Line.of([0.0] * 2 * (len(usual) + 2), 0.0, usual)
    return np.array([line.slopes(r[name], r["tokens"], r) for r in rows])


def clusters(rows: list[Doc]) -> np.ndarray:
    """Number of the cluster that each document is drawn with: its story, or its outlet."""
    return np.unique([r["story"] for r in rows], return_inverse=True)[1]


def spread_line(
    style: np.ndarray,
    said: np.ndarray,
    y: np.ndarray,
    groups: np.ndarray,
    counts: np.ndarray,
    drawn: np.ndarray,
    line: Line,
    weights: list[float],
) -> list[list[float]]:
    """Covariance of a line's numbers and the weights, over bootstrap draws of whole clusters (Efron and Tibshirani
    1993)."""
    width = style.shape[1]
    start = np.array([*(number * math.log(10) for number in line.numbers()), *weights])
    rng = np.random.default_rng(11)
    members = [np.flatnonzero(drawn == k) for k in range(drawn.max() + 1)]
    found = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[k] for k in rng.integers(len(members), size=len(members))])
        if len(np.unique(groups[rows])) < len(np.unique(groups)):
            continue
        weight = balanced(y[rows], groups[rows], counts[rows])
        _, w = _fitted(start, style[rows], said[rows], y[rows], weight, line.bound)
        found.append([*w[:width] / math.log(10), *np.abs(w[width:])])
    covariance = np.cov(np.array(found).T)
    return [[round(float(v), 7) for v in row] for row in covariance]


def style_and_rules(rows: list[Doc], rules: dict[str, Any], languages: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """For every document and language the profile's logit and the sum of the rules' ratios (natural logarithms)."""
    z = np.array([[r["sources"].get(tag, -20.0) for tag in languages] for r in rows])
    rule = np.zeros_like(z)
    for k, r in enumerate(rows):
        groups: dict[str, dict[str, float]] = defaultdict(dict)
        for key in r["fired"]:
            for tag, llr in rules.get(key, {}).get("llr_sources", {}).items():
                group = _GROUPS[key.split(":")[0]]
                if abs(llr) > abs(groups[tag].get(group, 0.0)):
                    groups[tag][group] = llr
        for tag, held in groups.items():
            if tag in languages:
                rule[k, languages.index(tag)] = sum(held.values()) * math.log(10)
    return z, rule


def agreement(rows: list[Doc], rules: dict[str, Any], languages: list[str], source: dict[str, Any]) -> np.ndarray:
    """log10 of the mean, under the profile's languages, of what the rules say of each (as ``scorers.groups``)."""
    z, rule = style_and_rules(rows, rules, languages)
    found = source["sources"]
    s = (z / found["temperature"] + np.array([found["bias"][tag] for tag in languages])) * sharpness(
        rows, found["sharper"]
    )
    p = np.exp(s - s.max(1, keepdims=True))
    joint = (p * np.exp(source["rules_source"] * rule)).sum(1) / p.sum(1)
    return np.asarray(np.log10(joint))


def sharpness(rows: list[Doc], sharper: float) -> np.ndarray:
    """What the profile's answer about the language is multiplied with, a row for each document."""
    scale = [(1 + sharper * length(r["tokens"])) * shrunk(r["tokens"]) for r in rows]
    return np.array(scale)[:, None]


def fit_source(rows: list[Doc], originals: list[Doc], rules: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    """Temperature, its change with length, bias of each language and weight of the rules, by likelihood, balanced over
    languages.

    ``originals`` come out of no language: what is said of them on the whole is drawn towards no language in particular,
    or else a language known from one newsroom becomes the answer to every text that reads like it.
    """
    z, rule = style_and_rules(rows, rules, languages)
    y = np.array([languages.index(r["label"].replace("ht:", "")) for r in rows])
    count = np.bincount(y, minlength=len(languages))
    weight = np.where([real(r["set"]) for r in rows], 1.0, BORN)
    weight *= (count**-0.5)[y]
    weight /= weight.sum()
    none, none_rule = style_and_rules(originals, rules, languages)
    best: dict[str, Any] = {}
    for sharper in SHARPER:
        shrink, spare = (sharpness(of, sharper) for of in (rows, originals))

        def loss(w: np.ndarray, shrink: np.ndarray = shrink, spare: np.ndarray = spare) -> tuple[float, np.ndarray]:
            slope, c, bias = w[0], w[1], w[2:]
            p = softmax((z * slope + bias) * shrink + c * rule, axis=1)
            value = -(weight * np.log(p[np.arange(len(y)), y] + 1e-12)).sum() + PULL * (bias**2).mean()
            g = p.copy()
            g[np.arange(len(y)), y] -= 1
            g *= weight[:, None]
            p = softmax((none * slope + bias) * spare + c * none_rule, axis=1)
            said = p.mean(0) + 1e-9
            value -= FLAT * np.log(said).mean()
            down = -FLAT / len(languages) / said
            h = p * (down - (p * down).sum(1, keepdims=True)) / len(p)
            return value, np.concatenate(
                [
                    [(g * z * shrink).sum() + (h * none * spare).sum(), (g * rule).sum() + (h * none_rule).sum()],
                    (g * shrink).sum(0) + (h * spare).sum(0) + 2 * PULL * bias / len(bias),
                ]
            )

        found = minimize(
            loss,
            np.concatenate([[0.5, 0.3], np.zeros(len(languages))]),
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.05, 20), (0, 1)] + [(-6, 6)] * len(languages),
            options={"maxiter": 500},
        )
        if not best or found.fun < best["loss"]:
            slope, c, bias = found.x[0], found.x[1], found.x[2:]
            best = {
                "loss": float(found.fun),
                "rules_source": round(float(c), 4),
                "sources": {
                    "temperature": round(1 / slope, 4),
                    "sharper": sharper,
                    "bias": {tag: round(float(b), 4) for tag, b in zip(languages, bias)},
                },
            }
            best["p"] = softmax((z * slope + bias) * shrink + c * rule, axis=1)
    best["y"] = y
    return best


def _measured(rows: list[Doc], rules: dict[str, Any], languages: list[str], source: dict[str, Any]) -> np.ndarray:
    """What speaks for *translated* beside the profile, a column each: the rules, their agreement with it."""
    sums = [rule_sum(r["fired"], rules, "llr_translated") for r in rows]
    return np.column_stack([sums, agreement(rows, rules, languages, source)])


def about_machine(rows: list[Doc], rules: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """What the profile and the rules say of *machine*."""
    return styled(rows, "pf_m", {}), np.array([[rule_sum(r["fired"], rules, "llr_machine")] for r in rows])


def worth(rows: list[Doc]) -> np.ndarray:
    """How much each document counts among its like: of English-born sets little; of originals, those of WMT's newsrooms
    together as much as the world's."""
    kinds = Counter(r["set"] == "world" for r in rows if r["label"] == "en")
    return np.array(
        [1 / kinds[r["set"] == "world"] if r["label"] == "en" else 1.0 if real(r["set"]) else BORN for r in rows]
    )


def threshold(p: np.ndarray, most: float, above: bool = True, weight: np.ndarray | None = None) -> float:
    """The mildest limit where the upper Wilson bound (90 %, one-sided) of the share beyond is at most ``most``;
    ``weight`` is how many documents each counts as."""
    order = np.argsort(-p if above else p, kind="stable")
    weight = np.ones(len(p)) if weight is None else weight
    beyond, count, limit = 0.0, float(weight.sum()), p[order[0]]
    for k in order:
        if wilson(beyond, count, 1.2816)[1] > most:
            break
        limit = p[k]
        beyond += weight[k]
    return float(min(1.0, limit + 1e-6) if above else max(0.0, limit - 1e-6))


def tail(p: np.ndarray, share: float) -> float:
    """The posterior that at most so small a share of documents would pass, were their log odds normal, with a
    confidence of 90 %: an upper tolerance limit by the noncentral t distribution, for rates that are too small to be
    counted (Owen 1968, Technometrics 10:445-478)."""
    odds, root = np.log(p) - np.log1p(-p), math.sqrt(len(p))
    reach = nct.ppf(0.9, len(p) - 1, norm.isf(share) * root) / root
    return float(expit(odds.mean() + reach * odds.std(ddof=1)))


def run_fit(options: argparse.Namespace) -> None:
    """Write the calibration file."""
    rows = [json.loads(line) for line in (options.work / "observed.jsonl").open()]
    if (options.work / "read.jsonl").exists():
        fresh = {row["number"]: row for row in map(json.loads, (options.work / "read.jsonl").open())}
        for row in rows:
            row.update(
                {
                    k: v
                    for k, v in fresh.get(row["number"], {}).items()
                    if k in ("pf_t", "pf_m", "sources", "tokens", *BESIDE.values())
                }
            )
    rules, totals = count_rules([r for r in rows if r["role"] == "train"])
    calibration = [r for r in rows if r["role"] == "calibration"]
    fit = [r for r in calibration if calibrates(r)]
    others = [r for r in calibration if r["label"] == "other"]
    languages = sorted({tag for r in fit for tag in r["sources"]})
    tokens = np.array([r["tokens"] for r in fit])
    what = np.array([kind(r["label"]) for r in fit])
    long = np.array([r["version"] == "whole" for r in fit])
    bound = math.log10((what == "native").sum())
    given = what != "native"
    bound_m = math.log10((what == "human").sum())
    none = [r for r in fit if r["set"] == "world"]
    source = fit_source([r for r, t in zip(fit, given) if t], none, rules, languages)
    said = _measured(fit, rules, languages, source)
    counts = worth(fit)
    even = balanced(given.astype(int), what, counts)
    usual = {name: round(float(even @ np.array([r[name] for r in fit]) / even.sum()), 4) for name in BESIDE.values()}
    style = styled(fit, "pf_t", usual)
    line_t, (weight_t, weight_a), loss_t = fit_line(style, said, given.astype(int), what, counts, bound, usual)
    more = [r for r in calibration if kind(r["label"]) in ("human", "machine")]
    what_m = np.array([kind(r["label"]) for r in more])
    for_m = (*about_machine(more, rules), (what_m == "machine").astype(int), what_m, worth(more))
    line_m, (weight_m,), loss_m = fit_line(*for_m, bound_m, {})
    spread = {
        "translated": spread_line(
            style, said, given.astype(int), what, counts, clusters(fit), line_t, [weight_t, weight_a]
        ),
        "machine": spread_line(*for_m, clusters(more), line_m, [weight_m]),
    }
    p = posterior(style, said, line_t, [weight_t, weight_a])
    at_others = np.array([r["tokens"] for r in others])
    p_others = posterior(
        styled(others, "pf_t", usual), _measured(others, rules, languages, source), line_t, [weight_t, weight_a]
    )
    q = posterior(*about_machine(fit, rules), line_m, [weight_m])
    native, human, machine = (long & (what == k) for k in ("native", "human", "machine"))
    world = np.array([r["set"] == "world" for r in fit])
    limits = {
        "translated": max(
            threshold(p[native], options.native),
            *(tail(p[native & (world == side)], options.native) for side in (True, False)),
            threshold(p_others[[r["version"] == "whole" for r in others]], options.other),
        ),
        "original": threshold(p[long & given], options.missed, above=False, weight=counts[long & given]),
        "machine": threshold(q[human], options.human),
        "human": threshold(q[machine], options.human, above=False),
    }
    for name, mildest in MILDEST.items():
        limits[name] = (max if mildest > 0.5 else min)(limits[name], mildest)
    limits["machine_translated"] = max(limits["translated"], tail(p[native], options.accused))
    brief = tokens < LENGTHS[-1]
    brief_others = p_others[at_others < LENGTHS[-1]]
    accused = max(threshold(p[brief & ~given], options.native), threshold(brief_others, options.other))
    limits |= {
        "short": LENGTHS[-1],
        "translated_short": max(limits["translated"], accused),
        "machine_short": max(limits["machine"], threshold(q[brief & (what == "human")], options.human)),
        "human_short": min(limits["human"], threshold(q[brief & (what == "machine")], options.human, above=False)),
    }
    limits["machine_translated_short"] = max(
        limits["translated_short"], limits["machine_translated"], tail(p[brief & ~given], options.accused)
    )
    own = source["p"][np.arange(len(source["y"])), source["y"]]
    genuine, at = np.array([real(r["set"]) for r, t in zip(fit, given) if t]), tokens[given]
    articles = genuine & long[given]
    levels = {"*": float(np.quantile(own[articles], options.miss))}
    for k, tag in enumerate(languages):
        mine = own[(source["y"] == k) & articles]
        if len(mine) >= 40:
            levels[tag] = float(np.quantile(mine, options.miss))
    short_levels = []
    for least, most in zip((0, *LENGTHS), LENGTHS):
        chosen = genuine & (at >= least) & (at < most)
        short_levels.append([most, round(float(np.quantile(own[chosen], options.miss_short)), 6)])
    tested = {r["label"].replace("ht:", "") for r, t in zip(fit, given) if t and real(r["set"])}
    found = {
        "format": FORMAT,
        "counted": {
            "documents": totals,
            "calibration": dict(Counter(what[long].tolist())),
            "losses": [loss_t, loss_m, source["loss"]],
        },
        "fusion": {
            "translated": asdict(line_t),
            "machine": asdict(line_m),
            "rules_translated": weight_t,
            "rules_machine": weight_m,
            "rules_source": source["rules_source"],
            "sources": source["sources"],
        },
        "thresholds": {k: round(v, 5) for k, v in (limits | {"agreement": weight_a}).items()},
        "spread": spread,
        "set_levels": {k: round(v, 6) for k, v in levels.items()},
        "short_levels": short_levels,
        "thin": sorted(set(languages) - tested),
        "rules": rules,
        "unknown": json.loads(OUT.read_text("utf-8")).get("unknown", []),  # measured by eval_unknown.py
    }
    OUT.write_text(json.dumps(found, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    called = p >= limits["translated"]
    by_machine = called & (q >= limits["machine"])
    top = source["p"].argmax(1) == source["y"]
    for name, value in (
        ("documents counted", totals),
        ("documents of the calibration role", found["counted"]["calibration"]),
        ("loss of translated, machine, source", [loss_t, loss_m, source["loss"]]),
        ("limits", found["thresholds"]),
        ("line of translated, weight of rules, of agreement", [asdict(line_t), weight_t, weight_a]),
        ("line of machine, weight of rules", [asdict(line_m), weight_m]),
        (
            "temperature of sources, its change with length, weight of rules",
            [*(source["sources"][name] for name in ("temperature", "sharper")), source["rules_source"]],
        ),
        ("called translated: native, human, machine", [called[group].mean() for group in (native, human, machine)]),
        ("called translated: other kinds of English", (p_others >= limits["translated"]).mean()),
        ("called machine: human, machine", [by_machine[group].mean() for group in (human, machine)]),
        ("native called original", (p[native] <= limits["original"]).mean()),
        ("source first, real articles", top[articles].mean()),
    ):
        print(f"{name}: {json.dumps(value, default=float)}")
    if (options.work / "crossed.jsonl").exists():
        apart = [r for r in map(json.loads, (options.work / "crossed.jsonl").open()) if r["version"] == "whole"]
        said = _measured(apart, rules, languages, source)
        accused = posterior(styled(apart, "pf_t", usual), said, line_t, [weight_t, weight_a]) >= limits["translated"]
        for engine, number in Counter(r["engine"] for r in apart).items():
            hits = sum(bool(hit) for hit, r in zip(accused, apart, strict=True) if r["engine"] == engine)
            print(f"called translated where no training saw the outlet: {engine}: {hits} of {number}")


def run_mixed(options: argparse.Namespace) -> None:
    """Set the threshold of ``mixed`` on made documents and add it to the calibration file.

    One state: documents as they are, and two of one stream (outlet; set, language and engine) joined, whose topic and
    author differ. Two states: the beginning of a native document and the beginning of a translation, either way round.
    """
    found = json.loads(OUT.read_text("utf-8"))
    table = Calibration.read(OUT.read_bytes())
    rows = [row for row in documents(options.data) if row["role"] == "calibration" and row["version"] == "whole"]
    alike: dict[str, list[float]] = defaultdict(list)
    for name, text in _one_state([row for row in rows if row["label"] != "other"]):
        alike[name].append(_two_states(text, table))
    limit = max(threshold(np.array(alike[name]), options.mixed) for name in ("native", "human", "machine"))
    apart: dict[str, dict[str, list[float]]] = {"human": defaultdict(list), "machine": defaultdict(list)}
    for name, language, text in _made(rows):
        apart[name][language].append(_two_states(text, table))

    def share(values: list[float]) -> list[int]:
        return [sum(value >= limit for value in values), len(values)]

    found["thresholds"]["mixed"] = round(limit, 5)
    found["mixed"] = {
        "one_state": {name: share(values) for name, values in sorted(alike.items())},
        "two_states": {
            name: {tag: share(values) for tag, values in sorted(by.items())} for name, by in sorted(apart.items())
        },
    }
    OUT.write_text(json.dumps(found, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    print("limit", found["thresholds"]["mixed"], "one state called mixed", found["mixed"]["one_state"])
    for name, by in sorted(apart.items()):
        print("two states called mixed,", name, share([value for values in by.values() for value in values]))
    print(found["mixed"]["two_states"])


def _one_state(rows: list[Doc]) -> Iterator[tuple[str, str]]:
    streams: dict[tuple[str, ...], list[Doc]] = defaultdict(list)
    for row in rows:
        yield kind(row["label"]), row["text"]
        streams[row["set"], row["label"], row["engine"]].append(row)
    rng = np.random.default_rng(17)
    for same in streams.values():
        drawn = [same[k] for k in rng.permutation(len(same))]
        for one, two in zip(drawn[::2], drawn[1::2]):
            yield kind(one["label"]), f"{one['text']}\n{two['text']}"


def _made(rows: list[Doc]) -> Iterator[tuple[str, str, str]]:
    """Kind and language of the translated half, and the text."""
    native = [row for row in rows if kind(row["label"]) == "native"]
    by: dict[tuple[str, str], list[Doc]] = defaultdict(list)
    for row in rows:
        if kind(row["label"]) in ("human", "machine"):
            by[kind(row["label"]), row["label"].removeprefix("ht:")].append(row)
    rng = np.random.default_rng(19)
    for (name, language), given in sorted(by.items()):
        given = [row for row in given if real(row["set"])] or given
        for _ in range(MADE):
            halves = [_beginning(pool[rng.integers(len(pool))]["text"], rng) for pool in (native, given)]
            if all(halves):
                yield name, language, "\n".join(halves)
                yield name, language, "\n".join(reversed(halves))


def _beginning(text: str, rng: np.random.Generator) -> str:
    """The first lines of a text, 150 to 400 words; empty where it is shorter."""
    least, lines, words = int(rng.integers(150, 400)), [], 0
    for line in text.split("\n"):
        lines.append(line)
        words += len(line.split())
        if words >= least:
            break
    return "\n".join(lines) if words >= 150 else ""


def _two_states(text: str, table: Calibration) -> float:
    """Probability of two states at even odds, as the judge has it; 0 where there are no two halves."""
    text = clean(text)
    document = Document(Article("x", text, "x"), (Region("body", Span(0, len(text))),), Identification("en", 1.0, True))
    found = halves(document)
    if found is None:
        return 0.0
    llr = two_states(*(table.told(half.reading) for half in found))
    return 1 / (1 + 10.0**-llr)


def posterior(style: np.ndarray, said: np.ndarray, line: Line, weights: list[float]) -> np.ndarray:
    """The posterior at even odds of documents by their profile (``styled``) and what the rules say."""
    raw = style @ np.array(line.numbers())
    llr = np.clip(raw, -line.bound, line.bound) + said @ np.array(weights)
    return np.asarray(1 / (1 + 10.0**-llr))


def main() -> None:
    """Run one stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("observe", "read", "fit", "mixed"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work/profile"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--native", type=float, default=0.01, help="most native documents called translated (upper bound)"
    )
    parser.add_argument(
        "--other", type=float, default=0.03, help="most English that is no news called translated (upper bound)"
    )
    parser.add_argument(
        "--accused", type=float, default=0.001, help="most native documents called machine-translated (normal tail)"
    )
    parser.add_argument(
        "--human", type=float, default=0.04, help="most human translations called machine (upper bound)"
    )
    parser.add_argument("--missed", type=float, default=0.03, help="most translations called original (upper bound)")
    parser.add_argument("--mixed", type=float, default=0.01, help="most texts of one state called mixed (upper bound)")
    parser.add_argument("--miss", type=float, default=0.05, help="share of languages that a prediction set may miss")
    parser.add_argument("--miss-short", type=float, default=0.08, help="the same in short texts")
    options = parser.parse_args()
    {"observe": run_observe, "read": run_read, "fit": run_fit, "mixed": run_mixed}[options.stage](options)


if __name__ == "__main__":
    main()
