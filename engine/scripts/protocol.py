"""What a script's worker and its supervisor say to each other, checked on both ends. Nothing here does anything."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core.commands import Batch, Command, Due
from engine.core.document import AutoRoute, Chain, Connection, Declared, Module, Pattern, Script, ScriptLevel, Transport
from engine.core.live import LoopTrouble
from engine.core.units import Beat, Quantum
from engine.core.wire import decoder
from engine.modules.module_type import ModuleType
from engine.scripts.shared_news import SharedNews

NEVER = Beat(1 << 40)  # the next wake of loops that only a cue can wake


class Message(msgspec.Struct, frozen=True, tag=True, tag_field="message"):
    """Anything that goes over a worker's link."""


CueKey = tuple[Beat, str, str, int, int]  # beat, script, loop, turn, and which of those that were given in this turn


class Cue(msgspec.Struct, frozen=True):
    """What a loop gives at a beat, for others to wait for."""

    name: str
    beat: Beat
    value: Any = None  # plain data
    script: str = ""
    loop: str = ""  # or the task, that gave it
    turn: int = 0
    number: int = 0

    @property
    def key(self) -> CueKey:
        """What tells it from all others, and the order in which cues are taken."""
        return self.beat, self.script, self.loop, self.turn, self.number


class LoopPlace(msgspec.Struct, frozen=True):
    """Where a loop, or a task of a run, is, so that another worker can go on with it."""

    loop: str
    turn: int  # from 0
    began: Beat  # where this turn began, or will
    taken: tuple[CueKey, ...] = ()  # cues of that beat that it had taken by then


class TimeLine(msgspec.Struct, frozen=True):
    """Seconds of the engine by beats, as long as the tempo stays what it is."""

    beat: Beat = Beat(0)
    seconds: Beat = Beat(0)  # at that beat; exact
    bpm: Beat = Beat(120)

    def seconds_at(self, beat: Beat) -> float:
        """Return the seconds at a beat."""
        return float(self.seconds + (beat - self.beat) * 60 / self.bpm)


class Used(msgspec.Struct, frozen=True):
    """A package that a script uses, with its text as it was loaded."""

    name: str
    origin: str  # where it is: see `engine.lua.packages.Package`
    chunk: str
    text: str


# --- to a worker -------------------------------------------------------------------------------------------------


class Adopt(Message, frozen=True):
    """From now on you are this script's."""

    script: str
    seed: int
    run_budget_seconds: float  # time that a run may take
    turn_budget_seconds: float  # time that a loop may take between two sleeps
    folders: tuple[str, ...]  # where sample files are looked for
    kept: str  # the `state` table, as JSON
    level: ScriptLevel = "standard"
    files: str = ""  # the folder for files, at a level that has them; "" is none


class Rename(Message, frozen=True):
    """Your script has another name; everything else stays."""

    script: str


class Branch(Message, frozen=True):
    """Make a copy of yourself, which is reached by the socket that comes along with this."""


class Feed(Message, frozen=True):
    """What changed in the document since the last feed: whole items, by name; None is a branch without change."""

    transport: Transport | None = None
    modules: dict[str, Module] = {}
    connections: dict[str, Connection] = {}
    patterns: dict[str, Pattern] = {}
    scripts: dict[str, Script] = {}  # without their texts
    declared: dict[str, Declared] = {}
    chains: dict[str, Chain] = {}
    auto_route: AutoRoute | None = None
    types: tuple[ModuleType, ...] | None = None  # that plug-ins brought; all of them, when there are others than before
    gone: tuple[tuple[str, str], ...] = ()  # (branch, name) of what is there no more
    next_number: int = 1
    landed: int = 0  # the newest run of this script that has landed in this document
    shared: SharedNews | None = None


class Run(Message, frozen=True):
    """Run this text."""

    number: int
    text: str
    beat: Beat  # where the music is, for `beat()`
    is_again: bool = False  # the last good text in a new worker: its declarations are in the document already
    roots: tuple[str, ...] = ()  # the packages folders
    packages: tuple[Used, ...] = ()  # that are to be as they were, when it is run again
    seconds: float = 0.0  # of the engine, for the script's clock


class Land(Message, frozen=True):
    """The run lands: from `at` on its loops hold; new ones begin at `start`, those that were lost where they were."""

    number: int
    at: Beat
    start: Beat
    places: tuple[LoopPlace, ...] = ()
    goes_on: bool = False  # what was lost goes on: a task that has no place had come to its end


class Cued(Message, frozen=True):
    """Other scripts have given these cues, or will by the time the music is there."""

    cues: tuple[Cue, ...]


class Advance(Message, frozen=True):
    """Play your loops up to `until`.

    In a new flight they begin anew at `start`, or go on when the music only paused there. What lies before `since` was
    played by another worker, and is gone through in silence.
    """

    flight: int
    start: Beat
    until: Beat
    goes_on: bool = False
    since: Beat = Beat(0)
    line: TimeLine = TimeLine()  # for the script's clock


class EndLoops(Message, frozen=True):
    """Forget the loops."""


class Repeat(Message, frozen=True):
    """Have this text instead of the one that repeats, from the next round on, if it compiles."""

    number: int
    text: str


class GoOn(Message, frozen=True):
    """Go on in the text that repeats, until it waits or its round is over."""

    number: int  # rises with each message of this kind, so that a break can be for this one alone
    round: int  # whose chance it is, when a round begins
    seconds: float  # of the engine, for the script's clock
    beat: Beat  # where the music is
    roots: tuple[str, ...] = ()  # the packages folders, for a round that begins


class Break(Message, frozen=True):
    """Break off this run. Heeded at once, while it runs; a run that is over is left alone."""

    number: int = 0


class Keep(Message, frozen=True):
    """Tell the `state` table as it is now."""

    number: int  # rises with each message of this kind to one worker


class Work(Message, frozen=True):
    """Work out a line of Lua."""

    ask: str
    text: str
    beat: Beat = Beat(0)
    roots: tuple[str, ...] = ()  # the packages folders
    seconds: float = 0.0  # of the engine, for the script's clock


class Fetched(Message, frozen=True):
    """The text of a script that was asked for, None when there is none. Taken at once, by whoever waits for it."""

    script: str
    text: str | None = None


class Happened(Message, frozen=True):
    """Something happened that your handlers want to know of."""

    ask: int
    event: str
    fields: dict[str, Any]
    identifier: str = ""
    beat: Beat = Beat(0)  # where the music is
    version: int = 0  # of the newest snapshot
    landed: int = 0  # the newest run of this script that has landed: its handlers hold
    depth: int = 0  # how many events caused one another before this one
    seconds: float = 0.0  # of the engine, for the script's clock


class CallOn(Message, frozen=True):
    """Call the handlers that are left."""

    ask: int


class Answered(Message, frozen=True):
    """What you asked of the window is done, or why it is not."""

    ask: str
    failure: str = ""


ToWorker = (
    Adopt | Rename | Branch | Feed | Run | Land | Cued | Advance | EndLoops | Repeat | GoOn | Break | Keep | Work
    | Fetched | Happened | CallOn | Answered
)  # fmt: skip


# --- from a worker -----------------------------------------------------------------------------------------------


class Fault(msgspec.Struct, frozen=True):
    """A mistake in a script."""

    message: str
    line: int = 0
    column: int = 0
    loop: str = ""  # the loop in which it happened


class Ready(Message, frozen=True):
    """The worker can be spoken to."""

    process: int = 0  # its number in the operating system


class Fed(Message, frozen=True):
    """The feed arrived."""


class Done(Message, frozen=True):
    """A run is over."""

    number: int
    batch: Batch | None = None  # None: it failed, and nothing is sent
    quantum: Quantum | None = None  # what the script asked for by `swap`
    fault: Fault | None = None
    loops: tuple[str, ...] = ()  # those that it defined
    ran_lines: tuple[int, int] = (0, 0)
    kept: str | None = None  # the `state` table, when it changed
    listens: tuple[str, ...] = ()  # names of the events that it has handlers for
    tasks: int = 0  # that begin where it lands
    memory_bytes: int = 0
    is_full: bool = False  # it failed because what the script keeps leaves no room: nothing can run in this worker

    def __post_init__(self) -> None:
        if self.batch is None and self.fault is None:
            raise ValueError("a run that did not fail sends something")


class Advanced(Message, frozen=True):
    """The loops were played, up to `until` or to where the time for one advance was over."""

    flight: int
    until: Beat
    dues: tuple[Due, ...] = ()
    faults: tuple[Fault, ...] = ()
    loops: tuple[str, ...] = ()  # those that are alive
    kept: str | None = None
    next_wake: Beat | None = None  # nothing happens before; None with loops alive: nothing before `until`
    places: tuple[LoopPlace, ...] = ()
    tasks: int = 0  # those that are alive
    cues: tuple[Cue, ...] = ()  # given since the last answer
    wants: tuple[str, ...] = ()  # names of cues that loops wait for, or have waited for
    trouble: tuple[LoopTrouble, ...] = ()
    memory_bytes: int = 0


class Began(Message, frozen=True):
    """The text repeats from the next round on; or it does not compile, and the one before goes on."""

    number: int
    fault: Fault | None = None


class Rested(Message, frozen=True):
    """The text that repeats has come to a `wait`, or to the end of its round."""

    number: int  # of the message that had it go on
    commands: tuple[Command, ...] = ()  # that it made on the way, to be done now
    waits: tuple[float, float] | None = None  # at least and at most so many seconds; None: the round is over
    fault: Fault | None = None  # then the round is over too, and nothing that was made on the way is to be done
    result: str = ""  # what the text returned
    worked_seconds: float = 0.0  # of the processor, on the way
    memory_bytes: int = 0
    kept: str | None = None  # the `state` table, when it changed
    cues: tuple[Cue, ...] = ()  # whose beat is yet to be found
    is_full: bool = False  # it failed because what the script keeps leaves no room: nothing can run in this worker


class Kept(Message, frozen=True):
    """The `state` table was looked at."""

    number: int  # of the message that asked for it
    kept: str | None = None  # the table, when it changed


class Printed(Message, frozen=True):
    """Lines that the script printed: (level, text)."""

    lines: tuple[tuple[str, str], ...]
    dropped: int = 0


class Fetch(Message, frozen=True):
    """What is the text of this script of the session? The worker waits for it."""

    script: str


class Using(Message, frozen=True):
    """The packages that the script uses are others than before."""

    packages: tuple[Used, ...]


class Worked(Message, frozen=True):
    """What a line of Lua came to."""

    ask: str
    text: str
    is_mistake: bool = False
    batch: Batch | None = None
    cues: tuple[Cue, ...] = ()  # whose beat is yet to be found


class Hung(Message, frozen=True):
    """My last words: the script runs on where nothing can interrupt it, so this process ends now."""

    doing: str  # what it was asked to do: the name of that message
    chunk: str = ""
    line: int = 0  # 0: not known


class Handled(Message, frozen=True):
    """Handlers were called: all of them, or as many as there was time for."""

    ask: int
    is_over: bool = True
    batch: Batch | None = None  # what they did
    faults: tuple[Fault, ...] = ()
    kept: str | None = None  # the `state` table, when it changed
    cues: tuple[Cue, ...] = ()  # whose beat is yet to be found


FromWorker = Ready | Fed | Done | Advanced | Began | Rested | Kept | Printed | Fetch | Using | Worked | Handled | Hung

to_worker = decoder(ToWorker)
from_worker = decoder(FromWorker)
