"""Room: a question about the shape of the graph each."""
