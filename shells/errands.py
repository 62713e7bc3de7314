"""Does what scripts ask of the window: actions of its table, in order, on the GUI's thread. No key leaves it."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from engine.core import commands as c
from engine.core.live import Errand, ErrandResult
from engine.core.snapshot import Snapshot
from shells.action_set import ActionSet
from shells.key_actions import press, why_not

MOST_AT_ONCE = 50  # actions between two looks at hands and paint
_RUNS = ("script.run", "script.run_now")


class Stage(Protocol):
    """The part of the window that errands need."""

    @property
    def front_shell(self) -> str:
        """The shell in front."""

    @property
    def front_script(self) -> str:
        """The script in front; empty for none."""

    def send(self, command: c.Command) -> object:
        """Hand a command to the engine."""

    def show_alert(self, script: str, words: str) -> None:
        """Show what a script wants to be read."""


class Errands(QObject):
    """The queue of what scripts have asked, in the order in which the engine heard it.

    Thread: the GUI's.
    """

    def __init__(self, actions: ActionSet, stage: Stage) -> None:
        super().__init__(actions)
        self._actions, self._stage = actions, stage
        self._newest = 0  # number of the newest that was taken
        self._queue: deque[Errand] = deque()
        self._pressed = 0  # how many keys of the first errand were pressed
        self._failures: list[str] = []  # of those keys
        self._done: list[ErrandResult] = []  # not told yet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Take what is new. It is done when the event loop comes to it, not while a snapshot is being shown."""
        if not snapshot.errands:
            return
        new = sorted(number for number in snapshot.errands if number > self._newest)
        for number in new:
            self._newest = number
            self._queue.append(snapshot.errands[number])
        if new and not self._timer.isActive():
            self._timer.start(0)

    def _work(self) -> None:
        """Do some of what is asked, tell of it, and go on later."""
        pause_seconds = 0.0
        for _ in range(MOST_AT_ONCE):
            if not self._queue:
                break
            pause_seconds = self._step(self._queue[0])
            if pause_seconds:
                break
        if self._done:
            self._stage.send(c.ReportErrands(results=tuple(self._done), origin="window"))
            self._done.clear()
        if self._queue:
            self._timer.start(round(pause_seconds * 1000))

    def _step(self, errand: Errand) -> float:
        """Do an errand, or the next key of one; returns how long the one after it has to wait."""
        match errand.kind:
            case "notice":
                self._stage.show_alert(errand.script, errand.what[0])
                self._end(errand, "")
            case "action":
                self._end(errand, self._do(errand.what[0], errand.script))
            case "keys":
                return self._press(errand)
        return 0.0

    def _press(self, errand: Errand) -> float:
        pressed = press(errand.what[self._pressed :], self._stage.front_shell)
        self._pressed += pressed.keys
        failure = pressed.failure if pressed.action is None else self._do(pressed.action.id, errand.script)
        if failure:
            self._failures.append(failure)
        if self._pressed < len(errand.what):
            return errand.delay_seconds
        self._end(errand, "; ".join(dict.fromkeys(self._failures)))
        self._pressed = 0
        self._failures.clear()
        return 0.0

    def _end(self, errand: Errand, failure: str) -> None:
        self._queue.popleft()
        self._done.append(ErrandResult(errand.number, not failure, failure))

    def _do(self, id_: str, script: str) -> str:
        """Do an action; returns why not."""
        reason = why_not(id_)
        if reason:
            return reason
        if id_ in _RUNS and script == self._stage.front_script:
            return "the script would run itself, over and over"
        action = self._actions.action(id_)
        if not action.isEnabled():
            return "it cannot be done now"
        action.trigger()
        return ""
