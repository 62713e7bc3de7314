"""Where a script stands: its copy of the document, its place in time, and what it has done. The API's stage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.edits.sweep import sweep
from engine.core.errors import NotAllowed
from engine.core.lines.reading import read_line
from engine.core.snapshot import Snapshot
from engine.core.units import NEXT_BAR, Beat, Quantum
from engine.lua.coroutine import LuaFunction
from engine.lua.runtime import Runtime
from engine.scripts.bodies import LoopBody
from engine.scripts.copies import Copies
from engine.scripts.declaring import as_declaration
from engine.scripts.loops import Loops
from engine.scripts.protocol import Adopt
from engine.sound.sample_files import BUNDLED, find_sample

NOBODY_YET = Adopt("", 0, 5.0, 0.5, (), "{}")


class Standing:
    """What the functions of the API see and do: `engine.lua.api.stage.Stage`.

    Thread: the worker's main one.
    """

    def __init__(self, runtime: Runtime) -> None:
        self.adopted = NOBODY_YET
        self.copies = Copies()
        self.loops = Loops("", self.collect, self._next_bar)
        self.quantum: Quantum | None = None  # what the run under way asked for
        self._runtime = runtime
        self._beat = Beat(0)
        self._trying: Document | None = None  # the document of the run, or of the console's line, under way
        self._is_declaring = False
        self._is_again = False
        self._is_repeating = False
        self._commands: list[c.Command] = []

    # --- what the API sees: see `Stage` ---

    @property
    def document(self) -> Document:
        """The script's copy, with all that it has done so far."""
        return self.copies.at(self.loops.beat) if self._trying is None else self._trying

    @property
    def script(self) -> str:
        """The script's name."""
        return self.adopted.script

    @property
    def is_declaring(self) -> bool:
        """Whether this is a run."""
        return self._is_declaring

    @property
    def is_repeating(self) -> bool:
        """Whether this is a round of a text in repeat mode."""
        return self._is_repeating

    @property
    def beat(self) -> Beat:
        """The beat at which the script acts."""
        return self._beat if self.loops.playing is None else self.loops.beat

    def perform(self, command: c.Command) -> None:
        """Apply `command` to the copy and keep it for whoever collects."""
        if self._trying is None:
            self.copies.change(self.loops.beat, command)
            self._commands.append(command)
        else:
            self.take(as_declaration(command, self.script) if self._is_declaring else command)

    def check_sample(self, name: str) -> None:
        """Raise EngineError unless `name` is a bundled sample or a file that is there."""
        if not self._is_again:
            find_sample(name, BUNDLED, map(Path, self.adopted.folders))

    def define_loop(self, name: str, body: LuaFunction) -> None:
        """There is a live loop of this name; raises NotAllowed outside a script, and in repeat mode."""
        if self._is_repeating:
            raise NotAllowed("live_loop: a script in repeat mode has no live loops; set it to live mode and run it")
        if self._trying is not None and not self._is_declaring:
            raise NotAllowed("live_loop: a loop belongs to a script; write it there and run it")
        self.loops.define(name, LoopBody(self._runtime, body, self.adopted))

    def stop_loop(self, name: str) -> None:
        """End a loop of this script; raises UnknownName."""
        self.loops.stop(name)

    def stop_all_loops(self) -> None:
        """End every loop of this script, and the runs and loops of the others."""
        for name in self.loops.names:
            self.loops.stop(name)
        for name in sorted(self.document.scripts):
            if name != self.script:
                self.perform(c.StopScript(name=name))

    def land_at(self, quantum: Quantum) -> None:
        """Runs of this script land on this grid."""
        self.quantum = quantum

    def say_line(self, text: str) -> str:
        """Do a line of the command shell, in this transaction."""
        reading = read_line(text, Snapshot(document=self._unsaid_yet()))
        if reading.request is not None or any(isinstance(each, c.Undo | c.Redo) for each in reading.commands):
            raise NotAllowed(f"exec: a script cannot do `{text.strip()}`; type it in the Command shell")
        for command in reading.commands:
            self.perform(command)
        return reading.answer

    # --- what the performer does ---

    @contextmanager
    def trying(
        self, beat: Beat, *, is_declaring: bool, is_again: bool = False, is_repeating: bool = False
    ) -> Iterator[None]:
        """Have what is done in the block done to a document of its own, which is forgotten after it.

        What is run again has worked before: that a file is gone since is no reason to be silent.
        """
        self._beat, self._trying, self._is_declaring, self.quantum = beat, self.copies.newest, is_declaring, None
        self._is_again, self._is_repeating = is_again, is_repeating
        self._commands.clear()
        try:
            yield
        finally:
            self._trying, self._is_declaring, self._is_repeating = None, False, False

    def take(self, command: c.Command) -> None:
        """Apply a command to the document that is tried, and keep it."""
        assert self._trying is not None
        self._trying = apply(self._trying, command)
        self._commands.append(command)

    def collect(self) -> tuple[c.Command, ...]:
        """Return the commands that were made since the last time, and forget them."""
        collected = tuple(self._commands)
        self._commands.clear()
        return collected

    def adopt(self, adopt: Adopt) -> None:
        """Be this script's."""
        self.adopted = adopt
        self.loops = Loops(adopt.script, self.collect, self._next_bar)

    def rename(self, script: str) -> None:
        """Be called so from now on."""
        self.adopted = replace(self.adopted, script=script)
        self.loops.script = script

    def _unsaid_yet(self) -> Document:
        """In a run, the document without what only the last run has said: `add` means the same each time then."""
        record = self.document.declared.get(self.script)
        if not self._is_declaring or record is None:
            return self.document
        return sweep(self.document, self.script, record.before, record.now)

    def _next_bar(self, beat: Beat) -> Beat:
        return NEXT_BAR.next_slot(beat, self.copies.at(beat).transport.beats_per_bar)
