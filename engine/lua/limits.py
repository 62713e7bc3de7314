"""How much a script may take: time, memory, and what it may send across; plain numbers, nothing is enforced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hook = Literal["due", "always", "never"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one script's runtime allows. Times are processor seconds of the worker, so a busy machine accuses nobody.

    Where no hook runs, time is up for whoever watches the process.
    """

    run_seconds: float = 5.0  # for one chunk from top to bottom
    turn_seconds: float = 1.0  # for a live loop from one wait to the next
    memory_bytes: int = 256 << 20  # hard: no allocation of Lua goes beyond
    headroom_bytes: int = 32 << 20  # kept free below the hard limit for crossing between Lua and Python
    chunk_bytes: int = 4 << 20  # the longest text that is compiled for the host
    load_bytes: int = 256 << 10  # the longest text that a script may `load`
    search_steps: int = 10_000_000  # of a pattern in C, which nothing can stop; longer searches are done in Lua
    hook: Hook = "due"  # what stops a script: a hook set when it is due, one that always runs, or none at all
    instructions: int | None = None  # of one chunk or turn; counted only where a hook always runs
    stack_depth: int | None = None  # calls inside each other; looked at only where a hook always runs
    print_line_characters: int = 2000  # longer lines are cut
    print_lines: int = 1000  # in one chunk or turn; further ones are counted and dropped
    crossing_depth: int = 32  # nested tables in one value between Lua and Python
    crossing_items: int = 200_000  # table entries in one value
    crossing_bytes: int = 4 << 20  # of text in one value

    @property
    def soft_memory_bytes(self) -> int:
        """Where a script is stopped for taking too much memory."""
        return self.memory_bytes - self.headroom_bytes
