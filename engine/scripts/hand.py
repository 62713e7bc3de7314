"""A hand: what the crew knows of one script and of the worker that plays it. Nothing here does anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from engine.core.document import Document, RunRequest
from engine.core.live import Problem
from engine.core.ticket import Ticket
from engine.core.units import Beat
from engine.scripts.protocol import Done

NOTHING_FED = Document()


class Running(NamedTuple):
    """A run under way."""

    request: RunRequest
    deadline_seconds: float  # past it the worker is lost patience with
    is_again: bool  # the last good text in a new worker


class Landing(NamedTuple):
    """A run that succeeded and waits to be heard."""

    request: RunRequest
    ticket: Ticket
    done: Done
    is_told: bool = False  # the worker knows the beat


@dataclass
class Hand:
    """One script, from the crew's side."""

    script: str
    worker: int | None = None
    seen: RunRequest = RunRequest()  # the newest wish that was heeded
    wanted: RunRequest | None = None  # to be run next
    must_restore: bool = False  # the good text is to be run again, in a new worker, before anything else
    running: Running | None = None
    landings: list[Landing] = field(default_factory=list)
    good: RunRequest | None = None  # what plays
    known: Document = NOTHING_FED  # what the worker was told of the document
    is_feeding: bool = False  # a feed is under way
    flight: int = -1  # of the last advance
    until: Beat = Beat(0)
    advancing_since: float | None = None  # seconds; None when the last advance was answered
    loops: tuple[str, ...] = ()
    problem: Problem | None = None
    ran_lines: tuple[int, int] = (0, 0)
    is_stopped: bool = False
    losses: list[float] = field(default_factory=list)  # when its workers were lost, in seconds
    asked: dict[str, float] = field(default_factory=dict)  # questions not answered yet, and their deadlines

    def forget_worker(self) -> None:
        """Be as if there was no worker: what it had under way is over."""
        self.worker = None
        self.running = None
        self.known = NOTHING_FED
        self.is_feeding = False
        self.flight = -1
        self.advancing_since = None
        self.loops = ()
