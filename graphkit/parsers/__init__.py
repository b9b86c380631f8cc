"""Room: a file format each."""
