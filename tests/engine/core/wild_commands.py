"""Hypothesis strategies for whatever a player, a script or a bug could ask of the document."""

from __future__ import annotations

import typing
from fractions import Fraction

from hypothesis import strategies as st
from immutables import Map

from engine.core import commands as c
from engine.core.document import COLUMNS, MASTER, AutoRoute, Cell, ChainEntry, Column, Step, Switch
from engine.modules.table import MODULE_TYPES

SCRIPTS = ("song", "other", "third")
MODULES = ("kick", "bass", "beat", "desk", "lead", "wobble", MASTER, "nobody")
PATTERNS = ("four", "fill", "nowhere")
CHAINS = ("song", "tune", "nowhere")

_parameters = sorted({parameter.name for each in MODULE_TYPES.values() for parameter in each.parameters})

modules = st.sampled_from(MODULES)
new_modules = st.sampled_from(("kick", "desk", "lead", "wobble", "", "not a name"))
patterns = st.sampled_from(PATTERNS)
scripts = st.sampled_from(SCRIPTS)
types = st.sampled_from((*sorted(MODULE_TYPES), "smapler"))
kinds = st.sampled_from((None, "audio", "event", "parameter"))
chains = st.sampled_from(CHAINS)
parameters = st.sampled_from(("", "", "cutoff", "volume", "nonsense"))
switches = st.sampled_from(typing.get_args(Switch))
presets = st.sampled_from(
    (*sorted(preset.name for each in MODULE_TYPES.values() for preset in each.presets), "nonsense")
)
depths = st.sampled_from((-1, 0.0, 0.5, 1.0, 3.0, float("nan")))
cables = {
    "source": modules, "target": modules, "kind": kinds, "parameter": parameters, "depth": depths, "offset": depths,
    "is_delayed": st.booleans(),
}  # fmt: skip
numbers = st.sampled_from((-1, 0, 0.0, 0.25, 0.5, 1, 1.0, 2, 900.0, float("nan")))
values = numbers | st.sampled_from((True, False, "", "saw", "mono", "four", "kick"))
steps = st.builds(
    Step,
    velocity=st.sampled_from((0.0, 0.5, 1, 1.0, 1.5)),
    note=st.sampled_from((None, 60, 52.0, 200.0)),
    length=st.sampled_from((None, 1, 2.0, 0.0)),
    index=st.sampled_from((None, 0, 3, -1)),
    chance=st.sampled_from((100.0, 50, 101.0)),
    ratio=st.sampled_from(((1, 1), (1, 2), (0, 0))),
    values=st.sampled_from((Map(), Map({"cutoff": 500.0}), Map({"nonsense": "x"}))),
    more=st.sampled_from(((), (Cell(1, 64.0), Cell()))),
)
columns = st.sampled_from(
    (COLUMNS, COLUMNS[::-1], COLUMNS[:1], (*COLUMNS, Column("note"), Column("parameter", "cutoff"), Column("chance")))
)
expressions = st.sampled_from(("", '["mini","bd sd"]', '["fast",2,["mini","c4"]]', '["nonsense"]', "bd sd"))
cycle_beats = st.sampled_from((None, Fraction(3), Fraction(0)))
rates = st.sampled_from((Fraction(4), Fraction(-3, 2), Fraction(0), Fraction(200)))
entries = st.builds(ChainEntry, patterns, st.sampled_from((1, 2, 0)), st.booleans())
many_entries = st.lists(entries, max_size=3).map(tuple)
many_steps = st.lists(steps, max_size=6).map(tuple)
counts = st.sampled_from((0, 1, 4, 8, 16, 20, 512, 513))
indices = st.integers(-1, 20)
beats = st.fractions(-1, 8, max_denominator=12)
texts = st.sampled_from(("", "bpm(99)", "-- x"))
said = st.lists(st.tuples(st.sampled_from(("volume", "cutoff", "wave", "pattern")), values), max_size=2).map(tuple)
fields = st.fixed_dictionaries(
    {"origin": st.sampled_from(("", "editor", "code")), "gesture": st.sampled_from((0, 0, 1, 2))}
)


def _asked(command: type, **parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(lambda parts, fields: command(**parts, **fields), st.fixed_dictionaries(parts), fields)


by_hand = st.one_of(
    *(_asked(command) for command in (c.Play, c.Pause, c.Stop, c.Reset, c.Hush, c.Interrupt, c.Panic)),
    _asked(c.Seek, beat=beats),
    _asked(c.SetTempo, bpm=st.sampled_from((0.0, 60, 99.5, 120.0, 500.0))),
    _asked(c.SetSignature, beats_per_bar=st.integers(0, 5)),
    _asked(c.AddModule, type=types, name=new_modules, values=said),
    _asked(c.RemoveModule, name=modules),
    _asked(c.SetParameter, module=modules, parameter=st.sampled_from(_parameters), value=values),
    _asked(c.RenameModule, name=modules, new_name=modules),
    _asked(c.SetSwitch, module=modules, switch=switches, is_on=st.booleans()),
    _asked(c.ApplyPreset, module=modules, preset=presets),
    _asked(c.Fade, module=modules, decibels=st.sampled_from((-60, -6.0, 0, 99.0)), beats=beats),
    _asked(c.Connect, **cables),
    _asked(c.Disconnect, source=modules, target=modules, kind=kinds, parameter=parameters),
    _asked(c.DisconnectAll, module=modules | st.just("")),
    _asked(c.SetAutoRoute, mode=st.sampled_from(typing.get_args(AutoRoute))),
    _asked(
        c.AddPattern,
        name=st.sampled_from(("fill", "")),
        count=counts,
        steps=many_steps,
        expression=expressions,
        cycle_beats=cycle_beats,
    ),
    _asked(c.RemovePattern, name=patterns),
    _asked(c.SetStep, pattern=patterns, index=indices, step=steps),
    _asked(c.SetStepCount, pattern=patterns, count=counts),
    _asked(c.RenamePattern, name=patterns, new_name=patterns),
    _asked(c.SetStepsPerBeat, pattern=patterns, steps_per_beat=rates),
    _asked(c.SetExpression, pattern=patterns, expression=expressions, cycle_beats=cycle_beats),
    _asked(c.SetColumns, pattern=patterns, columns=columns),
    _asked(c.ClearSteps, pattern=patterns, first=indices, count=indices),
    _asked(c.PasteSteps, pattern=patterns, first=indices, steps=many_steps),
    _asked(c.DuplicateSteps, pattern=patterns, first=indices, count=indices, to=indices),
    _asked(c.DoubleSteps, pattern=patterns),
    _asked(
        c.RandomiseSteps,
        pattern=patterns,
        seed=st.integers(0, 3),
        column=st.sampled_from((None, *COLUMNS, Column("chance"), Column("parameter", "cutoff"))),
    ),
    _asked(c.LegatoSteps, pattern=patterns),
    _asked(c.AddChain, name=st.sampled_from((*CHAINS, "", "not a name")), entries=many_entries),
    _asked(c.RemoveChain, name=chains),
    _asked(c.RenameChain, name=chains, new_name=chains),
    _asked(c.SetChain, chain=chains, entries=many_entries),
    _asked(c.InsertEntry, chain=chains, entry=entries, index=st.none() | indices),
    _asked(c.SetEntry, chain=chains, index=indices, entry=entries),
    _asked(c.RemoveEntry, chain=chains, index=indices),
    _asked(c.EnableChain, chain=chains, is_enabled=st.booleans()),
    _asked(c.RestartChain, chain=chains),
    _asked(c.AddScript, name=st.sampled_from((*SCRIPTS, "")), text=texts),
    _asked(c.RemoveScript, name=scripts),
    _asked(c.RenameScript, name=scripts, new_name=st.sampled_from((*SCRIPTS, "new", ""))),
    _asked(c.SetScriptText, name=scripts, text=texts),
    _asked(c.EnableScript, name=scripts, is_enabled=st.booleans()),
    _asked(c.SetScriptLevel, name=scripts, level=st.sampled_from(("strict", "minimal", "standard", "trusted", "odd"))),
    _asked(
        c.SetScriptMode,
        name=scripts,
        mode=st.sampled_from(("live", "repeat")),
        loop_min_seconds=st.none() | st.floats(),
        loop_max_seconds=st.none() | st.floats(),
    ),
    _asked(c.RunScript, name=scripts, text=texts),
    _asked(c.StopScript, name=scripts),
    _asked(c.KeepState, script=scripts, json=st.sampled_from(("{}", '{"n":1}'))),
    _asked(
        c.Share,
        path=st.lists(st.sampled_from(("mood", "t", 1, 2)), min_size=1, max_size=3).map(tuple),
        json=st.sampled_from(("", "1", "true", '"dark"', "[1,2]", '{"t":{"mood":[]}}')),
        script=scripts,
        stamp=st.integers(0, 3),
    ),
    _asked(c.AskErrand, script=scripts, kind=st.just("action"), what=st.just(("transport.play",))),
    _asked(c.Trigger, module=modules, velocity=numbers, note=st.none() | numbers),
)


def declarations(script: str) -> st.SearchStrategy:
    """Return what a run of `script` may be made of."""
    who = st.just(script)
    return st.one_of(
        _asked(c.DeclareModule, script=who, type=types, name=new_modules, values=said),
        _asked(c.DeclareValue, script=who, module=modules, parameter=st.sampled_from(_parameters), value=values),
        _asked(c.DeclareTempo, script=who, bpm=st.sampled_from((60, 99.5, 500.0))),
        _asked(c.DeclareSignature, script=who, beats_per_bar=st.integers(0, 5)),
        _asked(c.DeclareSwitch, script=who, module=modules, switch=switches, is_on=st.booleans()),
        _asked(c.DeclareConnection, script=who, **cables),
        _asked(c.DeclareNoConnection, script=who, source=modules, target=modules, kind=kinds, parameter=parameters),
        _asked(
            c.DeclarePattern,
            script=who,
            name=patterns,
            count=counts,
            steps=many_steps,
            expression=expressions,
            cycle_beats=cycle_beats,
        ),
        _asked(c.DeclareStepsPerBeat, script=who, pattern=patterns, steps_per_beat=rates),
        _asked(c.DeclareColumns, script=who, pattern=patterns, columns=columns),
        _asked(c.DeclareChain, script=who, name=chains, entries=many_entries),
        _asked(c.DeclareStep, script=who, pattern=patterns, index=indices, step=steps),
    )


def runs(script: str) -> st.SearchStrategy:
    """Return runs of `script`, as its worker sends them; its mistakes are left in."""
    return st.builds(
        lambda inside, number: c.Batch(
            commands=(c.BeginRun(script=script, run=number), *inside, c.EndRun(script=script)), label=f"run {script}"
        ),
        st.lists(declarations(script), max_size=5),
        st.integers(1, 3),
    )


any_run = st.one_of(*(runs(script) for script in SCRIPTS))
loose = st.one_of(*(declarations(script) for script in SCRIPTS))  # outside any run, or inside one that was left open
openings = st.builds(c.BeginRun, script=scripts, run=st.integers(1, 3)) | st.builds(c.EndRun, script=scripts)
batches = st.builds(lambda inside: c.Batch(commands=tuple(inside)), st.lists(by_hand, max_size=3))
edits = st.one_of(by_hand, by_hand, any_run, any_run, loose, openings, batches)
sequences = st.lists(edits, max_size=25)
START_BEAT = Fraction(0)
