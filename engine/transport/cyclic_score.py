"""What a cyclic pattern is to a sequencer: the events of its cycles, and the notes that their values mean."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from engine.core.document import Pattern
from engine.core.errors import EngineError
from engine.patterns.event import Event
from engine.patterns.stored import stored_pattern
from engine.transport.event_voices import Complain, event_voices
from engine.transport.note import Voice
from engine.transport.part import Part, turn_beats

_MISTAKES = (EngineError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What values that do not fit together raise when a pattern is worked out: it is silent then, and the music goes on."""

_MOST_VALUES = 1024  # of which is remembered what they mean


class CyclicScore:
    """A cyclic pattern as a part plays it. What a value plays is worked out once."""

    def __init__(self, pattern: Pattern, part: Part, complain: Complain) -> None:
        self.pattern = pattern
        self.part = part
        self.beats = turn_beats(pattern, part.bar_beats)  # how long a cycle is
        self._complain = complain
        self._voices: dict[Any, tuple[Any, list[Voice]]] = {}  # by the value, or its id: it is kept beside

    def events(self, cycle: int) -> list[Event]:
        """Return what begins in a cycle, in order; nothing, and a complaint, where that cannot be worked out."""
        return self._guarded(
            lambda: stored_pattern(self.pattern.expression).window(Fraction(cycle), Fraction(cycle + 1))
        )

    def voices(self, value: Any) -> list[Voice]:
        """Return what an event with this value plays."""
        key = (type(value), value) if isinstance(value, (str, int, float)) else id(value)
        known = self._voices.get(key)
        if known is not None and (known[0] is value or type(key) is tuple):
            return known[1]
        voices = self._guarded(lambda: event_voices(value, self.part.targets, self._complain))
        if len(self._voices) >= _MOST_VALUES:
            self._voices.clear()
        self._voices[key] = value, voices
        return voices

    def _guarded(self, work: Callable[[], list[Any]]) -> list[Any]:
        try:
            return work()
        except _MISTAKES as mistake:
            self._complain(f'pattern "{self.pattern.name}" is silent: {mistake or type(mistake).__name__}')
            return []
