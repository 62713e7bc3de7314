"""Who gets each snapshot: every receiver the newest one, none harmed by another. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod

from engine.core.snapshot import Snapshot

Receive = Callable[[Snapshot], None]
OnFailure = Callable[[Exception], None]


class Receiver:
    """One receiver, held weakly where it is a method, so that what was closed is not called again."""

    def __init__(self, receive: Receive) -> None:
        self._method = WeakMethod(receive) if isinstance(receive, MethodType) else None
        self._function = None if self._method is not None else receive
        self._newest: Snapshot | None = None
        self._shown: Snapshot | None = None
        self._is_busy = False

    def is_gone(self) -> bool:
        """Whether the object that the method belongs to is no more."""
        return self._method is not None and self._method() is None

    def deliver(self, snapshot: Snapshot) -> None:
        """Call the receiver with `snapshot`; one that is busy with an older one is called again when it has done."""
        self._newest = snapshot
        if self._is_busy:
            return  # a receiver that runs an event loop of its own, such as a dialog, is asked again below
        receive = self._function or (self._method() if self._method is not None else None)
        if receive is None:
            return
        self._is_busy = True
        try:
            while self._newest is not self._shown:
                self._shown = self._newest
                receive(self._shown)
        finally:
            self._is_busy = False


class Receivers:
    """Delivers to all in the order in which they came.

    Thread: one, the readers'.
    """

    def __init__(self, on_failure: OnFailure, is_painting: Callable[[], bool] = lambda: False) -> None:
        """Take `on_failure`, told of each exception of a receiver, and `is_painting`: whether a view paints now."""
        self._on_failure = on_failure
        self._is_painting = is_painting
        self._receivers: tuple[Receiver, ...] = ()
        self._newest: Snapshot | None = None

    def add(self, receive: Receive) -> Callable[[], None]:
        """Have `receive` called with the newest snapshot, now, and with each one to come; returns what ends it."""
        receiver = Receiver(receive)
        self._receivers = (*self._receivers, receiver)
        if self._newest is not None:
            self._deliver_to(receiver, self._newest)

        def remove() -> None:
            self._receivers = tuple(each for each in self._receivers if each is not receiver)

        return remove

    def deliver(self, snapshot: Snapshot) -> None:
        """Give `snapshot` to every receiver, unless a newer one was given; receivers that are gone are forgotten."""
        assert not self._is_painting(), "a snapshot was delivered while a view painted"
        if self._newest is not None and snapshot.version <= self._newest.version:
            return
        self._newest = snapshot
        self._receivers = tuple(each for each in self._receivers if not each.is_gone())
        for receiver in self._receivers:
            if receiver in self._receivers:  # unless one before it sent it away
                self._deliver_to(receiver, self._newest)

    def __len__(self) -> int:
        return len(self._receivers)

    def _deliver_to(self, receiver: Receiver, snapshot: Snapshot) -> None:
        try:
            receiver.deliver(snapshot)
        except Exception as failure:  # noqa: BLE001 - a bug in one shell must not harm another; it is told, never dropped
            self._on_failure(failure)
