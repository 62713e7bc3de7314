"""Tempo, metre and place, as scripts say them."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.document import PlayState
from engine.core.errors import NotAllowed, WrongType
from engine.core.units import exact, parse_quantum
from engine.lua.api.arguments import number_of, whole_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown

SINCE = "0.1"


def bpm(stage: Stage, value: Any = None) -> float:
    """Set the tempo, or tell it."""
    if value is not None:
        stage.perform(c.SetTempo(bpm=float(number_of(value, "bpm", "the tempo"))))
    return get_tempo(stage)


def set_tempo(stage: Stage, value: Any = None) -> None:
    """Set the tempo."""
    stage.perform(c.SetTempo(bpm=float(number_of(value, "clock:setBPM", "the tempo"))))


def get_tempo(stage: Stage) -> float:
    """Tell the tempo."""
    return stage.document.transport.bpm


def signature(stage: Stage, value: Any = None) -> int:
    """Set the beats in a bar, or tell them."""
    if value is not None:
        stage.perform(c.SetSignature(beats_per_bar=whole_of(value, "signature", "the beats per bar")))
    return stage.document.transport.beats_per_bar


def start(stage: Stage) -> None:
    """Play, or go on."""
    stage.perform(c.Play())


def stop(stage: Stage) -> None:
    """Stop, back to the first beat."""
    stage.perform(c.Stop())


def pause(stage: Stage, milliseconds: Any = None) -> None:
    """Hold the place; whoever says for how long means another function, and is told which."""
    if milliseconds is not None:
        raise NotAllowed(
            "pause: this holds the music's place, and takes nothing; to let half a second pass, "
            "wait(0.5) in repeat mode, clock.sleep(0.5) in a loop"
        )
    stage.perform(c.Pause())


def reset(stage: Stage) -> None:
    """Go to the first beat."""
    stage.perform(c.Reset())


def seek(stage: Stage, beats: Any = None) -> None:
    """Go to a beat."""
    stage.perform(c.Seek(beat=exact(number_of(beats, "seek", "the beat"))))


def beat(stage: Stage) -> float:
    """Tell the beat, from 0."""
    return float(stage.beat)


def bar(stage: Stage) -> int:
    """Tell the bar, from 1."""
    return int(stage.beat // stage.document.transport.beats_per_bar) + 1


def is_playing(stage: Stage) -> bool:
    """Tell whether the transport plays."""
    return stage.document.transport.state is PlayState.PLAYING


def swap(stage: Stage, options: Any = None) -> None:
    """Say when the runs of this script land."""
    wanted = options.get("at") if isinstance(options, dict) else options
    if not isinstance(wanted, str):
        raise WrongType(f'swap: say when, as in swap{{ at = "bar" }}, got {shown(wanted)}')
    stage.land_at(parse_quantum(wanted))


def _clock(name: str, usage: str, summary: str, example: str, call: Any) -> LuaFunction:
    return LuaFunction(name=f"clock:{name}", usage=usage, summary=summary, since=SINCE, example=example, call=call)


TRANSPORT = (
    LuaFunction(name="bpm", usage="bpm([tempo])", summary="Set the tempo in beats per minute, 20 to 480, or tell it.",
                since=SINCE, example="bpm(128) print(bpm())", call=bpm),
    LuaFunction(name="signature", usage="signature([beats])", summary="Set how many beats make a bar, or tell it.",
                since=SINCE, example="signature(3)", call=signature),
    LuaFunction(name="start", usage="start()", summary="Play, or go on from a pause.",
                since=SINCE, example="start()", call=start),
    LuaFunction(name="stop", usage="stop()", summary="Stop and go back to the first beat.",
                since=SINCE, example="stop()", call=stop),
    LuaFunction(name="pause", usage="pause()", since=SINCE, example="pause()", call=pause,
                summary="Hold the music's place; to let time pass, wait(seconds) or sleep(beats)."),
    LuaFunction(name="seek", usage="seek(beats)", summary="Go to a beat; 0 is the first.",
                since=SINCE, example="seek(16)", call=seek),
    LuaFunction(name="beat", usage="beat()", summary="Tell the beat, from 0.",
                since=SINCE, example="print(beat())", call=beat),
    LuaFunction(name="bar", usage="bar()", summary="Tell the bar, from 1.",
                since=SINCE, example="print(bar())", call=bar),
    LuaFunction(name="swap", usage='swap{ at = "bar" }', since=SINCE, example='swap{ at = "bars(2)" }', call=swap,
                summary='Say when runs of this script land: "now", "beat", "bar" or "bars(n)".'),
    _clock("setBPM", "clock:setBPM(tempo)", "Set the tempo.", "clock:setBPM(128)", set_tempo),
    _clock("getBPM", "clock:getBPM()", "Tell the tempo.", "print(clock:getBPM())", get_tempo),
    _clock("start", "clock:start()", "Play, or go on from a pause.", "clock:start()", start),
    _clock("play", "clock:play()", "Play, or go on from a pause.", "clock:play()", start),
    _clock("stop", "clock:stop()", "Stop and go back to the first beat.", "clock:stop()", stop),
    _clock("pause", "clock:pause()", "Hold the place.", "clock:pause()", pause),
    _clock("reset", "clock:reset()", "Go to the first beat.", "clock:reset()", reset),
    _clock("isPlaying", "clock:isPlaying()", "Tell whether it plays.", "print(clock:isPlaying())", is_playing),
)  # fmt: skip
