"""Room: a kind of thing each."""
