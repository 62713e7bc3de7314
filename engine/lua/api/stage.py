"""What a function of the API may do: the side of a script's worker that the API sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from engine.core.commands import Command
from engine.core.document import Document
from engine.core.units import Beat, Quantum


class Stage(Protocol):
    """Where a script stands: its copy of the document, its place in time, and what takes its commands."""

    @property
    def document(self) -> Document:
        """The script's copy, with all that it has done so far."""

    @property
    def script(self) -> str:
        """The script's name."""

    @property
    def is_declaring(self) -> bool:
        """Whether this is a run, which says what there is; a loop or the console just does things."""

    @property
    def is_repeating(self) -> bool:
        """Whether this is a round of a text that runs from top to bottom in seconds, and may wait."""

    @property
    def beat(self) -> Beat:
        """The beat at which the script acts."""

    def perform(self, command: Command) -> None:
        """Apply `command` to the copy and pass it on; raises EngineError, and then nothing was passed on.

        In a run it becomes the declaration of what it would bring about.
        """

    def check_sample(self, name: str) -> None:
        """Raise EngineError unless `name` is a sample that can be had."""

    def define_loop(self, name: str, body: Any) -> None:
        """There is a live loop of this name."""

    def stop_loop(self, name: str) -> None:
        """End a loop of this script; raises UnknownName."""

    def stop_all_loops(self) -> None:
        """End every loop of this script, except those that the rest of a run defines, and all of the other scripts'."""

    def land_at(self, quantum: Quantum) -> None:
        """Runs of this script land on this grid."""

    def say_line(self, text: str) -> str:
        """Do a line of the command shell and return its answer; raises EngineError."""


class LuaFunction(msgspec.Struct, frozen=True, kw_only=True):
    """One function that a script can call."""

    name: str  # with its table: "clock:setBPM"; with its handle: "module:set"
    usage: str  # how it is called, for call tips
    summary: str  # one line
    since: str  # the version it came with
    example: str  # Lua that runs on an empty session
    call: Callable[..., Any] | None = None  # (stage, *arguments) -> plain value or handle; None: it is written in Lua
    takes_functions: bool = False
    waits: bool = False  # time passes in it
    repeats: bool = False  # only a script in repeat mode can call it
