"""Where a script stands: its copy of the document, its place in time, and what it has done. The API's stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document, PlayState
from engine.core.edits.sharing import Path as SharedPath
from engine.core.edits.sweep import sweep
from engine.core.errors import NotAllowed, OutOfRange
from engine.core.lines.reading import read_line
from engine.core.live import ErrandKind, Outlook, SessionStatus
from engine.core.snapshot import Snapshot
from engine.core.units import NEXT_BAR, Beat, Quantum
from engine.events.emission import Emission
from engine.lua.api.stage import Listening
from engine.lua.convert import Value
from engine.lua.coroutine import LuaFunction
from engine.lua.runtime import Runtime
from engine.scripts.performing.answers import Answers
from engine.scripts.performing.bodies import GivenCue, LuaBody
from engine.scripts.performing.copies import Copies
from engine.scripts.performing.declaring import as_declaration
from engine.scripts.performing.handling import Handling
from engine.scripts.performing.loops import Loops
from engine.scripts.performing.said_lines import check_said
from engine.scripts.performing.strand import START
from engine.scripts.protocol import Adopt, Cue, TimeLine
from engine.sound.sample_files import BUNDLED, find_sample

# The engine does all of it before the next block of sound, which must not wait for it.
MOST_AT_ONCE = 5000  # commands of a run, a round or a handler
MOST_IN_A_STEP = 1000  # of a loop, from one wait to the next
_SEEN_BY_LINES = Snapshot(outlook=Outlook("this", "this"), session=SessionStatus(path="this"))
"""What a worker does not know of a session: that there is no step to undo and no file is not said for want of it."""
NOBODY_YET = Adopt("", 0, 5.0, 0.5, (), "{}")


class Standing:
    """What the functions of the API see and do: `engine.lua.api.stage.Stage`.

    Thread: the worker's main one.
    """

    def __init__(self, runtime: Runtime, show: Callable[[str, str], None]) -> None:
        self.adopted = NOBODY_YET
        self.copies = Copies()
        self.handling = Handling()
        self.emissions: list[Emission] = []  # under way, the innermost last
        self.depth = 0  # how many events caused one another before what runs now
        self.answers = Answers()
        self.loops = Loops("", self.collect, self._next_bar)
        self.quantum: Quantum | None = None  # what the run under way asked for
        self._runtime = runtime
        self._show = show
        self.line = TimeLine()  # by which loops tell seconds
        self._beat = Beat(0)
        self._seconds = 0.0
        self._trying: Document | None = None  # the document of the run, or of the console's line, under way
        self._is_declaring = False
        self._is_again = False
        self._is_live = False  # a handler acts, between the turns of the loops
        self._is_repeating = False
        self._commands: list[c.Command] = []
        self._cues: list[Cue] = []  # given where no beat is known

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

    @property
    def seconds(self) -> float:
        """The engine's seconds at which the script acts; in a loop those of its beat, however early it is played."""
        return self._seconds if self.loops.playing is None else self.line.seconds_at(self.loops.beat)

    def perform(self, command: c.Command) -> None:
        """Apply `command` to the copy and keep it for whoever collects."""
        if self._trying is None:
            if len(self._commands) >= MOST_IN_A_STEP:
                raise OutOfRange(
                    f"a loop does at most {MOST_IN_A_STEP} things before it lets time pass; sleep(1/16) between them"
                )
            self.copies.change(self.loops.beat, command)
            self._commands.append(command)
        else:
            self.take(as_declaration(command, self.script) if self._is_declaring else command)

    def share(self, path: SharedPath, json: str) -> None:
        """Tell every script a value; in a run with all else that it says, else at once."""
        stamp = self.copies.next_stamp(self.script) if self._trying is None else 0
        self.perform(c.Share(path=path, json=json, script=self.script, stamp=stamp))

    def check_sample(self, name: str) -> None:
        """Raise EngineError unless `name` is a bundled sample or a file that is there."""
        if not self._is_again:
            find_sample(name, BUNDLED, map(Path, self.adopted.folders))

    @property
    def waits_for_answers(self) -> bool:
        """Whether time may pass in what runs until the window has answered."""
        return self._is_repeating

    def ask_errand(self, kind: ErrandKind, what: tuple[str, ...], delay_seconds: float = 0.0) -> str:
        """Ask the window to do something; returns by what its answer is known, or nothing when it is not waited for."""
        ask = self.answers.next_ask() if self.waits_for_answers else ""
        self.perform(c.AskErrand(script=self.script, kind=kind, what=what, delay_seconds=delay_seconds, ask=ask))
        return ask

    def answer_to(self, ask: str) -> str | None:
        """Return why an errand failed, empty when it is done; None while it is under way."""
        return self.answers.given.pop(ask, None)

    def show(self, level: str, text: str) -> None:
        """Show a line in the log, unless what is played was heard before."""
        self._show(level, text)

    def define_loop(self, name: str, body: LuaFunction) -> None:
        """There is a live loop of this name; raises NotAllowed outside a script, and in repeat mode."""
        if self._is_repeating:
            raise NotAllowed("live_loop: a script in repeat mode has no live loops; set it to live mode and run it")
        if self._trying is not None and not self._is_declaring:
            raise NotAllowed("live_loop: a loop belongs to a script; write it there and run it")
        self.loops.define(name, LuaBody(self._runtime, body, self.adopted))

    def stop_loop(self, name: str) -> None:
        """End a loop of this script; raises UnknownName."""
        self.loops.stop(name)
        if self._is_live:
            self.loops.end(name)

    def stop_all_loops(self) -> None:
        """End every loop and task of this script, or its rounds, and the runs, loops and rounds of the others."""
        for name in self.loops.names:
            self.stop_loop(name)
        self.loops.cancel_all_tasks()
        for name in sorted(self.document.scripts):
            if name != self.script or self._is_repeating:
                self.perform(c.StopScript(name=name))

    def listen(self, listening: Listening, body: LuaFunction) -> str:
        """Have a function called for an event, and return its name; raises UnknownName, NotAllowed outside a run."""
        if self._is_repeating:
            raise NotAllowed("on: a script in repeat mode has no handlers; set it to live mode and run it")
        return self.handling.add(listening, body).name

    def unlisten(self, name: str) -> None:
        """Have a function not called any more; raises UnknownName."""
        self.handling.remove(name)

    def begin_task(
        self,
        word: str,
        function: LuaFunction,
        after: Beat = START,
        arguments: tuple[Value, ...] = (),
        bound: LuaFunction | None = None,
    ) -> int:
        """Run a function through once, so many beats from here; raises NotAllowed outside a script."""
        if self._is_repeating:
            raise NotAllowed(f"{word}: a script in repeat mode has no tasks; set it to live mode and run it")
        if self._trying is not None and not self._is_declaring:
            raise NotAllowed(f"{word}: a task belongs to a script; write it there and run it")
        return self.loops.begin_task(word, LuaBody(self._runtime, function, self.adopted, arguments, bound), after)

    def cancel_task(self, number: int) -> None:
        """End a task of this script; raises UnknownName."""
        self.loops.cancel_task(number)

    def give_cue(self, name: str, value: Value) -> None:
        """Give a cue: at the loop's beat, where the run lands, or at once; raises NotAllowed where nobody hears it."""
        if self.loops.playing is not None:
            self.loops.give(name, value)
        elif self._is_declaring:
            self.loops.begin_task("cue", GivenCue(self.loops.give, name, value))
        elif self.document.transport.state is not PlayState.PLAYING:
            raise NotAllowed("cue: nothing plays, so nobody waits for it; start() first")
        else:
            self._cues.append(Cue(name, self.beat, value))

    def land_at(self, quantum: Quantum) -> None:
        """Runs of this script land on this grid."""
        self.quantum = quantum

    def say_line(self, text: str) -> str:
        """Do a line of the command shell, in this transaction."""
        reading = read_line(text, replace(_SEEN_BY_LINES, document=self._unsaid_yet()))
        check_said(text, reading, self.document, self.script)
        for command in reading.commands:
            self.perform(command)
        return reading.answer

    # --- what the performer does ---

    @contextmanager
    def trying(
        self,
        beat: Beat,
        seconds: float,
        *,
        is_declaring: bool,
        is_again: bool = False,
        is_repeating: bool = False,
        now: Document | None = None,
        depth: int = 0,
    ) -> Iterator[None]:
        """Have what is done in the block done to a document of its own, which is forgotten after it.

        What is run again has worked before: that a file is gone since is no reason to be silent.

        Args:
            seconds: Of the engine, where `beat` is.
            now: What it is done to by a handler, which acts between the turns of the loops; None for all others.
            depth: How many events caused one another before it.
        """
        self._beat, self._seconds, self._is_declaring, self.quantum = beat, seconds, is_declaring, None
        self._trying = self.copies.newest if now is None else now
        self._is_again, self._is_repeating = is_again, is_repeating
        self._is_live, self.depth = now is not None, depth
        self._commands.clear()
        self.emissions.clear()
        self._cues.clear()
        try:
            yield
        finally:
            self._trying, self._is_declaring, self._is_repeating = None, False, False
            self._is_live, self.depth = False, 0

    @contextmanager
    def whole_or_not(self) -> Iterator[None]:
        """Have what is done in the block undone when it raises, here and in what is collected."""
        trying, count, copies = self._trying, len(self._commands), self.copies.mark()
        cue_count = len(self._cues)
        try:
            yield
        except BaseException:
            self._trying = trying
            del self._commands[count:]
            del self._cues[cue_count:]
            self.emissions.clear()
            self.copies.go_back(copies)
            raise

    def take(self, command: c.Command) -> None:
        """Apply a command to the document that is tried, and keep it."""
        assert self._trying is not None
        if len(self._commands) >= MOST_AT_ONCE:
            raise OutOfRange(f"a script asks for at most {MOST_AT_ONCE} things at once, and this is one more")
        self._trying = apply(self._trying, command)
        self._commands.append(command)

    def collect(self) -> tuple[c.Command, ...]:
        """Return the commands that were made since the last time, and forget them."""
        collected = tuple(self._commands)
        self._commands.clear()
        self.emissions.clear()
        return collected

    def count(self, kind: type[c.Command]) -> int:
        """Return how many commands of a kind were made and not collected yet."""
        return sum(isinstance(command, kind) for command in self._commands)

    def collect_cues(self) -> tuple[Cue, ...]:
        """Return the cues that were given at once, whose beat is yet to be found, and forget them."""
        collected = tuple(self._cues)
        self._cues.clear()
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
