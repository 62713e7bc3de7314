"""Random documents, made by random commands: whatever a player or a script can bring about."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import (
    MASTER,
    SCRIPT_LEVELS,
    Cell,
    ChainEntry,
    Column,
    Document,
    Step,
)
from engine.core.errors import EngineError
from engine.core.starting import empty_document
from engine.modules.parameter import Parameter
from engine.modules.table import MODULE_TYPES

_NAMES = st.sampled_from(["kick", "bass", "beat", "übung", "P0", "a-b_c"])
_TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)  # with line breaks and half surrogate pairs
_STATES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_TYPES = st.sampled_from(sorted(name for name, kind in MODULE_TYPES.items() if not kind.is_single))
_NOTES = st.none() | st.floats(0.0, 127.0)
_INDICES = st.none() | st.integers(0, 99)
_STEPS = st.builds(
    Step,
    velocity=st.sampled_from([0.0, 0.5, 0.8, 1.0]) | st.floats(0.0, 1.0),
    note=_NOTES,
    length=st.none() | st.floats(0.25, 64.0),
    index=_INDICES,
    chance=st.sampled_from([100.0, 50.0]) | st.floats(0.0, 100.0),
    ratio=st.integers(1, 16).flatmap(lambda turns: st.tuples(st.integers(1, turns), st.just(turns))),
    values=st.dictionaries(
        st.sampled_from(["cutoff", "pan"]), st.floats(0.0, 1.0) | _TEXTS | st.lists(_TEXTS).map(tuple)
    ).map(Map),
    more=st.lists(st.builds(Cell, _INDICES, _NOTES), max_size=2).map(tuple),
)
_RATES = st.sampled_from([4, 2, -4, 96, "3/2", "1/3", "-7/5", "0.25"]).map(Fraction)
_COLUMNS = st.lists(
    st.sampled_from(["note", "chance", "ratio"]).map(Column)
    | st.sampled_from(["cutoff", "pan"]).map(lambda name: Column("parameter", name)),
    max_size=4,
    unique=True,
).map(lambda columns: tuple(map(Column, ("velocity", "index", "length"))) + tuple(columns))
_CYCLES = st.none() | st.sampled_from([4, "7/3"]).map(Fraction)
_ENTRIES = st.lists(
    st.builds(ChainEntry, pattern=_NAMES, repeats=st.integers(1, 99), is_enabled=st.booleans()), max_size=3
).map(tuple)
_EXPRESSIONS = st.sampled_from([["mini", "bd*2 <sd [hh hh]>"], ["fast", 1.5, ["mini", "übung"]]]).map(
    lambda plain: json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
)


def _value(parameter: Parameter) -> st.SearchStrategy[object]:
    match parameter.kind:
        case "choice":
            return st.sampled_from(parameter.choices)
        case "text":
            return _NAMES | _TEXTS
        case "list":
            return st.lists(_NAMES | _TEXTS, max_size=3)
        case "bool":
            return st.booleans()
        case "int":
            return st.integers(int(parameter.minimum), int(parameter.maximum))
        case _:
            return st.floats(parameter.minimum, parameter.maximum)


@st.composite
def _setting(draw: st.DrawFn) -> c.SetParameter:
    kind = MODULE_TYPES[draw(st.sampled_from(sorted(MODULE_TYPES)))]
    assume(kind.parameters)
    parameter = draw(st.sampled_from(kind.parameters))
    name = MASTER if kind.is_single else draw(_NAMES)
    return c.SetParameter(module=name, parameter=parameter.name, value=draw(_value(parameter)))


@st.composite
def _parameter_cable(draw: st.DrawFn) -> c.Connect:
    kind = MODULE_TYPES[draw(_TYPES)]
    movable = [each.name for each in kind.parameters if each.can_modulate]
    assume(movable)
    amounts = st.sampled_from([1.0, 0.0, -0.25]) | st.floats(-1.0, 1.0)
    return c.Connect(
        source=draw(_NAMES), target=draw(_NAMES), parameter=draw(st.sampled_from(movable)),
        depth=draw(amounts), offset=draw(amounts), is_delayed=draw(st.booleans()),
    )  # fmt: skip


_RUNS = st.builds(
    lambda text, kind, cutoff, count: c.Batch(
        commands=(
            c.AddScript(name="song", text=text),
            c.RunScript(name="song", text=text),
            c.BeginRun(script="song", run=1),
            c.DeclareModule(script="song", type=kind, name="lead"),
            c.DeclareTempo(script="song", bpm=cutoff),
            c.DeclarePattern(script="song", name="riff", count=count),
            c.EndRun(script="song"),
        )
    ),
    _TEXTS, _TYPES, st.floats(20.0, 480.0), st.integers(1, 40),
)  # fmt: skip

COMMANDS = st.one_of(
    st.builds(c.SetTempo, bpm=st.floats(20.0, 480.0)),
    st.builds(c.SetSignature, beats_per_bar=st.integers(1, 32)),
    st.builds(c.AddModule, type=_TYPES, name=_NAMES),
    st.builds(c.AddModule, type=_TYPES, name=_NAMES),
    st.builds(c.RemoveModule, name=_NAMES),
    st.builds(c.Connect, source=_NAMES, target=_NAMES | st.just(MASTER)),
    st.builds(c.AddModule, type=st.just("lfo"), name=_NAMES),
    _parameter_cable(),
    _parameter_cable(),
    st.builds(c.Connect, source=_NAMES, target=_NAMES, is_delayed=st.just(True)),
    st.builds(c.Disconnect, source=_NAMES, target=_NAMES | st.just(MASTER)),
    st.builds(c.SetAutoRoute, mode=st.sampled_from(["both", "disabled", "orphanedOnly", "chainEnds"])),
    st.builds(c.SetSwitch, module=_NAMES, switch=st.sampled_from(["enabled", "muted", "soloed"]), is_on=st.booleans()),
    st.builds(c.Fade, module=_NAMES, decibels=st.floats(-70.0, 0.0)),
    st.builds(c.RenameModule, name=_NAMES, new_name=_NAMES),
    st.builds(c.RenamePattern, name=_NAMES, new_name=_NAMES),
    _setting(),
    st.builds(c.AddPattern, name=_NAMES, steps=st.lists(_STEPS, min_size=1, max_size=40).map(tuple)),
    st.builds(c.SetStepCount, pattern=_NAMES, count=st.integers(1, 512)),
    st.builds(c.SetStep, pattern=_NAMES, index=st.integers(0, 20), step=_STEPS),
    st.builds(c.AddPattern, name=_NAMES, expression=_EXPRESSIONS),
    st.builds(c.SetStepsPerBeat, pattern=_NAMES, steps_per_beat=_RATES),
    st.builds(c.SetExpression, pattern=_NAMES, expression=_EXPRESSIONS, cycle_beats=_CYCLES),
    st.builds(c.SetColumns, pattern=_NAMES, columns=_COLUMNS),
    st.builds(c.AddChain, name=_NAMES, entries=_ENTRIES),
    st.builds(c.AddChain, name=_NAMES, entries=_ENTRIES),
    st.builds(c.EnableChain, chain=_NAMES, is_enabled=st.booleans()),
    st.builds(c.RestartChain, chain=_NAMES),
    st.builds(c.AddScript, name=_NAMES, text=_TEXTS),
    st.builds(c.EnableScript, name=_NAMES, is_enabled=st.booleans()),
    st.builds(c.SetScriptLevel, name=_NAMES, level=st.sampled_from(SCRIPT_LEVELS)),
    st.builds(
        c.SetScriptMode,
        name=_NAMES,
        mode=st.sampled_from(("live", "repeat")),
        loop_min_seconds=st.floats(-1, 10),
        loop_max_seconds=st.floats(0, 10),
    ),
    _RUNS,
    st.just(c.Play()),
    st.just(c.Seek(beat=3)),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document that up to 25 commands led to; those that were refused did nothing."""
    document = empty_document()
    for command in draw(st.lists(COMMANDS, max_size=25)):
        try:
            document = apply(document, command)
        except EngineError:
            continue
    for script in document.scripts.values():
        kept = draw(_TEXTS | _STATES.map(repr))
        document = replace(document, scripts=document.scripts.set(script.name, replace(script, kept=kept)))
    return document
