"""What a graph may say of persons: the tiers of an export, and persons who are to be forgotten."""
