"""Making the mistake that a player reads out of what the sandbox reports about a failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.lua.advice import advise
from engine.lua.convert import readable_text
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, Frame, LuaMistake, MemoryExceeded, StackExceeded, Stopped, split_place


@dataclass(frozen=True, slots=True)
class Report:
    """What the prelude's `report` says, in Python's terms."""

    why: str | None  # "budget", "stop", "memory", "instructions", "depth", "bug"; None for an error of the script's own
    message: str
    chunk: str  # where it was stopped; "" when that is not known
    line: int
    used: float  # memory in kilobytes, instructions, or calls; 0 for what is not counted in Lua
    frames: tuple[Frame, ...]  # innermost first, never empty

    @classmethod
    def from_lua(cls, report: Sequence[Any], chunk_names: Mapping[str, str], origin: tuple[str, int]) -> Report:
        """Read the flat results of `report`; `chunk_names` maps what Lua shows to the names that were given.

        `origin` is told where no frame of its chunk is left, as after `return sampler("kick")`: a tail call.
        """
        why, message, chunk, line, used = report[:5]
        flat = [iter(report[5:])] * 3
        frames = tuple(
            Frame(_named(shown, chunk_names), at, readable_text(name)) for shown, at, name in zip(*flat, strict=True)
        )
        if not any(frame.chunk == origin[0] for frame in frames):
            frames = (*frames, Frame(*origin, "main chunk"))
        return cls(why, readable_text(message), _named(chunk or "", chunk_names), line or 0, used or 0.0, frames)


def _named(shown: str, chunk_names: Mapping[str, str]) -> str:
    name = readable_text(shown)
    return chunk_names.get(name, name)


def stop_mistake(report: Report, limits: Limits, limit_seconds: float, used_seconds: float) -> LuaMistake:
    """The mistake of a script that was stopped by force."""
    chunk, line = report.chunk, report.line
    if not line:
        chunk, line, _ = report.frames[0]
    where = (chunk, line, report.frames)
    match report.why:
        case "budget":
            message = f"this took longer than {limit_seconds:g} s and was stopped"
            return BudgetExceeded(message, *where, "seconds", limit_seconds, used_seconds)
        case "instructions":
            limit = limits.instructions or 0
            message = f"this took more than {limit:,} instructions and was stopped"
            return BudgetExceeded(message, *where, "instructions", limit, report.used)
        case "depth":
            limit = limits.stack_depth or 0
            message = f"functions call each other more than {limit} deep here, and were stopped"
            return StackExceeded(message, *where, "stack depth", limit, report.used)
        case "memory":
            return memory_mistake(limits, report.used * 1024, *where)
        case _:
            return Stopped("stopped", *where)


def memory_mistake(
    limits: Limits, used_bytes: float, chunk: str = "", line: int = 0, frames: tuple[Frame, ...] = ()
) -> MemoryExceeded:
    """The mistake of a script that keeps too much."""
    limit = limits.soft_memory_bytes
    message = f"this needs more than {limit >> 20} MB of memory and was stopped"
    used = used_bytes if used_bytes > limit else limits.memory_bytes  # it asked for more than there was at once
    return MemoryExceeded(message, chunk, line, frames, "memory", limit, used)


def error_mistake(
    report: Report, shown_names: Mapping[str, str], names: Iterable[str], methods: Iterable[str]
) -> LuaMistake:
    """The mistake of a script that raised an error; the place in its message counts, then the innermost frame."""
    known = {frame.chunk for frame in report.frames} | set(shown_names)
    chunk, line, message = split_place(report.message, sorted(known, key=len, reverse=True))
    chunk = shown_names.get(chunk, chunk)
    if not line:
        chunk, line, _ = report.frames[0]
    return LuaMistake(advise(message, names, methods), chunk, line, report.frames)
