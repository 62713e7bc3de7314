"""The performer: one script's Lua, at work. It hears messages and says messages; it has no I/O."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import ScriptLevel
from engine.core.errors import EngineError
from engine.core.units import Beat
from engine.lua.api.views import VIEWS
from engine.lua.mistakes import MemoryExceeded, Stopped
from engine.lua.runtime import Runtime
from engine.modules.table import plug_in
from engine.scripts import protocol as p
from engine.scripts.performing.calling import Calling
from engine.scripts.performing.emitting import Emitting
from engine.scripts.performing.faults import fault_of
from engine.scripts.performing.happening import Happening
from engine.scripts.performing.kept_state import KeptState
from engine.scripts.performing.musical import bodies_of
from engine.scripts.performing.rounds import Rounds
from engine.scripts.performing.standing import Standing
from engine.scripts.performing.used_packages import UsedPackages
from engine.scripts.performing.vocabulary import install_vocabulary

MEMORY_STEP_BYTES = 64 << 10


class Performer:
    """Everything of one script in its worker.

    Thread: the worker's main one, except `break_off`.
    """

    def __init__(
        self,
        say: Callable[[p.FromWorker], None],
        show: Callable[[str, str], None],
        fetch: Callable[[str], str | None] = lambda _: None,
        hang: Callable[[p.Hung], None] | None = None,
    ) -> None:
        """Take what sends a message, what shows a player a line (level and text), and what gets a script's text.

        `hang` is called on another thread when nothing but the end of this process helps.
        """
        self._say = say
        self._show = show
        self._fetch = fetch
        self._hang = hang
        self._heard = ""  # name of the newest message
        self._silent_until = Beat(0)
        self._kept: KeptState | None = None
        # Held while a run begins, ends or is broken off, never while one is under way.
        self._breaking = threading.Lock()
        self._running = 0  # number of the run under way
        self._broken: set[int] = set()  # runs that are to be broken off as soon as they begin
        self._open("standard")

    def _open(self, level: ScriptLevel, files: str = "") -> None:
        """Make the runtime, and give it the API; ahead of adoption, so that a spare has it ready."""
        folder = Path(files) if files else None
        self._runtime = Runtime(
            level=level,
            files=folder,
            output=self._print,
            clock=self._clock_seconds,
            on_hang=self._tell_of_hang if self._hang else None,
        )
        self._standing = Standing(self._runtime, self._show_now)
        self._calling = Calling(self._runtime, self._standing, self._show)
        self._happening = Happening(self._standing, self._calling)
        self._emitting = Emitting(self._standing, self._calling, self._show)
        self._packages = UsedPackages(self._runtime, self._fetch, lambda: self._standing.document.scripts, self._say)
        self._rounds = Rounds(self._runtime, self._standing, self._packages)
        install_vocabulary(self._runtime, self._standing, self._emitting)
        self._runtime.run_chunk("", "warm-up")  # what the first run would have to wait for

    def wake_as_copy(self) -> None:
        """To be called first in a forked process: threads that are gone may hold locks, and nothing watches Lua."""
        self._breaking = threading.Lock()
        self._runtime.watch_anew()

    def hear(self, message: p.ToWorker) -> None:
        """Do what a message asks, and answer it."""
        self._heard = type(message).__name__
        match message:
            case p.Adopt():
                self._adopt(message)
            case p.Rename(script=script):
                self._standing.rename(script)
            case p.Feed():
                if message.types is not None:
                    plug_in(Map({each.name: each for each in message.types}))
                self._standing.copies.feed(message)
                self._standing.handling.settle(message.landed)
                self._say(p.Fed())
            case p.Run():
                self._say(self._run(message))
            case p.Land():
                self._land(message)
            case p.Cued(cues=cues):
                self._standing.loops.hear(cues)
            case p.Advance():
                self._say(self._advance(message))
                self._note_state(lambda kept: kept.look_if_due(message.until))
            case p.EndLoops():
                self._standing.loops.end_all()
                self._standing.handling.end_all()
            case p.Repeat():
                self._say(self._rounds.take(message))
            case p.GoOn():
                self._say(self._go_on(message))
            case p.Keep(number=number):
                self._say(p.Kept(number, self._changed_state()))
            case p.Work():
                self._say(self._work(message))
            case p.Happened() | p.CallOn():
                self._say(replace(self._happening.hear(message), kept=self._changed_state()))
            case p.Answered(ask=ask, failure=failure):
                self._standing.answers.take(ask, failure)
            case p.Break() | p.Branch() | p.Fetched():
                pass  # heeded by whoever reads the link

    def _adopt(self, adopt: p.Adopt) -> None:
        if adopt.level != self._runtime.policy.level:
            self._runtime.close()
            self._open(adopt.level, adopt.files)
        self._standing.adopt(adopt)
        self._kept = KeptState(self._runtime, adopt.kept)

    # --- runs ---

    def _run(self, run: p.Run) -> p.Done:
        """Run a text as one transaction: its commands leave together, or not at all."""
        standing, budget = self._standing, self._standing.adopted.run_budget_seconds
        standing.loops.begin_run()
        standing.handling.begin_run(run.number)
        try:
            with standing.trying(run.beat, run.seconds, is_declaring=True, is_again=run.is_again):
                self._begin(run.number)
                with self._runtime.keeping_globals(), self._runtime.budget(budget):
                    standing.take(c.BeginRun(script=standing.script, run=run.number))
                    self._packages.begin_run(run, standing.script)
                    self._reinstate_library()
                    self._runtime.run_chunk(run.text, f"{standing.script}.lua", seed=standing.adopted.seed)
                    standing.take(c.EndRun(script=standing.script))
                document, commands = standing.document, standing.collect()
        except EngineError as mistake:
            standing.handling.drop_run()
            self._calling.take_faults()  # of handlers of a run that is no more
            fault, is_full = fault_of(mistake, standing.loops.chunks), self._is_full(mistake)
            return p.Done(run.number, fault=fault, kept=self._changed_state(), is_full=is_full)
        finally:
            self._end(run.number)
        self._packages.tell()
        for fault in self._calling.take_faults():
            self._show("warn", f"{standing.script}.lua:{fault.line}: {fault.message}")
        if not run.is_again:
            standing.copies.keep(run.number, commands, document)
        for name, body in bodies_of(run.number, standing, self._calling):
            standing.loops.define(name, body)
        listens = standing.handling.keep_run()
        loops, tasks = standing.loops.keep_run(run.number)
        lines = (1, max(1, len(run.text.splitlines())))
        batch = c.Batch(commands=commands)
        kept, memory_bytes = self._changed_state(), self._memory_bytes
        return p.Done(
            run.number, batch, standing.quantum, None, loops, lines, kept,
            tasks=tasks, listens=listens, memory_bytes=memory_bytes,
        )  # fmt: skip

    def _reinstate_library(self) -> None:
        """Give library names their meaning again: or one `step = 4` would spoil `step` for every run to come."""
        for name in self._runtime.reinstate_library():
            if name in VIEWS:
                self._show("warn", f"{name} = ... changed {name} for the last run of this script only; {VIEWS[name]}")

    def break_off(self, run: int) -> None:
        """Break off a run, at once when it is under way, or as soon as it begins. Thread: any."""
        with self._breaking:
            if run == self._running:
                self._runtime.request_stop()
            else:
                self._broken.add(run)

    def _begin(self, run: int) -> None:
        with self._breaking:
            if run in self._broken:
                raise Stopped("stopped")
            self._running = run

    def _end(self, run: int) -> None:
        """No run is under way; a request to stop that came too late for it must not reach what runs next."""
        with self._breaking:
            self._running = 0
            self._broken = {number for number in self._broken if number > run}
            self._runtime.clear_stop()

    # --- loops ---

    def _land(self, land: p.Land) -> None:
        self._standing.copies.land(land.number, land.at)
        self._standing.loops.land(land.number, land.at, land.start, land.places, goes_on=land.goes_on)
        self._standing.handling.land(land.number, land.at)

    def _advance(self, advance: p.Advance) -> p.Advanced:
        loops = self._standing.loops
        self._standing.collect()
        if advance.flight != loops.flight:
            begin = loops.go_on if advance.goes_on else loops.begin_flight
            begin(advance.flight, advance.start)
            if not advance.goes_on:
                self._standing.copies.forget_unheard()
        self._standing.copies.forget_unheard(advance.until)
        self._silent_until = advance.since
        self._standing.line = advance.line
        dues, faults = loops.advance(advance.until)
        faults += self._calling.take_faults()
        self._silent_until = Beat(0)
        heard = tuple(due for due in dues if due.beat >= advance.since)
        self._packages.tell()
        kept = self._note_state(lambda kept: kept.changed_by_loops(advance.until))
        return p.Advanced(
            advance.flight, advance.until, heard, tuple(faults), loops.names, kept, loops.next_wake, loops.places,
            tasks=loops.task_count,
            cues=tuple(cue for cue in loops.take_cues() if cue.beat >= advance.since),
            wants=loops.wants,
            trouble=loops.trouble,
            memory_bytes=self._memory_bytes,
        )  # fmt: skip

    def _changed_state(self) -> str | None:
        return self._note_state(KeptState.changed)

    def _note_state(self, look: Callable[[KeptState], str | None]) -> str | None:
        """Look at the `state` table, and show the player when it cannot be kept."""
        if self._kept is None:
            return None
        before, changed = self._kept.mistake, look(self._kept)
        if self._kept.mistake != before and self._kept.mistake:
            self._show("warn", self._kept.mistake)
        return changed

    @property
    def _memory_bytes(self) -> int:
        """What Lua takes, rounded up, so that it is news only now and then."""
        return -(-self._runtime.memory_bytes // MEMORY_STEP_BYTES) * MEMORY_STEP_BYTES

    def _is_full(self, mistake: EngineError) -> bool:
        """Whether nothing can run here any more, not even what would free some memory."""
        return isinstance(mistake, MemoryExceeded) and self._runtime.is_full

    # --- rounds ---

    def _go_on(self, message: p.GoOn) -> p.Rested:
        try:
            self._begin(message.number)
            rested = self._rounds.go_on(message)
        except EngineError as mistake:
            rested = self._rounds.failed(message, fault_of(mistake, self._standing.loops.chunks))
            rested = replace(rested, is_full=self._is_full(mistake))
        finally:
            self._end(message.number)
        return replace(rested, memory_bytes=self._memory_bytes, kept=self._changed_state())

    # --- the console ---

    def _work(self, work: p.Work) -> p.Worked:
        """Work out a line for the console; what it asks for is done at once."""
        standing = self._standing
        try:
            with (
                standing.trying(work.beat, work.seconds, is_declaring=False),
                self._runtime.budget(standing.adopted.run_budget_seconds),
            ):
                self._packages.begin_line(work.roots)
                text = self._runtime.evaluate(work.text, "console")
                commands, cues = standing.collect(), standing.collect_cues()
        except EngineError as mistake:
            return p.Worked(work.ask, str(mistake), is_mistake=True)
        batch = c.Batch(commands=commands, label=work.text[:40], origin="console") if commands else None
        return p.Worked(work.ask, text, batch=batch, cues=cues)

    # --- for the runtime ---

    def _print(self, text: str) -> None:
        self._show_now("info", text)

    def _show_now(self, level: str, text: str) -> None:
        if self._standing.loops.playing is None or self._standing.beat >= self._silent_until:
            self._show(level, text)

    def _tell_of_hang(self, chunk: str, line: int) -> None:
        assert self._hang is not None
        self._hang(p.Hung(self._heard, chunk, line))

    def _clock_seconds(self) -> float:
        return self._standing.seconds
