"""The core of digest-reader: one library of papers from many digests, with no screen of its own."""

__version__ = "0.1.0"
