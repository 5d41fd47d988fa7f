"""``python -m provenance`` is the command ``provenance``."""

from __future__ import annotations

from provenance import interrupt


def run() -> None:
    """Entry point of both: what takes time to import comes after Ctrl-C is seen to."""
    interrupt.at_once()
    from provenance.commands import main

    main()


if __name__ == "__main__":
    run()
