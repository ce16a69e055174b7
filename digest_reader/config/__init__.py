"""The settings file ``config.toml`` in the config folder: read, checked and told about, never written over.

A person writes it by hand; absent is fine. `load` and `read` return a `Config` with everything in it; a mistake is
told with file, line and column, and with what may have been meant. The file, shortened::

    [interface]
    theme = "nord"

    [reading]
    languages = ["de", "en", "zh"]

    [fetch]
    categories = ["cs.DC", "cs.LG"]

    [keys]
    save = ["s", "F5"]

`digest_reader.config.settings` lists every setting. It is read before the first frame, so nothing heavy is loaded
for it: the reader of ``[fetch]`` only where there is one, and what guesses at meant words only for a mistake.
"""

from __future__ import annotations

from digest_reader.config.reading import load, parse, read
from digest_reader.config.settings import SETTINGS, Config, Problem, Setting

__all__ = ["SETTINGS", "Config", "Problem", "Setting", "load", "parse", "read"]
