"""What a rule found: a value with a place, a sentence, and what may be written instead."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "undefined",  # a global that nobody sets
    "absent",  # a name of Lua's that the level does not have
    "overwritten",  # a word of ours or Lua's that gets another meaning
    "unused",  # a local that is never read
    "no-time",  # a loop in which no time passes
    "wrong-mode",  # a word of the other mode
    "wrong-place",  # a word that waits where nothing can wait
    "unreachable",
    "constant",  # a condition or comparison that is always so
    "self-assignment",
    "repeated",  # a key, a parameter or a loop's name that is there already
]
Severity = Literal["warning", "hint"]


class Finding(msgspec.Struct, frozen=True):
    """One thing that is so for certain, and very probably not meant."""

    line: int  # from 1
    column: int  # from 1, in characters
    end: int  # one past the last character that is meant; at the most the end of the line
    kind: Kind
    message: str  # a sentence: what is so, and what to do
    fix: str | None = None  # what to write in its place

    @property
    def severity(self) -> Severity:
        """How much it matters: a hint can be passed over."""
        return "hint" if self.kind == "unused" else "warning"
