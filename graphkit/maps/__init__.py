"""The relationship map: one offline HTML file."""
