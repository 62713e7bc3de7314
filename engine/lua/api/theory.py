"""Chords and scales as plain lists of notes, for loops; patterns have methods of the same names."""

from __future__ import annotations

from typing import Any

from engine.core.errors import WrongType
from engine.lua.api.arguments import number_of, text_of, whole_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown
from engine.patterns.theory.chords import chord_notes
from engine.patterns.theory.notes import note_or_none
from engine.patterns.theory.scales import scale_notes

SINCE = "0.2"


def chord(_: Stage, root: Any = None, name: Any = "major", inversion: Any = 0) -> list[float]:
    """Return the notes of a chord."""
    called = text_of(name, "chord", "the kind of chord")
    return chord_notes(_root(root, "chord"), called, whole_of(inversion, "chord", "the inversion"))


def scale(_: Stage, root: Any = None, name: Any = "major", octaves: Any = 1) -> list[float]:
    """Return the notes of a scale."""
    called = text_of(name, "scale", "the name of the scale")
    return scale_notes(_root(root, "scale"), called, whole_of(octaves, "scale", "the octaves"))


def _root(said: Any, function: str) -> float:
    root = note_or_none(said)
    if root is None:
        raise WrongType(f'{function}: the root is a note such as "c4" or 60, got {shown(said)}')
    return number_of(root, function, "the root")


THEORY = (
    LuaFunction(name="chord", usage='chord(root, "minor7"[, inversion])', since=SINCE, call=chord,
                summary="The notes of a chord, as a list of numbers.", example='print(#chord("c4", "minor7"))'),
    LuaFunction(name="scale", usage='scale(root, "dorian"[, octaves])', since=SINCE, call=scale,
                summary="The notes of a scale, up to its root above, as a list of numbers.",
                example='print(#scale("c4", "dorian", 2))'),
)  # fmt: skip
