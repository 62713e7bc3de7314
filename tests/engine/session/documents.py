"""Random documents, made by random commands: whatever a player or a script can bring about."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, Document, Step
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
_TYPES = st.sampled_from(["sampler", "synth", "sequencer", "mixer"])
_STEPS = st.builds(
    Step,
    velocity=st.sampled_from([0.0, 0.5, 0.8, 1.0]) | st.floats(0.0, 1.0),
    note=st.none() | st.floats(0.0, 127.0),
    length=st.none() | st.floats(0.25, 64.0),
)


def _value(parameter: Parameter) -> st.SearchStrategy[object]:
    match parameter.kind:
        case "choice":
            return st.sampled_from(parameter.choices)
        case "text":
            return _NAMES | _TEXTS
        case "int":
            return st.integers(int(parameter.minimum), int(parameter.maximum))
        case _:
            return st.floats(parameter.minimum, parameter.maximum)


@st.composite
def _setting(draw: st.DrawFn) -> c.SetParameter:
    kind = MODULE_TYPES[draw(st.sampled_from(sorted(MODULE_TYPES)))]
    parameter = draw(st.sampled_from(kind.parameters))
    name = MASTER if kind.is_single else draw(_NAMES)
    return c.SetParameter(module=name, parameter=parameter.name, value=draw(_value(parameter)))


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
    st.builds(c.Disconnect, source=_NAMES, target=_NAMES | st.just(MASTER)),
    _setting(),
    st.builds(c.AddPattern, name=_NAMES, steps=st.lists(_STEPS, min_size=1, max_size=40).map(tuple)),
    st.builds(c.SetStepCount, pattern=_NAMES, count=st.integers(1, 512)),
    st.builds(c.SetStep, pattern=_NAMES, index=st.integers(0, 20), step=_STEPS),
    st.builds(c.AddScript, name=_NAMES, text=_TEXTS),
    st.builds(c.EnableScript, name=_NAMES, is_enabled=st.booleans()),
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
