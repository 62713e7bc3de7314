"""Errands: what scripts want the window to do. Asked, reported on, and forgotten once whoever asked was told. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from immutables import Map
from msgspec.structs import replace

from engine.core.commands import AskErrand
from engine.core.live import Errand, ErrandResult

MOST_ERRANDS = 4096  # under way at once, of those that nobody waits for

Errands = Map[int, Errand]


def asked(errands: Errands, command: AskErrand, number: int) -> Errands | None:
    """Return the errands with one more; None when there are too many. Those that are waited for are few anyway."""
    if len(errands) >= MOST_ERRANDS and not command.ask:
        return None
    errand = Errand(number, command.script, command.kind, command.what, command.delay_seconds, command.ask)
    return errands.set(number, errand)


def reported(errands: Errands, results: Iterable[ErrandResult]) -> Errands:
    """Return the errands with what became of some; those that nobody waits for any more are passed over."""
    news = {
        result.number: replace(errand, state="done" if result.is_done else "failed", message=result.message)
        for result in results
        if (errand := errands.get(result.number)) is not None and errand.state == "asked"
    }
    return errands.update(news) if news else errands


def forgotten(errands: Errands, numbers: Iterable[int]) -> Errands:
    """Return the errands without some."""
    for number in numbers:
        if number in errands:
            errands = errands.delete(number)
    return errands
