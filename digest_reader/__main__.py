"""``digest-reader`` and ``python -m digest_reader``."""

from __future__ import annotations

import sys

from digest_reader.cli.command import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
