"""Bands: sessions in which so many sequencers play, each a pattern of its own, to be measured."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import ChainEntry, Document, Step
from engine.core.starting import empty_document

SIXTEENTHS = Fraction(4)  # steps a beat

Part = tuple[tuple[c.Command, ...], tuple[str, str]]
"""What makes a pattern or a chain, and the parameter that has a sequencer play it, with its value."""


def band(count: int, part: Callable[[int], Part]) -> Document:
    """Return a session of so many sequencers, all on one synth; `part` says what each plays, by its number."""
    document = after(empty_document(), c.AddModule(type="synth", name="synth"))
    for number in range(count):
        made, played = part(number)
        sequencer = c.AddModule(type="sequencer", name=f"s{number}", values=(played,))
        document = after(document, *made, sequencer, c.Connect(source=f"s{number}", target="synth"))
    return document


def after(document: Document, *commands: c.Command) -> Document:
    """Return the document after `commands`."""
    for command in commands:
        document = apply(document, command)
    return document


def steps(number: int) -> Part:
    """Sixteen sixteenths."""
    return (_steps(f"p{number}"),), ("pattern", f"p{number}")


def chain(number: int) -> Part:
    """A chain of sixteenths: a pattern twice, another one once."""
    entries = (ChainEntry(f"p{number}", 2), ChainEntry(f"q{number}"))
    made = (_steps(f"p{number}"), _steps(f"q{number}"), c.AddChain(name=f"c{number}", entries=entries))
    return made, ("chain", f"c{number}")


def cycle(number: int) -> Part:
    """Sixteenths in mini-notation."""
    text = f"[{40 + number} {41 + number} {42 + number} {43 + number}]*4"
    return (mini(f"p{number}", text),), ("pattern", f"p{number}")


_TEXTS = (
    "{0}*2 <{1} [{2} {2}]>", "{0} {1} {2} <{1} {0}>", "{0}(3,8)", "{2}*8", "[{0} {1}]*2", "~ {1} ~ {2}?", "<{0} {1}>*4",
    "{0} | {1} | {2} {2}",
)  # fmt: skip


def varied_cycle(number: int) -> Part:
    """Mini-notation of many kinds, no two alike."""
    text = _TEXTS[number % len(_TEXTS)].format(40 + number % 64, 43 + number % 64, 47 + number % 64)
    return (mini(f"p{number}", text),), ("pattern", f"p{number}")


def mini(name: str, text: str, cycle_beats: Fraction | None = None) -> c.AddPattern:
    """Return what makes a cyclic pattern of mini-notation; a cycle is a bar unless it is said."""
    return c.AddPattern(name=name, expression=json.dumps(["mini", text]), cycle_beats=cycle_beats)


def _steps(name: str) -> c.AddPattern:
    return c.AddPattern(name=name, steps=tuple(Step(1.0, 60.0 + step % 4) for step in range(16)))
