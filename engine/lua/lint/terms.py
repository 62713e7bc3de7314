"""What a text is written for, which decides what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from engine.core.document import ScriptLevel, ScriptMode


class Terms(msgspec.Struct, frozen=True):
    """What a text is written for."""

    mode: ScriptMode | None = None  # None where that is not known: no word is of the wrong mode then
    level: ScriptLevel = "standard"
    scripts: Mapping[str, str] = {}  # name -> text, of the session that it is in: what it can `require`
