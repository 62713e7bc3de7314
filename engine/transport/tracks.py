"""All sequencers at once: a track for each, followed as the document changes, and asked for what is due."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush
from operator import itemgetter
from typing import NamedTuple

from immutables import Map

from engine.core.document import Document, Module, in_order
from engine.core.glance import Playing
from engine.core.units import Beat
from engine.transport.moment import moment_of_beat
from engine.transport.note import Note
from engine.transport.part import part_of
from engine.transport.target import target_of
from engine.transport.track import Timed, Track

_MOST_COMPLAINTS = 256  # different ones that are told in a session


class _Seat(NamedTuple):
    """A track, with the modules that its part was made from."""

    track: Track
    modules: tuple[Module, ...]  # the sequencer, and those that it plays


class Tracks:
    """What every sequencer of the document plays, in the order in which they were made.

    Thread: the engine's only; what `playing` returned may be read by any.
    """

    def __init__(self) -> None:
        self._document = Document()
        self._seats: dict[int, _Seat] = {}  # by the sequencer's number, which outlives its name
        self._cables: dict[str, tuple[str, ...]] = {}  # sequencer -> the modules that it plays
        self._at: Beat | None = None  # up to where everything has been played; None when there is no such place
        self._names: list[str] = []
        self._order: list[Track] = []  # of the sequencers of these names
        self._dues: list[tuple[int, int]] = []  # a heap: the moment when something happens, and the place of the track
        self._unprepared: set[int] = set()  # places of the tracks that have nothing worked out ahead
        self._playing: Mapping[str, Playing] = Map()
        self._moved: set[int] = set()  # places of the tracks that have played since that was made
        self._told: set[str] = set()
        self._complaints: list[str] = []

    def follow(self, document: Document) -> None:
        """Play what `document` says, from where everything has been played up to."""
        old, self._document = self._document, document
        if document.connections is not old.connections:
            self._cables = _event_cables(document)
        is_same_music = (
            document.patterns is old.patterns
            and document.chains is old.chains
            and document.transport.beats_per_bar == old.transport.beats_per_bar
        )
        sequencers = [module for module in in_order(document.modules) if module.type == "sequencer"]
        self._seats = {module.number: self._seat(module, is_same_music) for module in sequencers}
        self._look_around()

    def _seat(self, sequencer: Module, is_same_music: bool) -> _Seat:
        document = self._document
        names = self._cables.get(sequencer.name, ())
        modules = (sequencer, *(document.modules[name] for name in names if name in document.modules))
        seat = self._seats.get(sequencer.number)
        if seat is None:
            seat = _Seat(Track(self._complain), ())
        elif is_same_music and _are_same(seat.modules, modules):
            return seat
        targets = tuple(target_of(module) for module in modules[1:])
        seat.track.follow(part_of(document, sequencer, targets), self._at or Beat(0))
        return _Seat(seat.track, modules)

    def lose_place(self) -> None:
        """Have every track find its place anew: the transport has jumped."""
        self._at = None

    def play(self, start: Beat, end: Beat) -> list[Note]:
        """Return the notes from `start` up to, and without, `end`, in order of beat, then of their sequencers.

        When `start` is not where the last span ended, every track goes to where it would be had it played from beat 0.
        """
        if self._at is not start and self._at != start:
            self._locate(start)
        self._at = end
        limit = moment_of_beat(end)
        if not self._dues or self._dues[0][0] > limit:
            return []
        due: list[int] = []
        while self._dues and self._dues[0][0] <= limit:
            due.append(heappop(self._dues)[1])
        due.sort()
        played: list[Timed] = []
        for place in due:
            played += self._order[place].play(end)
            self._note_down(place)
        if len(due) > 1:
            played.sort(key=itemgetter(0))
        return [note for _, note in played]

    def work_ahead(self) -> None:
        """Work out what comes next on one track.

        To be called once a block: many that begin together are not to take a block's time.
        """
        if self._unprepared:
            self._order[self._unprepared.pop()].work_ahead()

    def complaints(self) -> list[str]:
        """Return what could not be played since this was last asked, a sentence each; every one is told once."""
        complaints, self._complaints = self._complaints, []
        return complaints

    def _complain(self, sentence: str) -> None:
        if sentence not in self._told and len(self._told) < _MOST_COMPLAINTS:
            self._told.add(sentence)
            self._complaints.append(sentence)

    def _locate(self, beat: Beat) -> None:
        for seat in self._seats.values():
            seat.track.locate(beat)
        self._look_around()

    @property
    def playing(self) -> Mapping[str, Playing]:
        """What each sequencer played last: a new one whenever that changes, which is never written to again."""
        if self._moved:
            playing = dict(self._playing)
            for place in self._moved:
                now = self._order[place].playing
                if now is not None:
                    playing[self._names[place]] = now
                else:
                    playing.pop(self._names[place], None)
            self._playing, self._moved = playing, set()
        return self._playing

    def _look_around(self) -> None:
        """Take down anew when each track is due, and what it plays."""
        self._names = [seat.modules[0].name for seat in self._seats.values()]
        self._order = [seat.track for seat in self._seats.values()]
        self._dues, self._unprepared, self._playing, self._moved = [], set(), Map(), set()
        for place in range(len(self._order)):
            self._note_down(place)

    def _note_down(self, place: int) -> None:
        track = self._order[place]
        moment = track.moment
        if moment is not None:
            heappush(self._dues, (moment, place))
        if track.wants_ahead:
            self._unprepared.add(place)
        self._moved.add(place)


def _event_cables(document: Document) -> dict[str, tuple[str, ...]]:
    cables: dict[str, tuple[str, ...]] = {}
    for cable in in_order(document.connections):
        if cable.kind == "event":
            cables[cable.source] = (*cables.get(cable.source, ()), cable.target)
    return cables


def _are_same(one: tuple[Module, ...], other: tuple[Module, ...]) -> bool:
    return len(one) == len(other) and all(left is right for left, right in zip(one, other, strict=True))
