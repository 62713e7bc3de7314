"""Errands: what scripts ask of the window, and what becomes of it."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.live import ErrandKind, ErrandResult


class AskErrand(Asked, frozen=True, kw_only=True):
    """A script wants the window to do something of its own; never the operating system."""

    script: str
    kind: ErrandKind
    what: tuple[str, ...]  # an action's id; or keys, as `Ctrl+R`; or words
    delay_seconds: float = 0.0  # between two keys
    ask: str = ""  # by which its worker knows it; empty when nobody waits for it


class ReportErrands(Asked, frozen=True, kw_only=True):
    """The window tells what became of errands."""

    results: tuple[ErrandResult, ...]


class ForgetErrands(Asked, frozen=True, kw_only=True):
    """The supervisor has told whoever asked."""

    numbers: tuple[int, ...]


class ReportWindow(Asked, frozen=True, kw_only=True):
    """There is a window that does errands, or there is none any more."""

    is_open: bool
