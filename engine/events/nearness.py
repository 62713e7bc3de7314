"""How many letters one has to insert, leave out or replace to make one word of another."""

from __future__ import annotations


def distance(one: str, other: str, most: int) -> int:
    """Return Levenshtein's distance of two words; `most` when it is that or more.

    Source: V. I. Levenshtein, 1966, in the row by row form of R. A. Wagner and M. J. Fischer, 1974.
    """
    if abs(len(one) - len(other)) >= most:
        return most
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, wanted in enumerate(other, start=1):
            above, row[column] = row[column], min(above + (letter != wanted), row[column] + 1, row[column - 1] + 1)
        if min(row) >= most:
            return most
    return min(row[-1], most)
