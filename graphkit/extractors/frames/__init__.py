"""Room: a relation each."""
