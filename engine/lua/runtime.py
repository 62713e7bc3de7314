"""One script's Lua, sandboxed: runs chunks and live loops under limits, and turns failures into mistakes with lines.

A runtime belongs to the thread that made it, except `request_stop`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.core.errors import EngineError, UnknownName, did_you_mean
from engine.lua.bare import LuaError, find_hook_setter, lua_type, new_lua, place_of_running
from engine.lua.chunks import shared_chunks
from engine.lua.compiling import compile_chunk, shown_name
from engine.lua.convert import Converter, Host, Value, readable_text, text_to_lua
from engine.lua.coroutine import Coroutine, LuaFunction, Turn
from engine.lua.crossing import Crossings, Entrances
from engine.lua.custom_types import CustomTypes
from engine.lua.entry import Entry
from engine.lua.files import ScriptFiles
from engine.lua.interrupt import Deadline
from engine.lua.levels import GONE, Policy
from engine.lua.limits import Limits
from engine.lua.mistakes import SyntaxMistake
from engine.lua.plain import Lent
from engine.lua.printed import Printed
from engine.lua.sandbox import CHUNK_NAME, load_prelude, settings
from engine.lua.sugar import unsweetened
from engine.lua.watch import Watch

ROOM_FOR_ARGUMENTS = 64  # tables and functions that Lua can name for Python without needing memory for it

Api = Callable[..., Value]


class Runtime:
    """The Lua of one script.

    Args:
        limits: What it may take; by default what its level says.
        level: Which of Lua's functions there are: the name of a level, or a policy on top of one.
        files: Where the files lie that a level with file functions lets it use.
        output: Called with each line that the script prints, without a line end.
        clock: Virtual seconds since the script's process began, for os.clock, os.time and os.date.
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
        self.policy = level if isinstance(level, Policy) else Policy(level)
        self.limits = limits or self.policy.limits
        self._printed = Printed(output, self.limits.print_lines)
        self._seed = seed
        self._deadline = Deadline()
        self._is_sealed = False
        self._installed: dict[str, Any] = {}  # path -> the function of Lua's that crosses to the host's
        self._own_seconds: float | None = None  # set by `budget`
        self._lua = new_lua(self.limits.memory_bytes)
        _ = [self._lua.table() for _ in range(ROOM_FOR_ARGUMENTS)]
        self._entry = Entry(self.limits, self._lua, LuaError, self._deadline)
        self._host = Host(lua_type, self._function_from, self._make_table, self._lua.table_from)
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
            self._crossings.again, self._crossings.kept = prelude["AGAIN_WORD"], prelude["KEPT_WORD"]
            return {name: self._crossings.make(name, function, takes_bytes=True) for name, function in own.items()}

        return load_prelude(self._lua, found, entrances)

    # What the host gives to scripts --------------------------------------------------------------------------

    def install(
        self,
        path: str,
        function: Api,
        *,
        takes_functions: bool = False,
        takes_bytes: bool = False,
        waits: bool = False,
        binds: bool = False,
    ) -> None:
        """Let scripts call `function` as `path`: `bpm`, `clock.run`, or `clock:setBPM` for one called with a colon.

        It gets plain values (None, bool, int, float, str, list, dict, Handle) and returns such; a tuple is several
        results. Its parameters' names appear in messages about arguments. An EngineError that it raises becomes a Lua
        error at the player's line; any other exception stops the script and comes out of what ran it.

        Args:
            takes_functions: Its arguments may be Lua functions, which it gets as LuaFunction.
            takes_bytes: It gets strings that are no UTF-8 as bytes, instead of them being refused.
            waits: What it returns goes to the host as the values of a Turn, and what the host resumes with is what
                the call returns in Lua. Only coroutines that were spawned can call it.
            binds: What a script gives after the first argument, a function, stays in Lua: where there is any, the
                second argument is a function that calls the first one with it.
        """
        owner, separator, name = path.replace(":", ".").rpartition(".")
        exposed = self._installed[path] = self._expose(
            path, function, takes_functions=takes_functions, takes_bytes=takes_bytes
        )
        if waits:
            exposed = self._prelude["expose_waiting"](exposed)
        if binds:
            exposed = self._prelude["expose_binding"](exposed)
        if ":" in path:
            table = self._prelude["owner"](owner)
            exposed = self._prelude["expose_for"](table, path, exposed)
        self._prelude["define"](owner if separator else None, name, exposed)

    def define_handle(self, kind: str, methods: Mapping[str, Api]) -> None:
        """Say what scripts can do with a Handle of `kind`; each method gets the handle's key as its first argument."""
        table = self._lua.table()
        for name, function in methods.items():
            exposed = self._expose(f"{kind}:{name}", function, receivers=1)
            table[name] = self._prelude["method"](kind, name, exposed)
        self._entry.methods.update(methods)
        self._converter.handle_kinds.add(kind)
        self._prelude["define_handle"](kind, table)

    def define_view(self, kind: str, read: Api) -> None:
        """Have tables that a library tags as a Handle of `kind` cross as the value that `read` returns for the key."""
        self._converter.views[kind] = read

    def load_library(self, text: str, name: str, functions: Mapping[str, Api] | None = None) -> None:
        """Run trusted Lua that returns a table of new globals; it finds `functions` in its table `host`.

        It sees Lua's libraries as scripts do, in copies that scripts cannot change (so `string.sub(s, 1)`, never
        `s:sub(1)`). `error` in it blames the player's line.
        """
        host = self._lua.table()
        for function_name, function in (functions or {}).items():
            host[function_name] = self._expose(function_name, function)
        self._prelude["library"](shared_chunks().bytecode(text_to_lua(text), CHUNK_NAME.format(name)), host)

    def serve(self, name: str, blamed: str, function: Api) -> None:
        """Give the prelude `function` as its `name`; messages about arguments are about `blamed`."""
        self._prelude[name] = self._expose(blamed, function)

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

    def uninstall(self, path: str) -> None:
        """Take what was installed as `path` away; who has kept the function is told so when it is called.

        Raises:
            UnknownName: Nothing is installed as `path`.
        """
        if path not in self._installed:
            raise UnknownName(f'nothing is installed as "{path}"{did_you_mean(path, self._installed)}')
        owner, separator, name = path.replace(":", ".").rpartition(".")
        self._prelude["withdraw"](self._installed.pop(path), f"{path} is not available any more")
        self._prelude["define"](owner if separator else None, name, None)

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

    def _expose(
        self, name: str, function: Api, *, takes_functions: bool = False, takes_bytes: bool = False, receivers: int = 0
    ) -> Any:
        entrances = self._crossings.make(name, function, receivers, takes_bytes=takes_bytes)
        return self._prelude["expose_with_functions" if takes_functions else "expose"](*entrances)

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
