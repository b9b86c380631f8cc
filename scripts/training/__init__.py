"""Documents to learn from, as they are marked by hand."""
