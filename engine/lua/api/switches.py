"""What is heard and what is not, as scripts say it: mute, solo, enable, fade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.core import commands as c
from engine.core.document import Switch
from engine.lua.api.arguments import exact_of, name_of, number_of
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.2"
USUAL_FADE_BEATS = 4


def _switching(word: str, switch: Switch, *, is_on: bool) -> Callable[..., None]:
    def turn(stage: Stage, name: Any = None) -> None:
        stage.perform(c.SetSwitch(module=name_of(name, word, "the module"), switch=switch, is_on=is_on))

    return turn


def fade(stage: Stage, name: Any = None, beats: Any = USUAL_FADE_BEATS, decibels: Any = -60) -> None:
    """Take a module's volume to a level, over some beats."""
    called = name_of(name, "fade", "the module")
    stage.perform(
        c.Fade(
            module=called,
            beats=exact_of(beats, "fade", "the beats"),
            decibels=float(number_of(decibels, "fade", "the level in dB")),
        )
    )


_WORDS: tuple[tuple[str, Switch, bool, str], ...] = (
    ("mute", "muted", True, "Have a module be silent."),
    ("unmute", "muted", False, "Have a muted module be heard again."),
    ("solo", "soloed", True, "Have only this module be heard, and what it needs for that."),
    ("unsolo", "soloed", False, "End a module's solo."),
    ("enable", "enabled", True, "Have a module work again."),
    ("disable", "enabled", False, "Have a module pass nothing; it keeps its state."),
)
_FADE = "Take a module's volume to a level in dB over some beats; -60 is silence."

SWITCHES = (
    *(
        LuaFunction(name=word, usage=f"{word}(module)", summary=summary, since=SINCE,
                    example=f'synth("bass") {word}("bass")', call=_switching(word, switch, is_on=is_on))
        for word, switch, is_on, summary in _WORDS
    ),
    LuaFunction(name="fade", usage="fade(module, beats, decibels)", summary=_FADE, since=SINCE, call=fade,
                example='synth("bass") fade("bass", 4, -60)'),
    *(
        LuaFunction(name=f"module:{word}", usage=f"handle:{word}()", summary=summary, since=SINCE,
                    example=f'synth("bass"):{word}()', call=_switching(word, switch, is_on=is_on))
        for word, switch, is_on, summary in _WORDS
    ),
    LuaFunction(name="module:fade", usage="handle:fade(beats, decibels)", summary=_FADE, since=SINCE, call=fade,
                example='synth("bass"):fade(4, -60)'),
)  # fmt: skip
