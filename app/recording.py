"""Recording from the window: where the file goes, and what the window says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from platformdirs import user_music_path

from app.window import ORIGIN, Window
from engine.core import commands as c
from engine.core.live import RecordingStatus
from engine.core.snapshot import Snapshot

_UNDER_WAY = ("asked", "recording")


class RecordingFlow:
    """Starts and ends recordings, each in a file of its own in the player's music folder.

    Thread: the GUI's.
    """

    def __init__(self, window: Window, now: Callable[[], datetime] = datetime.now) -> None:
        self._window = window
        self._now = now
        self._status = RecordingStatus()
        window.actions_.bind("transport.record", lambda: self.toggle(has_stems=False))
        window.actions_.bind("transport.record_stems", lambda: self.toggle(has_stems=True))

    def toggle(self, has_stems: bool) -> None:
        """End the recording that is under way, or start one."""
        if self._status.state in _UNDER_WAY:
            self._window.send(c.StopRecording(origin=ORIGIN))
            return
        path = self._new_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._window.foot.show_problem(f"There is no folder to record to ({error}).")
            return
        self._window.send(c.StartRecording(path=str(path), has_stems=has_stems, origin=ORIGIN))

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Say that a recording has begun or is over."""
        before, now = self._status, snapshot.recording
        if now is before:
            return
        self._status = now
        is_under_way = now.state in _UNDER_WAY
        self._window.actions_.action("transport.record").setText("Stop &Recording" if is_under_way else "&Record")
        if now.state == "recording":
            self._window.foot.show_news(f"Recording to {now.path}")
        elif now.state == "off" and before.state != "off":
            lost = f"; the disk was too slow for {now.dropped} blocks, which are silent" if now.dropped else ""
            self._window.foot.show_news(f"Recorded to {now.path}{lost}")

    def _new_path(self) -> Path:
        session = self._window.snapshot.session.path
        name = Path(session).stem if session else "Untitled"
        return user_music_path() / "Moonloop" / f"{name} {self._now():%Y-%m-%d %H.%M.%S}.wav"
