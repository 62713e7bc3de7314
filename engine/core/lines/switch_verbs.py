"""Verbs of what is heard: mute, solo, enable, and fades."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Switch
from engine.core.lines.values import read_beat, read_number
from engine.core.lines.verb import Arguments, Read, Reading, Scene, Verb
from engine.core.units import Beat

USUAL_FADE = Beat(4)


def _switching(switch: Switch, said: str, *, is_on: bool) -> Read:
    def turn(words: Arguments, scene: Scene) -> Reading:
        names = [words.take("the name of the module"), *words.take_rest()]
        commands = tuple(
            c.SetSwitch(module=name, switch=switch, is_on=is_on, origin=scene.origin) for name in dict.fromkeys(names)
        )
        return Reading(commands, "\n".join(f"{command.module} is {said}" for command in commands))

    return turn


def _fade(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    typed = words.take("the level in dB")
    decibels = read_number(typed.lower().removesuffix("db"), "the level in dB")
    words.take_if("in")
    beats = read_beat(words.take("the beats")) if len(words) else USUAL_FADE
    words.end()
    command = c.Fade(module=name, decibels=decibels, beats=beats, origin=scene.origin)
    return Reading((command,), f"{name} fades to {decibels:g} dB in {float(beats):g} beats")


_WORDS: tuple[tuple[str, Switch, bool, str, str], ...] = (
    ("mute", "muted", True, "muted", "Have modules be silent."),
    ("unmute", "muted", False, "heard", "Have muted modules be heard again."),
    ("solo", "soloed", True, "soloed", "Have only these modules be heard, and what they need for that."),
    ("unsolo", "soloed", False, "no longer soloed", "End the solo of modules."),
    ("enable", "enabled", True, "enabled", "Have modules work again."),
    ("disable", "enabled", False, "disabled", "Have modules pass nothing; they keep their state."),
)

SWITCH_VERBS = (
    *(
        Verb(
            name=word,
            usage=f"{word} <module> ...",
            summary=summary,
            example=f"{word} kick",
            arguments=("module",),
            read=_switching(switch, said, is_on=is_on),
        )
        for word, switch, is_on, said, summary in _WORDS
    ),
    Verb(
        name="fade",
        usage="fade <module> <dB> [in] [<beats>]",
        summary="Take a module's volume to a level, in a straight line; -60 dB is silence.",
        example="fade kick -60 8",
        arguments=("module", "other"),
        read=_fade,
    ),
)
