"""Dispatching: finds what happened between two snapshots, and has it told to the scripts that have handlers for it.

Nothing waits for a handler. A script has one event under way at a time; what happens meanwhile is queued, newest wins
where only the newest counts, and what there is no room for is counted and told. An event that a handler caused carries
how deep it lies, and is told no more from a depth on: so handlers that cause each other's events come to an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from msgspec.structs import replace

from engine.core.snapshot import Snapshot
from engine.events.changes import event_of, events_between
from engine.events.event import Event
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Seat
from engine.scripts.supervising.outbox import Sent

MOST_WAITING = 256  # events of one script
MOST_DEPTH = 5  # events that cause one another
AHEAD_SECONDS = 0.06  # that loops must have been played before a handler is called, which may take as long
_NEWEST_WINS = frozenset({"engine:changed", "parameter:changed", "pattern:changed", "transport:tempo", "file:changed"})


@dataclass(eq=False)
class _UnderWay:
    """An event whose handlers are being called."""

    ask: int
    event: Event
    seat: Seat
    is_resting: bool = False  # the worker has answered for some, and waits to be told to go on


@dataclass
class _Line:
    """What waits for one script."""

    waiting: dict[object, Event] = field(default_factory=dict)  # oldest first
    under_way: _UnderWay | None = None
    done: Sent | None = None  # what the last handlers did, on its way to the engine
    dropped: int = 0

    def put(self, event: Event, number: int) -> None:
        """Queue an event, or let it take the place of one that it makes old news."""
        key = (event.name, event.identifier) if event.name in _NEWEST_WINS else number
        older = self.waiting.get(key)
        if older is not None:
            since = {"before": older.fields["before"]} if "before" in older.fields else {}
            event = replace(event, fields={**event.fields, **since}, depth=max(event.depth, older.depth))
        elif len(self.waiting) >= MOST_WAITING:
            self.dropped += 1
            return
        self.waiting[key] = event


class Dispatching:
    """Events on their way to the handlers of all scripts."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage
        self._seen: Snapshot | None = None
        self._lines: dict[Hand, _Line] = {}
        self._causes: list[tuple[Sent, int]] = []  # what handlers did, and how deep events lie that come of it
        self._mistakes: dict[str, int] = {}  # by script whose handlers made one, how deep `script:error` lies
        self._numbers = count(1)

    @property
    def is_busy(self) -> bool:
        """Whether there is something to tell, or to wait for."""
        return any(line.waiting or line.under_way for line in self._lines.values())

    def owes_event(self, name: str) -> bool:
        """Whether somebody is still to be told of an event of this name, or is being told."""
        return any(
            any(event.name == name for event in line.waiting.values())
            or (line.under_way is not None and line.under_way.event.name == name)
            for line in self._lines.values()
        )

    def owes(self, hand: Hand) -> bool:
        """Whether handlers of this script are being called."""
        line = self._lines.get(hand)
        return line is not None and line.under_way is not None and line.under_way.seat is hand.player

    def forget(self, hand: Hand) -> None:
        """The script is gone."""
        self._lines.pop(hand, None)

    # --- what happened ---

    def find(self, moment: Moment, hands: Iterable[Hand]) -> None:
        """Queue what happened since the last look for whom it concerns."""
        old, self._seen = self._seen, moment.snapshot
        listening = [hand for hand in hands if hand.listens]
        if old is None or old is moment.snapshot:
            return
        depth = self._depth_of_causes(moment.snapshot)
        if not listening:
            return
        wanted = frozenset[str]().union(*(hand.listens for hand in listening))
        found = events_between(old, moment.snapshot, wanted, moment.glance.beat)
        for event in found.events:
            deep = self._mistakes.pop(event.identifier, 0) if event.name == "script:error" else depth
            self._queue(replace(event, depth=max(event.depth, deep)), listening)
        if found.untold:
            self._stage.log("", "warn", f"{found.untold} events at one go were too many to be told to handlers")

    def _depth_of_causes(self, snapshot: Snapshot) -> int:
        """How deep what happened lies, going by what handlers did that is done now."""
        done = [cause for cause in self._causes if cause[0].ticket is not None and cause[0].ticket.is_done(snapshot)]
        self._causes = [cause for cause in self._causes if cause not in done]
        return max((depth for _, depth in done), default=0)

    def _queue(self, event: Event, hands: Iterable[Hand]) -> None:
        for hand in hands:
            if event.name not in hand.listens or event.source == hand.script:
                continue
            if event.depth >= MOST_DEPTH:
                hand.fail(
                    p.Fault(
                        f'handlers keep causing one another: "{event.name}" came of {MOST_DEPTH} events in a row, '
                        "and is told no more"
                    ),
                    hand.seen.number,
                )
                continue
            self._lines.setdefault(hand, _Line()).put(event, next(self._numbers))

    def greet(self, hand: Hand, snapshot: Snapshot) -> None:
        """Tell a script that has run for the first time that its session was opened."""
        if hand.is_greeted or hand.good is None:
            return
        hand.is_greeted = True
        if "session:opened" in hand.listens:
            self._lines.setdefault(hand, _Line()).put(
                event_of("session:opened", path=snapshot.session.path), next(self._numbers)
            )

    # --- telling ---

    def push(self, moment: Moment, hands: Mapping[str, Hand]) -> None:
        """Tell each script what it waits for, when its worker is free for that."""
        for name in sorted(hands):
            hand = hands[name]
            line = self._lines.get(hand)
            if line is not None:
                self._push(hand, line, moment)

    def _push(self, hand: Hand, line: _Line, moment: Moment) -> None:
        if not hand.listens:
            line.waiting.clear()
        under_way = line.under_way
        if under_way is not None and under_way.seat is not hand.player:
            if hand.listens:  # told once and no more: it may be what the worker was lost of
                words = f'handlers of "{under_way.event.name}" were lost with their worker; nothing of theirs was done'
                self._stage.log(hand.script, "warn", words)
            line.under_way = under_way = None
        if under_way is not None:
            if under_way.is_resting and (hand.heir is not None or self._is_played_ahead(under_way.seat, moment)):
                self._send(under_way, p.CallOn(under_way.ask), moment)
            return
        if line.dropped:
            words = f"{line.dropped} events were dropped: the handlers are slower than what happens"
            self._stage.log(hand.script, "warn", words)
            line.dropped = 0
        if line.waiting and self._is_free(hand, line, moment):
            self._tell(hand, line, moment)

    def _is_free(self, hand: Hand, line: _Line, moment: Moment) -> bool:
        """Whether the worker that plays can take an event now, in the document as it is after the last one."""
        seat = hand.player
        if seat is None or hand.heir is not None or seat.is_feeding or hand.is_restoring:
            return False
        if hand.running is not None and hand.running.seat is seat:
            return False
        if line.done is not None and (line.done.ticket is None or not line.done.ticket.is_done(moment.snapshot)):
            return False
        return self._is_played_ahead(seat, moment)

    @staticmethod
    def _is_played_ahead(seat: Seat, moment: Moment) -> bool:
        """Whether the loops can do without their worker for a while: they were played ahead, or are told to be."""
        if moment.need is not None or not moment.is_in_flight:
            return True  # a render waits for whatever is owed
        if seat.next_wake is None or seat.advancing_since is not None:
            return True
        return seat.next_wake >= moment.glance.beat + moment.beats(AHEAD_SECONDS)

    def _tell(self, hand: Hand, line: _Line, moment: Moment) -> None:
        assert hand.player is not None
        event = line.waiting.pop(next(iter(line.waiting)))
        line.done = None
        line.under_way = _UnderWay(next(self._numbers), event, hand.player)
        self._stage.feed(hand, hand.player, moment.snapshot)
        happened = p.Happened(
            line.under_way.ask,
            event.name,
            event.fields,
            event.identifier,
            moment.glance.beat,
            moment.snapshot.version,
            hand.good.number if hand.good is not None else hand.landed,
            event.depth + 1,
            moment.seconds(self._stage.rules.rate),
        )
        self._send(line.under_way, happened, moment)

    def _send(self, under_way: _UnderWay, message: p.Happened | p.CallOn, moment: Moment) -> None:
        self._stage.send(under_way.seat, message)
        under_way.is_resting = False
        under_way.seat.calling_since = moment.now

    def take(self, hand: Hand, seat: Seat, message: p.Handled) -> None:
        """Take what handlers did; it is done at once. Nobody is interested when the script was silenced meanwhile."""
        line = self._lines.get(hand)
        under_way = line.under_way if line is not None else None
        if line is None or under_way is None or (under_way.ask, under_way.seat) != (message.ask, seat):
            return
        for fault in message.faults:
            hand.fail(fault, hand.good.number if hand.good is not None else 0)
            self._mistakes[hand.script] = under_way.event.depth + 1
        self._stage.keep(hand, message.kept)
        if message.batch is not None and hand.listens:
            line.done = self._stage.put(message.batch)
            self._causes.append((line.done, under_way.event.depth + 1))
        under_way.is_resting = not message.is_over
        if message.is_over:
            line.under_way, seat.calling_since = None, None
