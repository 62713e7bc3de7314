"""What sections there are: a new one is a line in `SECTIONS`, and a module whose `measure(effort)` yields results."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module

from benches.effort import Effort
from benches.table import Result, header, row

SECTIONS = {
    "core": "benches.core",  # lanes, snapshots, commands a second, command to snapshot
    "library": "benches.lua_library",  # promises, channels and waiting, in the Lua library that is shipped
    "lint": "benches.lua_lint",  # reading a long script over
    "scripts": "benches.scripts",  # runs, workers, calls, idle scripts
    "crossing": "benches.lua_crossing",  # calls and tables between Lua and Python, beside plain lupa and wasmoon
    "workers": "benches.lua_workers",  # scripts in repeat mode: many at once, at rest, fed, side by side, hung
    "patterns": "benches.patterns",  # parsing, cycles, and playing them, beside Strudel and Vortex
    "sequencing": "benches.sequencing",  # notes a second beside isobar, onsets, what patterns cost, what notes leave
    "sound": "benches.sound",  # voices, render speed, onsets
    "start": "benches.start",  # from nothing to the first picture
    "storm": "benches.storm",  # underruns under every load at once; five minutes on each device
}
"""Name on the command line: module, imported when its section is asked for, because some take a while to import."""


def measure_sections(arguments: list[str]) -> int:
    """Print a table of what the sections named in `arguments` measured; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for name in options.section:
        if name not in SECTIONS:
            parser.error(f"there is no section {name}; there are {', '.join(SECTIONS)}")
    effort = Effort(options.quick, options.seconds, options.full)
    print(header())
    results = []
    for name in options.section or SECTIONS:
        for result in measured(name, effort):
            print(row(name, result), flush=True)
            results.append(result)
    missed = [result for result in results if not result.is_met]
    print(f"\n{len(results) - len(missed)} of {len(results)} targets met")
    for result in missed:
        print(f"MISSED {result.name}: {result.reason}")
    return 0


def measured(section: str, effort: Effort) -> Iterator[Result]:
    """Yield the results of one section as they come."""
    yield from import_module(SECTIONS[section]).measure(effort)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure what must be fast.")
    parser.add_argument("section", nargs="*", help=f"of {', '.join(SECTIONS)}; all when none is named")
    parser.add_argument("--seconds", type=float, default=None, help="how long sections that run for a time do so")
    parser.add_argument(
        "--full", action="store_true", help="play a million notes of each instrument, for a quarter of an hour"
    )
    parser.add_argument("--quick", action="store_true", help="measure just enough to see that everything runs")
    return parser
