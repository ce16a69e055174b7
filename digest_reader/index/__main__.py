"""``python -m digest_reader.index LIBRARY``: bring a library's index up to date, in a process of its own.

The reader starts it and goes on; numpy would hold its screen up. Nobody needs to start it by hand, and it says nothing.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from digest_reader.index.updating import update

_WAITING_SECONDS = 60
"""So long another process is waited for that writes the same index: it may have seen less of the library."""


def main() -> int:
    """Return 0 when the index is up to date, 1 when the library cannot be read or the index not be written."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        update(Path(sys.argv[1]), timeout=_WAITING_SECONDS)
    except (OSError, sqlite3.Error) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
