"""`pattern`: say what a text in mini-notation plays, cycle by cycle; one text, or many from standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from engine.core.errors import EngineError, OutOfRange
from engine.patterns.event import Event
from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.mini.notation import mini

_LARGEST_ANSWER = 2_000_000  # events; more is a slip of the finger rather than a wish

_SHOWN_AROUND = 50  # characters on each side of a mistake


class PatternMistake(EngineError):
    """The text is no pattern; its sentence shows where. The exit code is 1."""


def show_pattern(text: str, cycles: int, *, as_json: bool) -> None:
    """Print the events of the first `cycles` cycles of `text`: as JSON, or as a table.

    Raises:
        PatternMistake: with the text, a caret under the wrong column, and what is wrong.
    """
    try:
        events = events_of(text, cycles)
    except NotationMistake as mistake:
        raise PatternMistake(f"{_pointed_at(text, mistake.column)}\n{mistake}") from None
    if as_json:
        print(json.dumps(events))
    else:
        print("\n".join(_table(events, cycles)))


def _pointed_at(text: str, column: int) -> str:
    """Return what stands around `column`, and a caret under it."""
    first = max(0, column - 1 - _SHOWN_AROUND)
    shown_part = " ".join(text[first : column + _SHOWN_AROUND].splitlines())
    return f"{shown_part}\n{' ' * (column - 1 - first)}^"


def show_batch(cycles: int) -> None:
    """Answer each line of standard input, a JSON string, with one line: its events, or its mistake."""
    for line in sys.stdin.buffer:
        print(_answer(line, cycles), flush=True)


def _answer(line: bytes, cycles: int) -> str:
    try:
        text = json.loads(line)
    except (ValueError, RecursionError):
        text = None
    if not isinstance(text, str):
        return json.dumps({"error": "expected a JSON string, with a pattern in it", "column": 1})
    try:
        return json.dumps(events_of(text, cycles))
    except NotationMistake as mistake:
        return json.dumps({"error": mistake.what, "column": mistake.column})
    except EngineError as mistake:
        return json.dumps({"error": str(mistake), "column": 1})


def events_of(text: str, cycles: int) -> list[dict[str, Any]]:
    """Return the events of the first `cycles` cycles of `text`, sorted by begin, then by whole.

    Raises:
        NotationMistake: `text` is no mini-notation.
        OutOfRange: the answer would be too long.
    """
    pattern = mini(text)
    about = len(pattern.query(0, 1)) * cycles
    if about > _LARGEST_ANSWER:
        raise OutOfRange(
            f"these are about {about:,} events; ask for fewer cycles, for {_LARGEST_ANSWER:,} events or less"
        )
    events = pattern.query(Fraction(0), Fraction(cycles))
    return [_plain(event) for event in sorted(events, key=_order)]


def _order(event: Event) -> tuple[Fraction, ...]:
    return (event.part[0], *(event.whole or ()))


def _plain(event: Event) -> dict[str, Any]:
    begin, end = event.part
    whole = None if event.whole is None else [written(time) for time in event.whole]
    return {"begin": written(begin), "end": written(end), "whole": whole, "value": shown(event.value)}


def written(time: Fraction) -> str:
    """Return a time in lowest terms, with its denominator even where that is 1."""
    return f"{time.numerator}/{time.denominator}"


def shown(value: Any) -> str | int | float:
    """Return a value as it is written in JSON: numbers as numbers, a list as it was written, `bd:3`."""
    if isinstance(value, list):
        return ":".join(str(shown(each)) for each in value)
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value if isinstance(value, (int, float)) else str(value)


def _table(events: list[dict[str, Any]], cycles: int) -> Iterator[str]:
    for cycle in range(cycles):
        lines = [event for event in events if cycle <= Fraction(event["begin"]) < cycle + 1]
        yield f"cycle {cycle}" if lines else f"cycle {cycle}: nothing"
        for event in lines:
            span = f"{_short(event['begin'])} - {_short(event['end'])}"
            is_piece = event["whole"] != [event["begin"], event["end"]]
            whole = f"   a piece of {_short(event['whole'][0])} - {_short(event['whole'][1])}" if is_piece else ""
            yield f"  {span:24} {event['value']}{whole}"


def _short(time: str) -> str:
    return time.removesuffix("/1")
