"""Steps and single columns of steps drawn at random, from a generator that is given: the same seed, the same steps."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from engine.core.document import REST, Column, Step
from engine.core.errors import NotAllowed
from engine.core.units import Value
from engine.modules.parameter import Parameter
from engine.modules.table import module_types

FILLED = 0.7  # how many of all steps
QUIETEST, LOUDEST = 0.25, 0.75
HIGHEST_INDEX = 15  # of a random index; a bank that has fewer samples wraps it
LOWEST_NOTE, HIGHEST_NOTE = 36, 84
LONGEST = 4  # steps


def random_step(step: Step, chance: Random) -> Step:
    """Return a step that is filled in 7 of 10 cases, with a velocity of its own; what else `step` holds stays."""
    is_filled = chance.random() < FILLED
    velocity = _velocity(chance)
    return replace(step, velocity=velocity) if is_filled else REST


def random_cell(step: Step, column: Column, chance: Random) -> Step:
    """Return `step` with what it holds in `column` drawn anew; raises NotAllowed for a column that holds no number."""
    match column.kind:
        case "velocity":
            return replace(step, velocity=_velocity(chance))
        case "index":
            return replace(step, index=chance.randint(0, HIGHEST_INDEX))
        case "note":
            return replace(step, note=float(chance.randint(LOWEST_NOTE, HIGHEST_NOTE)))
        case "length":
            return replace(step, length=float(chance.randint(1, LONGEST)))
        case "chance":
            return replace(step, chance=float(chance.randint(0, 100)))
        case "ratio":
            turns = chance.randint(1, 4)
            return replace(step, ratio=(chance.randint(1, turns), turns))
        case "parameter":
            return replace(step, values=step.values.set(column.parameter, _value(column.parameter, chance)))


def _velocity(chance: Random) -> float:
    return round(chance.uniform(QUIETEST, LOUDEST), 3)


def _value(name: str, chance: Random) -> Value:
    for kind in module_types().values():
        for parameter in kind.parameters:
            if parameter.name == name:
                return _drawn(parameter, chance)
    raise NotAllowed(f'no module has a parameter "{name}", so there is no range to draw it from')


def _drawn(parameter: Parameter, chance: Random) -> Value:
    low, high = parameter.minimum, parameter.maximum
    match parameter.kind:
        case "float" if parameter.curve == "exponential" and low > 0:
            return min(high, float(low * (high / low) ** chance.random()))
        case "float":
            return round(chance.uniform(low, high), 4)
        case "int":
            return chance.randint(int(low), int(high))
        case "bool":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(parameter.choices)
        case _:
            raise NotAllowed(f"{parameter.name} holds no numbers: it cannot be drawn at random")
