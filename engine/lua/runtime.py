"""One script's Lua, sandboxed: runs chunks and live loops under limits, and turns failures into mistakes with lines.

A runtime belongs to the thread that made it, except `request_stop`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.core.errors import EngineError
from engine.lua.bare import LuaError, find_hook_setter, lua_type, new_lua, place_of_running
from engine.lua.compiling import compile_chunk, shown_name
from engine.lua.convert import Converter, Host, Value, readable_text, text_to_lua
from engine.lua.coroutine import Coroutine, LuaFunction, Turn
from engine.lua.crossing import Crossings
from engine.lua.custom_types import CustomTypes
from engine.lua.entrances import Entrances
from engine.lua.entry import Entry
from engine.lua.equipping import Api, Equipped
from engine.lua.files import ScriptFiles
from engine.lua.interrupt import Deadline
from engine.lua.levels import GONE, Policy
from engine.lua.limits import Limits
from engine.lua.mistakes import SyntaxMistake
from engine.lua.plain import Lent
from engine.lua.printed import Printed
from engine.lua.sandbox import load_prelude, settings
from engine.lua.sugar import unsweetened
from engine.lua.watch import Watch

ROOM_FOR_ARGUMENTS = 64  # tables and functions that Lua can name for Python without needing memory for it
FULL_SHARE = 0.875  # of the memory that a script may take, which it keeps


class Runtime(Equipped):
    """The Lua of one script.

    Args:
        limits: What it may take; by default what its level says.
        level: Which of Lua's functions there are: the name of a level, or a policy on top of one.
        files: Where the files lie that a level with file functions lets it use.
        output: Called with each line that the script prints, without a line end.
        clock: The engine's seconds, for os.clock, os.time and os.date.
        seed: Where math.random starts in every chunk, and in every coroutine spawned without a seed of its own.
        interrupts: False forces the hook that always runs, as on platforms without the other kind.
        on_hang: Called, on another thread, with the place where Lua runs on though it has to end: nothing but the end
            of the process stops it. Chunk and line, `("", 0)` where that is not known.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        level: str | Policy = "standard",
        files: Path | None = None,
        output: Callable[[str], None],
        clock: Callable[[], float] = lambda: 0.0,
        seed: int = 0,
        interrupts: bool = True,
        on_hang: Callable[[str, int], None] | None = None,
    ) -> None:
        super().__init__()
        self.policy = level if isinstance(level, Policy) else Policy(level)
        self.limits = limits or self.policy.limits
        self._printed = Printed(output, self.limits.print_lines)
        self._seed = seed
        self._deadline = Deadline()
        self._is_sealed = False
        self._own_seconds: float | None = None  # set by `budget`
        self._lua = new_lua(self.limits.memory_bytes)
        _ = [self._lua.table() for _ in range(ROOM_FOR_ARGUMENTS)]
        self._entry = Entry(self.limits, self._lua, LuaError, self._deadline)
        self._host = Host(lua_type, self._function_from, self._make_table, self._lua.table_from, self._deadline.miss)
        self.types = CustomTypes()  # of Python's that cross in a way of their own
        self._converter = Converter(self.limits, self._host, self.types)
        setter = find_hook_setter(self._lua) if interrupts and self.limits.hook == "due" else None
        self._on_hang = on_hang
        self._watch = self._new_watch(setter.arm if setter else None)
        self._crossings = Crossings(self._converter, self._lua.get_memory_used, self._entry.keep_bug)
        self._prelude = self._load_prelude(clock, ScriptFiles(files), is_interrupted=setter is not None)
        self._host.null = self._prelude["null"]
        self._host.flatten, self._host.unflatten = self._prelude["flatten"], self._prelude["unflatten"]
        self._entry.connect(self._prelude, self._watch)

    def _new_watch(self, arm: Callable[[int], None] | None) -> Watch | None:
        on_hang = self._on_hang

        def tell(addresses: tuple[int, ...]) -> None:
            assert on_hang is not None
            chunk, line = place_of_running(addresses)
            on_hang(self._entry.chunk_names.get(chunk, chunk), line)

        return Watch(self._deadline, arm, tell if on_hang else None) if arm or on_hang else None

    def _load_prelude(self, clock: Callable[[], float], files: ScriptFiles, *, is_interrupted: bool) -> Any:
        hook = self.limits.hook if is_interrupted or self.limits.hook == "never" else "always"
        found = settings(self.limits, self.policy, hook) | {
            "expired": self._deadline.ask,
            "watch_too": self._entry.watch_too,
            "take": self._crossings.take,
        }
        own: dict[str, Api] = {"now": clock, "print": self._printed.print_line, "write": self._printed.write}
        if self.policy.fate("io.open") != GONE or self.policy.fate("os.remove") != GONE:
            own |= files.functions

        def entrances(prelude: Any) -> dict[str, Entrances]:
            self._crossings.word, self._crossings.news = prelude["KEPT"], prelude["news"]
            return {name: self._crossings.make(name, function, takes_bytes=True) for name, function in own.items()}

        return load_prelude(self._lua, found, entrances)

    # What scripts have ---------------------------------------------------------------------------------------

    def ask(self, function: str, *values: Value) -> tuple[Any, ...]:
        """What a function of the prelude answers that runs nothing of the script's; raises MemoryExceeded."""
        answer = self._entry.call(function, *map(self._to_lua, values))
        return answer if isinstance(answer, tuple) else (answer,)

    def read_global(self, name: str) -> Value:
        """The script's global `name` as a plain value, None when there is none; raises NotPlainData."""
        self._entry.prepare()
        return self._converter.from_lua(self._prelude["read"](text_to_lua(name)), name)

    def write_global(self, name: str, value: Value) -> None:
        """Set the script's global `name` to a plain value."""
        self._entry.prepare()
        self._entry.call("define", None, text_to_lua(name), self._to_lua(value))

    def reinstate_library(self) -> tuple[str, ...]:
        """Give names of the library that the script has overwritten their meaning again; returns those names."""
        self._seal()
        names = self._prelude["reinstate"]()
        return (names,) if isinstance(names, str) else tuple(names or ())

    def renew(self) -> bool:
        """Give what runs next a world of its own, in which nothing is left of what ran before.

        What was kept of the old one is forgotten: its functions, coroutines and handles.

        Returns:
            Whether that can be promised; if not, the runtime is of no use any more.
        """
        self._entry.prepare()
        self.clear_stop()
        self._entry.chunk_names.clear()
        with self._entry.extra_room():
            is_new: bool = self._entry.call("renew")
        return is_new

    def _make_table(self, container: Any) -> Any:
        return self._lua.table_from(container, recursive=True)

    def _function_from(self, number: int, chunk: str, line: int) -> LuaFunction:
        return LuaFunction(number, self._entry.chunk_names.get(chunk, chunk), line, self.release)

    def _seal(self) -> None:
        if not self._is_sealed:
            self._is_sealed = True
            self._prelude["seal"]()

    # Running -------------------------------------------------------------------------------------------------

    def run_chunk(self, text: str, chunk_name: str, *, seed: int | None = None) -> None:
        """Run `text` from top to bottom in the script's globals; if it fails, they are as they were before.

        What is put back: the globals themselves, and the table `state` with all tables in it. Other tables that the
        chunk changed in place stay changed.

        Raises:
            LuaMistake: It does not compile (SyntaxMistake), raised an error, or was stopped (Stopped, BudgetExceeded,
                MemoryExceeded).
        """
        with self.keeping_globals():
            self._run(self._compile(text, chunk_name, "keep_chunk"), (chunk_name, _last_line(text)), seed)

    def compile(self, text: str, chunk_name: str) -> LuaFunction:
        """`text` as a function that `spawn` can run over and over; nothing of it runs yet.

        Raises:
            SyntaxMistake: It does not compile.
        """
        self._entry.prepare()
        self._seal()
        return LuaFunction(self._compile(text, chunk_name, "keep_chunk"), chunk_name, 1, self.release)

    def evaluate(self, text: str, chunk_name: str, *, seed: int | None = None) -> str:
        """Run an expression, or else statements, as `run_chunk` does; return the results as text for a person."""
        with self.keeping_globals():
            try:
                number = self._compile(f"return {text}", chunk_name, "keep_shown")
            except SyntaxMistake:
                number = self._compile(text, chunk_name, "keep_shown")
            values = self._run(number, (chunk_name, _last_line(text)), seed).values
            return str(values[0])

    @contextmanager
    def keeping_globals(self) -> Iterator[None]:
        """Put the script's globals back if the block raises; for a host that has more to do before a run counts."""
        self._entry.prepare()
        self._seal()
        checkpoint = self._entry.call("checkpoint")
        try:
            yield
            self._entry.require_memory()  # or else nothing could run any more, not even what frees some
        except BaseException:
            with self._entry.extra_room():
                self._entry.call("restore", checkpoint)
            raise
        self._entry.call("forget", checkpoint)

    def spawn(self, function: LuaFunction, *, seed: int | None = None) -> Coroutine:
        """A coroutine that will run `function`; nothing of it runs yet."""
        self._entry.prepare()
        return self._spawn(function.number, (function.chunk, function.line), seed, sleeps=True)

    def call(self, function: LuaFunction, *values: Value, seed: int | None = None) -> tuple[Value, ...]:
        """Call `function` with `values` and return all that it returns, under the limit of a turn; it cannot wait.

        Raises:
            LuaMistake: It raised an error, or was stopped for what it took.
            NotPlainData: It returned what cannot cross; the message names which result.
        """
        self._entry.prepare()
        called = self._spawn(function.number, (function.chunk, function.line), seed, sleeps=False)
        written = [self._to_lua(value) for value in values]
        seconds = self.limits.turn_seconds if self._own_seconds is None else self._own_seconds
        with self._printed.turn():
            return self._entry.run(called, written, seconds, self._read, self._read).values

    def lend(self, value: Value) -> Lent:
        """Write `value` once for many calls, none of which can change it for the others."""
        self._entry.prepare()
        return Lent(self._to_lua(value))

    @contextmanager
    def budget(self, seconds: float) -> Iterator[None]:
        """Allow each chunk and turn in the block `seconds` of processor time, instead of what the limits say."""
        before, self._own_seconds = self._own_seconds, seconds
        try:
            yield
        finally:
            self._own_seconds = before

    def request_stop(self) -> None:
        """Make what runs, or else what runs next, raise Stopped. `Thread:` any."""
        self._deadline.request_stop()
        if self._watch:
            self._watch.look_now()

    def clear_stop(self) -> None:
        """Forget a request to stop that nothing has obeyed. `Thread:` any."""
        self._deadline.stop_requested = False

    @property
    def output(self) -> Callable[[str], None]:
        """Who gets each line that is printed."""
        return self._printed.output

    @output.setter
    def output(self, output: Callable[[str], None]) -> None:
        self._printed.output = output

    @property
    def memory_bytes(self) -> int:
        """What the script's Lua takes now, garbage included."""
        return int(self._lua.get_memory_used())

    @property
    def is_full(self) -> bool:
        """Whether what the script keeps leaves hardly any room to run anything; to be asked after a failure."""
        return self.memory_bytes > self.limits.soft_memory_bytes * FULL_SHARE

    def watch_anew(self) -> None:
        """To be called first in a child that this process forked: no thread comes along, so another one must watch."""
        if self._watch:
            self._watch = self._new_watch(self._watch.arm)
            self._entry.connect(self._prelude, self._watch)

    def close(self) -> None:
        """Nothing runs in it any more, and nobody watches; again is nothing."""
        if self._watch and not self._entry.is_closed:
            self._watch.close()
        self._entry.is_closed = True

    # What coroutines ask for ---------------------------------------------------------------------------------

    def step(self, coroutine: Coroutine, values: tuple[Value, ...]) -> Turn:
        """Run `coroutine` until it waits or ends; use `Coroutine.resume`."""
        self._entry.prepare()
        seconds = self.limits.turn_seconds if self._own_seconds is None else self._own_seconds
        with self._printed.turn():
            return self._entry.run(coroutine, [self._to_lua(value) for value in values], seconds, self._read)

    def place_of(self, coroutine: Coroutine) -> tuple[str, int]:
        """Where `coroutine` waits; use `Coroutine.place`."""
        place = self._prelude["place_of"](coroutine.number)
        if not place:
            return "", 0
        shown = readable_text(place[0])
        return self._entry.chunk_names.get(shown, shown), place[1]

    def release(self, number: int) -> None:
        """Forget the function or coroutine `number` at the next entry. `Thread:` any, from finalizers too."""
        self._entry.release(number)

    # Inside --------------------------------------------------------------------------------------------------

    def _compile(self, text: str, chunk_name: str, keeper: str) -> int:
        shown = self.name_chunk(chunk_name)
        code = compile_chunk(unsweetened(text).text, chunk_name, shown, self.limits)
        number: int = self._entry.call(keeper, code)
        return number

    def name_chunk(self, chunk_name: str) -> str:
        """What Lua is to call the chunk, which is known by it from now on."""
        shown = shown_name(chunk_name)
        self._entry.chunk_names[readable_text(shown)] = chunk_name
        return shown

    def _run(self, number: int, origin: tuple[str, int], seed: int | None) -> Turn:
        chunk = self._spawn(number, origin, seed, sleeps=False)
        self._entry.release(number)
        seconds = self.limits.run_seconds if self._own_seconds is None else self._own_seconds
        with self._printed.turn():
            return self._entry.run(chunk, [], seconds, self._read)

    def _spawn(self, number: int, origin: tuple[str, int], seed: int | None, *, sleeps: bool) -> Coroutine:
        seed = self._seed if seed is None else seed
        spawned = self._entry.call("spawn", number, sleeps, (seed + (1 << 63)) % (1 << 64) - (1 << 63))
        if spawned is None:
            raise EngineError("there is no such function in this script any more")
        number, address = spawned
        return Coroutine(self, number, address, origin)

    def _to_lua(self, value: Value) -> Any:
        if type(value) is Lent:
            return self._entry.call("copied", value.written)
        written, has_handles = self._converter.to_lua(value)
        return self._prelude["revive"](written) if has_handles else written

    def _read(self, value: Any) -> Value:
        return self._converter.from_lua(value, "the result")


def _last_line(text: str) -> int:
    """The line of the last thing in `text`, where a call in its `return` stands."""
    return text.rstrip().count("\n") + 1
