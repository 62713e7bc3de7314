"""What a function of the API may do: the side of a script's worker that the API sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from engine.core.commands import Command
from engine.core.document import Document
from engine.core.live import ErrandKind
from engine.core.units import Beat, Quantum
from engine.events.registry import USUAL_PRIORITY


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """What a handler is to be called for."""

    event: str
    priority: int = USUAL_PRIORITY  # lower ones come first
    pattern: str = ""  # that what it happened to must match; empty: whatever it happened to
    is_once: bool = False
    wants_state: bool = False  # it gets the state of the session instead of the event
    line: int = 0  # of the player's text, where the function begins


AT_ONCE = Beat(0)


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

    @property
    def seconds(self) -> float:
        """The engine's seconds at which the script acts, the same for every script; in a loop those of its beat."""

    def perform(self, command: Command) -> None:
        """Apply `command` to the copy and pass it on; raises EngineError, and then nothing was passed on.

        In a run it becomes the declaration of what it would bring about.
        """

    def share(self, path: tuple[str | int, ...], json: str) -> None:
        """Tell every script a value, at a place in what is shared; empty JSON is none. Raises EngineError."""

    def check_sample(self, name: str) -> None:
        """Raise EngineError unless `name` is a sample that can be had."""

    def ask_errand(self, kind: ErrandKind, what: tuple[str, ...], delay_seconds: float = 0.0) -> str:
        """Ask the window to do something; returns by what its answer is known, or nothing when it is not waited for."""

    def answer_to(self, ask: str) -> str | None:
        """Return why an errand failed, empty when it is done; None while it is under way."""

    def show(self, level: str, text: str) -> None:
        """Show a line in the log: "debug", "info", "warn" or "error"."""

    def define_loop(self, name: str, body: Any) -> None:
        """There is a live loop of this name."""

    def stop_loop(self, name: str) -> None:
        """End a loop of this script; raises UnknownName."""

    def begin_task(
        self, word: str, function: Any, after: Beat = AT_ONCE, arguments: tuple[Any, ...] = (), bound: Any = None
    ) -> int:
        """Run a function through once, so many beats from here; in a run, from where it lands. Returns its number.

        `bound` is run in its place: the same, with arguments that only Lua can hold. Raises NotAllowed.
        """

    def cancel_task(self, number: int) -> None:
        """End a task of this script; raises UnknownName for one that never was."""

    def give_cue(self, name: str, value: Any) -> None:
        """Give a cue: at the loop's beat, where the run lands, or at once; raises NotAllowed where nobody hears it."""

    def stop_all_loops(self) -> None:
        """End every loop of this script, except those that the rest of a run defines, and all of the other scripts'."""

    def listen(self, listening: Listening, body: Any) -> str:
        """Have a function called for an event, and return its name; raises UnknownName, NotAllowed outside a run."""

    def unlisten(self, name: str) -> None:
        """Have a function not called any more; raises UnknownName."""

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
    binds: bool = False  # what follows its first argument, a function, is for that function
    repeats: bool = False  # only a script in repeat mode can call it
