"""Making the mistake that a player reads out of what the sandbox reports about a failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.lua.advice import advise
from engine.lua.convert import readable_text
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, Frame, LuaMistake, MemoryExceeded, Stopped, split_place


@dataclass(frozen=True, slots=True)
class Report:
    """What the prelude's `report` says, in Python's terms."""

    why: str | None  # "budget", "stop", "memory" or "bug"; None for an error of the script's own
    message: str
    chunk: str  # where it was stopped; "" when that is not known
    line: int
    frames: tuple[Frame, ...]  # innermost first, never empty

    @classmethod
    def from_lua(cls, report: Sequence[Any], chunk_names: Mapping[str, str], origin: tuple[str, int]) -> Report:
        """Read the flat results of `report`; `chunk_names` maps what Lua shows to the names that were given.

        `origin` is told where no frame of its chunk is left, as after `return sampler("kick")`: a tail call.
        """
        why, message, chunk, line = report[:4]
        flat = [iter(report[4:])] * 3
        frames = tuple(
            Frame(_named(shown, chunk_names), at, readable_text(name)) for shown, at, name in zip(*flat, strict=True)
        )
        if not any(frame.chunk == origin[0] for frame in frames):
            frames = (*frames, Frame(*origin, "main chunk"))
        return cls(why, readable_text(message), _named(chunk or "", chunk_names), line or 0, frames)


def _named(shown: str, chunk_names: Mapping[str, str]) -> str:
    name = readable_text(shown)
    return chunk_names.get(name, name)


def stop_mistake(report: Report, limits: Limits, limit_seconds: float, used_seconds: float) -> LuaMistake:
    """The mistake of a script that was stopped by force."""
    chunk, line = report.chunk, report.line
    if not line:
        chunk, line, _ = report.frames[0]
    match report.why:
        case "budget":
            message = f"this took longer than {limit_seconds:g} s and was stopped"
            return BudgetExceeded(message, chunk, line, report.frames, limit_seconds, used_seconds)
        case "memory":
            return memory_mistake(limits, chunk, line, report.frames)
        case _:
            return Stopped("stopped", chunk, line, report.frames)


def memory_mistake(limits: Limits, chunk: str = "", line: int = 0, frames: tuple[Frame, ...] = ()) -> MemoryExceeded:
    """The mistake of a script that keeps too much."""
    message = f"this needs more than {limits.soft_memory_bytes >> 20} MB of memory and was stopped"
    return MemoryExceeded(message, chunk, line, frames, limits.soft_memory_bytes)


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
