"""The site: a folder of pages that opens from disk or any static host, complete without scripts.

`view` holds the graph as pages ask for it, `addresses` says where each page lies, `lines` makes facts with their
sentences, `thing`, `council`, `reader`, `matrix`, `years` and `tiles` hold what each sort of page shows, `answers` asks
the ready questions, `neighbours` draws the small picture, `metadata` gives each page its part of the graph, `pages`
writes them all.
"""
