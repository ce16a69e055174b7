"""The parts of the screen, one purpose each: they draw what they are given and post what happened to them."""
