"""The relationship map: one HTML file that works offline, in which every fact opens its sentence.

`select` cuts a graph down, `data` turns it into what the page holds, `layout` gives every thing its place, `labels`
finds room for the names, `still` draws the picture for print and for browsers without scripts, `page` writes the file.
"""
