"""What a snapshot tells beside the document: how scripts, samples, device and session are. Nothing here acts."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.core.document import Document, ScriptLevel


class Place(msgspec.Struct, frozen=True):
    """Where in a player's text something is."""

    script: str
    line: int  # from 1; 0 when unknown
    column: int = 0  # from 1; 0 when unknown


class Problem(msgspec.Struct, frozen=True):
    """A request that could not be done, or something that went wrong, in one sentence."""

    message: str
    origin: str = ""
    place: Place | None = None
    number: int = 0  # rises with each problem of the engine


ScriptState = Literal[
    "idle", "running", "waiting", "live",  # a live script: at rest, in a run, before its landing, with loops
    "starting", "repeating", "stopping",  # one in repeat mode, between which worker and text there are
    "failed", "stopped",
]  # fmt: skip
UNDER_WAY: frozenset[ScriptState] = frozenset({"running", "waiting", "starting", "stopping"})
"""The states that pass by themselves: what was wished has not come to its end."""


class LoopTrouble(msgspec.Struct, frozen=True):
    """A live loop whose newest function made a mistake."""

    loop: str
    message: str
    line: int = 0  # from 1; 0 when unknown
    plays_on: bool = False  # its last good function plays; False: it had none, and has ended


class ScriptStatus(msgspec.Struct, frozen=True):
    """How one script is doing."""

    script: str
    state: ScriptState = "idle"
    asked: int = 0  # number of the request this is about
    run: int = 0  # number of the request that plays now; 0 is none
    problem: Problem | None = None  # why the newest request does not play, or what a loop or round failed of last
    loops: tuple[str, ...] = ()
    late: int = 0  # events that came after their beat, since the script's worker started
    late_line: int = 0  # the line that was late last
    ran_lines: tuple[int, int] = (0, 0)  # first and last line of what ran
    listens: tuple[str, ...] = ()  # names of the events that its handlers are for
    iterations: int = 0  # in repeat mode, the rounds that came to an end since the text was run
    last_seconds: float = 0.0  # how long the last of them took: what it waited, and what it computed
    memory_bytes: int = 0  # what the script's Lua took when it was heard of last, to the next 64 kB
    restarts: int = 0  # workers that were lost and replaced since the text was run
    tasks: int = 0  # of `once`, `at` and `clock.run`, that have not come to their end
    trouble: tuple[LoopTrouble, ...] = ()  # by loop's name
    begins_with_music: bool = False  # it has loops or tasks that begin anew whenever the music does


class SampleStatus(msgspec.Struct, frozen=True):
    """How one sample is."""

    name: str
    state: Literal["loading", "ready", "failed"]
    message: str = ""  # why it failed; how much is there of a long one that is loading
    count: int = 1  # how many there are in it, if it is a folder


class DeviceStatus(msgspec.Struct, frozen=True):
    """Where the sound goes."""

    name: str = ""
    is_open: bool = False
    message: str = ""  # why there is none
    underruns: int = 0


class RecordingStatus(msgspec.Struct, frozen=True):
    """Whether what is heard is being recorded, and where to."""

    number: int = 0  # rises with each recording that is asked for
    state: Literal["off", "asked", "recording", "stopping", "failed"] = "off"
    path: str = ""  # of the master's file, of the newest recording
    has_stems: bool = False  # each module's own sound is written too
    message: str = ""  # why it failed
    dropped: int = 0  # blocks that the disk was too slow for


class PluginStatus(msgspec.Struct, frozen=True):
    """How one plug-in is: a file of the player's, or an installed package's entry point."""

    name: str  # of its file or entry point
    types: tuple[str, ...] = ()  # module types that it brought
    message: str = ""  # what is wrong with it; empty when nothing is


class PackageStatus(msgspec.Struct, frozen=True):
    """How one file is that scripts may require."""

    path: str
    digest: str = ""  # of its newest text that compiles
    message: str = ""  # what is wrong with a newer one; empty when nothing is


class SessionStatus(msgspec.Struct, frozen=True):
    """What file the document belongs to."""

    path: str = ""
    saved: Document | None = None  # the document as it is on disk
    message: str = ""  # why the last save failed
    opened: int = 0  # rises with each session that is opened, the same file once more too
    leaving: int = 0  # rises with each wish to leave a session
    left: int = 0  # the newest of these wishes whose handlers have been called


class Question(msgspec.Struct, frozen=True):
    """A line of Lua that somebody wants worked out, a text to be run once, or the wish that `state` tables be kept.

    It is kept until it is answered.
    """

    number: int  # rises with each question
    ask: str
    text: str
    kind: Literal["line", "once", "states"] = "line"
    name: str = ""  # what a text is called
    level: ScriptLevel = "standard"


class Answer(msgspec.Struct, frozen=True):
    """What it came to."""

    ask: str
    text: str
    is_mistake: bool = False
    number: int = 0  # of the question
    line: int = 0  # of the text, where the mistake is; 0 when unknown


class Emitted(msgspec.Struct, frozen=True):
    """An event that a script, or a watcher of files, told."""

    number: int  # rises with each
    event: str
    json: str  # its fields
    script: str = ""  # that told it; empty: none did
    depth: int = 0  # how many events caused one another before this one


ErrandKind = Literal["action", "keys", "notice"]


class Errand(msgspec.Struct, frozen=True):
    """Something that a script wants the window to do."""

    number: int  # rises with each errand
    script: str
    kind: ErrandKind
    what: tuple[str, ...]  # an action's id; or keys, as `Ctrl+R`; or words
    delay_seconds: float = 0.0  # between two keys
    ask: str = ""  # by which its worker knows it; empty when nobody waits for it
    state: Literal["asked", "done", "failed"] = "asked"
    message: str = ""  # why it failed


class ErrandResult(msgspec.Struct, frozen=True):
    """What became of an errand."""

    number: int
    is_done: bool
    message: str = ""  # why it was not


class Outlook(msgspec.Struct, frozen=True):
    """What undo and redo would do now."""

    undo: str = ""  # empty when there is nothing to undo
    redo: str = ""
