"""Transforms that know about notes: scales, chords, transposition and arpeggios."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from engine.core.errors import EngineError
from engine.patterns.combining import fastcat, pure
from engine.patterns.event import Ticks
from engine.patterns.joining import inner_join, squeeze_join
from engine.patterns.operation import Argument, Operation
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size, of_overlaps
from engine.patterns.theory.arpeggios import order_named
from engine.patterns.theory.chords import parse_chord
from engine.patterns.theory.notes import note_or_none
from engine.patterns.theory.scales import degree_note, nearest_degree, parse_scale
from engine.patterns.transforms.pieces import each_event
from engine.patterns.transforms.values import reckoning, union, whole_or_not

MOST_NOTES = 8  # of a chord

Scale = tuple[float, tuple[int, ...]]  # root and semitones above it

_add = reckoning(lambda one, other: one + other)


def scale(pattern: Pattern, said: Scale) -> Pattern:
    """Return notes for the numbers of `pattern`, which are degrees from 0; the control `n` becomes `note`."""
    root, steps = said

    def note(degree: Any) -> Any:
        return whole_or_not(degree_note(degree, steps, root))

    def change(value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("n"), (int, float)):
            return {**{name: each for name, each in value.items() if name != "n"}, "note": note(value["n"])}
        return note(value) if isinstance(value, (int, float)) else value

    return pattern.map(change)


def scale_transpose(pattern: Pattern, steps: int, said: Scale) -> Pattern:
    """Return `pattern` with its notes moved along a scale; what is between two degrees goes from the lower one."""
    root, semitones = said

    def move(value: Any, _: Any) -> Any:
        note = note_or_none(value)
        if note is None:
            return value
        return whole_or_not(degree_note(nearest_degree(note, semitones, root) + steps, semitones, root))

    return pattern.map(lambda value: union(value, 0, move))


def transpose(pattern: Pattern, semitones: float) -> Pattern:
    """Return `pattern` with its notes higher by semitones."""
    return pattern.map(lambda value: union(value, semitones, _add))


def chord(pattern: Pattern) -> Pattern:
    """Return the notes of the chords that `pattern` names, all at once: "Cm7", "EbM7", "f4:minor7"."""

    def notes(value: Any) -> Iterable[Any]:
        if isinstance(value, dict):
            return [{**value, "note": note} for note in _notes_of(value.get("note"))]
        return _notes_of(value)

    return each_event(pattern, notes)


def _notes_of(said: Any) -> list[Any]:
    """Return the notes of a chord's symbol; what is no text as it is, and nothing for a symbol that nobody knows."""
    symbol = ":".join(map(str, said)) if isinstance(said, list) else said
    if not isinstance(symbol, str):
        return [symbol]
    try:
        return _chord_notes(symbol)
    except EngineError:
        return []


@lru_cache(maxsize=256)
def _chord_notes(symbol: str) -> list[Any]:
    return [whole_or_not(note) for note in parse_chord(symbol)]


def collected(pattern: Pattern) -> Pattern:
    """Return one event, with the list of their values, for all events of one time."""

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        groups: dict[tuple[int | None, int | None], Ticks] = {}
        for each in pattern.ask(begin, end, grid):
            wb, we, b, e, value, spans = each
            before = groups.get((wb, we))
            groups[wb, we] = (
                (wb, we, b, e, [value], spans)
                if before is None
                else (*before[:4], [*before[4], value], before[5] + spans)
            )
        return list(groups.values())

    return Pattern(ask, pattern.period, splits=pattern.splits)


def arp(pattern: Pattern, indices: Pattern) -> Pattern:
    """Return of notes at one time only those with the numbers in `indices`, counted from 0, in the times of that."""

    def picked(values: list[Any]) -> Pattern:
        numbers = indices.filter(lambda index: isinstance(index, (int, float)))
        return numbers.map(lambda index: values[int(index) % len(values)])

    return inner_join(collected(pattern).map(picked))


def arpeggio(pattern: Pattern, order: Callable[[list[Any]], list[Any]]) -> Pattern:
    """Return notes at one time one after the other, in an order, in the time that they had together."""
    return squeeze_join(collected(pattern).map(lambda values: fastcat([pure(value) for value in order(values)])))


def _of_chords(sizes: Sequence[Size]) -> Size:
    return sizes[-1].layered(MOST_NOTES)


def _of_arpeggio(sizes: Sequence[Size]) -> Size:
    return sizes[-1].times(2)


def _examine_chord(value: Any) -> None:
    said = value.get("note") if isinstance(value, dict) else value
    symbol = ":".join(map(str, said)) if isinstance(said, list) else said
    if isinstance(symbol, str):
        parse_chord(symbol)


_SCALE = Argument("scale", "word", parse=parse_scale)

TONAL = (
    Operation(name="scale", build=scale, arguments=(_SCALE,), example='n("0 2 4"):scale("c4:minor")', is_global=False,
              summary='Notes for degrees counted from 0: "c4:dorian", "eb:major pentatonic".'),
    Operation(name="scaleTranspose", build=scale_transpose,
              arguments=(Argument("steps", "whole", low=-127, high=127), _SCALE),
              example='note("c4 e4"):scaleTranspose(2, "c:major")', summary="Move notes along a scale."),
    Operation(name="transpose", build=transpose, arguments=(Argument("semitones", "number", low=-127, high=127),),
              example='note("c4 e4"):transpose(12)', is_global=False, summary="Move notes by semitones."),
    Operation(name="chord", build=chord, size=_of_chords, examine=_examine_chord, is_global=False,
              example='mini("<Cm7 F7>"):chord():note()',
              summary='The notes of chords: "Cm7", "EbM7", "f4:minor7".'),
    Operation(name="arp", build=arp, arguments=(Argument("indices"),), size=of_overlaps, is_global=False,
              example='mini("<Cm7 F7>"):chord():arp("0 1 2 3"):note()',
              summary="Of notes at one time, those with these numbers, counted from 0."),
    Operation(name="arpeggio", build=arpeggio, arguments=(Argument("order", "word", parse=order_named),),
              size=_of_arpeggio, example='mini("<Cm7 F7>"):chord():arpeggio("up"):note()',
              summary='Notes at one time one after the other, in an order: "up", "downup", "converge", "pinkyup".'),
)  # fmt: skip
