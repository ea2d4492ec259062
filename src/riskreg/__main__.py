"""`python -m riskreg` and the `riskreg` command."""

from __future__ import annotations

import sys

from riskreg.cli import main

if __name__ == "__main__":
    sys.exit(main())
