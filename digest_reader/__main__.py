"""``digest-reader`` and ``python -m digest_reader``."""

from __future__ import annotations

import sys

from digest_reader import start_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Show the last screen if this run opens it, then load the rest and run; see `digest_reader.cli.command.main`.

    Args:
        argv: The arguments without the program's name; those of the process by default.
    """
    arguments = sys.argv[1:] if argv is None else argv
    try:
        start_picture.show(arguments)
        from digest_reader.cli.command import main as run

        return run(arguments)
    except KeyboardInterrupt:  # before the command could take it
        return 130
    finally:
        start_picture.take_down()


if __name__ == "__main__":
    sys.exit(main())
