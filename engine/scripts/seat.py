"""A seat: what the crew knows of one worker. Nothing here does anything."""

from __future__ import annotations

from dataclasses import dataclass

from immutables import Map

from engine.core.document import Document
from engine.core.units import Beat
from engine.modules.module_type import ModuleType
from engine.modules.table import NO_TYPES

NOTHING_FED = Document()
START = Beat(0)


@dataclass(eq=False)
class Seat:
    """What is known of one worker."""

    worker: int
    is_ready: bool = False  # it has said something
    known: Document = NOTHING_FED  # what it was told of the document
    types: Map[str, ModuleType] = NO_TYPES  # that plug-ins brought, as it was told
    is_feeding: bool = False  # a feed is under way
    flight: int = -1  # of the last advance
    locate: int = -1  # the transport's locate then: the same one in a later flight means that the music only paused
    until: Beat = START  # where its loops were asked to be played up to
    next_wake: Beat | None = None  # its loops do nothing before; None: there is none
    advancing_since: float | None = None  # seconds; None when the last advance was answered
    is_hushed: bool = False  # the answer to the advance under way is of no interest any more
