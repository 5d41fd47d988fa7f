"""Finds plug-ins by scanning a room: the one public class of each file that names the contract as parent."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any

from provenance.errors import ProvenanceError


def modules(room: str) -> tuple[ModuleType, ...]:
    """Every module below the package ``room`` (a dotted name), in the order of their names."""
    package = importlib.import_module(room)
    found = sorted(info.name for info in pkgutil.walk_packages(package.__path__, room + ".") if not info.ispkg)
    return tuple(importlib.import_module(name) for name in found)


@cache
def scan(room: str, contract: type[Any]) -> tuple[type[Any], ...]:
    """The plug-in classes of ``room`` that implement ``contract``, by code, format or name.

    Raises ProvenanceError where two files claim one code, naming both.
    """
    owners: dict[str, type[Any]] = {}
    for module in modules(room):
        for name, member in vars(module).items():
            if not _is_plugin(name, member, contract, module):
                continue
            key = getattr(member, "code", None) or getattr(member, "format", None) or member.__name__
            if key in owners:
                raise ProvenanceError(f"{key} is claimed by {owners[key].__module__} and by {module.__name__}")
            owners[key] = member
    return tuple(owners[key] for key in sorted(owners))


def _is_plugin(name: str, member: object, contract: type[Any], module: ModuleType) -> bool:
    return (
        inspect.isclass(member)
        and not name.startswith("_")
        and issubclass(member, contract)
        and not inspect.isabstract(member)
        and member.__module__ == module.__name__
    )
