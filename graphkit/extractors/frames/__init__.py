"""Room: a relation each; every file has ``FRAMES``."""
