"""Lays answers out as aligned text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.core.units import Value


def aligned(rows: Iterable[Sequence[str]], indent: str = "  ") -> str:
    """Return rows of cells as lines, each column as wide as its widest cell."""
    table = [list(row) for row in rows]
    if not table:
        return ""
    count = max(map(len, table))
    widths = [max((len(row[column]) for row in table if column < len(row)), default=0) for column in range(count)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) for row in table)
    return "\n".join(f"{indent}{line}".rstrip() for line in lines)


def titled(title: str, body: str, when_empty: str = "none") -> str:
    """Return a body under its title, or both on one line when there is nothing."""
    return f"{title}\n{body}" if body else f"{title}: {when_empty}"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return "1 step" or "3 steps"; `things` is the plural where an s does not make it."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or f'{thing}s'}"


def shown(value: Value, unit: str = "") -> str:
    """Return a value as a player would type it, with its unit."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = ",".join(value)
    if isinstance(value, str):
        return value if value and not any(char.isspace() or char in ";#\"'" for char in value) else f'"{value}"'
    return f"{value:g}{' ' if unit else ''}{unit}"
