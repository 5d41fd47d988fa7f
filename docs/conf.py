"""The manual: Sphinx with MyST, its own bundled theme, nothing loaded from anywhere."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts"))

import build_manual  # noqa: E402

build_manual.write(HERE / "generated")

project = "provenance"
author = "The provenance contributors"
version = release = installed("translation-provenance")
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
suppress_warnings = ["myst.header", "myst.xref_missing"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {"description": "How news articles came to be in their language", "fixed_sidebar": True}
html_sidebars = {"**": ["about.html", "searchfield.html", "navigation.html"]}
html_copy_source = False
html_show_sphinx = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
