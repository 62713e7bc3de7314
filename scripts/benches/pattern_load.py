"""What 64 sequencers that play take of a core: turns of the engine with them, less turns without; nothing sounds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from statistics import median
from time import thread_time
from typing import NamedTuple

from benches.bands import band, steps, varied_cycle
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.starting import empty_document
from engine.sound.silent import SilentSound

SEQUENCERS = 64
MOST_PERCENT = 5.0  # of a core
STRETCH_BLOCKS = 375  # two seconds of music, a bar


class Load(NamedTuple):
    """Seconds of the processor."""

    for_a_second: float  # of music
    longest_turn: float


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the load of cyclic patterns and of steps, from the first bar on; they and silence take turns."""
    bands = {"cyclic patterns": band(SEQUENCERS, varied_cycle), "step patterns": band(SEQUENCERS, steps)}
    engines = {name: _playing(document) for name, document in {**bands, "": empty_document()}.items()}
    gc.collect()
    gc.freeze()  # a collection of everything would be counted as somebody's turn
    loads: dict[str, list[Load]] = {name: [] for name in engines}
    for _ in range(2 if effort.is_quick else 15):
        for name, engine in engines.items():
            loads[name].append(_stretch(engine))
    alone_percent = _percent(loads[""])
    for name in bands:
        yield _result(name, _percent(loads[name]), alone_percent, max(load.longest_turn for load in loads[name]))
    gc.unfreeze()
    for engine in engines.values():
        engine.stop()


def _result(name: str, percent: float, alone_percent: float, longest_seconds: float) -> Result:
    theirs = percent - alone_percent
    return Result(
        f"{SEQUENCERS} {name} playing",
        f"< {MOST_PERCENT:g} % of a core",
        f"{theirs:.2f} %",
        theirs < MOST_PERCENT,
        f"none {alone_percent:.2f} %, turns <= {longest_seconds * 1000:.1f} ms",
        reason="a profile of Engine.turn tells which pattern is worked out anew, and how often",
    )


def _percent(loads: list[Load]) -> float:
    return median(load.for_a_second for load in loads) * 100


def _playing(document: Document) -> Engine:
    engine = Engine(SilentSound(RATE, BLOCK_FRAMES), document=document)
    engine.submit(c.Play())
    return engine


def _stretch(engine: Engine) -> Load:
    """Turn for a bar; return what that took."""
    spent, longest = 0.0, 0.0
    for _ in range(STRETCH_BLOCKS):
        began = thread_time()
        engine.turn()
        took = thread_time() - began
        spent, longest = spent + took, max(longest, took)
    return Load(spent / (STRETCH_BLOCKS * BLOCK_FRAMES / RATE), longest)
