"""Commands that sound, or are answered, and change no document."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import ScriptLevel
from engine.core.units import Beat, Value


class Trigger(Asked, frozen=True, kw_only=True):
    """Sound one note of a module."""

    module: str
    note: float | None = None  # MIDI number; None is the module's own pitch
    velocity: float = 1.0  # 0.0 to 1.0
    length: Beat | None = None  # None lets a one-shot ring out, and holds a loop or synth for a quarter beat
    values: tuple[tuple[str, Value], ...] = ()  # parameters of this note alone, and "index", which sample of a bank


class Panic(Asked, frozen=True):
    """Silence every voice, stop the transport, end every script."""


class StartRecording(Asked, frozen=True, kw_only=True):
    """Write what is heard to a file, and each module's own sound beside it when asked."""

    path: str  # of the master's file; its suffix, .wav or .flac, decides the format
    has_stems: bool = False  # a file for each module that sounds, named after it, in a folder beside


class StopRecording(Asked, frozen=True):
    """Close the files of the recording."""


class Evaluate(Asked, frozen=True, kw_only=True):
    """Work out a line of Lua in the console's own worker; the answer comes as a snapshot's `answers`."""

    ask: str  # a name that the asker makes up, to know its answer by
    text: str


class AskStates(Asked, frozen=True, kw_only=True):
    """Have the `state` tables of all scripts kept as they are now; an answer among a snapshot's `answers` tells when.

    It is a mistake, which names the scripts, when workers did not answer within half a second.
    """

    ask: str  # a name that the asker makes up, to know its answer by


class RunOnce(Asked, frozen=True, kw_only=True):
    """Run a text from top to bottom, once, in a fresh state; the answer comes as a snapshot's `answers`."""

    ask: str  # a name that the asker makes up, to know its answer by
    text: str
    name: str = "once"  # what mistakes and printed lines call it
    level: ScriptLevel = "standard"
