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
        case c.SetSwitch(module=module, switch=switch, is_on=is_on):
            return c.DeclareSwitch(script=script, module=module, switch=switch, is_on=is_on)
        case c.Connect(source=source, target=target, kind=kind, parameter=parameter):
            return c.DeclareConnection(
                script=script, source=source, target=target, kind=kind, parameter=parameter,
                depth=command.depth, offset=command.offset, is_delayed=command.is_delayed,
            )  # fmt: skip
        case c.Disconnect(source=source, target=target, kind=kind, parameter=parameter):
            return c.DeclareNoConnection(script=script, source=source, target=target, kind=kind, parameter=parameter)
        case c.AddPattern(name=name, count=count, steps=steps, expression=expression, cycle_beats=beats) if name:
            return c.DeclarePattern(
                script=script, name=name, count=count, steps=steps, expression=expression, cycle_beats=beats
            )
        case c.SetStepsPerBeat(pattern=pattern, steps_per_beat=rate):
            return c.DeclareStepsPerBeat(script=script, pattern=pattern, steps_per_beat=rate)
        case c.SetColumns(pattern=pattern, columns=columns):
            return c.DeclareColumns(script=script, pattern=pattern, columns=columns)
        case c.AddChain(name=name, entries=entries) if name:
            return c.DeclareChain(script=script, name=name, entries=entries)
        case c.SetStep(pattern=pattern, index=index, step=step):
            return c.DeclareStep(script=script, pattern=pattern, index=index, step=step)
        case _:
            return command
