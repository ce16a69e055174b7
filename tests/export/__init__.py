"""Tests of `digest_reader.export`."""
