"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import settings

collect_ignore_glob = ["conftest.py", "*/conftest.py"]
"""Not looked through for doctests, where two files of one name collide."""
settings.register_profile("provenance", deadline=None)
settings.load_profile("provenance")
"""No deadline for generated examples: a loaded machine is no failure."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the approved reports in tests/golden")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
