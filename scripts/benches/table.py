"""One line of the table: what was measured, against what."""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """A number and the target that it was held against."""

    name: str
    target: str
    measured: str
    is_met: bool
    baseline: str = ""  # what the ratio is to, measured in the same run
    ratio: float | None = None  # to the baseline
    reason: str = ""  # why the target is missed where it is


def at_most(name: str, ratio: float, limit: float, measured: str, baseline: str, reason: str) -> Result:
    """Return the result of a target that is a ratio to a baseline, and the reason should it be missed."""
    return Result(name, f"<= {limit:g}x", measured, ratio <= limit, baseline, ratio, reason)


def header() -> str:
    """Return the first two lines of the table."""
    return _line("section", "what", "target", "result", "baseline", "ratio", "") + "\n" + "-" * 134


def row(section: str, result: Result) -> str:
    """Return a result as a line of the table."""
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}x"
    verdict = "ok" if result.is_met else "MISSED"
    return _line(section, result.name, result.target, result.measured, result.baseline, ratio, verdict)


def _line(section: str, what: str, target: str, measured: str, baseline: str, ratio: str, verdict: str) -> str:
    return f"{section:8} {what:44} {target:14} {measured:20} {baseline:28} {ratio:>8} {verdict}".rstrip()


def percentile(values: list[float], percent: float) -> float:
    """Return the value below which `percent` of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
