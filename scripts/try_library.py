"""Loads a folder of Lua as packages and runs its own tests as scripts are run: `try_library.py DIR [PATTERN ...]`.

Specifications (`*_spec.lua`) run in a part of busted that comes along, each other file of the tests by itself. A file
passes when it raises nothing. Patterns say which files are tests, by default those in `spec`, `test` and `tests`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.core.errors import EngineError
from engine.lua.packages import PackageFinder, read_package
from engine.lua.requiring import Requiring
from engine.lua.runtime import Runtime

TEST_FILES = ("spec/*_spec.lua", "test/test*.lua", "tests/test*.lua")
SOURCES = ("", "lua", "src")  # where a library's own packages are
RUN_SECONDS = 60.0
BUSTED = Path(__file__).with_name("libraries")


class Outcome(NamedTuple):
    """What came of a file of tests."""

    file: str
    passed: int
    failed: int
    told: tuple[str, ...]  # what the tests printed
    mistake: str = ""  # why the file ended early


def run_file(path: Path, folder: Path) -> Outcome:
    """Run one file of a library's tests in a runtime of its own."""
    printed: list[str] = []
    runtime = Runtime(output=printed.append)
    finder = PackageFinder()
    roots = [*(folder / each for each in SOURCES), path.parent, *(path.parent / each for each in SOURCES), BUSTED]
    finder.roots = tuple(root for root in roots if root.is_dir())
    Requiring(runtime, finder)
    counts = (0, 0)
    try:
        with runtime.budget(RUN_SECONDS):
            if path.name.endswith("_spec.lua"):
                runtime.run_chunk('counts = require("busted").counts', "busted.lua")
                runtime.run_chunk(_as_block(read_package(path, folder)), path.name)
                told = runtime.read_global("counts")
                assert isinstance(told, dict)
                counts = int(told["passed"]), int(told["failed"])
            else:
                runtime.run_chunk('require "stand_ins"', "stand_ins.lua")
                runtime.run_chunk(read_package(path, folder), path.name)
                counts = _counted(runtime, printed)
    except EngineError as mistake:
        return Outcome(path.name, 0, 1, tuple(printed), str(mistake))
    finally:
        runtime.close()
    return Outcome(path.name, *counts, tuple(printed))


def _counted(runtime: Runtime, printed: Sequence[str]) -> tuple[int, int]:
    """Return what passed and failed in a file that ran to its end: as it says itself, or the file as one."""
    runtime.run_chunk("counts = {} run_luaunit(counts)", "stand_ins.lua")
    counts = runtime.read_global("counts")
    if isinstance(counts, dict) and counts:
        return int(counts["passed"]), int(counts["failed"])
    said = [line.lower()[:6] for line in printed]
    return (said.count("[pass]"), said.count("[fail]")) if "[pass]" in said else (1, 0)


def _as_block(text: str) -> str:
    """A specification may have tests and hooks outside any block."""
    return f"describe('', function() {text}\nend)"


def main(arguments: Sequence[str]) -> int:
    """Run every file, and say what came of it; the exit code is 1 when anything failed."""
    if not arguments:
        print(__doc__)
        return 2
    folder, patterns = Path(arguments[0]), arguments[1:] or TEST_FILES
    outcomes = [run_file(path, folder) for pattern in patterns for path in sorted(folder.glob(pattern))]
    for outcome in outcomes:
        print(f"{'ok    ' if not outcome.failed else 'FAILED'} {outcome.file}: {outcome.passed} passed", end="")
        print(f", {outcome.failed} failed" if outcome.failed else "")
        if outcome.failed:
            for line in (*outcome.told, outcome.mistake):
                print(f"       {line}" if line else "")
    passed, failed = sum(each.passed for each in outcomes), sum(each.failed for each in outcomes)
    print(f"{len(outcomes)} files, {passed} passed, {failed} failed")
    return 1 if failed or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
