"""Verbs of the recorder."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.lines.values import read_choice
from engine.core.lines.verb import Arguments, Reading, Scene, Verb


def _start(words: Arguments, scene: Scene) -> Reading:
    path = words.take("the file")
    has_stems = len(words) > 0 and read_choice(words.take("stems"), ("stems",), "the word after the file") == "stems"
    words.end()
    command = c.StartRecording(path=path, has_stems=has_stems, origin=scene.origin)
    return Reading((command,), f"recording to {path}" + (", and each module beside it" if has_stems else ""))


def _stop(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.StopRecording(origin=scene.origin),), "the recording is ended")


RECORDING_VERBS = (
    Verb(
        name="record start",
        usage="record start <file.wav|file.flac> [stems]",
        summary="Write what is heard to a file, and each module's own sound beside it.",
        example="record start night.wav",
        arguments=("other", "stems"),
        read=_start,
    ),
    Verb(
        name="record stop",
        usage="record stop",
        summary="Close the files of the recording.",
        example="record stop",
        read=_stop,
    ),
)
