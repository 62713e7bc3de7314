"""Voices made beforehand: a note takes one and gives it back, so that no note has to wait for one to be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from engine.sound.voice import Voice

V = TypeVar("V", bound=Voice)


class Pool(Generic[V]):
    """The idle voices of one kind, detached from the graph, which costs nothing while they wait."""

    def __init__(self, make: Callable[[], V], reserve: int, at_once: int | None = None) -> None:
        """Make the voices `at_once`, all of the reserve unless told otherwise."""
        self._make_voice = make
        self._reserve = reserve
        self._idle = [self._make() for _ in range(reserve if at_once is None else at_once)]

    def take(self) -> V:
        """Return an idle voice; one is made on the spot when all are in use."""
        return self._idle.pop() if self._idle else self._make()

    def give_back(self, voice: V) -> None:
        """Take back a voice that is no longer in the graph."""
        voice.park()
        self._idle.append(voice)

    def refill(self) -> bool:
        """Make one voice when few are left, and return whether: so a burst finds what it needs."""
        is_low = len(self._idle) < self._reserve // 2
        if is_low:
            self._idle.append(self._make())
        return is_low

    def _make(self) -> V:
        voice = self._make_voice()
        voice.home = self
        return voice
