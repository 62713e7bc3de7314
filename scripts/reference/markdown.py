"""Markdown from plain texts: tables, code and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def code(text: str) -> str:
    """Return `text` as code, fit to stand in a table, where a bar would end the cell."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""


def codes(texts: Iterable[str], between: str = ", ") -> str:
    """Return several texts as code."""
    return between.join(code(text) for text in texts)


def usages(text: str) -> str:
    """Return the ways in which something is written, each as code in a line of its own: `get <a> | get <b>` are two."""
    first = re.match(r"\w*", text)
    again = rf" \| (?={first[0]}\b)" if first and first[0] else r"\Z"
    return codes(re.split(again, text), "<br>")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a cell is Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def section(level: int, heading: str, *blocks: str) -> str:
    """Return a heading, and under it its blocks, those that are not empty."""
    return "\n\n".join([f"{'#' * level} {heading}", *(block for block in blocks if block)])
