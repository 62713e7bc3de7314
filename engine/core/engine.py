"""The engine: owns the document, and turns: takes commands, applies them, renders a block, publishes a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from engine.core import commands as c
from engine.core.conductor import Conductor
from engine.core.document import Document
from engine.core.glance import Glance
from engine.core.lane import Entry, Lane
from engine.core.lanes import Lanes
from engine.core.publisher import Publisher, Subscriber
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.thread import EngineThread
from engine.core.ticket import Ticket
from engine.sound.protocol import SoundBackend

RATE = 48_000  # frames per second
BLOCK_FRAMES = 256

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
        self._conductor = Conductor(sound, rate, block_frames, document if document is not None else empty_document())
        self._publisher = Publisher()
        self._glance = Glance()
        self._taps = tuple(taps)
        self._thread: EngineThread | None = None
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
            self._conductor.take(entry)
        block = self._conductor.render_block()
        spent_seconds = perf_counter() - began
        for tap in self._taps:
            tap(block, spent_seconds)
        self._glance = self._conductor.glance(spent_seconds * self.rate / self.block_frames)
        self._publish()
        return block

    def _taken(self) -> list[Entry]:
        """Take what is in the lanes, in the order in which it was handed over."""
        taken = self._lanes.take_all()
        for lane, number in {entry.ticket.lane: entry.number for entry in taken}.items():
            self._publisher.mark(lane, number)
        return taken

    def _publish(self) -> None:
        conductor = self._conductor
        self._publisher.publish(conductor.book, conductor.desk, conductor.changes.waiting, conductor.playhead.flight)
