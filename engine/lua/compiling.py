"""Compiling what players write: through the cache of chunks, under their names, with mistakes that have a line."""

from __future__ import annotations

from engine.lua.bare import LuaError, bytecode_of
from engine.lua.chunks import shared_chunks
from engine.lua.convert import readable_text, text_to_lua
from engine.lua.foreign import hint
from engine.lua.limits import Limits
from engine.lua.mistakes import SyntaxMistake, split_place
from engine.lua.sandbox import CHUNK_NAME
from engine.lua.sugar import unsweetened

LONGEST_CHUNK_NAME = 59  # bytes that Lua shows of one


def compile_chunk(text: str, chunk_name: str, shown: str, limits: Limits) -> bytes:
    """Return the bytecode of `text`, which Lua is to call `shown`; raises SyntaxMistake."""
    too_long = SyntaxMistake(f"the text is too long (at most {limits.chunk_bytes} characters)", chunk_name, 1)
    if len(text) > limits.chunk_bytes:
        raise too_long
    try:
        code = shared_chunks().bytecode(text_to_lua(text), f"={shown}")
    except LuaError as error:
        place, line, message = split_place(str(error), [shown])
        told = readable_text(message)
        shown_line = text.splitlines()[line - 1] if 1 <= line <= len(text.splitlines()) else ""
        raise SyntaxMistake(told + hint(told, shown_line, text), chunk_name if place else "", line) from None
    if len(code) > limits.headroom_bytes // 2:  # there would be no room for it to cross
        raise too_long
    return code


def shown_name(chunk_name: str) -> str:
    """What Lua is to call a chunk: as given, where it would not cut it."""
    shown = text_to_lua(chunk_name)
    if len(shown) > LONGEST_CHUNK_NAME or shown.startswith(CHUNK_NAME[1:9]):  # that would pass for ours
        shown = "..." + shown[3 - LONGEST_CHUNK_NAME :]
    return shown


def compiler_message(text: str) -> tuple[int, str] | None:
    """Line and message of Lua's compiler for `text`; None when it compiles. Nothing runs. `Thread:` any."""
    try:
        bytecode_of(text_to_lua(unsweetened(text).text), "=?")
    except LuaError as error:
        _, line, message = split_place(str(error), ["?"])
        return line or 1, readable_text(message)
    return None
