"""The detail pane: what it says of a paper, and how that is set in a width."""
