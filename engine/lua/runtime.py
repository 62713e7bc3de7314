"""One script's Lua, sandboxed: runs chunks and live loops under limits, and turns failures into mistakes with lines.

The only importer of lupa. A runtime belongs to the thread that made it, except `request_stop`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import lupa.lua54
from lupa.lua54 import LuaError, LuaRuntime, lua_type

from engine.core.errors import EngineError
from engine.lua.convert import Converter, Value, readable_text, text_to_lua
from engine.lua.coroutine import Coroutine, LuaFunction, Turn
from engine.lua.crossing import Crossings
from engine.lua.entry import Entry
from engine.lua.interrupt import PROBE_COUNT, Deadline, HookSetter, Watch
from engine.lua.limits import Limits
from engine.lua.mistakes import SyntaxMistake, split_place
from engine.lua.sandbox import CHUNK_NAME, prelude_texts

COMPILER_MEMORY_BYTES = 256 << 20
LONGEST_CHUNK_NAME = 59  # bytes that Lua shows of one
EPOCH = 1_700_000_000  # what os.time() counts from: a fixed moment, so that renders do not differ by their date

Api = Callable[..., Value]


def _refuse_attributes(_object: object, name: object, _is_setting: bool) -> None:
    """No Python object ever enters Lua; should one, it shows nothing."""
    raise AttributeError(f"{name!r} is out of reach")


def new_lua(memory_bytes: int) -> LuaRuntime:
    """A bare Lua 5.4 without a way into Python. Strings are one character a byte: no text fails to cross."""
    return LuaRuntime(
        encoding="latin-1",
        unpack_returned_tuples=True,
        register_eval=False,
        register_builtins=False,
        attribute_filter=_refuse_attributes,
        max_memory=memory_bytes,
    )


def _find_hook_setter(lua: LuaRuntime) -> HookSetter | None:
    """The way to interrupt Lua from outside, where the platform has it."""
    probe = lua.eval(
        "function(count) probed = coroutine.create(function() end) debug.sethook(probed, print, '', count)"
        " return tonumber(string.format('%p', probed)) end"
    )
    address = probe(PROBE_COUNT)
    with suppress(OSError, AttributeError):
        setter = HookSetter(lupa.lua54.__file__)
        if setter.learn(address):
            return setter
    return None


class Runtime:
    """The Lua of one script.

    Args:
        limits: What it may take.
        output: Called with each line that the script prints, without a line end.
        clock: Virtual seconds since the script's process began, for os.clock, os.time and os.date.
        seed: Where math.random starts in every chunk, and in every coroutine spawned without a seed of its own.
        interrupts: False forces the hook that always runs, as on platforms without the other kind.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        output: Callable[[str], None],
        clock: Callable[[], float] = lambda: 0.0,
        seed: int = 0,
        interrupts: bool = True,
    ) -> None:
        self.limits = limits or Limits()
        self._output = output
        self._seed = seed
        self._deadline = Deadline()
        self._is_sealed = False
        self._own_seconds: float | None = None  # set by `budget`
        self._printed_lines = 0  # in this chunk or turn
        self._lua = new_lua(self.limits.memory_bytes)
        self._entry = Entry(self.limits, self._lua, LuaError, self._deadline)
        self._converter = Converter(self.limits, lua_type, self._function_from)
        setter = _find_hook_setter(self._lua) if interrupts else None
        self._watch = Watch(self._deadline, setter.arm) if setter else None
        self._crossings = self._crossings_with(self._converter)
        self._prelude = self._load_prelude(clock)
        self._verdict = self._prelude["VERDICT"]
        self._entry.connect(self._prelude, self._watch)

    def _crossings_with(self, converter: Converter) -> Crossings:
        return Crossings(converter, self._make_table, lambda: self._verdict, self._entry.keep_bug)

    def _load_prelude(self, clock: Callable[[], float]) -> Any:
        for_people = Converter(self.limits, lua_type, self._function_from, lambda text, _path: readable_text(text))
        prelude = self._lua.table_from(
            {
                "soft_kilobytes": self.limits.soft_memory_bytes / 1024,
                "is_asynchronous": self._watch is not None,
                "longest_load": self.limits.load_bytes,
                "longest_text": self.limits.soft_memory_bytes,
                "longest_search": self.limits.search_steps,
                "longest_line": self.limits.print_line_characters,
                "epoch": EPOCH,
                "persistent": "state",
            }
        )
        prelude["expired"] = self._deadline.ask
        prelude["now"] = self._crossings.make("now", clock)
        prelude["print"] = self._crossings_with(for_people).make("print", self._print)
        (name, text), *others = prelude_texts()
        self._lua.execute(text_to_lua(text), prelude, name=name, mode="t")
        for name, text in others:
            prelude["load"](text_to_lua(text), name)
        return prelude

    # What the host gives to scripts --------------------------------------------------------------------------

    def install(self, path: str, function: Api, *, takes_functions: bool = False, waits: bool = False) -> None:
        """Let scripts call `function` as `path`: `bpm`, `clock.run`, or `clock:setBPM` for one called with a colon.

        It gets plain values (None, bool, int, float, str, list, dict, Handle) and returns such; a tuple is several
        results. Its parameters' names appear in messages about arguments. An EngineError that it raises becomes a Lua
        error at the player's line; any other exception stops the script and comes out of what ran it.

        Args:
            takes_functions: Its arguments may be Lua functions, which it gets as LuaFunction.
            waits: What it returns goes to the host as the values of a Turn, and what the host resumes with is what
                the call returns in Lua. Only coroutines that were spawned can call it.
        """
        owner, separator, name = path.replace(":", ".").rpartition(".")
        exposed = self._expose(path, function, takes_functions=takes_functions)
        if waits:
            exposed = self._prelude["expose_waiting"](exposed)
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

    def load_library(self, text: str, name: str, functions: Mapping[str, Api] | None = None) -> None:
        """Run trusted Lua that returns a table of new globals; it finds `functions` in its table `host`.

        It sees Lua's libraries as scripts do, in copies that scripts cannot change (so `string.sub(s, 1)`, never
        `s:sub(1)`). `error` in it blames the player's line.
        """
        host = self._lua.table()
        for function_name, function in (functions or {}).items():
            host[function_name] = self._expose(function_name, function)
        self._prelude["library"](text_to_lua(text), CHUNK_NAME.format(name), host)

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

    def _expose(self, name: str, function: Api, *, takes_functions: bool = False, receivers: int = 0) -> Any:
        crossing = self._crossings.make(name, function, receivers)
        return self._prelude["expose_with_functions" if takes_functions else "expose"](crossing)

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
            self._run(self._compile(text, chunk_name, "compile"), (chunk_name, _last_line(text)), seed)

    def compile(self, text: str, chunk_name: str) -> LuaFunction:
        """`text` as a function that `spawn` can run over and over; nothing of it runs yet.

        Raises:
            SyntaxMistake: It does not compile.
        """
        self._entry.prepare()
        self._seal()
        return LuaFunction(self._compile(text, chunk_name, "compile"), chunk_name, 1, self.release)

    def evaluate(self, text: str, chunk_name: str, *, seed: int | None = None) -> str:
        """Run an expression, or else statements, as `run_chunk` does; return the results as text for a person."""
        with self.keeping_globals():
            try:
                number = self._compile(f"return {text}", chunk_name, "compile_shown")
            except SyntaxMistake:
                number = self._compile(text, chunk_name, "compile_shown")
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
        self._printed_lines = 0
        called = self._spawn(function.number, (function.chunk, function.line), seed, sleeps=False)
        written = [self._to_lua(value) for value in values]
        seconds = self.limits.turn_seconds if self._own_seconds is None else self._own_seconds
        return self._entry.run(called, written, seconds, self._read, self._read).values

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
        self._deadline.stop_requested = True
        if self._watch:
            self._watch.look_now()

    def clear_stop(self) -> None:
        """Forget a request to stop that nothing has obeyed. `Thread:` any."""
        self._deadline.stop_requested = False

    @property
    def memory_bytes(self) -> int:
        """What the script's Lua takes now, garbage included."""
        used: int = self._lua.get_memory_used()
        return used

    def watch_anew(self) -> None:
        """To be called first in a child that this process forked: no thread comes along, so another one must watch."""
        if self._watch:
            self._watch = Watch(self._deadline, self._watch.arm)
            self._entry.connect(self._prelude, self._watch)

    def close(self) -> None:
        """End the watching thread; the runtime cannot be used afterwards."""
        if self._watch:
            self._watch.close()

    # What coroutines ask for ---------------------------------------------------------------------------------

    def step(self, coroutine: Coroutine, values: tuple[Value, ...]) -> Turn:
        """Run `coroutine` until it waits or ends; use `Coroutine.resume`."""
        self._entry.prepare()
        self._printed_lines = 0
        seconds = self.limits.turn_seconds if self._own_seconds is None else self._own_seconds
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

    def _compile(self, text: str, chunk_name: str, compiler: str) -> int:
        if len(text) > self.limits.chunk_bytes:
            raise SyntaxMistake(f"the text is too long (at most {self.limits.chunk_bytes} characters)", chunk_name, 1)
        shown = self._name_chunk(chunk_name)
        compiled = self._entry.call(compiler, text_to_lua(text), f"={shown}")
        if isinstance(compiled, int):
            return compiled
        place, line, message = split_place(compiled[1], [shown])
        raise SyntaxMistake(readable_text(message), chunk_name if place else "", line)

    def _name_chunk(self, chunk_name: str) -> str:
        """What Lua is to call the chunk: as given, where it would not cut it."""
        shown = text_to_lua(chunk_name)
        if len(shown) > LONGEST_CHUNK_NAME or shown.startswith(CHUNK_NAME[1:9]):  # that would pass for ours
            shown = "..." + shown[3 - LONGEST_CHUNK_NAME :]
        self._entry.chunk_names[readable_text(shown)] = chunk_name
        return shown

    def _run(self, number: int, origin: tuple[str, int], seed: int | None) -> Turn:
        chunk = self._spawn(number, origin, seed, sleeps=False)
        self._entry.release(number)
        self._printed_lines = 0
        seconds = self.limits.run_seconds if self._own_seconds is None else self._own_seconds
        return self._entry.run(chunk, [], seconds, self._read)

    def _spawn(self, number: int, origin: tuple[str, int], seed: int | None, *, sleeps: bool) -> Coroutine:
        seed = self._seed if seed is None else seed
        spawned = self._entry.call("spawn", number, sleeps, (seed + (1 << 63)) % (1 << 64) - (1 << 63))
        if spawned is None:
            raise EngineError("there is no such function in this script any more")
        number, address = spawned
        return Coroutine(self, number, address, origin)

    def _to_lua(self, value: Value) -> Any:
        written, has_handles = self._converter.to_lua(value)
        if isinstance(written, dict | list):
            written = self._make_table(written)
        return self._prelude["revive"](written) if has_handles else written

    def _read(self, value: Any) -> Value:
        return self._converter.from_lua(value, "the result")

    def _print(self, line: str) -> None:
        self._printed_lines += 1
        if self._printed_lines <= self.limits.print_lines:
            self._output(line)
        elif self._printed_lines == self.limits.print_lines + 1:
            self._output(f"… more than {self.limits.print_lines} lines at once: the rest is not shown")


def _last_line(text: str) -> int:
    """The line of the last thing in `text`, where a call in its `return` stands."""
    return text.rstrip().count("\n") + 1


@cache
def _compiler() -> LuaRuntime:
    return new_lua(COMPILER_MEMORY_BYTES)


def compiler_message(text: str) -> tuple[int, str] | None:
    """Line and message of Lua's compiler for `text`; None when it compiles. Nothing runs. `Thread:` any."""
    try:
        _compiler().compile(text_to_lua(text), name="=?", mode="t")
    except LuaError as error:
        _, line, message = split_place(str(error), ["?"])
        return line or 1, readable_text(message)
    return None
