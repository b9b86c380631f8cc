"""Room: facts that a frame of two roles cannot read; every file has ``RULES`` and ``read(page)``."""
