"""Measures Vortex, Tidal in Python as Sardine carries it: run by a Python that has `sardine_core`, not by ours."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import time
import types
from fractions import Fraction
from functools import partial
from statistics import median
from typing import Any


def load() -> tuple[Any, Any]:
    """Return the modules with patterns and mini-notation, without the rest, which opens sound and network."""
    spec = importlib.util.find_spec("sardine_core")
    if spec is None or spec.submodule_search_locations is None:
        sys.exit("this Python has no sardine_core")
    package = types.ModuleType("tidal_parser")
    package.__path__ = [f"{spec.submodule_search_locations[0]}/sequences/tidal_parser"]
    sys.modules["tidal_parser"] = package
    return importlib.import_module("tidal_parser.pattern"), importlib.import_module("tidal_parser.mini")


def main() -> None:
    """Answer the texts that come as JSON on standard input."""
    patterns, notation = load()
    asked = json.load(sys.stdin)
    cycles = max(5, asked["cycles"] // 20)

    def query(pattern: Any) -> None:
        for cycle in range(cycles):
            pattern.query(patterns.TimeSpan(Fraction(cycle), Fraction(cycle + 1)))

    def layered() -> Any:
        mini = notation.mini
        layers = [mini("bd*4"), mini("hh*8"), mini("~ sd").fast(2), mini("0 2 4 <7 9>")]
        return patterns.stack(*layers).every(4, lambda each: each.rev()).off(0.125, lambda each: each)

    answer = {}
    for name, text in [*asked["texts"].items(), ("layered", None)]:
        written = "" if text is None else text.replace("0 .. 3", "0 1 2 3")  # it has no ranges
        make = layered if text is None else partial(notation.mini, written)
        pattern = make()
        answer[name] = {"parse": _microseconds(make, 3), "query": _microseconds(partial(query, pattern), 3) / cycles}
    print(json.dumps(answer))


def _microseconds(act: Any, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1e6)
    return median(times)


if __name__ == "__main__":
    main()
