"""The snapshot: the frozen truth that shells, workers and the writer see. Nothing here does anything."""

from __future__ import annotations

import msgspec
from immutables import Map

from engine.core.document import Document
from engine.core.live import (
    Answer,
    DeviceStatus,
    Emitted,
    Errand,
    Outlook,
    PackageStatus,
    PluginStatus,
    Problem,
    Question,
    RecordingStatus,
    SampleStatus,
    ScriptStatus,
    SessionStatus,
)
from engine.core.units import Beat

MOST_PROBLEMS = 100  # the newest are kept


class Snapshot(msgspec.Struct, frozen=True):
    """Everything a shell may show. Unchanged branches are shared between versions."""

    version: int = 0  # rises by one per publication
    document: Document = Document()
    marks: Map[str, int] = Map()  # by lane, the highest sequence number taken from it
    waiting: Map[int, Beat] = Map()  # sequence numbers that were taken and wait, with the beat they wait for
    scripts: Map[str, ScriptStatus] = Map()
    samples: Map[str, SampleStatus] = Map()
    device: DeviceStatus = DeviceStatus()
    session: SessionStatus = SessionStatus()
    outlook: Outlook = Outlook()
    problems: tuple[Problem, ...] = ()  # oldest first
    problem_count: int = 0  # since the engine started
    questions: tuple[Question, ...] = ()  # lines of Lua that are not answered yet, oldest first
    answers: tuple[Answer, ...] = ()  # what the last ones came to
    late_count: int = 0  # events that came after their beat, since the engine started
    flight: int = 0  # rises whenever the transport's place is broken: start, stop, seek
    recording: RecordingStatus = RecordingStatus()
    plugins: tuple[PluginStatus, ...] = ()
    packages: Map[str, PackageStatus] = Map()  # files in the folders that are watched, by path
    emitted: tuple[Emitted, ...] = ()  # the newest events that were told, oldest first
    errands: Map[int, Errand] = Map()  # what scripts want the window to do, by number
    has_window: bool = False  # and whether there is one
    interrupts: int = 0  # rises with each wish that whatever is under way be broken off

    def has_applied(self, lane: str, number: int) -> bool:
        """Whether the command with this sequence number in `lane` is in this snapshot, done or refused."""
        return self.marks.get(lane, -1) >= number and number not in self.waiting
