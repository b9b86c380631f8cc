"""The relationship map: one HTML file that works offline, in which every fact opens its sentence.

`select` cuts a graph down, `data` turns it into things, facts and lines, `content` into what the page's script is given,
`layout` gives every thing its place, `labels` finds room for the names, `still` draws the picture for print and for
browsers without scripts, `page` writes the file.
"""
