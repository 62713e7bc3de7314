"""The Lua side of the sandbox: which files make it, and in which order."""

from __future__ import annotations

from functools import cache
from importlib import resources

from engine.lua.chunks import shared_chunks
from engine.lua.convert import text_to_lua

PRELUDE = (
    "begin",
    "control",
    "coroutines",
    "failures",
    "order",
    "tables",
    "matcher",
    "text",
    "handles",
    "chance",
    "times",
    "world",
    "files",
    "levels",
    "worlds",
    "library",
    "finish",
)  # each is a chunk that fills the one table it is given; later ones use earlier ones

CHUNK_NAME = "=[moonloop {}]"  # frames of chunks called so are ours, and never shown to a player


@cache
def prelude_texts() -> tuple[tuple[str, str], ...]:
    """Name and source of each file of the prelude, in the order in which they have to run."""
    folder = resources.files("engine.lua") / "prelude"
    return tuple((CHUNK_NAME.format(name), (folder / f"{name}.lua").read_text(encoding="utf-8")) for name in PRELUDE)


def prelude_codes() -> list[bytes]:
    """Bytecode of each file of the prelude, in the order in which they have to run."""
    return [shared_chunks().bytecode(text_to_lua(text), name) for name, text in prelude_texts()]
