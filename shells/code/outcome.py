"""What became of a script, in one line of words, and the colour of its dot. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from engine.core.document import Script
from engine.core.live import Problem, ScriptStatus
from engine.lua.lint.finding import Finding
from shells.problem_words import loops_in_words, without_place

Tone = Literal["quiet", "good", "armed", "bad"]


class Outcome(NamedTuple):
    """What the line under an editor says."""

    text: str
    tone: Tone = "quiet"


MOST_LISTENED = 3  # names of events that are shown
OF_HANDLER = "on("  # what a handler's mistake begins with


def outcome(script: Script, status: ScriptStatus | None, text: str) -> Outcome:
    """Return what to say of `script`; `text` is what its editor shows."""
    said = _said(status or ScriptStatus(script.name))
    if status is not None and status.state == "stopped" and script.mode == "repeat" and not script.is_enabled:
        said = Outcome("Disabled; it repeats when it is enabled")
    notes = [] if status is None else _notes(status)
    if script.request.text and text != script.request.text:
        notes.append("edited since it ran")
    return said._replace(text="  ·  ".join([said.text, *notes]))


def with_findings(said: Outcome, findings: Sequence[Finding], here: Finding | None) -> Outcome:
    """Add what proofreading found: the sentence on the caret's line, or how many warnings there are.

    What went wrong for the ears comes first.
    """
    if said.tone == "bad":
        return said
    if here is not None:
        return Outcome(f"Line {here.line}: {here.message}")
    count = sum(finding.severity == "warning" for finding in findings)
    more = f"  ·  {count} warning{'s' if count > 1 else ''}" if count else ""
    return said._replace(text=said.text + more)


def _said(status: ScriptStatus) -> Outcome:
    plays = f"v{status.run} plays" if status.run else ""
    match status.state:
        case "running":
            return Outcome(f"v{status.asked} is running…" + (f"  {plays} meanwhile" if plays else ""), "armed")
        case "waiting":
            return Outcome(
                f"v{status.asked} is ready and lands on its beat" + (f"; {plays} until then" if plays else ""), "armed"
            )
        case "starting":
            return Outcome(f"v{status.asked} is starting…" + (f"  {plays} meanwhile" if plays else ""), "armed")
        case "repeating":
            return _repeating(status)
        case "stopping":
            return Outcome("Stopping…", "armed")
        case "failed":
            return _failed(status, plays)
        case "live":
            return Outcome(plays or "Playing", "good")
        case "stopped":
            return Outcome("Stopped; Run starts it again")
        case "idle":
            return Outcome(f"v{status.run} has run") if status.run else Outcome("Not run yet")


def _repeating(status: ScriptStatus) -> Outcome:
    rounds = "1 round" if status.iterations == 1 else f"{status.iterations} rounds"
    if status.problem is None:
        return Outcome(f"v{status.run} repeats: {rounds}", "good")
    return Outcome(f"v{status.run} repeats: {rounds}; the last failed{_why(status.problem)}", "bad")


def _failed(status: ScriptStatus, plays: str) -> Outcome:
    why = _why(status.problem)
    if status.run and status.run == status.asked and status.problem and status.problem.message.startswith(OF_HANDLER):
        return Outcome(f"{plays} — a handler failed{why}; everything else goes on", "bad")
    if _is_said_by_loops(status):
        return Outcome(f"{plays} — {loops_in_words(status.trouble)}", "bad")
    if status.run and status.run == status.asked:
        return Outcome(f"{plays} — a loop failed{why}; it goes on with what it did before", "bad")
    if status.run:
        return Outcome(f"{plays} — v{status.asked} failed{why}; the last good version goes on", "bad")
    return Outcome(f"v{status.asked} failed{why}", "bad")


def _is_said_by_loops(status: ScriptStatus) -> bool:
    """Whether what is wrong is what became of the loops of the version that plays."""
    problem, is_of_what_plays = status.problem, bool(status.run) and status.run == status.asked
    return is_of_what_plays and problem is not None and problem.message in {each.message for each in status.trouble}


def _why(problem: Problem | None) -> str:
    if problem is None:
        return ""
    place = problem.place
    if place is None or not place.line:
        return f": {problem.message}"
    return f" at line {place.line}: {without_place(problem.message, place)}"


def _notes(status: ScriptStatus) -> list[str]:
    notes = []
    if status.loops:
        notes.append(("loop " if len(status.loops) == 1 else "loops ") + ", ".join(status.loops))
    if status.listens:
        more = ", …" if len(status.listens) > MOST_LISTENED else ""
        notes.append(f"listens to {', '.join(status.listens[:MOST_LISTENED])}{more}")
    if status.tasks:
        notes.append(f"{status.tasks} task{'s' if status.tasks > 1 else ''}")
    if status.trouble and not (status.state == "failed" and _is_said_by_loops(status)):
        notes.append(loops_in_words(status.trouble))
    if status.late:
        at = f", last at line {status.late_line}" if status.late_line else ""
        notes.append(f"{status.late} late{at}")
    return notes
