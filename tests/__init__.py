"""The tests of digest-reader."""
