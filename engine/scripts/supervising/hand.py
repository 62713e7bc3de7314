"""A hand: what the crew knows of one script and of the workers that play it. Nothing here does anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from immutables import Map

from engine.core.commands import Due
from engine.core.document import Document, RunRequest, Script, ScriptLevel, ScriptMode
from engine.core.live import LoopTrouble, Place, Problem, ScriptState, ScriptStatus
from engine.core.units import Beat, Frame
from engine.modules.module_type import ModuleType
from engine.modules.table import NO_TYPES
from engine.scripts.protocol import Began, Done, Fault, LoopPlace, Rested, Used
from engine.scripts.pulses import without_pulses
from engine.scripts.supervising.outbox import Sent

NOTHING_FED = Document()
NOTHING_ASKED = RunRequest()
START = Beat(0)

Phase = Literal[
    "starting",  # a text was sent, and the worker says next whether it compiles
    "resting",  # in a wait, between two rounds, or without a text
    "working",  # the worker was told to go on, and says next how far it came
    "stopping",  # so it was, but nobody wants to know any more: it ends with its answer
]


@dataclass(eq=False)
class Seat:
    """What is known of one worker."""

    worker: int
    level: ScriptLevel = "standard"  # of what it may use and take
    is_fresh: bool = False  # it was hired for a run while another plays, and knows nothing of what plays
    is_ready: bool = False  # it has said something
    has_run: bool = False  # a run has succeeded in it, and so it may keep something
    is_full: bool = False  # what it keeps leaves no room to run anything
    known: Document = NOTHING_FED  # what it was told of the document
    types: Map[str, ModuleType] = NO_TYPES  # that plug-ins brought, as it was told
    is_feeding: bool = False  # a feed is under way
    last_words: Fault | None = None  # why its process ends, when it says so
    flight: int = -1  # of the last advance
    locate: int = -1  # the transport's locate then: the same one in a later flight means that the music only paused
    until: Beat = START  # where its loops were asked to be played up to
    next_wake: Beat | None = None  # its loops do nothing before; None: there is none
    advancing_since: float | None = None  # seconds; None when the last advance was answered
    packages: tuple[Used, ...] = ()  # that its newest run uses
    calling_since: float | None = None  # seconds; None when no handlers are being called
    is_hushed: bool = False  # the answer to the advance under way is of no interest any more
    silent_until: Beat = START  # another worker has played up to here: what lies before is gone through in silence
    wants: frozenset[str] = frozenset()  # names of cues that it is told
    cued: Beat | None = None  # the first cue that it was told since it was asked to advance; None is none
    is_stale: bool = False  # its loops were played since it was asked for its `state` table, or had said it, last
    kept_asked: int = 0  # number of the newest wish for that table
    kept_told: int = 0  # and of the newest that was answered
    asked_seconds: float = 0.0  # when that was

    @property
    def is_answering(self) -> bool:
        """Whether what it does for its loops or for handlers has not been heard of yet."""
        return self.advancing_since is not None or self.calling_since is not None

    @property
    def is_telling(self) -> bool:
        """Whether it was asked for its `state` table, and has not answered."""
        return self.kept_asked > self.kept_told


class Running(NamedTuple):
    """A run under way."""

    request: RunRequest
    seat: Seat  # the player's, or that of a copy
    deadline_seconds: float  # past it the worker is lost patience with
    is_again: bool  # the last good text in a new worker
    is_broken: bool = False  # it was asked to break off
    is_silenced: bool = False  # whatever comes of it, nobody wants it any more


@dataclass(eq=False)
class Landing:
    """A run that succeeded and waits to be heard."""

    request: RunRequest
    sent: Sent
    done: Done
    not_before: Beat  # loops may be played up to here while the beat is not known
    is_told: bool = False  # the worker knows the beat
    is_orphan: bool = False  # the worker that ran it is gone
    is_hushed: bool = False  # its loops were ended before they began
    is_renamed: bool = False  # the script has another name since, which the run does not say


@dataclass(eq=False)
class Repetition:
    """One worker that repeats. It ends with its worker."""

    seat: Seat
    phase: Phase = "resting"
    since_seconds: float = 0.0  # when this phase began
    asked: RunRequest | None = None  # the text that was sent last
    text: RunRequest | None = None  # the one that repeats
    heard: Began | Rested | None = None  # the answer, until the next look
    step: int = 0  # number of the newest message to go on
    at: Frame = 0  # the frame at which it went on last
    wake: Frame = 0  # and at which it goes on next
    rest_from: Frame = 0  # where the rest began
    share: float = 0.0  # 0.0 to 1.0: where between its least and most seconds the rest ends
    is_between_rounds: bool = True
    rests: int = 0  # in this round so far
    round_from: Frame = 0  # where the round began
    worked_seconds: float = 0.0  # of the processor, in this round
    sent: Sent | None = None  # what it made last, on its way to the engine
    hurried_at_seconds: float | None = None  # when somebody began to wait for the end of its work
    is_broken: bool = False  # it was asked to break off


@dataclass(eq=False)
class Hand:
    """One script, from the crew's side."""

    script: str
    number: int = 0  # of the script, whatever it is called
    seed: int = 0
    was_called: tuple[str, ...] = ()  # until it was renamed
    seen: RunRequest = NOTHING_ASKED  # the newest wish that was heeded
    wanted: RunRequest | None = None  # to be run next
    player: Seat | None = None  # the worker whose loops are heard
    running: Running | None = None
    done: Done | None = None  # how that run ended, when it has
    heir: Seat | None = None  # the copy in which the newest run succeeded, about to take over
    landings: list[Landing] = field(default_factory=list)
    landed: int = 0  # number of the newest run that has landed
    good: RunRequest | None = None  # what plays
    good_level: ScriptLevel = "standard"  # at which it was run
    must_restore: bool = False  # the good text is to be run again, before anything else
    played: Beat = START  # where its loops have been played up to, in `flight`
    flight: int = -1
    locate: int = -1
    made: list[Due] = field(default_factory=list)  # for beats to come, to be said again after a pause
    places: tuple[LoopPlace, ...] = ()
    loops: tuple[str, ...] = ()
    packages: tuple[Used, ...] = ()  # that what plays uses
    suspects: dict[str, str] = field(default_factory=dict)  # packages that have changed, with what their text is now
    tasks: int = 0
    trouble: tuple[LoopTrouble, ...] = ()
    problem: Problem | None = None
    problem_run: int = 0  # the run that has it
    ran_lines: tuple[int, int] = (0, 0)
    is_stopped: bool = False
    said_listens: tuple[str, ...] = ()  # names of the events that the newest run has handlers for
    is_greeted: bool = False  # it has run since the session was opened, and was told of that
    memory_bytes: int = 0
    keeping: tuple[str, Sent] | None = None  # its `state` table, as JSON, as it was sent to the engine last
    left_for: int = 0  # number of the wish for which the table was asked for, as the worker that has it is to end
    # --- workers that were lost ---
    losses: list[float] = field(default_factory=list)  # when, in seconds
    lost_copies: int = 0  # which were to run the newest text, and never came
    restarts: int = 0
    restart_at_seconds: float = 0.0  # no sooner is the next worker started in place of one that was lost
    is_given_up: bool = False  # it kept losing them
    # --- in repeat mode ---
    mode: ScriptMode = "live"
    repetition: Repetition | None = None  # its worker, and how far that is
    is_switched_off: bool = False
    looked_at: Script | None = None  # the script as it was when it was attended to last
    refused: int = 0  # number of the newest wish, when its text does not compile
    begun: int = 0  # number of the newest text that has begun to repeat
    rounds: int = 0  # of that text that were begun, and are over
    iterations: int = 0
    last_seconds: float = 0.0
    has_round_failed: bool = False  # the problem is of a round
    kept: str | None = None  # the `state` table, as JSON, as it was heard of last, and is still to be sent
    kept_at: Frame = 0  # when it was told last

    @property
    def seats(self) -> list[Seat]:
        """Every worker of the script."""
        running = self.running.seat if self.running is not None else None
        repeats = self.repetition.seat if self.repetition is not None else None
        return list(dict.fromkeys(seat for seat in (self.player, self.heir, running, repeats) if seat is not None))

    @property
    def listens(self) -> tuple[str, ...]:
        """Names of the events that its handlers are for, as long as it plays."""
        return self.said_listens if self.good is not None else ()

    @property
    def has_something_to_lose(self) -> bool:
        """Whether a run that goes wrong in the player's own worker would be heard."""
        return self.good is not None or bool(self.loops or self.landings)

    @property
    def is_restoring(self) -> bool:
        """Whether the good text is being brought back, or is about to."""
        return (self.must_restore and self.good is not None) or (self.running is not None and self.running.is_again)

    @property
    def is_untold(self) -> bool:
        """Whether a worker waits to be told where a run lands."""
        return any(not landing.is_told for landing in self.landings)

    @property
    def is_busy(self) -> bool:
        """Whether there is something to do, or to wait for, that no snapshot would tell of."""
        player = self.player
        is_answering = player is not None and (player.is_answering or player.is_telling)
        is_at_work = self.running or self.wanted or self.heir or self.landings or self.is_restoring
        return bool(is_at_work or is_answering or self.suspects)

    def orphan_landings(self) -> None:
        """The worker that knew of the runs about to land is gone: they are run again once they have landed."""
        for landing in self.landings:
            landing.is_told = landing.is_orphan = True

    def fail(self, fault: Fault, run: int) -> None:
        """Keep what went wrong in a run, or in a loop of it; of a script that was silenced nobody wants to know."""
        if self.is_stopped:
            return
        place = Place(self.script, fault.line, fault.column) if fault.line else None
        self.problem = Problem(fault.message, f"script:{self.script}", place)
        self.problem_run = run

    def silence(self) -> None:
        """Nothing of the script plays any more, by the player's wish."""
        self.good, self.problem, self.must_restore = None, None, False
        self.is_stopped = True
        self.loops, self.places, self.tasks, self.trouble = (), (), 0, ()
        self.made.clear()

    @property
    def state(self) -> ScriptState:
        """How the script is doing, in a word."""
        return self._live_state if self.mode == "live" else self._repeat_state

    @property
    def _repeat_state(self) -> ScriptState:
        if self.repetition is not None and self.repetition.phase == "stopping":
            return "stopping"
        if self.is_given_up:
            return "failed"
        if self.is_switched_off or self.is_stopped:
            return "stopped"
        if self.refused == self.seen.number:
            return "failed"
        is_begun = self.repetition is not None and self.repetition.text is self.seen
        return "repeating" if is_begun else "starting"

    @property
    def _live_state(self) -> ScriptState:
        if self.running is not None or self.wanted is not None or self.is_restoring:
            return "running"
        if any(not landing.is_hushed for landing in self.landings):
            return "waiting"
        if self.problem is not None:
            return "failed"
        if self.is_stopped:
            return "stopped"
        return "live" if self.loops or self.tasks else "idle"

    @property
    def status(self) -> ScriptStatus:
        """How the script is doing."""
        playing = self.good.number if self.good is not None else 0
        return ScriptStatus(
            self.script, self.state, self.seen.number, playing, self.problem, without_pulses(self.loops),
            ran_lines=self.ran_lines, iterations=self.iterations, last_seconds=self.last_seconds,
            memory_bytes=self.memory_bytes, restarts=self.restarts, listens=self.listens, tasks=self.tasks,
            trouble=self.trouble,
            begins_with_music=self.player is not None and self.player.next_wake is not None,
        )  # fmt: skip
