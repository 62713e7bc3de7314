"""Live loops, and what silences them, as scripts say it."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.errors import NotAllowed, OutOfRange, WrongType
from engine.core.units import exact
from engine.lua.api.arguments import name_of, number_of, shown, text_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.coroutine import LuaFunction as LuaBody

SINCE = "0.1"
LONGEST_SLEEP_BEATS = 4096


def live_loop(stage: Stage, name: Any = None, body: Any = None) -> None:
    """There is a loop that plays this function over and over."""
    called = name_of(name, "live_loop")
    if not isinstance(body, LuaBody):
        raise WrongType(f'live_loop "{called}": the second argument is a function, got {shown(body)}')
    stage.define_loop(called, body)


def sleep(stage: Stage, beats: Any = None) -> tuple[int, int]:
    """Let beats pass; whoever waits gets them as numerator and denominator, which cross exactly."""
    if stage.is_repeating:
        raise NotAllowed("sleep: a script in repeat mode lets seconds pass, not beats; use wait(0.5)")
    length = exact(number_of(beats, "sleep", "the beats"))
    if not 0 < length <= LONGEST_SLEEP_BEATS:
        raise OutOfRange(f"sleep: the beats are above 0 and up to {LONGEST_SLEEP_BEATS}, got {float(length):g}")
    return length.numerator, length.denominator


def stop_loop(stage: Stage, name: Any = None) -> None:
    """End a loop of this script."""
    stage.stop_loop(name_of(name, "stop_loop"))


def hush(stage: Stage) -> None:
    """End every loop of every script."""
    stage.stop_all_loops()


def panic(stage: Stage) -> None:
    """Silence everything."""
    stage.perform(c.Panic())


def exec_line(stage: Stage, line: Any = None) -> str:
    """Do a line of the command shell."""
    return stage.say_line(text_of(line, "exec", "the line"))


LOOPS = (
    LuaFunction(name="live_loop", usage="live_loop(name, function() ... sleep(1) end)", since=SINCE, call=live_loop,
                summary="Play a function over and over; running it again swaps it at its next turn.",
                takes_functions=True, example='live_loop("tick", function() sleep(1) end)'),
    LuaFunction(name="sleep", usage="sleep(beats)", summary="Let beats pass, inside a live loop.", since=SINCE,
                call=sleep, waits=True, example='live_loop("tick", function() sleep(1/2) end)'),
    LuaFunction(name="stop_loop", usage="stop_loop(name)", summary="End a live loop of this script.", since=SINCE,
                example='live_loop("tick", function() sleep(1) end) stop_loop("tick")', call=stop_loop),
    LuaFunction(name="hush", usage="hush()", summary="End every live loop of every script; the transport goes on.",
                since=SINCE, example="hush()", call=hush),
    LuaFunction(name="panic", usage="panic()", summary="Silence every voice, stop the transport, end every script.",
                since=SINCE, example="panic()", call=panic),
    LuaFunction(name="exec", usage='exec("set kick volume 0.5")', since=SINCE,
                summary="Do a line of the command shell; returns its answer.",
                example='exec("add sampler kick") exec("set kick volume 0.5")', call=exec_line),
)  # fmt: skip
