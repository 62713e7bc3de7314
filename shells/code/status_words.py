"""How a script is doing, in a few words and a tone: for the panel that shows all of them. No Qt."""

from __future__ import annotations

from typing import Literal, NamedTuple

from engine.core.document import Script
from engine.core.live import ScriptStatus
from shells.problem_words import with_line

Tone = Literal["quiet", "done", "good", "armed", "bad"]
SEPARATOR = "  ·  "


class StateWord(NamedTuple):
    """A state, as a player reads it at a glance."""

    text: str
    tone: Tone


_WORDS: dict[str, StateWord] = {
    "running": StateWord("running", "armed"),
    "waiting": StateWord("lands soon", "armed"),
    "starting": StateWord("starting", "armed"),
    "stopping": StateWord("stopping", "armed"),
    "live": StateWord("playing", "good"),
    "repeating": StateWord("repeating", "good"),
    "failed": StateWord("failed", "bad"),
    "stopped": StateWord("stopped", "quiet"),
}
_NOT_RUN = ScriptStatus("")


def state_word(status: ScriptStatus | None) -> StateWord:
    """Return the state in a word or two."""
    status = status or _NOT_RUN
    if status.state == "repeating" and status.problem is not None:
        return StateWord("round failed", "bad")
    if status.state == "idle":
        return StateWord("has run", "done") if status.run else StateWord("not run", "quiet")
    return _WORDS[status.state]


def plays_on(status: ScriptStatus | None) -> bool:
    """Return whether something is wrong with the script, and something of it plays all the same."""
    if status is None or not (status.problem or status.trouble):
        return False
    falls_back = any(each.plays_on for each in status.trouble)
    if status.state == "failed":
        return bool(status.run) and (falls_back or status.run != status.asked or _has_work(status))
    return status.state == "repeating" or (status.state == "live" and falls_back)


def details(script: Script, status: ScriptStatus | None) -> str:
    """Return what there is to know beside the state: only what is not as it always is."""
    status = status or _NOT_RUN
    return SEPARATOR.join(part for part in (_work(script, status), *_costs(status)) if part)


def trouble(status: ScriptStatus | None) -> str:
    """Return what went wrong last, with its line; empty when nothing did."""
    return "" if status is None or status.problem is None else with_line(status.problem)


def duration(seconds: float) -> str:
    """Return a time as short as it can be read: `4 ms`, `1.5 s`, `2 min`."""
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms" if seconds >= 0.001 else "<1 ms"
    return f"{seconds:.1f} s" if seconds < 99.95 else f"{seconds / 60:.0f} min"


def size(count: int) -> str:
    """Return bytes as `640 kB` or `1.2 MB`."""
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def _work(script: Script, status: ScriptStatus) -> str:
    if script.mode == "repeat":
        if not status.iterations:
            return ""
        return f"{_counted(status.iterations, 'round')}, last {duration(status.last_seconds)}"
    if len(status.loops) == 1:
        return f"loop {status.loops[0]}"
    return f"{len(status.loops)} loops" if status.loops else ""


def _has_work(status: ScriptStatus) -> bool:
    return bool(status.loops or status.tasks or status.listens)


def _costs(status: ScriptStatus) -> list[str]:
    """What is out of the ordinary comes first: the end of a long line is not seen."""
    return [
        f"{status.late} late" if status.late else "",
        _counted(status.restarts, "restart") if status.restarts else "",
        size(status.memory_bytes) if status.memory_bytes else "",
    ]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
