"""What fits where: the kind of cable that two modules' ports and parameters allow, and the input that it ends in."""

from __future__ import annotations

import math

from engine.core.commands.connections import Between, Cable
from engine.core.document import ConnectionKind, Document, Module
from engine.core.errors import NotAllowed, OutOfRange
from engine.modules.module_type import ModuleType
from engine.modules.stand_in import type_of


def fitting_kind(source: Module, target: Module, asked: Between) -> ConnectionKind:
    """Return the kind of the cable that is asked for.

    Raises:
        NotAllowed: no output and input of that kind, or a parameter cable that says no parameter.
        UnknownName: the target has no such parameter.
    """
    gives, takes = type_of(source), type_of(target)
    kind = _said_kind(asked)
    fitting: list[ConnectionKind] = [each for each in gives.outputs if each in takes.accepts and kind in (None, each)]
    plain = [each for each in fitting if each != "parameter"]
    if kind != "parameter" and plain:
        return plain[0]
    if not fitting:
        raise NotAllowed(_no_fit(source, gives, target, takes, kind))
    _check_parameter(source, target, takes, asked.parameter)
    return "parameter"


def check_amounts(asked: Cable, kind: ConnectionKind) -> None:
    """Check depth and offset; raises OutOfRange, or NotAllowed where the cable has none."""
    if kind != "parameter" and (asked.depth != 1.0 or asked.offset != 0.0):
        raise NotAllowed(f"only a parameter cable has depth and offset; this one carries {kind}")
    for name, amount in (("depth", asked.depth), ("offset", asked.offset)):
        if not math.isfinite(amount) or not -1.0 <= amount <= 1.0:
            raise OutOfRange(f"the {name} of a parameter cable is -1 to 1, got {amount:g}")


def free_channel(document: Document, target: str) -> int:
    """Return the lowest free audio input of a module; 0 where inputs have no number; raises NotAllowed when full."""
    channels = type_of(document.modules[target]).channels
    if not channels:
        return 0
    cables = document.connections.values()
    taken = {cable.channel for cable in cables if cable.target == target and cable.kind == "audio"}
    for channel in range(1, channels + 1):
        if channel not in taken:
            return channel
    raise NotAllowed(f'"{target}" has {channels} inputs and all are taken; disconnect one first')


def _said_kind(asked: Between) -> ConnectionKind | None:
    if not asked.parameter:
        return asked.kind
    if asked.kind not in (None, "parameter"):
        raise NotAllowed(f'only a parameter cable ends in a parameter, got "{asked.kind}"')
    return "parameter"


def _check_parameter(source: Module, target: Module, takes: ModuleType, name: str) -> None:
    if not name:
        movable = [each.name for each in takes.parameters if each.can_modulate]
        example = f", such as {target.name}.{movable[0]}" if movable else ""
        raise NotAllowed(f'"{source.name}" moves a parameter: say which one of "{target.name}"{example}')
    if not takes.parameter(name).can_modulate:
        raise NotAllowed(f'"{target.name}.{name}" is no number that can be moved')


def _no_fit(source: Module, gives: ModuleType, target: Module, takes: ModuleType, kind: ConnectionKind | None) -> str:
    wanted = f"{kind} " if kind else ""
    return (
        f'"{source.name}" ({source.type}) gives {" and ".join(gives.outputs) or "nothing"}, '
        f'"{target.name}" ({target.type}) takes {" and ".join(takes.accepts) or "nothing"}: '
        f"no {wanted}connection fits"
    )
