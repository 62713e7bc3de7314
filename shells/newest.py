"""The newest snapshot on its way to the GUI's thread: one reference and one wake, however many come. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from engine.core.snapshot import Snapshot


class Newest:
    """Holds the newest snapshot and wakes its reader once, until the reader has come for it.

    `put` writes the snapshot before it looks at the flag, and `take` lowers the flag before it looks at the snapshot.
    So the last of a burst is always seen: a `put` that finds the flag up comes before the reader's look.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        """Take `wake`, which makes the reader call `take` soon; it must not call it there and then."""
        self._wake = wake
        self._newest: Snapshot | None = None
        self._taken: Snapshot | None = None
        self._is_woken = False

    def put(self, snapshot: Snapshot) -> None:
        """Remember `snapshot` in place of any older one. Thread: any, one at a time."""
        self._newest = snapshot
        if not self._is_woken:
            self._is_woken = True
            self._wake()

    def take(self) -> Snapshot | None:
        """Return the newest snapshot, or None when it was taken before. Thread: the reader's."""
        self._is_woken = False
        newest = self._newest
        if newest is self._taken:
            return None
        self._taken = newest
        return newest
