"""Whole screens and overlays: they compose widgets, call the library and route what happens."""
