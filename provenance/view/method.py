"""The method statement: seven lines that a researcher can cite."""

from __future__ import annotations

METHOD = (
    "The text is normalised once, cut into regions (headline, body, quotations, page furniture) and its language "
    "identified; every mark counts characters of that text.",
    "Detectors, each testing one hypothesis, report where it shows and where it could have shown; a learned profile "
    "reads style with topic and names masked; claims of sources are read apart.",
    "Each piece of evidence weighs a base-10 log-likelihood ratio counted on documents: machine output by language and "
    "engine, human translations, native English; smoothed, and bounded by how much was counted.",
    "Two questions are answered apart: translated or original; and, given translated, machine or person. The source "
    "language is a distribution with a set that holds the truth nine times in ten.",
    "Dependent evidence shares a group and does not add up; fusion, calibration and sets are fitted on stories and "
    "engines that no detector was trained on; nothing is learned from the article judged.",
    "Probabilities hold under the stated prior; the likelihood ratio does not depend on it. Silence is allowed: what "
    "the evidence cannot tell apart is not told apart.",
    "The signature names version, tables, weights, packages and options: the same signature and text give the same "
    "verdict, byte for byte.",
)
"""Seven lines; reports add the signature."""
