"""Typed exceptions. Every message is one line that says what happened, where, and what to do."""

from __future__ import annotations


class ProvenanceError(Exception):
    """Anything this program refuses to do, as one line for people."""


class InputError(ProvenanceError):
    """An input could not be read or holds no usable text."""


class TableError(ProvenanceError):
    """A data table is malformed; the message begins with file:line:column."""


class PackageError(ProvenanceError):
    """A translation package is missing, hostile or broken."""


class ModelError(ProvenanceError):
    """A weights or calibration file is missing, of another format, or does not match its digest."""


class MissingError(ProvenanceError):
    """Something that was demanded (a package, an executor, an extra) is not installed."""


class OptionError(ProvenanceError):
    """Options contradict each other or name something unknown."""


class PriorError(OptionError):
    """A prior that is none."""


class OutputError(ProvenanceError):
    """An output could not be written; what had been written before is intact."""


class RunError(ProvenanceError):
    """A resumable run cannot go on: its input, options or signature changed."""


class ProvenanceWarning(UserWarning):
    """Something that changes no result and that people should know, as one line; commands print it as such."""
