"""Coroutines and the clock, by the names that norns gave them."""

from __future__ import annotations

from typing import Any

from engine.core.errors import OutOfRange
from engine.core.units import Beat, exact
from engine.lua.api.arguments import number_of, whole_of
from engine.lua.api.loops import LONGEST_SLEEP_BEATS, as_wait, beats_of, beats_to_next, function_of
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.3"


def run(stage: Stage, body: Any = None, bound: Any = None) -> int:
    """Run a function through once, as a coroutine, with what else is given; returns a number to cancel it by."""
    return stage.begin_task("clock.run", function_of(body, "clock.run", "the first argument"), bound=bound)


def sleep(stage: Stage, seconds: Any = None) -> tuple[int, int]:
    """Let seconds pass: as many beats as go into them at the tempo of this beat."""
    length = exact(number_of(seconds, "clock.sleep", "the seconds"))
    beats = length * exact(get_tempo(stage)) / 60
    if not 0 < beats <= LONGEST_SLEEP_BEATS:
        most = LONGEST_SLEEP_BEATS * 60 / get_tempo(stage)
        raise OutOfRange(f"clock.sleep: the seconds are above 0 and up to {most:g}, got {float(length):g}")
    return as_wait(beats)


def sync(stage: Stage, beats: Any = None, offset: Any = 0) -> tuple[int, int]:
    """Wait for the next multiple of so many beats, moved by an offset."""
    size = beats_of(beats, "clock.sync", "the beats")
    moved = exact(number_of(offset, "clock.sync", "the offset"))
    return as_wait(beats_to_next(stage.beat, size, moved))


def cancel(stage: Stage, number: Any = None) -> None:
    """End a task."""
    stage.cancel_task(whole_of(number, "clock.cancel", "what clock.run returned"))


def get_beats(stage: Stage) -> float:
    """Tell the beat, from 0."""
    return float(stage.beat)


def get_tempo(stage: Stage) -> float:
    """Tell the tempo."""
    return stage.document.transport.bpm


def get_beat_sec(stage: Stage, beats: Any = 1) -> float:
    """Tell how many seconds so many beats take."""
    length = Beat(exact(number_of(beats, "clock.get_beat_sec", "the beats")))
    return float(length * 60 / exact(get_tempo(stage)))


def _clock(name: str, usage: str, summary: str, example: str, call: Any, **how: bool) -> LuaFunction:
    name, usage = f"clock.{name}", f"clock.{name}{usage}"
    return LuaFunction(name=name, usage=usage, summary=summary, since=SINCE, example=example, call=call, **how)


CLOCK = (
    _clock("run", "(function(...) ... end, ...)",
           "Run a function once, as a coroutine that may wait, with these arguments; returns a number to cancel it by.",
           "local id = clock.run(function(beats) clock.sync(beats) print(beat()) end, 4)",
           run, takes_functions=True, binds=True),
    _clock("sync", "(beats, [offset])",
           "Wait for the next multiple of so many beats, in a loop or a task; the offset moves them.",
           "clock.run(function() clock.sync(1/4) clock.sync(4, 1) end)", sync, waits=True),
    _clock("sleep", "(seconds)",
           "Let seconds pass, in a loop or a task: as many beats as they are at the tempo of this beat.",
           "clock.run(function() clock.sleep(0.5) end)", sleep, waits=True),
    _clock("cancel", "(id)", "End what clock.run, once or at has begun; what is over already is left alone.",
           "local id = clock.run(function() clock.sleep(8) end) clock.cancel(id)", cancel),
    _clock("get_beats", "()", "Tell the beat, from 0.", "print(clock.get_beats())", get_beats),
    _clock("get_tempo", "()", "Tell the tempo.", "print(clock.get_tempo())", get_tempo),
    _clock("get_beat_sec", "([beats])", "Tell how many seconds a beat takes, or so many beats.",
           "print(clock.get_beat_sec())", get_beat_sec),
)  # fmt: skip
