"""What a build keeps for the next one, and how it shares the reading of documents out: never a part of what is published."""
