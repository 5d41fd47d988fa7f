"""The method statement: seven lines that a researcher can cite."""

from __future__ import annotations

METHOD = (
    "Text is normalised once and cut into regions; its language is identified.",
    "Detectors, one hypothesis each, say what they see and where; a learned profile reads style.",
    "Each piece weighs a log10 likelihood ratio counted on machine, human and original documents.",
    "Two questions apart: translated or original; machine or person. Languages as a 90 % set.",
    "Dependent evidence does not add up; calibration uses documents that trained nothing.",
    "Probabilities hold under the stated prior; what cannot be told apart is left open.",
    "Same signature (version, weights, tables, options) and same text give the same verdict.",
)
"""Seven lines that fit a terminal of 100 characters; reports add the signature."""
