"""Live loops, tasks and cues, and what silences them, as scripts say it."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core import commands as c
from engine.core.errors import NotAllowed, OutOfRange, WrongType
from engine.core.units import Beat, exact, parse_quantum, tidy
from engine.lua.api.arguments import each_of, name_of, number_of, text_of
from engine.lua.api.stage import AT_ONCE, LuaFunction, Stage
from engine.lua.convert import Handle
from engine.lua.coroutine import LuaFunction as LuaBody
from engine.lua.wording import shown

SINCE, TASKS_SINCE = "0.1", "0.3"
LONGEST_SLEEP_BEATS = 4096
LONGEST_NAME, MOST_CUE_BYTES = 200, 65_536


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
    return as_wait(beats_of(beats, "sleep", "the beats"))


def beats_of(value: Any, function: str, argument: str) -> Beat:
    """How many beats somebody waits: above 0, and no longer than a player can mean."""
    length = exact(number_of(value, function, argument))
    if not 0 < length <= LONGEST_SLEEP_BEATS:
        raise OutOfRange(f"{function}: {argument} are above 0 and up to {LONGEST_SLEEP_BEATS}, got {float(length):g}")
    return length


def as_wait(length: Beat) -> tuple[int, int]:
    """Beats to wait as they cross to the host."""
    length = tidy(length)
    return length.numerator, length.denominator


def beats_to_next(here: Beat, size: Beat, offset: Beat = AT_ONCE) -> Beat:
    """Return how far it is from `here` to the next multiple of `size` beats, moved by `offset`, after it."""
    return ((here - offset) // size + 1) * size + offset - here


def sync(stage: Stage, what: Any = None) -> tuple[Any, ...]:
    """Wait for the next bar, beat, or multiple of so many beats; or for a cue, whose value and beat are returned."""
    if not isinstance(what, str):
        return as_wait(beats_to_next(stage.beat, beats_of(what, "sync", "the beats")))
    if what in ("beat", "bar") or what.startswith("bars("):
        grid = parse_quantum(what)
        size = grid.count * (stage.document.transport.beats_per_bar if grid.unit == "bar" else 1)
        return as_wait(beats_to_next(stage.beat, Beat(size)))
    return (_cue_name(what, "sync"),)


def cue(stage: Stage, name: Any = None, value: Any = None) -> None:
    """Wake whoever waits for this name, in any script, and hand them a value."""
    called = _cue_name(name, "cue")
    _require_plain(value, "the value")
    if len(msgspec.msgpack.encode(value)) > MOST_CUE_BYTES:
        raise OutOfRange(f'cue "{called}": the value has more than {MOST_CUE_BYTES >> 10} kB; send its name instead')
    stage.give_cue(called, value)


def _cue_name(value: Any, function: str) -> str:
    name = name_of(value, function)
    if len(name) > LONGEST_NAME:
        raise OutOfRange(f"{function}: a name has at most {LONGEST_NAME} characters")
    if function == "cue" and (name in ("beat", "bar") or name.startswith("bars(")):
        raise WrongType(f'cue: sync("{name}") waits for the music; give the cue another name')
    return name


def _require_plain(value: Any, path: str) -> None:
    if isinstance(value, Handle):
        raise WrongType(f"cue: {path} is a {value.kind}, which another script does not have; send its name instead")
    for key, each in (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else (), 1)
    ):
        _require_plain(each, f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}")


def at(stage: Stage, beats: Any = None, body: Any = None) -> Any:
    """Run a function through once, so many beats from here, or for each of several; it gets the beats and which."""
    function = function_of(body, "at", "the second argument")
    is_one = not isinstance(beats, list | dict)
    lengths = each_of([beats] if is_one else beats or [])
    for length in lengths:
        _distance_of(length)
    numbers = [
        stage.begin_task("at", function, _distance_of(length), (length, place))
        for place, length in enumerate(lengths, start=1)
    ]
    return numbers[0] if is_one else numbers


def _distance_of(value: Any) -> Beat:
    length = exact(number_of(value, "at", "the beats"))
    if not 0 <= length <= LONGEST_SLEEP_BEATS:
        raise OutOfRange(f"at: the beats are 0 to {LONGEST_SLEEP_BEATS}, got {float(length):g}")
    return length


def once(stage: Stage, body: Any = None) -> int:
    """Run a function through once."""
    return stage.begin_task("once", function_of(body, "once", "the argument"))


def function_of(value: Any, function: str, argument: str) -> LuaBody:
    """A function."""
    if isinstance(value, LuaBody):
        return value
    raise WrongType(f"{function}: {argument} is a function, got {shown(value)}")


def stop_loop(stage: Stage, name: Any = None) -> None:
    """End a loop of this script."""
    stage.stop_loop(name_of(name, "stop_loop"))


def hush(stage: Stage) -> None:
    """End every loop, task and round of every script."""
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
    LuaFunction(name="loop", usage="loop(name, function() ... sleep(1) end)", summary="The same as live_loop.",
                since=SINCE, example='loop("tick", function() sleep(1) end)'),
    LuaFunction(name="sleep", usage="sleep(beats)", summary="Let beats pass, inside a live loop.", since=SINCE,
                call=sleep, waits=True, example='live_loop("tick", function() sleep(1/2) end)'),
    LuaFunction(name="sync", usage='sync("bar" | beats | cue)', since=TASKS_SINCE, call=sync, waits=True,
                summary="Wait for a bar, a multiple of beats, a cue or a loop's turn; a cue has a value and a beat.",
                example='live_loop("fill", function() local what = sync("drop") sync("bar") sleep(1) end)'),
    LuaFunction(name="cue", usage="cue(name, [value])", since=TASKS_SINCE, call=cue,
                summary="Wake the loops of all scripts that sync on this name, at this very beat; they get the value.",
                example='live_loop("lead", function() cue("drop", { level = 0.8 }) sleep(16) end)'),
    LuaFunction(name="at", usage="at(beats, function(beats, index) ... end)", since=TASKS_SINCE, call=at,
                summary="Run a function once, so many beats from here, or once for each of a list of beats.",
                takes_functions=True,
                example='synth("bell") at({ 0, 1, 2.5 }, function(beats) trigger("bell") end)'),
    LuaFunction(name="once", usage="once(function() ... end)", since=TASKS_SINCE, call=once, takes_functions=True,
                summary="Run a function once, where this run lands or the music begins; it may sleep.",
                example="once(function() sleep(4) bpm(90) end)"),
    LuaFunction(name="stop_loop", usage="stop_loop(name)", summary="End a live loop of this script.", since=SINCE,
                example='live_loop("tick", function() sleep(1) end) stop_loop("tick")', call=stop_loop),
    LuaFunction(name="hush", usage="hush()", since=SINCE, example="hush()", call=hush,
                summary="End every live loop, task and round of every script; the transport goes on."),
    LuaFunction(name="panic", usage="panic()", summary="Silence every voice, stop the transport, end every script.",
                since=SINCE, example="panic()", call=panic),
    LuaFunction(name="exec", usage='exec("set kick volume 0.5")', since=SINCE,
                summary="Do a line of the command shell; returns its answer.",
                example='exec("add sampler kick") exec("set kick volume 0.5")', call=exec_line),
)  # fmt: skip
