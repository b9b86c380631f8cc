"""Room: a kind of thing each; every file has ``find(outline, knowledge)``."""
