"""The session that mistakes are planted in: with a master and no other system module, so that its numbers are plain."""

from __future__ import annotations

from immutables import Map

from engine.core import commands as c
from engine.core.document import MASTER, Document, Step
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps
from tests.engine.core.documents import after


def bare() -> Document:
    """A master, number 1."""
    return Document(modules=Map({MASTER: empty_document().modules[MASTER]}), next_number=2)


def bare_studio() -> Document:
    """A sequencer `beat` that plays `four` on the sampler `kick`, a synth `bass`, a mixer, an LFO and a script."""
    return after(
        bare(),
        c.AddModule(type="sampler", name="kick", values=(("sample", "kick"),)),
        c.AddModule(type="synth", name="bass", values=(("cutoff", 900.0),)),
        c.AddPattern(name="four", steps=parse_steps("x...x...x...x...")),
        c.SetStep(pattern="four", index=4, step=Step(velocity=0.8, note=52.0)),
        c.AddModule(type="sequencer", name="beat", values=(("pattern", "four"),)),
        c.Connect(source="beat", target="kick"),
        c.AddScript(name="song", text="-- nothing yet"),
        c.AddModule(type="mixer", name="mix"),
        c.AddModule(type="lfo", name="lfo"),
    )
