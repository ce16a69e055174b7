"""Tests of the library and what belongs to it."""
