"""Fuzzing of the parsers, and the same promises held over a small corpus."""
