"""Hypothesis strategies for whatever a player, a script or a bug could ask of the document."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.document import MASTER, Step
from engine.modules.table import MODULE_TYPES

SCRIPTS = ("song", "other", "third")
MODULES = ("kick", "bass", "beat", "desk", "lead", MASTER, "nobody")
PATTERNS = ("four", "fill", "nowhere")

_parameters = sorted({parameter.name for each in MODULE_TYPES.values() for parameter in each.parameters})

modules = st.sampled_from(MODULES)
new_modules = st.sampled_from(("kick", "desk", "lead", "", "not a name"))
patterns = st.sampled_from(PATTERNS)
scripts = st.sampled_from(SCRIPTS)
types = st.sampled_from((*sorted(MODULE_TYPES), "smapler"))
kinds = st.sampled_from((None, "audio", "event", "parameter"))
numbers = st.sampled_from((-1, 0, 0.0, 0.25, 0.5, 1, 1.0, 2, 900.0, float("nan")))
values = numbers | st.sampled_from((True, False, "", "saw", "mono", "four", "kick"))
steps = st.builds(
    Step,
    velocity=st.sampled_from((0.0, 0.5, 1, 1.0, 1.5)),
    note=st.sampled_from((None, 60, 52.0, 200.0)),
    length=st.sampled_from((None, 1, 2.0, 0.0)),
)
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
    _asked(c.Connect, source=modules, target=modules, kind=kinds),
    _asked(c.Disconnect, source=modules, target=modules, kind=kinds),
    _asked(c.AddPattern, name=st.sampled_from(("fill", "")), count=counts, steps=many_steps),
    _asked(c.RemovePattern, name=patterns),
    _asked(c.SetStep, pattern=patterns, index=indices, step=steps),
    _asked(c.SetStepCount, pattern=patterns, count=counts),
    _asked(c.AddScript, name=st.sampled_from((*SCRIPTS, "")), text=texts),
    _asked(c.RemoveScript, name=scripts),
    _asked(c.RenameScript, name=scripts, new_name=st.sampled_from((*SCRIPTS, "new", ""))),
    _asked(c.SetScriptText, name=scripts, text=texts),
    _asked(c.EnableScript, name=scripts, is_enabled=st.booleans()),
    _asked(c.RunScript, name=scripts, text=texts),
    _asked(c.StopScript, name=scripts),
    _asked(c.KeepState, script=scripts, json=st.sampled_from(("{}", '{"n":1}'))),
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
        _asked(c.DeclareConnection, script=who, source=modules, target=modules, kind=kinds),
        _asked(c.DeclareNoConnection, script=who, source=modules, target=modules, kind=kinds),
        _asked(c.DeclarePattern, script=who, name=patterns, count=counts, steps=many_steps),
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
