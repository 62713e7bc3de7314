"""What a verb of the command shell is, as data, and what reading a line gives. Nothing here does anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

from engine.core import commands as c
from engine.core.document import Document
from engine.core.lines.words import LineMistake
from engine.core.snapshot import Snapshot

ArgumentKind = Literal[
    "module", "parameter", "value", "setting", "type", "kind", "what", "pattern", "chain", "script", "switch", "verb",
    "quantum", "level", "script mode", "force", "stems", "mode", "preset", "place", "thing", "column", "sequencer",
    "act", "bound", "bindable", "bank", "other",
]  # fmt: skip
"""What Tab offers: `setting` is `parameter=value`, `place` a module, and behind a dot its parameters, `thing` whatever
has a name, `bindable` what the word before says, `bank` what takes files; `other` cannot be guessed."""


class AppRequest(NamedTuple):
    """What a line asks of the application, because it is not the engine's business."""

    kind: Literal["save", "open", "new", "evaluate", "once", "clear"]
    text: str = ""  # the path as typed, or the Lua; empty where there is none
    is_forced: bool = False  # do it even if something is overwritten or unsaved changes are lost
    name: str = ""  # of the script whose text is run once


class Reading(NamedTuple):
    """What a line means. Nothing is done yet, and `answer` must not be said before it is."""

    commands: tuple[c.Command, ...] = ()  # to be done all or not at all; they were tried on the snapshot's document
    answer: str = ""  # what to say when all of them are done, or what was asked for when there are none
    request: AppRequest | None = None
    label: str = ""  # what undo will call several commands

    @property
    def whole(self) -> c.Command | None:
        """The one command to submit, a batch where there are several; None when there is nothing to do."""
        if len(self.commands) < 2:
            return self.commands[0] if self.commands else None
        return c.Batch(commands=self.commands, label=self.label, origin=self.commands[0].origin)


class Scene(NamedTuple):
    """What a statement is read against."""

    snapshot: Snapshot
    document: Document  # the snapshot's, after the statements before this one
    samples: Sequence[str] = ()  # names of the bundled samples
    origin: str = "command"


class Arguments:
    """The words after a verb, taken one by one."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rest = list(texts)

    def __len__(self) -> int:
        return len(self._rest)

    def take(self, what: str) -> str:
        """Return the next word; raises LineMistake saying that `what` is missing."""
        if not self._rest:
            raise LineMistake(f"{what} is missing")
        return self._rest.pop(0)

    def take_or(self, default: str) -> str:
        """Return the next word, or `default` when there is none."""
        return self._rest.pop(0) if self._rest else default

    def take_if(self, *words: str) -> bool:
        """Drop the next word if it is one of `words` and not the last; returns whether it was dropped."""
        is_there = len(self._rest) > 1 and self._rest[0].lower() in words
        if is_there:
            self._rest.pop(0)
        return is_there

    def take_rest(self) -> list[str]:
        """Return all words that are left."""
        rest, self._rest = self._rest, []
        return rest

    def end(self) -> None:
        """Raise LineMistake when words are left."""
        if self._rest:
            raise LineMistake(f'"{self._rest[0]}" is one word too many')


Read = Callable[[Arguments, Scene], Reading]


class Verb(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the command shell can do. Help, completion and reading are made of these."""

    name: str  # one or two words, as "pattern create"
    aliases: tuple[str, ...] = ()
    usage: str
    summary: str
    example: str
    arguments: tuple[ArgumentKind, ...] = ()  # for completion; the last one repeats
    is_alone: bool = False  # cannot share its line with others
    read: Read
