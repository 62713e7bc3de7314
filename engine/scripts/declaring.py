"""Turns what a run does into what it declares, so that running a script twice changes nothing. Pure."""

from __future__ import annotations

from engine.core import commands as c


def as_declaration(command: c.Command, script: str) -> c.Command:
    """Return the declaration of what `command` would bring about; `command` itself where there is none."""
    match command:
        case c.AddModule(type=type_, name=name, values=values) if name:
            return c.DeclareModule(script=script, type=type_, name=name, values=values)
        case c.SetParameter(module=module, parameter=parameter, value=value):
            return c.DeclareValue(script=script, module=module, parameter=parameter, value=value)
        case c.SetTempo(bpm=bpm):
            return c.DeclareTempo(script=script, bpm=bpm)
        case c.SetSignature(beats_per_bar=beats):
            return c.DeclareSignature(script=script, beats_per_bar=beats)
        case c.Connect(source=source, target=target, kind=kind):
            return c.DeclareConnection(script=script, source=source, target=target, kind=kind)
        case c.Disconnect(source=source, target=target, kind=kind):
            return c.DeclareNoConnection(script=script, source=source, target=target, kind=kind)
        case c.AddPattern(name=name, count=count, steps=steps) if name:
            return c.DeclarePattern(script=script, name=name, count=count, steps=steps)
        case c.SetStep(pattern=pattern, index=index, step=step):
            return c.DeclareStep(script=script, pattern=pattern, index=index, step=step)
        case _:
            return command
