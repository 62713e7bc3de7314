"""Keeping: has the `state` table of each script kept as it is when that matters, not only when it is looked at next.

It matters when nothing of a script plays any more, or the music stops, or pauses; when its worker is to end; and when
somebody is about to save. Workers are asked, and nobody waits for one that does not answer longer than a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.core import commands as c
from engine.core.live import Answer, Question
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment
from engine.scripts.supervising.hand import Hand, Seat
from engine.scripts.supervising.questions import Questions

KEEP_SECONDS = 0.5  # how long a worker is waited for


@dataclass(eq=False)
class _Wish:
    """Somebody wants the tables as they are now."""

    question: Question
    since_seconds: float
    asked: dict[Seat, int] = field(default_factory=dict)  # by which number each worker's answer is known


class Keeping:
    """The `state` tables of all scripts.

    Args:
        keep_rounds: Has what is known of the table of a script in repeat mode kept at once.
    """

    def __init__(self, backstage: Backstage, keep_rounds: Callable[[Hand], None]) -> None:
        self._stage = backstage
        self._keep_rounds = keep_rounds
        self._questions = Questions("states")
        self._wishes: list[_Wish] = []

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for tables."""
        return bool(self._wishes)

    def look(self, hands: Mapping[str, Hand], moment: Moment) -> None:
        """Take what is wished, and answer what has come to its end."""
        self._questions.hear(moment.snapshot)
        while self._questions.waiting:
            self._wishes.append(_Wish(self._questions.waiting.popleft(), moment.now))
        for wish in tuple(self._wishes):
            missing = [name for name in sorted(hands) if not self._is_told(wish, hands[name], moment)]
            if not missing or (moment.need is None and moment.now > wish.since_seconds + KEEP_SECONDS):
                self._wishes.remove(wish)
                self._answer(wish.question, missing)

    def _is_told(self, wish: _Wish, hand: Hand, moment: Moment) -> bool:
        """Whether the engine was told a table as it is since the wish; a copy about to play is asked when it does."""
        if hand.mode == "repeat":
            self._keep_rounds(hand)
            return True
        seat = hand.player
        if seat is None or (hand.heir is not None and hand.heir.is_fresh):
            return True
        if hand.heir is not None:
            return False
        if seat not in wish.asked:
            wish.asked[seat] = self._ask(seat, moment)
        return seat.kept_told >= wish.asked[seat]

    def _answer(self, question: Question, missing: list[str]) -> None:
        words = ""
        if missing:
            names = ", ".join(f'"{name}"' for name in missing)
            words = f"the state of {names} is saved as it was last known, not as it is now: its worker does not answer"
        self._stage.put(
            c.ReportAnswer(answer=Answer(question.ask, words, is_mistake=bool(missing), number=question.number))
        )

    def attend(self, hand: Hand, moment: Moment) -> None:
        """Ask for the table of a script of which nothing plays any more, or nothing just now."""
        seat = hand.player
        if seat is None or not seat.is_stale or seat.advancing_since is not None or hand.heir is not None:
            return
        if seat.next_wake is None or not moment.glance.is_playing:
            self._ask(seat, moment)

    def is_settled(self, hand: Hand, wish: int, moment: Moment) -> bool:
        """Whether the worker that plays may end, as a wish has it, and the next begin with the table as it is."""
        seat = hand.player
        if seat is None:
            return True
        if hand.left_for != wish:
            hand.left_for = wish
            self._ask(seat, moment)
        is_overdue = moment.need is None and moment.now > seat.asked_seconds + KEEP_SECONDS
        return not seat.is_telling or is_overdue

    def _ask(self, seat: Seat, moment: Moment) -> int:
        """Ask a worker for its table, unless it has told of it since it played last; returns the answer's number."""
        if seat.is_stale:
            seat.is_stale, seat.kept_asked, seat.asked_seconds = False, seat.kept_asked + 1, moment.now
            self._stage.send(seat, p.Keep(seat.kept_asked))
        return seat.kept_asked

    def take(self, hand: Hand, seat: Seat, message: p.Kept) -> None:
        """Take what a worker tells of its table."""
        seat.kept_told = max(seat.kept_told, message.number)
        self._stage.keep(hand, message.kept)
