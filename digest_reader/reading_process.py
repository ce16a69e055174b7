"""The process that reads digests for another: ``python -m digest_reader.reading_process``, never typed by a person."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from digest_reader.reading import serve


def main() -> None:
    """Serve until there are no more tasks, behind whoever has a screen to draw."""
    # The interrupt is for the process that began the import, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(5)
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
