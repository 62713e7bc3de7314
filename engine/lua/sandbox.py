"""The Lua side of the sandbox: which files make it, and in which order."""

from __future__ import annotations

from importlib import resources

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
    "calls",
    "chance",
    "times",
    "world",
    "library",
    "finish",
)  # each is a chunk that fills the one table it is given; later ones use earlier ones

CHUNK_NAME = "=[moonloop {}]"  # frames of chunks called so are ours, and never shown to a player


def prelude_texts() -> list[tuple[str, str]]:
    """Name and source of each file of the prelude, in the order in which they have to run."""
    folder = resources.files("engine.lua") / "prelude"
    return [(CHUNK_NAME.format(name), (folder / f"{name}.lua").read_text(encoding="utf-8")) for name in PRELUDE]
