"""The document as scripts read it: one plain table a section, named as players name things. Pure.

`gameState` and what `onStateChange` gives are this table, so a script reads the same names in both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.core.document import Chain, Connection, Document, Module, Pattern, PlayState, Script, Transport, in_order
from engine.core.units import Beat
from engine.modules.stand_in import values_of

START = Beat(0)
CLOCK: dict[str, Callable[[Transport, Beat], Any]] = {
    "bpm": lambda transport, _: transport.bpm,
    "beatsPerBar": lambda transport, _: transport.beats_per_bar,
    "playing": lambda transport, _: transport.state is PlayState.PLAYING,
    "state": lambda transport, _: transport.state.value,
    "beat": lambda _, beat: float(beat),
    "bar": lambda transport, beat: int(beat // transport.beats_per_bar) + 1,
}
SECTIONS = ("clock", "modules", "patterns", "chains", "connections", "scripts")


def snapshot_table(document: Document, beat: Beat = START, version: int = 0) -> dict[str, Any]:
    """Return all of the document as plain dicts, lists, texts, numbers and flags.

    Args:
        beat: Where the music is.
        version: Of the snapshot that the document is of.
    Thread: any.
    """
    return {"version": version, **{name: section_table(document, name, beat) for name in SECTIONS}}


def section_table(document: Document, section: str, beat: Beat = START) -> Any:
    """Return one section of the table; raises KeyError for a name that is none of `SECTIONS`."""
    if section == "clock":
        return clock_table(document, beat)
    if section == "connections":
        return [connection_table(each) for each in in_order(document.connections)]
    table_of: Callable[[Any], dict[str, Any]] = _ITEMS[section]
    return {name: table_of(item) for name, item in getattr(document, section).items()}


def item_table(document: Document, section: str, name: str) -> dict[str, Any] | None:
    """Return what one section has under a name, without looking at the rest; None when there is nothing."""
    item = getattr(document, section).get(name)
    return None if item is None else _ITEMS[section](item)


def clock_table(document: Document, beat: Beat = START) -> dict[str, Any]:
    """Return tempo, metre, and where the music is: beats from 0, bars from 1."""
    return {name: read(document.transport, beat) for name, read in CLOCK.items()}


def module_table(module: Module) -> dict[str, Any]:
    """Return a module's parameters by name, and with them its type, its owner and its switches."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in values_of(module).items()}
    return {
        **values,
        "type": module.type,
        "owner": module.owner,
        "enabled": module.is_enabled,
        "muted": module.is_muted,
        "soloed": module.is_soloed,
    }


def pattern_table(pattern: Pattern) -> dict[str, Any]:
    """Return how a pattern is; its steps as velocities, 0 for a rest. A cyclic one has none that play."""
    return {
        "count": pattern.count,
        "stepsPerBeat": float(pattern.steps_per_beat),
        "cyclic": bool(pattern.expression),
        "owner": pattern.owner,
        "steps": [] if pattern.expression else [step.velocity for step in pattern.steps[: pattern.count]],
    }


def connection_table(connection: Connection) -> dict[str, Any]:
    """Return both ends of a cable, and what it does to a parameter."""
    return {
        "source": connection.source,
        "target": connection.target,
        "kind": connection.kind,
        "parameter": connection.parameter,
        "depth": connection.depth,
        "offset": connection.offset,
        "automatic": connection.is_auto,
        "owner": connection.owner,
    }


def _chain_table(chain: Chain) -> dict[str, Any]:
    entries = [{"pattern": each.pattern, "repeats": each.repeats, "enabled": each.is_enabled} for each in chain.entries]
    return {"entries": entries, "enabled": chain.is_enabled, "owner": chain.owner}


def _script_table(script: Script) -> dict[str, Any]:
    return {"enabled": script.is_enabled, "mode": script.mode, "level": script.level}


_ITEMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "modules": module_table,
    "patterns": pattern_table,
    "chains": _chain_table,
    "scripts": _script_table,
}
