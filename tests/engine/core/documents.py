"""Documents to start a test from, made by the commands that a player would use."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, Document
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps

TO_MASTER = f"kick>{MASTER}:audio"


def after(document: Document, *commands: c.Command) -> Document:
    """Return the document after `commands`."""
    for command in commands:
        document = apply(document, command)
    return document


def studio() -> Document:
    """A sampler `kick` that the sequencer `beat` plays the pattern `four` on, a synth `bass`, and a script `song`."""
    return after(
        empty_document(),
        c.AddModule(type="sampler", name="kick", values=(("sample", "kick"),)),
        c.AddModule(type="synth", name="bass"),
        c.AddPattern(name="four", steps=parse_steps("x...x...x...x...")),
        c.AddModule(type="sequencer", name="beat", values=(("pattern", "four"),)),
        c.Connect(source="beat", target="kick"),
        c.AddScript(name="song", text="-- nothing yet"),
    )


def run_of(script: str, *declarations: c.Command, run: int = 1, **batch: object) -> c.Batch:
    """Return a whole run of `script`, as its worker sends it."""
    inside = (c.BeginRun(script=script, run=run), *declarations, c.EndRun(script=script))
    return c.Batch(commands=inside, label=f"run {script}", **batch)  # type: ignore[arg-type]
