"""The engine: owns the document, and turns: takes commands, applies them, renders a block, publishes a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from engine.core import commands as c
from engine.core.book import Book, perform
from engine.core.changes import Changes, Waiting
from engine.core.desk import Desk, report, with_late, with_problem
from engine.core.document import Document
from engine.core.errors import EngineError, NotAllowed
from engine.core.glance import Glance
from engine.core.labels import label
from engine.core.lane import Entry, Lane
from engine.core.lanes import Lanes
from engine.core.live import Place, Problem
from engine.core.performance import Performance
from engine.core.publisher import Publisher, Subscriber
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.thread import EngineThread
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.sound.protocol import SoundBackend
from engine.transport.playhead import Playhead

RATE = 48_000  # frames per second
BLOCK_FRAMES = 256
PREROLL_BLOCKS = 8  # how long a start waits for live loops to make their first notes: 43 ms
LATE_BUT_PLAYED_SECONDS = 0.02  # a late note up to this sounds at once; a later one is dropped. Both are counted.

Tap = Callable[[NDArray[np.float32], float], None]  # a block, shape (2, frames), and the seconds that it took to make


class Engine:
    """The headless instrument. Whoever wants something submits a command; whoever wants to know reads a snapshot."""

    def __init__(
        self,
        sound: SoundBackend,
        rate: int = RATE,
        block_frames: int = BLOCK_FRAMES,
        document: Document | None = None,
        taps: Sequence[Tap] = (),
    ) -> None:
        """Take `sound`, closed when the engine stops; each of `taps` sees every block, on the engine's thread."""
        self.rate = rate
        self.block_frames = block_frames
        self._sound = sound
        self._lanes = Lanes()
        self._playhead = Playhead(rate)
        self._performance = Performance(sound, self._playhead, block_frames)
        self._changes = Changes()
        self._book = Book()
        self._desk = Desk()
        self._publisher = Publisher()
        self._glance = Glance()
        self._taps = tuple(taps)
        self._thread: EngineThread | None = None
        self._set_book(Book(document if document is not None else empty_document()))
        self._performance.catch_up()
        self._publish()

    # --- for producers and lookers: any thread ---

    def submit(self, command: c.Command) -> Ticket:
        """Hand `command` over through the calling thread's lane.

        Raises:
            LaneFull: the engine is too far behind; nothing was taken.
        Thread: any.
        """
        return self._lanes.own().offer(command)

    def open_lane(self, name: str) -> Lane:
        """Open a lane of that name for the calling thread, for a producer that is to be known by more than its thread.

        Thread: any; its `offer` is the calling thread's alone.
        """
        return self._lanes.open(name)

    @property
    def has_unread(self) -> bool:
        """Whether a command was handed over that no turn has taken yet. Thread: any."""
        return self._lanes.has_unread

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot. Thread: any."""
        return self._publisher.snapshot

    @property
    def glance(self) -> Glance:
        """Where the music is now. Thread: any."""
        return self._glance

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Have `subscriber` called with each new snapshot, on the engine's thread; it must be quick and must not wait.

        Returns:
            What to call to be left alone again.
        Thread: any.
        """
        return self._publisher.subscribe(subscriber)

    # --- life ---

    def start(self, thread: EngineThread) -> None:
        """Turn on a thread of its own, paced by the thread's output."""
        assert self._thread is None, "the engine turns already"
        self._thread = thread
        thread.begin(self)

    def stop(self) -> None:
        """End the engine's thread, if it has one, and free the sound."""
        if self._thread is not None:
            self._thread.end()
            self._thread = None
        self._sound.close()

    def render(self, frames: int) -> NDArray[np.float32]:
        """Turn as fast as possible and return the sound, shape (2, frames); frames is rounded up to whole blocks.

        Thread: the one that stands in for the engine's, which must not have been started.
        """
        assert self._thread is None, "the engine renders on its own thread"
        blocks = -(-frames // self.block_frames)
        return np.concatenate([self.turn().copy() for _ in range(blocks)], axis=1)

    def turn(self) -> NDArray[np.float32]:
        """Do one turn and return its block, shape (2, block_frames), valid until the next turn.

        Thread: the engine's.
        """
        began = perf_counter()
        for entry in self._taken():
            self._perform_entry(entry)
        self._render_block()
        spent_seconds = perf_counter() - began
        for tap in self._taps:
            tap(self._performance.block, spent_seconds)
        self._look_up(spent_seconds)
        self._publish()
        return self._performance.block

    # --- one turn, in order ---

    def _taken(self) -> list[Entry]:
        """Take what is in the lanes, in the order in which it was handed over."""
        taken = self._lanes.take_all()
        for lane, number in {entry.ticket.lane: entry.number for entry in taken}.items():
            self._publisher.mark(lane, number)
        return taken

    def _perform_entry(self, entry: Entry) -> None:
        command = entry.command
        if isinstance(command, c.Due):
            self._keep_due(command)
        elif isinstance(command, c.Batch) and command.quantum.unit != "now" and self._playhead.is_playing:
            self._changes.wait(self._landing(command), entry, command)
        else:
            self._perform(command, entry.ticket)

    def _landing(self, batch: c.Batch) -> Beat:
        """Return the first beat of the batch's quantum that is not before its lead."""
        lead = self._playhead.beats_in(round(batch.lead_seconds * self.rate))
        return batch.quantum.next_slot(self._playhead.scheduled + lead, self._book.document.transport.beats_per_bar)

    def _perform(self, command: c.Command, ticket: Ticket | None = None, place: Place | None = None) -> None:
        if isinstance(command, c.OpenSession):
            self._refuse_waiting()
        try:
            self._set_book(perform(self._book, command))
        except EngineError as error:
            self._refuse(error, command, ticket, place)
            return
        self._desk = report(self._desk, command, self._book.document)
        self._sound_out(command)

    def _refuse(self, error: EngineError, command: c.Command, ticket: Ticket | None, place: Place | None) -> None:
        self._desk = with_problem(self._desk, str(error), command.origin, place)
        if ticket is not None:
            ticket.problem = Problem(str(error), command.origin, place, self._desk.problem_count)

    def _refuse_waiting(self) -> None:
        """Refuse what waits for its beat: it was made for a session that is being left."""
        for change in self._changes.take_all_waiting():
            left = NotAllowed(f"another session was opened before its beat came: {label(change.batch)}")
            self._refuse(left, change.batch, change.entry.ticket, None)

    def _sound_out(self, command: c.Command) -> None:
        """Do what a command asks of the sound beyond the document."""
        match command:
            case c.Trigger():
                self._performance.trigger(command)
            case c.Panic():
                self._performance.silence()
            case c.ReportSample(status=status) if status.state == "ready":
                self._sound.sample_ready(status.name)
            case c.Batch(commands=members):
                for member in members:
                    self._sound_out(member)

    def _set_book(self, book: Book) -> None:
        old, self._book = self._book.document, book
        if book.document is old:
            return
        flight = self._playhead.flight
        has_loops = any(status.loops for status in self._desk.scripts.values())
        self._playhead.preroll_frames = PREROLL_BLOCKS * self.block_frames if has_loops else 0
        self._performance.follow(old, book.document)
        if self._playhead.flight != flight:
            for change in self._changes.take_all_waiting():
                self._perform(change.batch, change.entry.ticket)

    def _render_block(self) -> None:
        end = self._performance.frame + self.block_frames
        self._performance.begin_block()
        while True:
            first = self._changes.first() if self._playhead.is_playing else None
            limit = end if first is None else min(end, max(self._playhead.frame_of(first), self._performance.frame))
            self._performance.play_to(limit)
            if limit == end:
                return
            self._change(self._changes.take())

    def _change(self, change: Waiting | c.Due) -> None:
        if isinstance(change, Waiting):
            self._perform(change.batch, change.entry.ticket)
        else:
            for command in change.commands:
                self._perform(command, place=Place(change.script, change.line))

    def _keep_due(self, due: c.Due) -> None:
        """Keep what is due later; count what is late, and drop its notes when they are too late to be meant."""
        if due.flight != self._playhead.flight or not self._playhead.is_playing:
            return  # made for a place that the transport has left
        if due.beat >= self._playhead.scheduled:
            self._changes.due(due)
            return
        self._desk = with_late(self._desk, due.script, due.line)
        late_seconds = self._playhead.frames_in(self._playhead.scheduled - due.beat) / self.rate
        for command in due.commands:
            if late_seconds <= LATE_BUT_PLAYED_SECONDS or not isinstance(command, c.Trigger):
                self._perform(command, place=Place(due.script, due.line))

    def _look_up(self, spent_seconds: float) -> None:
        frame, transport = self._performance.frame, self._book.document.transport
        self._glance = Glance(
            frame,
            self._playhead.beat_at(frame),
            self._playhead.is_playing,
            self._playhead.flight,
            self._playhead.flight_start,
            transport.bpm,
            transport.beats_per_bar,
            spent_seconds * self.rate / self.block_frames,
            self._performance.notes_played,
        )

    def _publish(self) -> None:
        self._publisher.publish(self._book, self._desk, self._changes.waiting, self._playhead.flight)
