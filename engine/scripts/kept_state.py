"""The `state` table of a script: brought back when its worker begins, and told when it changed."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core.errors import EngineError, WrongType
from engine.lua.convert import Handle
from engine.lua.runtime import Runtime

_encoder = msgspec.json.Encoder(order="sorted")


class KeptState:
    """What survives runs, as JSON on this side and as a table on Lua's."""

    def __init__(self, runtime: Runtime, json: str) -> None:
        """Raises msgspec.DecodeError when `json` is none: the document holds only what `changed` gave."""
        self._runtime = runtime
        self._json = json
        self.mistake = ""  # why the table as it is now cannot be kept
        runtime.write_global("state", msgspec.json.decode(json))

    def changed(self) -> str | None:
        """Return the table as JSON if it differs from what was told last, and can be kept."""
        try:
            table = self._runtime.read_global("state")
            if not isinstance(table, dict | list | None):
                raise WrongType(f"it is a table, got {table!r}")
            _refuse_handles(table, "state")
            json = _encoder.encode(table or {}).decode()
        except (EngineError, TypeError, ValueError) as mistake:
            self.mistake = f"state cannot be kept: {mistake}"
            return None
        self.mistake = ""
        if json == self._json:
            return None
        self._json = json
        return json


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
