"""How right a graph is, by a person's verdicts on facts drawn at random: the draw, the record, the share with its interval.

`draw` chooses the facts, `record` keeps the verdicts, `sheet` takes them through a spreadsheet, `intervals` has the
arithmetic, `report` says what came of it.
"""
