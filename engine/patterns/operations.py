"""The table of operations: every name that an expression can begin with, for checks, compiler, Lua, help and docs."""

from __future__ import annotations

from engine.core.errors import UnknownName, did_you_mean
from engine.patterns.operation import Operation
from engine.patterns.transforms.arithmetic import ARITHMETIC
from engine.patterns.transforms.chance import CHANCE
from engine.patterns.transforms.conditions import CONDITIONS
from engine.patterns.transforms.controls import CONTROLS
from engine.patterns.transforms.cutting import CUTTING
from engine.patterns.transforms.layers import LAYERS
from engine.patterns.transforms.pace import PACE
from engine.patterns.transforms.rhythm import RHYTHM
from engine.patterns.transforms.sources import SOURCES
from engine.patterns.transforms.tonal import TONAL

OPERATIONS: dict[str, Operation] = {
    row.name: row
    for rows in (SOURCES, LAYERS, PACE, CUTTING, RHYTHM, CONDITIONS, CHANCE, CONTROLS, ARITHMETIC, TONAL)
    for row in rows
}


def operation_named(name: str) -> Operation:
    """Return the operation called `name`; raises UnknownName with the nearest one."""
    found = OPERATIONS.get(name)
    if found is None:
        raise UnknownName(f'there is no operation on patterns called "{name:.40}"{did_you_mean(name, OPERATIONS)}')
    return found
