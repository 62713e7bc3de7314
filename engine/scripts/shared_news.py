"""What changed in the values that scripts share, as it goes to a worker, and a worker's own view of them. Pure."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from immutables import Map
from msgspec.structs import replace

from engine.core.commands import Share
from engine.core.document import Document, Shared, SharedValue
from engine.core.edits.sharing import frozen, thawed
from engine.core.errors import EngineError
from engine.core.units import Beat

FORGOTTEN_AFTER_BEATS = 4  # what a step said that failed in its second half never reaches the engine


class SharedNews(msgspec.Struct, frozen=True):
    """What a worker must be told to know what is shared."""

    values: dict[str, tuple[str, int, int]]  # by name: JSON, size, number
    gone: tuple[str, ...]
    marks: dict[str, int]
    next_number: int


def news_between(old: Shared, new: Shared) -> SharedNews | None:
    """Return what whoever knows `old` must be told to know `new`; None when that is nothing."""
    if old is new:
        return None
    return SharedNews(
        {
            name: (msgspec.json.encode(thawed(each.value)).decode(), each.size, each.number)
            for name, each in new.values.items()
            if old.values.get(name) is not each
        },
        tuple(name for name in old.values if name not in new.values),
        dict(new.marks.items()),
        new.next_number,
    )


def told(shared: Shared, news: SharedNews | None) -> Shared:
    """Return what is shared after the news."""
    if news is None:
        return shared
    values = shared.values.update(
        {
            name: SharedValue(frozen(msgspec.json.decode(json)), size, number)
            for name, (json, size, number) in news.values.items()
        }
    )
    for name in news.gone:
        values = values.delete(name)
    return Shared(values, Map(news.marks), news.next_number)


class OwnWords:
    """What a script's loops have shared and may not be heard yet: they read their own words at once.

    Loops run ahead of the music, so the engine hears them later; what it tells meanwhile is older than what they know.
    """

    def __init__(self, apply: Callable[[Document, Share], Document]) -> None:
        self.told = Shared()  # as the engine has it
        self._apply = apply
        self._unheard: list[tuple[Beat, Share]] = []  # oldest first
        self._stamp = 0

    def next_stamp(self, script: str) -> int:
        """Return a number higher than all that were heard of the script, whichever worker said it."""
        self._stamp = max(self._stamp, self.told.marks.get(script, 0)) + 1
        return self._stamp

    def note(self, beat: Beat, command: Share) -> None:
        """A loop has said this for a beat."""
        self._unheard.append((beat, command))

    def hear(self, shared: Shared) -> None:
        """Take what the engine tells, and forget what of the script's own is in it."""
        self.told = shared
        marks = shared.marks
        self._unheard = [each for each in self._unheard if each[1].stamp > marks.get(each[1].script, 0)]

    def forget(self, before: Beat | None = None) -> bool:
        """Forget what will never be heard: all of it, or what is old; returns whether there was any."""
        first = None if before is None else before - FORGOTTEN_AFTER_BEATS
        kept = [each for each in self._unheard if first is not None and each[0] >= first]
        is_less, self._unheard = len(kept) < len(self._unheard), kept
        return is_less

    def over(self, document: Document) -> Document:
        """Return the document as the script sees it: its own words come after all others."""
        for _, command in self._unheard:
            try:
                document = self._apply(document, command)
            except EngineError:
                continue  # what it was said of is gone; the engine will say so
        return document

    def over_told(self, document: Document) -> Document:
        """The same, with everything else that is shared as the engine has it."""
        return self.over(replace(document, shared=self.told))
