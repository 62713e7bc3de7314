"""The conductor: performs commands, at once or each at its beat, on the document, the desk and the sound."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.book import Book, perform, perform_unseen
from engine.core.changes import Changes, Waiting
from engine.core.desk import FROM_SCRIPTS, Desk, report, with_emitted, with_late, with_problem
from engine.core.document import Document
from engine.core.errors import EngineError, NotAllowed
from engine.core.glance import Glance
from engine.core.labels import label
from engine.core.lane import Entry
from engine.core.live import Place, Problem
from engine.core.performance import Performance
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.sound.protocol import Block, SoundBackend
from engine.transport.playhead import Playhead

PREROLL_BLOCKS = 8  # how long a start waits for live loops to make their first notes: 43 ms
LATE_BUT_PLAYED_SECONDS = 0.02  # a late note up to this sounds at once; a later one is dropped. Both are counted.


class Conductor:
    """Everything of a turn between taking commands and publishing what came of them.

    Thread: the engine's only.
    """

    def __init__(self, sound: SoundBackend, rate: int, block_frames: int, document: Document) -> None:
        self.book = Book()
        self.desk = Desk()
        self.changes = Changes()
        self.playhead = Playhead(rate)
        self._rate = rate
        self._block_frames = block_frames
        self._sound = sound
        self._performance = Performance(sound, self.playhead, block_frames)
        self._set_book(Book(document))
        self._performance.catch_up()

    def glance(self, load: float) -> Glance:
        """Return where the music is, and how much of a block's time the last one took."""
        frame, transport = self._performance.frame, self.book.document.transport
        return Glance(
            frame,
            self.playhead.beat_at(frame),
            self.playhead.is_playing,
            self.playhead.flight,
            self.playhead.flight_start,
            transport.bpm,
            transport.beats_per_bar,
            load,
            self._performance.notes_played,
            self._performance.playing,
            *self.playhead.origin,
        )

    def take(self, entry: Entry) -> None:
        """Perform a command that came in, or keep it for its beat."""
        command = entry.command
        if isinstance(command, c.Due):
            self._keep_due(command)
        elif isinstance(command, c.Batch) and command.quantum.unit != "now" and self.playhead.is_playing:
            self.changes.wait(self._landing(command), entry, command)
        else:
            self._perform(command, entry.ticket)

    def _landing(self, batch: c.Batch) -> Beat:
        """Return the first beat of the batch's quantum that is not before its lead."""
        lead = self.playhead.beats_in(round(batch.lead_seconds * self._rate))
        return batch.quantum.next_slot(self.playhead.scheduled + lead, self.book.document.transport.beats_per_bar)

    def _perform(self, command: c.Command, ticket: Ticket | None = None) -> None:
        if isinstance(command, c.OpenSession):
            self._refuse_waiting()
        try:
            is_played = isinstance(command, c.Batch) and command.is_played
            self._set_book((perform_unseen if is_played else perform)(self.book, command))
        except EngineError as error:
            self._refuse(error, command, ticket)
            return
        self.desk = report(self.desk, command, self.book.document)
        self._sound_out(command)

    def _perform_played(self, command: c.Command, due: c.Due) -> None:
        """Perform what a live loop did: it is played, not edited, so undo passes it over."""
        try:
            self._set_book(perform_unseen(self.book, command))
        except EngineError as error:
            self._refuse(error, command, None, Place(due.script, due.line))
            return
        if isinstance(command, FROM_SCRIPTS):
            self.desk = report(self.desk, command, self.book.document)
        self._sound_out(command)

    def _refuse(
        self, error: EngineError, command: c.Command, ticket: Ticket | None, place: Place | None = None
    ) -> None:
        self.desk = with_problem(self.desk, str(error), command.origin, place)
        if ticket is not None:
            ticket.problem = Problem(str(error), command.origin, place, self.desk.problem_count)

    def _refuse_waiting(self) -> None:
        """Refuse what waits for its beat: it was made for a session that is being left."""
        for change in self.changes.take_all_waiting():
            left = NotAllowed(f"another session was opened before its beat came: {label(change.batch)}")
            self._refuse(left, change.batch, change.entry.ticket)

    def _sound_out(self, command: c.Command) -> None:
        """Do what a command asks beyond the document: of the sound, or that it be told."""
        match command:
            case c.Emit():
                self.desk = with_emitted(self.desk, command)
            case c.Trigger():
                self._performance.trigger(command)
            case c.Panic():
                self._performance.silence()
            case c.ReportSample(status=status) if status.state == "ready":
                self._sound.sample_ready(status.name)
            case c.ReportPlugins():
                self._sound.types_changed()
            case c.Batch(commands=members):
                for member in members:
                    self._sound_out(member)

    def _set_book(self, book: Book) -> None:
        old, self.book = self.book.document, book
        if book.document is old:
            return
        flight = self.playhead.flight
        has_loops = any(status.begins_with_music for status in self.desk.scripts.values())
        self.playhead.preroll_frames = PREROLL_BLOCKS * self._block_frames if has_loops else 0
        self._performance.follow(old, book.document)
        if self.playhead.flight != flight:
            for change in self.changes.take_all_waiting():
                self._perform(change.batch, change.entry.ticket)

    def render_block(self) -> Block:
        """Render a block, and perform in its midst what is due there; it is valid until the next."""
        end = self._performance.frame + self._block_frames
        self._performance.begin_block()
        while True:
            first = self.changes.first() if self.playhead.is_playing else None
            limit = end if first is None else min(end, max(self.playhead.frame_of(first), self._performance.frame))
            self._performance.play_to(limit)
            if limit == end:
                self._pass_on_complaints()
                return self._performance.block
            self._change(self.changes.take())

    def _pass_on_complaints(self) -> None:
        for sentence in self._sound.complaints():
            self.desk = with_problem(self.desk, sentence, "sound")
        for sentence in self._performance.complaints():
            self.desk = with_problem(self.desk, sentence, "patterns")

    def _change(self, change: Waiting | c.Due) -> None:
        if isinstance(change, Waiting):
            self._perform(change.batch, change.entry.ticket)
        else:
            for command in change.commands:
                self._perform_played(command, change)

    def _keep_due(self, due: c.Due) -> None:
        """Keep what is due later; count what is late, and drop its notes when they are too late to be meant."""
        if due.flight != self.playhead.flight or not self.playhead.is_playing:
            return  # made for a place that the transport has left
        if due.beat >= self.playhead.scheduled:
            self.changes.due(due)
            return
        self.desk = with_late(self.desk, due.script, due.line)
        late_seconds = self.playhead.frames_in(self.playhead.scheduled - due.beat) / self._rate
        for command in due.commands:
            if late_seconds <= LATE_BUT_PLAYED_SECONDS or not isinstance(command, c.Trigger):
                self._perform_played(command, due)
