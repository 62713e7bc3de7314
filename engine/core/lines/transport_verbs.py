"""Verbs of the transport: play, pause, stop, reset, seek, bpm, signature, panic."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import PlayState
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_beat, read_number, read_whole
from engine.core.lines.verb import Arguments, Reading, Scene, Verb


def _play(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.Play(origin=scene.origin),), "playing")


def _pause(words: Arguments, scene: Scene) -> Reading:
    words.end()
    is_playing = scene.document.transport.state is PlayState.PLAYING
    return Reading((c.Pause(origin=scene.origin),), "paused") if is_playing else Reading(answer="it does not play")


def _stop(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.Stop(origin=scene.origin),), "stopped")


def _reset(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.Reset(origin=scene.origin),), "at the first beat")


def _seek(words: Arguments, scene: Scene) -> Reading:
    beat = read_beat(words.take("the beat"))
    words.end()
    return Reading((c.Seek(beat=beat, origin=scene.origin),), f"at beat {float(beat):g}")


def _bpm(words: Arguments, scene: Scene) -> Reading:
    if not len(words):
        return Reading(answer=f"{scene.document.transport.bpm:g} BPM")
    bpm = read_number(words.take("the tempo"), "the tempo")
    words.end()
    return Reading((c.SetTempo(bpm=bpm, origin=scene.origin),), f"{bpm:g} BPM")


def _signature(words: Arguments, scene: Scene) -> Reading:
    if not len(words):
        return Reading(answer=f"{counted(scene.document.transport.beats_per_bar, 'beat')} a bar")
    beats = read_whole(words.take("the number of beats"), "the number of beats a bar")
    words.end()
    return Reading((c.SetSignature(beats_per_bar=beats, origin=scene.origin),), f"{counted(beats, 'beat')} a bar")


def _panic(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.Panic(origin=scene.origin),), "everything is silent and every script is ended")


TRANSPORT_VERBS = (
    Verb(
        name="play",
        aliases=("start",),
        usage="play",
        summary="Start, or go on from a pause.",
        example="play",
        read=_play,
    ),
    Verb(name="pause", usage="pause", summary="Hold the place.", example="pause", read=_pause),
    Verb(name="stop", usage="stop", summary="Stop and go back to the first beat.", example="stop", read=_stop),
    Verb(name="reset", usage="reset", summary="Go to the first beat and play on.", example="reset", read=_reset),
    Verb(
        name="seek",
        usage="seek <beat>",
        summary="Go to a beat, counted from 0.",
        example="seek 16",
        arguments=("other",),
        read=_seek,
    ),
    Verb(
        name="bpm",
        aliases=("tempo",),
        usage="bpm [<tempo>]",
        summary="Tell or set the tempo.",
        example="bpm 128",
        arguments=("other",),
        read=_bpm,
    ),
    Verb(
        name="signature",
        usage="signature [<beats>]",
        summary="Tell or set how many beats make a bar.",
        example="signature 3",
        arguments=("other",),
        read=_signature,
    ),
    Verb(
        name="panic",
        usage="panic",
        summary="Silence everything at once and end every script.",
        example="panic",
        read=_panic,
    ),
)
