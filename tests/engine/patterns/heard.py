"""Events of a pattern as texts that a test can state."""

from __future__ import annotations

import json
from typing import Any

from engine.patterns.checking import check
from engine.patterns.compile import compile_pattern
from engine.patterns.event import Event
from engine.patterns.expression import from_plain

DIGITS = 9  # of a number that counts


def heard(plain: Any, cycles: int = 1) -> list[str]:
    """What an expression says in its first cycles, one by one, in order of time: "0..1/4 a", "0..1/4 of 0..1/2 a"."""
    expression = from_plain(plain)
    check(expression)
    pattern = compile_pattern(expression)
    events = [event for cycle in range(cycles) for event in pattern.query(cycle, cycle + 1)]
    return [shown(event) for event in sorted(events, key=lambda event: (event.part, event.whole or ()))]


def shown(event: Event) -> str:
    """One event as a text."""
    part, value = _span(event.part), _value(event.value)
    if event.whole is None:
        return f"{part} of ~ {value}"
    return f"{part} {value}" if event.whole == event.part else f"{part} of {_span(event.whole)} {value}"


def _span(span: Any) -> str:
    return f"{span[0]}..{span[1]}"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(_rounded(value), sort_keys=True)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    if isinstance(value, float):
        near = round(value, DIGITS)
        return int(near) if near.is_integer() else near
    return value
