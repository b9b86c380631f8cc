"""Room: a command each."""
