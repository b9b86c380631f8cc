"""Room: an output format each."""
