"""From an Outline to mentions and Claims."""
