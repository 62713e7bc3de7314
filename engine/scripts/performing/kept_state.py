"""The `state` table of a script: brought back when its worker begins, and told when it changed."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core.errors import EngineError, WrongType
from engine.core.units import Beat
from engine.lua.convert import Handle
from engine.lua.runtime import Runtime

LOOK_EVERY_BEATS = 4  # how often what loops change is looked for ...
LOOK_BYTES = 32 << 10  # ... and for each so many bytes of JSON so much less often: a look takes the loops' own time
AT_ONCE_BYTES = 4 << 10  # a larger table is looked at after the loops were played, not before they are answered for

_encoder = msgspec.json.Encoder(order="sorted")


class KeptState:
    """What survives runs, as JSON on this side and as a table on Lua's."""

    def __init__(self, runtime: Runtime, json: str) -> None:
        """Raises msgspec.DecodeError when `json` is none: the document holds only what `changed` gave."""
        self._runtime = runtime
        self._json = json
        self._next_look = Beat(LOOK_EVERY_BEATS)
        self._is_due = False  # to be looked at as soon as the loops can do without
        self._late: str | None = None  # what came of that, and is still to be told
        self.mistake = ""  # why the table as it is now cannot be kept
        runtime.write_global("state", msgspec.json.decode(json))

    def changed(self) -> str | None:
        """Return the table as JSON if it differs from what was told last, and can be kept."""
        late, self._late, self._is_due = self._late, None, False
        try:
            table = self._runtime.read_global("state")
            if not isinstance(table, dict | list | None):
                raise WrongType(f"it is a table, got {table!r}")
            _refuse_handles(table, "state")
            json = _encoder.encode(table or {}).decode()
        except (EngineError, TypeError, ValueError) as mistake:
            self.mistake = f"state cannot be kept: {mistake}"
            return late
        self.mistake = ""
        if json == self._json:
            return late
        self._json = json
        return json

    def changed_by_loops(self, until: Beat) -> str | None:
        """Return what is to be told of the table when loops were played up to a beat: now and then it is looked at."""
        is_back = until < self._next_look - self._rest_beats  # the music was moved
        if until >= self._next_look or is_back:
            if len(self._json) <= AT_ONCE_BYTES:
                return self._looked(until)
            self._is_due = True
        late, self._late = self._late, None
        return late

    def look_if_due(self, until: Beat) -> None:
        """Look at a large table, now that the loops have been answered for; it is told with the next answer."""
        if self._is_due:
            self._late = self._looked(until)

    def _looked(self, until: Beat) -> str | None:
        changed = self.changed()
        self._next_look = (until // LOOK_EVERY_BEATS) * LOOK_EVERY_BEATS + self._rest_beats
        return changed

    @property
    def _rest_beats(self) -> Beat:
        return Beat(LOOK_EVERY_BEATS * (1 + len(self._json) // LOOK_BYTES))


def _refuse_handles(value: Any, path: str) -> None:
    """Raise WrongType where something of the engine's is kept: it would come back as a plain table."""
    if isinstance(value, Handle):
        what, keep = ("a pattern value", "its text") if value.kind == "expression" else (f"a {value.kind}", "its name")
        raise WrongType(f"{path} is {what}, which cannot be kept between sessions; keep {keep} instead")
    if isinstance(value, dict):
        for name, each in value.items():
            _refuse_handles(each, f"{path}.{name}")
    elif isinstance(value, list):
        for place, each in enumerate(value, start=1):
            _refuse_handles(each, f"{path}[{place}]")
