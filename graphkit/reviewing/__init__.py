"""What a person should look at, most needed first, and their answers as entries of a decisions file.

`queue` gives the questions, `answers` makes decisions of answers, `desk` writes them at once, `sheet` goes by a CSV file.
"""
