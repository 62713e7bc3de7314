"""A bare Lua 5.4 without a way into Python, and the host's own compiler. The only importer of lupa."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any

import lupa.lua54
from lupa.lua54 import LuaError, LuaRuntime, lua_type

from engine.lua.interrupt import PROBE_COUNT, HookSetter
from engine.lua.peek import NOWHERE, StackReader

COMPILER_MEMORY_BYTES = 256 << 20

__all__ = ["LuaError", "LuaRuntime", "bytecode_of", "find_hook_setter", "lua_type", "new_lua", "place_of_running"]


def _refuse_attributes(_object: object, name: object, _is_setting: bool) -> None:
    """No Python object ever enters Lua; should one, it shows nothing."""
    raise AttributeError(f"{name!r} is out of reach")


def new_lua(memory_bytes: int) -> LuaRuntime:
    """Return a bare Lua. Its strings are one character a byte: no text fails to cross."""
    return LuaRuntime(
        encoding="latin-1",
        unpack_returned_tuples=True,
        register_eval=False,
        register_builtins=False,
        attribute_filter=_refuse_attributes,
        max_memory=memory_bytes,
    )


@cache
def _hook_setter() -> HookSetter | None:
    with suppress(OSError, AttributeError):
        return HookSetter(lupa.lua54.__file__)
    return None


def find_hook_setter(lua: LuaRuntime) -> HookSetter | None:
    """Return the way to interrupt Lua from outside; None where the platform has none."""
    setter = _hook_setter()
    if setter is None or setter.is_ready:
        return setter
    probe = lua.eval(
        "function(count) probed = coroutine.create(function() end) debug.sethook(probed, print, '', count)"
        " return tonumber(string.format('%p', probed)) end"  # a global, so that it is there while it is looked at
    )
    return setter if setter.learn(probe(PROBE_COUNT)) else None


@cache
def _stack_reader() -> StackReader | None:
    with suppress(OSError, AttributeError):
        return StackReader(lupa.lua54.__file__)
    return None


def place_of_running(addresses: Sequence[int]) -> tuple[str, int]:
    """Return chunk and line where one of these coroutines runs, for who ends the process next: see `StackReader`."""
    reader = _stack_reader()
    return reader.place(addresses) if reader else NOWHERE


@cache
def _dump() -> Any:
    return new_lua(COMPILER_MEMORY_BYTES).eval(
        "(function(load, dump) return function(text, name)"
        " local chunk, message = load(text, name, 't') if chunk then return dump(chunk) end return nil, message end"
        " end)(load, string.dump)"
    )


def bytecode_of(text: str, name: str) -> bytes:
    """Return what Lua makes of `text`, one character a byte, as the chunk `name`; nothing of it runs.

    It is compiled in a Lua of the host's own, which runs no script: nothing else is ever loaded as bytecode.

    Raises:
        LuaError: It does not compile; the text says where and why.
    Thread: any.
    """
    code = _dump()(text, name)
    if isinstance(code, tuple):
        raise LuaError(code[1].partition("\nstack traceback:")[0])  # which lupa adds where text is nested too deep
    return bytes(code, "latin-1")
