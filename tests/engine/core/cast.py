"""The threads of a schedule that may be interrupted at any of their lines: producers, and the GUI's."""

from __future__ import annotations

from collections.abc import Callable

from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from shells.newest import Newest
from shells.receivers import Receivers
from tests.engine.core.promises import Plan, Promise


class Producer:
    """Offers its commands one after the other through a lane of its own."""

    def __init__(self, engine: Engine, name: str, plans: list[Plan], promises: list[Promise]) -> None:
        self._lane = engine.open_lane(name)
        self._plans = plans
        self._promises = promises

    def step(self) -> None:
        """Offer the next command."""
        if self._plans:
            plan = self._plans.pop(0)
            self._promises.append(Promise(self._lane.offer(plan.command), plan.is_visible))


class Window:
    """The GUI's thread: an event loop with one queued wake at most, and views that show snapshots and paint."""

    def __init__(self, engine: Engine, new_hub: Callable[[Callable[[], None]], Newest] = Newest) -> None:
        self._engine = engine
        self._wakes = 0
        self._hub = new_hub(self._wake)
        self._is_painting = False
        self._receivers = Receivers(self._on_failure, lambda: self._is_painting)
        self.shown = engine.snapshot
        self.failures = 0
        self._receivers.add(self._fail)
        self._receivers.add(self._show)
        engine.subscribe(self._hub.put)

    def _wake(self) -> None:
        self._wakes += 1
        assert self._wakes <= 1, "two wakes were queued at once"

    def _show(self, snapshot: Snapshot) -> None:
        assert snapshot.version > self.shown.version
        self.shown = snapshot

    def _fail(self, snapshot: Snapshot) -> None:
        raise ValueError(f"a bug in one view, at {snapshot.version}")

    def _on_failure(self, failure: Exception) -> None:
        self.failures += 1

    def step(self) -> None:
        """Do what is queued, or paint."""
        if self._wakes:
            self._wakes = 0
            newest = self._hub.take()
            if newest is not None:
                self._receivers.deliver(newest)
        else:
            self._paint()

    def _paint(self) -> None:
        self._is_painting = True
        before = self.shown
        painted = [before.version]
        painted.append(self.shown.version)
        assert self.shown is before, "what is shown changed while it was painted"
        self._is_painting = False
