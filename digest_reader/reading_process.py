"""The process that reads digests for another: ``python -m digest_reader.reading_process [aside]``.

No person types that: `digest_reader.reading` starts it.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from digest_reader.reading import serve


def main() -> None:
    """Serve until there are no more tasks; ``aside`` is behind whoever has a screen to draw."""
    # The interrupt is for the process that began the import, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if "aside" in sys.argv[1:] and hasattr(os, "nice"):
        os.nice(5)
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
