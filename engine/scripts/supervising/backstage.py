"""What all of the crew work with: its rules, the moment it looks at, and the way to workers and to the engine."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import Document, ScriptLevel
from engine.core.glance import Glance
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.core.units import NEXT_BAR, Beat, exact
from engine.lua.limits import Limits
from engine.modules.module_type import ModuleType
from engine.modules.table import plugged_in
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.supervising.hand import Hand, Seat
from engine.scripts.supervising.outbox import Outbox, Sent

RUN_BUDGET_SECONDS = Limits().run_seconds
TURN_BUDGET_SECONDS = 0.5  # of a loop, between two sleeps
LOOK_AHEAD_SECONDS = 0.1
PACKAGES_FOLDER = "packages"  # beside a session's file
FILES_FOLDER = "files"  # beside the session's file: where scripts have their own


class Port(Protocol):
    """What the crew may do to the world."""

    def hire(self, script: str) -> int:
        """Return the number of a worker that can be sent to from now on."""

    def branch(self, worker: int) -> int | None:
        """Return the number of a copy of a worker as it is after all that it was sent; None where none can be made."""

    def dismiss(self, worker: int) -> None:
        """End a worker's process; nothing more is heard of it."""

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Send to a worker."""

    def submit(self, command: c.Command) -> Ticket:
        """Hand a command to the engine; raises LaneFull."""

    def log(self, script: str, level: str, text: str) -> None:
        """Show a line to the player."""


@dataclass(frozen=True)
class Rules:
    """What the crew goes by."""

    seed: int = 0
    run_budget_seconds: float = RUN_BUDGET_SECONDS  # of a worker's processor
    look_ahead_seconds: float = LOOK_AHEAD_SECONDS  # how far ahead of the music loops are played
    folders: tuple[str, ...] = ()  # where scripts' sample files are looked for
    rate: int = 48_000  # frames per second
    packages: tuple[str, ...] = ()  # folders of what scripts may require

    @property
    def run_patience_seconds(self) -> float:
        """How long a run is waited for: by then a worker has stopped it or ended itself, even on a busy machine."""
        return 4 * self.run_budget_seconds + 8.0


class Moment(NamedTuple):
    """What the crew looks at."""

    snapshot: Snapshot
    glance: Glance
    now: float  # seconds, from any origin
    need: Beat | None = None  # in a render that waits, the beat that loops must have been played up to; None is live

    @property
    def is_in_flight(self) -> bool:
        """Whether the music plays, and the snapshot is of this flight too."""
        return self.glance.is_playing and self.glance.flight == self.snapshot.flight

    @property
    def locate(self) -> int:
        """Which order to be somewhere the transport heeded last."""
        return self.snapshot.document.transport.locate.number

    def beats(self, seconds: float) -> Beat:
        """Return how many beats pass in so many seconds."""
        return exact(round(seconds, 6)) * exact(self.glance.bpm) / 60

    def seconds(self, rate: int) -> float:
        """Return the engine's seconds, of a rate of frames: they pass whether the transport plays or not."""
        return self.glance.frame / rate

    def time_line(self, rate: int) -> p.TimeLine:
        """Return how beats become the engine's seconds at the tempo of now."""
        glance = self.glance
        return p.TimeLine(glance.origin_beat, Beat(glance.origin_frame, rate), exact(glance.bpm))

    def bar_after(self, beat: Beat) -> Beat:
        """Return the first bar line at or after a beat."""
        return NEXT_BAR.next_slot(beat, self.glance.beats_per_bar)


class Backstage:
    """Workers by number, and the outbox to the engine."""

    def __init__(self, port: Port, rules: Rules) -> None:
        self.rules = rules
        self.outbox = Outbox(port.submit)
        self._port = port
        self._hands: dict[int, Hand] = {}  # by worker
        self._last_feed: tuple[Document | None, Document | None, p.Feed | None] = (None, None, None)  # from, to, what

    def hand_of(self, worker: int) -> Hand | None:
        """Return the script's hand that a worker belongs to; None when it was dismissed."""
        return self._hands.get(worker)

    def hire(self, hand: Hand, kept: str, session: str = "", level: ScriptLevel = "standard") -> Seat:
        """Return a new worker that has been told whose it is; `session` is the file beside which samples may lie."""
        seat = Seat(self._port.hire(hand.script), level)
        self._hands[seat.worker] = hand
        rules = self.rules
        beside = Path(session).absolute().parent
        folders = (*rules.folders, str(beside)) if session else rules.folders
        files = str(beside / FILES_FOLDER) if session else ""
        budgets = (rules.run_budget_seconds, TURN_BUDGET_SECONDS)
        self.send(seat, p.Adopt(hand.script, hand.seed, *budgets, folders, kept, level, files))
        return seat

    def package_roots(self, session: str) -> tuple[str, ...]:
        """Return the packages folders, with the one beside the file of the session before the others."""
        own = (str(Path(session).absolute().parent / PACKAGES_FOLDER),) if session else ()
        return (*own, *self.rules.packages)

    def branch(self, hand: Hand, seat: Seat) -> Seat | None:
        """Return a copy of a worker; None where none can be made."""
        worker = self._port.branch(seat.worker)
        if worker is None:
            return None
        twin = copy(seat)
        twin.worker, twin.is_ready, twin.is_feeding = worker, False, False
        twin.advancing_since = twin.calling_since = None
        twin.kept_told = twin.kept_asked
        self._hands[worker] = hand
        return twin

    def dismiss(self, seat: Seat | None) -> None:
        """End a worker."""
        if seat is not None and self._hands.pop(seat.worker, None) is not None:
            self._port.dismiss(seat.worker)

    def forget(self, seat: Seat) -> None:
        """A worker has ended by itself."""
        self._hands.pop(seat.worker, None)

    def send(self, seat: Seat, message: p.ToWorker) -> None:
        """Send to a worker."""
        self._port.send(seat.worker, message)

    def feed(self, hand: Hand, seat: Seat, snapshot: Snapshot) -> None:
        """Tell a worker what changed in the document."""
        types = plugged_in()
        news = None if types is seat.types else tuple(types.values())
        feed = self._feed_between(seat.known, snapshot.document, hand.landed, news)
        if feed is not None:
            self.send(seat, feed)
            seat.known, seat.types = snapshot.document, types
            seat.is_feeding = True

    def _feed_between(
        self, old: Document, new: Document, landed: int, types: tuple[ModuleType, ...] | None
    ) -> p.Feed | None:
        """What many workers are told of one change is worked out once, and is the same object."""
        if types is not None:
            return feed_between(old, new, landed, types)
        last_old, last_new, feed = self._last_feed
        if last_old is not old or last_new is not new:
            feed = feed_between(old, new, landed)
        elif feed is not None and feed.landed != landed:
            feed = replace(feed, landed=landed)
        self._last_feed = old, new, feed
        return feed

    def put(self, command: c.Command) -> Sent:
        """Hand a command to the engine, as soon as there is room."""
        return self.outbox.put(command)

    def keep(self, hand: Hand, json: str | None) -> None:
        """Have the engine keep a script's `state` table; None is no news."""
        if json is not None:
            hand.keeping = json, self.put(c.KeepState(script=hand.script, json=json))

    def kept(self, hand: Hand, snapshot: Snapshot) -> str:
        """Return a script's `state` table as it was heard of last, whether or not the engine knows by now."""
        if hand.keeping is not None:
            json, sent = hand.keeping
            if sent.ticket is None or not sent.ticket.is_done(snapshot):
                return json
        return snapshot.document.scripts[hand.script].kept

    def log(self, script: str, level: str, text: str) -> None:
        """Show a line to the player."""
        self._port.log(script, level, text)
