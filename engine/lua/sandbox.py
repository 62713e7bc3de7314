"""The Lua side of the sandbox: which files make it, in which order, and the settings that they find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from engine.lua.chunks import shared_chunks
from engine.lua.convert import text_to_lua
from engine.lua.entrances import Entrances
from engine.lua.levels import Policy
from engine.lua.limits import Hook, Limits

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
    "flat",
    "entrances",
    "calls",
    "chance",
    "times",
    "world",
    "files",
    "familiar",
    "levels",
    "worlds",
    "library",
    "packages",
    "finish",
)  # each is a chunk that fills the one table it is given; later ones use earlier ones

EPOCH = 1_700_000_000  # what os.time() counts from: a fixed moment, so that renders do not differ by their date

CHUNK_NAME = "=[moonloop {}]"  # frames of chunks called so are ours, and never shown to a player


@cache
def prelude_texts() -> tuple[tuple[str, str], ...]:
    """Name and source of each file of the prelude, in the order in which they have to run."""
    folder = resources.files("engine.lua") / "prelude"
    return tuple((CHUNK_NAME.format(name), (folder / f"{name}.lua").read_text(encoding="utf-8")) for name in PRELUDE)


def load_prelude(lua: Any, found: Mapping[str, Any], entrances: Callable[[Any], Mapping[str, Entrances]]) -> Any:
    """Run every file of the prelude in `lua`, and return the table that they fill; it begins with what is `found`.

    Args:
        entrances: Called with that table as soon as functions of the host's can be exposed; what comes of it is there
            under its names for the files that follow.
    """
    prelude = lua.table_from(found)
    for name, text in prelude_texts():
        code = shared_chunks().bytecode(text_to_lua(text), name)
        if name == CHUNK_NAME.format(PRELUDE[0]):
            lua.execute(code, prelude, mode="b")
        else:
            prelude["load"](code)
        if name == CHUNK_NAME.format("calls"):
            for own, its_entrances in entrances(prelude).items():
                prelude[own] = prelude["expose"](*its_entrances)
    return prelude


def settings(limits: Limits, policy: Policy, hook: Hook) -> dict[str, Any]:
    """What the prelude finds in its table before the first file runs."""
    return {
        "soft_kilobytes": limits.soft_memory_bytes / 1024,
        "hook": hook,
        "instructions": limits.instructions,
        "stack_depth": limits.stack_depth,
        "absent": " ".join(policy.absent),
        "longest_load": limits.load_bytes,
        "longest_text": limits.soft_memory_bytes,
        "longest_search": limits.search_steps,
        "longest_list": limits.crossing_items,
        "longest_line": limits.print_line_characters,
        "epoch": EPOCH,
        "persistent": "state",
    }
