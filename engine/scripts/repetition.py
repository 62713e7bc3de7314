"""A repetition: what the crew knows of a text that runs over and over in a worker. Nothing here does anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.core.document import RunRequest
from engine.core.units import Frame
from engine.scripts.outbox import Sent
from engine.scripts.protocol import Began, Rested
from engine.scripts.seat import Seat

Phase = Literal[
    "starting",  # a text was sent, and the worker says next whether it compiles
    "resting",  # in a wait, between two rounds, or without a text
    "working",  # the worker was told to go on, and says next how far it came
    "stopping",  # so it was, but nobody wants to know any more: it ends with its answer
]


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
