"""A worker's copies of the document: as it is, and as it will be from the beat at which a run lands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import EngineError
from engine.core.units import Beat
from engine.scripts.feed import fed
from engine.scripts.protocol import Feed
from engine.scripts.shared_news import OwnWords


@dataclass
class _Coming:
    """A run that has not been seen to land."""

    run: int
    commands: list[c.Command]  # the run's, and what loops did since
    document: Document  # after them
    since: Beat | None = None  # where it lands; None is not known yet


class Mark(NamedTuple):
    """How the copies were at one time."""

    now: Document
    coming: tuple[tuple[_Coming, Document, int], ...]  # each with its document and how many commands it had


class Copies:
    """What a script sees of the document.

    Loops are played ahead of the music: what they do before the landing sees the document without the run.
    """

    def __init__(self) -> None:
        self._now = Document()
        self._coming: list[_Coming] = []  # oldest first
        self._words = OwnWords(apply)

    @property
    def newest(self) -> Document:
        """The document with all runs that are on their way: what the next run starts from."""
        return self._coming[-1].document if self._coming else self._now

    def feed(self, feed: Feed) -> None:
        """Take what changed; what is coming is brought about again on top of it."""
        self._now = fed(replace(self._now, shared=self._words.told), feed)
        self._words.hear(self._now.shared)
        self._coming = [coming for coming in self._coming if coming.run > feed.landed]
        self._bring_about()

    def _bring_about(self) -> None:
        under = self._now = self._words.over_told(self._now)
        for coming in self._coming:
            coming.document = under = self._words.over(_after(under, coming))

    def next_stamp(self, script: str) -> int:
        """Return the number of the next thing that the script shares outside a run."""
        return self._words.next_stamp(script)

    def forget_unheard(self, before: Beat | None = None) -> None:
        """Forget what loops have shared for beats that never came: all of it, or what is long before a beat."""
        if self._words.forget(before):
            self._bring_about()

    def keep(self, run: int, commands: Sequence[c.Command], document: Document) -> None:
        """A run has succeeded; its `commands` make `document` of the newest."""
        self._coming.append(_Coming(run, list(commands), document))

    def land(self, run: int, beat: Beat) -> None:
        """A run lands at `beat`."""
        for coming in self._coming:
            if coming.run == run:
                coming.since = beat

    def at(self, beat: Beat) -> Document:
        """Return the document as it is, or will be, at `beat`."""
        coming = self._landed_by(beat)
        return self._now if coming is None else coming.document

    def change(self, beat: Beat, command: c.Command) -> None:
        """Apply what a loop does at `beat`; raises EngineError."""
        coming = self._landed_by(beat)
        if coming is None:
            self._now = apply(self._now, command)
        else:
            coming.document = apply(coming.document, command)
            if not isinstance(command, c.Trigger | c.Share):
                coming.commands.append(command)
        if isinstance(command, c.Share):
            self._words.note(beat, command)

    def mark(self) -> Mark:
        """Return what `go_back` needs to have everything as it is now."""
        return Mark(self._now, tuple((each, each.document, len(each.commands)) for each in self._coming))

    def go_back(self, mark: Mark) -> None:
        """Forget what was changed since; nothing has been fed or kept meanwhile."""
        self._now = mark.now
        for coming, document, count in mark.coming:
            coming.document = document
            del coming.commands[count:]

    def _landed_by(self, beat: Beat) -> _Coming | None:
        landed = [coming for coming in self._coming if coming.since is not None and coming.since <= beat]
        return landed[-1] if landed else None


def _after(under: Document, coming: _Coming) -> Document:
    """Return the document after a run on another one than it was made for; where that fails, the engine will say so."""
    try:
        for command in coming.commands:
            under = apply(under, command)
    except EngineError:
        return coming.document
    return under
