"""Records what is heard, as the snapshot asks: blocks from the engine's thread, written by a thread of its own."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread

import numpy as np
from msgspec.structs import replace

from engine.core.live import RecordingStatus
from engine.core.snapshot import Snapshot
from engine.sound.protocol import Block
from engine.sound.reel import Reel
from engine.sound.sound_file import FileMistake

MOST_WAITING = 2_000  # blocks between the engine and the disk: ten seconds and more

Stems = Callable[[], Mapping[str, Block]]  # each module's own sound of the block that was rendered last


class Recorder:
    """Starts and ends recordings; at most one runs.

    `report` is called on the recorder's own thread. Thread: `look` and `take` the engine's; `stop` any.
    """

    def __init__(self, rate: int, stems: Stems, report: Callable[[RecordingStatus], None]) -> None:
        self._rate = rate
        self._stems = stems
        self._report = report
        self._status = RecordingStatus()  # as the newest snapshot has it
        self._take: _Take | None = None
        self._ended: list[_Take] = []  # may still be on their way to the disk

    def look(self, snapshot: Snapshot) -> None:
        """Begin or end a recording, where the snapshot asks for it."""
        wish = snapshot.recording
        if wish is self._status:
            return
        is_new = wish.number != self._status.number
        self._status = wish
        if self._take is not None and (is_new or wish.state == "stopping"):
            self._end()
        if is_new and wish.state == "asked":
            self._take = _Take(wish, self._rate, self._report)

    def take(self, block: Block, _: float) -> None:
        """Keep one block for the disk, when something is being recorded; a tap of the engine's."""
        if self._take is not None:
            self._take.keep(block, self._stems() if self._take.status.has_stems else {})

    def stop(self) -> None:
        """End what is being recorded, and wait until it is on disk."""
        self._end()
        for take in self._ended:
            take.wait()

    def _end(self) -> None:
        if self._take is not None:
            self._take.end()
            self._ended = [take for take in self._ended if take.is_writing] + [self._take]
            self._take = None


class _Take:
    """One recording, from its first block to its last. What the disk is too slow for is counted, and is silent."""

    def __init__(self, wish: RecordingStatus, rate: int, report: Callable[[RecordingStatus], None]) -> None:
        self.status = wish
        self._rate = rate
        self._report = report
        self._blocks: deque[tuple[Block, Mapping[str, Block]]] = deque()
        self._missing = 0  # frames that were dropped since the last block that was kept
        self._came = Event()
        self._is_over = False
        self._dropped = 0
        self._thread = Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def keep(self, block: Block, stems: Mapping[str, Block]) -> None:
        """Hand a block to the thread. Copies: what is rendered next overwrites it."""
        if self._is_over:
            return
        if len(self._blocks) >= MOST_WAITING:
            self._dropped += 1
            self._missing += block.shape[1]
            return
        if self._missing:
            self._blocks.append((np.zeros((2, self._missing), np.float32), {}))
            self._missing = 0
        self._blocks.append((block.copy(), {name: stem.copy() for name, stem in stems.items()}))
        self._came.set()

    def end(self) -> None:
        """Have no more blocks come."""
        self._is_over = True
        self._came.set()

    @property
    def is_writing(self) -> bool:
        """Whether something is still on its way to the disk."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Return when all is on disk."""
        self._thread.join()

    def _run(self) -> None:
        path = Path(os.path.expanduser(self.status.path))
        try:
            reel = Reel(path, self._rate, path.with_suffix("") if self.status.has_stems else None)
            self._tell("recording")
            self._write_all(reel)
            reel.close()
        except FileMistake as mistake:
            self._is_over = True
            self._tell("failed", str(mistake))
        else:
            self._tell("off")

    def _write_all(self, reel: Reel) -> None:
        while not (self._is_over and not self._blocks):
            self._came.wait()
            self._came.clear()
            while self._blocks:
                reel.write(*self._blocks.popleft())

    def _tell(self, state: str, message: str = "") -> None:
        self._report(replace(self.status, state=state, message=message, dropped=self._dropped))
