"""Proofreading: processor time to read a long script over, beside its parse alone. It has a thread of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from benches.effort import Effort
from benches.table import Result
from engine.lua.lint.check import lint
from engine.lua.packages import LIBRARY
from engine.lua.source import Source, parse

LINES, TARGET_MS = 2_000, 100.0


def measure(effort: Effort) -> Iterator[Result]:
    """Yield how long 2,000 lines take, of the library as it is shipped and with a mistake on every tenth."""
    rounds = 2 if effort.is_quick else 9
    for name, text in (("as shipped", _lines()), ("200 findings", _flawed(_lines()))):
        parsed = _milliseconds(partial(Source, text), rounds)
        whole = _milliseconds(partial(_from_nothing, text), rounds)
        yield Result(
            f"proofreading {LINES} lines, {name}", f"<= {TARGET_MS:g} ms", f"{whole:.1f} ms", whole <= TARGET_MS,
            f"the parse alone {parsed:.1f} ms", whole / parsed,
            "it is done on a thread of its own, half a second after the last key",
        )  # fmt: skip


def _lines() -> str:
    texts = (path.read_text(encoding="utf-8") for path in sorted(LIBRARY.rglob("*.lua")))
    pieces = (f"do local _ = function(...)\n{text}\nend end" for text in texts)
    whole = "\n".join(pieces).split("\n")
    return _closed("\n".join(whole[:LINES]))


def _closed(text: str) -> str:
    """Return as much of a text, from its beginning, as is Lua by itself."""
    pieces = text.split("\nend end\n")
    return "\nend end\n".join(pieces[:-1]) + "\nend end"


def _flawed(text: str) -> str:
    return f"{text}\n" + "\n".join(f"samplr{place % 50}('kick')" for place in range(200))


def _from_nothing(text: str) -> None:
    parse.cache_clear()
    lint(text)


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return median(times)
