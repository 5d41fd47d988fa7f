"""``python -m provenance`` is the command ``provenance``."""

from provenance.commands import main

if __name__ == "__main__":
    main()
