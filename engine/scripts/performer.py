"""The performer: one script's Lua, its copy of the document and its loops. It hears messages and says messages; it has no I/O."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from zlib import crc32

from immutables import Map

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import EngineError, NotAllowed
from engine.core.lines.reading import read_line
from engine.core.snapshot import Snapshot
from engine.core.units import Beat, Quantum
from engine.lua.api.chance import number, whole
from engine.lua.api.table import API
from engine.lua.coroutine import Coroutine, LuaFunction
from engine.lua.library import chance_text
from engine.lua.limits import Limits
from engine.lua.mistakes import LuaMistake
from engine.lua.runtime import Runtime
from engine.scripts import protocol as p
from engine.scripts.declaring import as_declaration
from engine.scripts.feed import fed
from engine.scripts.kept_state import KeptState
from engine.scripts.loops import Loops
from engine.sound.sample_files import BUNDLED, find_sample

STATE_EVERY_BEATS = 4  # how often a loop's changes to `state` are looked for


class Performer:
    """Everything of one script in its worker. It is the API's stage.

    Thread: the worker's main one.
    """

    def __init__(self, say: Callable[[p.FromWorker], None], show: Callable[[str], None]) -> None:
        self._say = say
        self._show = show
        self._is_running = False
        self._beat = Beat(0)
        self._quantum: Quantum | None = None
        self._document = Document()
        self._commands: list[c.Command] = []
        self._adopted = p.Adopt("", 0, 5.0, 0.5, (), "{}")
        self._loops = Loops("", self._collect)
        self._prepare()

    def _prepare(self) -> None:
        """Make the runtime ahead of adoption, so that a spare has it ready."""
        self.runtime = Runtime(Limits(), output=self._show, clock=self._clock_seconds)
        methods = {}
        for function in API:
            owner, colon, name = function.name.partition(":")
            if function.call is None:
                continue
            call = partial(function.call, self)
            if colon and owner == "module":
                methods[name] = call
            else:
                self.runtime.install(
                    function.name, call, takes_functions=function.takes_functions, waits=function.waits
                )
        self.runtime.define_handle("module", methods)
        self.runtime.define_handle("pattern", {})
        self.runtime.load_library(chance_text(), "chance", {"number": number, "whole": whole})

    # --- messages ---

    def hear(self, message: p.ToWorker) -> None:
        """Do what a message asks, and answer it."""
        match message:
            case p.Adopt():
                self._adopt(message)
            case p.Feed():
                self._document = fed(self._document, message)
                self._say(p.Fed())
            case p.Run():
                self._say(self._run(message))
            case p.Land(number=run, beat=beat):
                self._loops.land(run, beat)
            case p.Advance():
                self._say(self._advance(message))
            case p.EndLoops():
                self._loops.end_all()
            case p.Work():
                self._say(self._work(message))
            case p.Break():
                self.runtime.clear_stop()  # it was heeded while something ran, or came when nothing did

    def _adopt(self, adopt: p.Adopt) -> None:
        self._adopted = adopt
        self._loops = Loops(adopt.script, self._collect)
        self._kept = KeptState(self.runtime, adopt.kept)

    def _run(self, run: p.Run) -> p.Done:
        """Run a text as one transaction: its commands leave together, or not at all."""
        before, self._beat, self._quantum = self._document, run.beat, None
        self._loops.begin_run()
        self._commands.clear()
        self._is_running = True
        try:
            with self.runtime.keeping_globals(), self.runtime.budget(self._adopted.run_budget_seconds):
                self._take(c.BeginRun(script=self.script, run=run.number))
                self.runtime.run_chunk(run.text, self._chunk_name(), seed=self._adopted.seed)
                self._take(c.EndRun(script=self.script))
        except EngineError as mistake:
            self._document = before
            self._collect()
            return p.Done(run.number, fault=_fault(mistake))
        finally:
            self._is_running = False
        batch = c.Batch(commands=self._collect())
        loops = self._loops.keep_run(run.number)
        last_line = max(1, len(run.text.splitlines()))
        return p.Done(run.number, batch, self._quantum, None, loops, (1, last_line), self._kept.changed())

    def _advance(self, advance: p.Advance) -> p.Advanced:
        self._commands.clear()
        dues, faults = self._loops.advance(advance.flight, advance.start, advance.until)
        kept = self._kept.changed() if self._is_time_to_keep(advance.until) else None
        return p.Advanced(advance.flight, advance.until, tuple(dues), tuple(faults), self._loops.names, kept)

    def _is_time_to_keep(self, until: Beat) -> bool:
        is_new = until // STATE_EVERY_BEATS != self._beat // STATE_EVERY_BEATS
        self._beat = until
        return is_new

    def _work(self, work: p.Work) -> p.Worked:
        """Work out a line for the console; what it asks for is done at once."""
        before = self._document
        self._commands.clear()
        try:
            with self.runtime.budget(self._adopted.run_budget_seconds):
                text = self.runtime.evaluate(work.text, "console")
        except EngineError as mistake:
            self._document = before
            self._collect()
            return p.Worked(work.ask, str(mistake), is_mistake=True)
        commands = self._collect()
        batch = c.Batch(commands=commands, label=work.text[:40], origin="console") if commands else None
        return p.Worked(work.ask, text, batch=batch)

    # --- the stage: what the API may do ---

    @property
    def document(self) -> Document:
        """The script's copy, with all that it has done so far."""
        return self._document

    @property
    def script(self) -> str:
        """The script's name."""
        return self._adopted.script

    @property
    def is_declaring(self) -> bool:
        """Whether this is a run."""
        return self._is_running

    @property
    def beat(self) -> Beat:
        """The beat at which the script acts."""
        return self._loops.beat if self._loops.playing is not None else self._beat

    def perform(self, command: c.Command) -> None:
        """Apply `command` to the copy and keep it for whoever collects."""
        self._take(as_declaration(command, self.script) if self._is_running else command)

    def check_sample(self, name: str) -> None:
        """Raise EngineError unless `name` is a bundled sample or a file that is there."""
        find_sample(name, BUNDLED, map(Path, self._adopted.folders))

    def define_loop(self, name: str, body: LuaFunction) -> None:
        """There is a live loop of this name."""
        self._loops.define(name, _Body(self.runtime, body, self._adopted))

    def stop_loop(self, name: str) -> None:
        """End a loop of this script; raises UnknownName."""
        self._loops.stop(name)

    def stop_all_loops(self) -> None:
        """End every loop of this script."""
        for name in self._loops.names:
            self._loops.stop(name)

    def land_at(self, quantum: Quantum) -> None:
        """Runs of this script land on this grid."""
        self._quantum = quantum

    def say_line(self, text: str) -> str:
        """Do a line of the command shell, in this transaction."""
        reading = read_line(text, Snapshot(document=self._document))
        if reading.request is not None or any(isinstance(each, c.Undo | c.Redo) for each in reading.commands):
            raise NotAllowed(f"exec: a script cannot do `{text.strip()}`; type it in the Command shell")
        for command in reading.commands:
            self.perform(command)
        return reading.answer

    # --- inside ---

    def _take(self, command: c.Command) -> None:
        self._document = apply(self._document, command)
        self._commands.append(command)

    def _collect(self) -> tuple[c.Command, ...]:
        collected = tuple(self._commands)
        self._commands.clear()
        return collected

    def _chunk_name(self) -> str:
        return self.script if self.script.endswith(".lua") else f"{self.script}.lua"

    def _clock_seconds(self) -> float:
        return float(self.beat) * 60.0 / self._document.transport.bpm


class _Body:
    """A live loop's function, for `Loops`."""

    def __init__(self, runtime: Runtime, function: LuaFunction, adopted: p.Adopt) -> None:
        self._runtime = runtime
        self._function = function
        self._adopted = adopted

    def start(self, seed: str) -> _Flow:
        """Return a coroutine that will run it; its chance follows from the script's seed and `seed`."""
        number = crc32(f"{self._adopted.seed}/{seed}".encode())
        return _Flow(self._runtime.spawn(self._function, seed=number), self._runtime, self._adopted.turn_budget_seconds)


class _Flow:
    """A turn under way, for `Loops`."""

    def __init__(self, coroutine: Coroutine, runtime: Runtime, budget_seconds: float) -> None:
        self._coroutine = coroutine
        self._runtime = runtime
        self._budget_seconds = budget_seconds

    def resume(self) -> Beat | None:
        """Run on; returns the beats that it sleeps, or None when the turn is over."""
        with self._runtime.budget(self._budget_seconds):
            turn = self._coroutine.resume()
        return None if turn.is_finished else Beat(*turn.values)

    @property
    def line(self) -> int:
        """The player's line at which it sleeps."""
        return self._coroutine.place[1]


def _fault(mistake: EngineError) -> p.Fault:
    if isinstance(mistake, LuaMistake):
        return p.Fault(mistake.message, mistake.line)
    return p.Fault(str(mistake))
