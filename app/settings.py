"""What Moonloop remembers from one start to the next: the sessions that were used last."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec
from platformdirs import user_config_path

MOST_RECENT = 10
_log = logging.getLogger(__name__)


class Remembered(msgspec.Struct, frozen=True):
    """What stands in the file. What another version wrote beside it is let go."""

    recent: tuple[str, ...] = ()  # absolute paths of sessions, newest first


class Settings:
    """Read at the start, written at each change. A file that is missing or broken is as one that is empty.

    Thread: one.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at `path`, or the one where this system expects it."""
        self._path = path or user_config_path("Moonloop", appauthor=False) / "settings.json"

    @property
    def recent(self) -> tuple[str, ...]:
        """The sessions that were opened or saved last, newest first, without those that are gone."""
        return tuple(path for path in self._read().recent if Path(path).is_file())

    def remember(self, path: str) -> None:
        """Put a session first. The file is read again, because another window may have written it."""
        known = self._read()
        recent = (path, *(each for each in known.recent if each != path))[:MOST_RECENT]
        self._write(msgspec.structs.replace(known, recent=recent))

    def forget_recent(self) -> None:
        """Empty the list."""
        self._write(msgspec.structs.replace(self._read(), recent=()))

    def _read(self) -> Remembered:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except (OSError, msgspec.DecodeError):
            return Remembered()

    def _write(self, remembered: Remembered) -> None:
        """Losing this list is not worth more than a line in the log."""
        part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.format(msgspec.json.encode(remembered), indent=2))
            part.replace(self._path)
        except OSError as error:
            _log.warning("the settings were not written: %s", error)
