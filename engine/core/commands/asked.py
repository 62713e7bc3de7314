"""What every command carries. No command by itself."""

from __future__ import annotations

import msgspec


class Asked(msgspec.Struct, frozen=True, tag=True, tag_field="command", kw_only=True):
    """What every command carries about who asks."""

    origin: str = ""  # "code", "editor", "command", "script:bass", "session", ...
    gesture: int = 0  # commands of one drag share a number and are undone together; 0 stands alone
