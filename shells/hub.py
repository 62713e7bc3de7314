"""The hub: brings the engine's snapshots to the GUI thread, newest only, with one queued signal pending at most."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from engine.core.engine import Engine
from shells.newest import Newest
from shells.painting import PaintWatch
from shells.receivers import Receive, Receivers

_log = logging.getLogger(__name__)


class Hub(QObject):
    """Every shell's window on the engine's state.

    Hidden shells get every delivery too: what they share with the snapshot before is passed over by `is`, so keeping
    them up to date costs next to nothing, and showing one is instant.

    Thread: the GUI's.
    """

    failed = Signal(object)  # Exception: a receiver's bug
    _woken = Signal()

    def __init__(self, engine: Engine, paint_watch: PaintWatch | None = None) -> None:
        """Subscribe to `engine`, and deliver its present snapshot to whoever subscribes here."""
        super().__init__()
        self._newest = Newest(self._woken.emit)
        is_painting = paint_watch.is_painting if paint_watch is not None else lambda: False
        self._receivers = Receivers(self._on_failure, is_painting)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = engine.subscribe(self._newest.put)
        self._receivers.deliver(engine.snapshot)

    def subscribe(self, receive: Receive) -> Callable[[], None]:
        """Call `receive` with the present snapshot now and with the newest whenever there is one; returns what ends it.

        A bound method is held weakly, and let go when its widget is destroyed.
        """
        remove = self._receivers.add(receive)
        owner = getattr(receive, "__self__", None)
        if isinstance(owner, QObject):
            owner.destroyed.connect(remove)
        return remove

    def close(self) -> None:
        """Leave the engine alone. A wake that is on its way finds nobody."""
        self._unsubscribe()
        self._receivers = Receivers(self._on_failure)

    def _on_woken(self) -> None:
        snapshot = self._newest.take()
        if snapshot is not None:
            self._receivers.deliver(snapshot)

    def _on_failure(self, failure: Exception) -> None:
        _log.error("a shell failed to show a snapshot", exc_info=failure)
        self.failed.emit(failure)
