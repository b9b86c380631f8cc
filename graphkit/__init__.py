"""graphkit: councils' case studies as a knowledge graph, with the sentence behind every fact."""

__version__ = "0.1.0"
