"""Runs a folder of hostile snippets, each in a runtime of its own, and prints what became of each as a line of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from engine.core.errors import EngineError
from engine.lua.convert import Handle
from engine.lua.limits import Limits
from engine.lua.packages import PackageFinder
from engine.lua.requiring import Requiring
from engine.lua.runtime import Runtime

LIMITS = Limits(run_seconds=0.03, turn_seconds=0.03, memory_bytes=24 << 20, headroom_bytes=8 << 20)
WAYS = {  # name: level, limits, whether hooks are set from outside
    "standard": ("standard", LIMITS, True),
    "standard-hooked": ("standard", LIMITS, False),
    "minimal": ("minimal", LIMITS, True),
    "strict": ("strict", replace(LIMITS, hook="always", instructions=1_000_000, stack_depth=100), True),
}
PATIENT_SECONDS = 10.0  # filling the memory takes longer than the usual budget


class Snippet(NamedTuple):
    """One attack, from a heading such as `--# an error that closes for ever -> LuaMistake; hasty`."""

    title: str
    outcome: str  # a class of mistake; "contained" for any, or none
    is_patient: bool  # given more time, because something else than time has to end it
    text: str


def snippets(path: Path) -> Iterator[Snippet]:
    """The attacks of a file."""
    for part in path.read_text(encoding="utf-8").split("--# ")[1:]:
        heading, _, text = part.partition("\n")
        title, _, rest = heading.partition(" -> ")
        outcome, _, haste = rest.partition("; ")
        yield Snippet(title, outcome, outcome not in {"BudgetExceeded", "contained"} and haste != "hasty", text)


def corpus(folder: Path) -> Iterator[Snippet]:
    """The attacks of all files in a folder."""
    for path in sorted(folder.glob("*.lua")):
        yield from snippets(path)


def make_runtime(way: str, files: Path | None = None) -> Runtime:
    """A runtime with a small host to attack."""
    level, limits, interrupts = WAYS[way]

    def refuse() -> None:
        raise EngineError("no")

    def fail() -> None:
        raise KeyError("a bug of the host's")

    kept = []
    runtime = Runtime(limits, level=level, files=files, output=len, interrupts=interrupts)
    runtime.install("host_scalar", lambda *values: 1)
    runtime.install("host_refuses", refuse)
    runtime.install("host_breaks", fail)
    runtime.install("host_text", lambda number: f"{number}" * 1000)
    runtime.install("host_table", lambda: {"a": [1, 2, {"b": "c"}]})
    runtime.install("host_keep", kept.append, takes_functions=True)
    runtime.install("host_handle", lambda key: Handle("module", key))
    runtime.install("host_wait", lambda beats: beats, waits=True)
    runtime.define_handle("module", {"set": lambda key, name, value: None})
    Requiring(runtime, PackageFinder(lambda _: None, list))
    return runtime


def attack(text: str, is_patient: bool, way: str, files: Path | None) -> dict[str, str | int]:
    """Run one snippet; say how it ended, and what the runtime answers afterwards."""
    runtime = make_runtime(way, files)
    ended, line = "nothing", 0
    try:
        with runtime.budget(PATIENT_SECONDS if is_patient else LIMITS.run_seconds):
            runtime.run_chunk(text, "hostile.lua")
    except Exception as error:  # noqa: BLE001 - a bug of the host's has to come out too, and is told
        ended, line = type(error).__name__, getattr(error, "line", 0)
    alive = runtime.evaluate("1 + 1", "after")
    runtime.reinstate_library()
    names = runtime.evaluate("type(print), type(string.rep), type(host_scalar)", "after")
    runtime.close()
    return {"ended": ended, "line": line, "alive": alive, "names": names}


def main() -> None:
    attacks, way = Path(sys.argv[1]), sys.argv[2]
    with TemporaryDirectory() as folder:
        for snippet in corpus(attacks):
            print(json.dumps({"begun": snippet.title}), flush=True)
            result = attack(snippet.text, snippet.is_patient, way, Path(folder) / "files")
            print(json.dumps({"title": snippet.title, **result}), flush=True)


if __name__ == "__main__":
    main()
