"""A track: how far one sequencer has come, and what it plays next. Patterns and chains know nothing of it."""

from __future__ import annotations

from engine.core.document import Pattern
from engine.core.glance import Playing
from engine.core.units import Beat
from engine.transport.cyclic_score import CyclicScore
from engine.transport.cyclic_turn import CyclicTurn
from engine.transport.event_voices import Complain
from engine.transport.moment import moment_of_beat
from engine.transport.note import Note
from engine.transport.order import BEFORE_ALL, DONE, Place, kept_place, place_after
from engine.transport.part import Part, turn_beats
from engine.transport.step_score import StepScore
from engine.transport.step_turn import StepTurn

Turn = StepTurn | CyclicTurn
Score = StepScore | CyclicScore
Timed = tuple[int, Note]  # the moment of a note's beat, and the note


class Track:
    """Plays turns of patterns, one after another, as the part says.

    It keeps its place while what it plays is edited, and is set anew, as if it had played from beat 0, by `locate`.
    Thread: the engine's only.
    """

    def __init__(self, complain: Complain) -> None:
        self._complain = complain
        self._part: Part | None = None
        self._turn: Turn | None = None
        self._place = BEFORE_ALL
        self._turns: dict[int, int] = {}  # how many turns of each pattern have begun, by its number
        self._scores: dict[int, Score] = {}  # of the part's patterns, by number
        self._starts_over = False  # with the next turn, because its chain was told to
        self._located_at: Beat | None = None  # where `locate` has put it, while it has done nothing since
        self.wants_ahead = False  # whether a turn has begun, and the next one was not worked out ahead yet

    @property
    def moment(self) -> int | None:
        """The moment at which something of it happens next; None while there is nothing to play."""
        return None if self._turn is None else self._turn.moment

    @property
    def playing(self) -> Playing | None:
        """What it played last; None while there is nothing to play."""
        if self._part is None or self._turn is None:
            return None
        is_in_chain = self._part.source[0] == "chain" and self._place.repeat != DONE
        entry, repeat = self._place if is_in_chain else (None, 0)
        return Playing(self._turn.score.pattern.name, self._turn.step, self._turn.number, entry, repeat)

    def follow(self, part: Part | None, beat: Beat) -> None:
        """Play this part from `beat` on; keep the place when it is a newer version of the same."""
        before, self._part = self._part, part
        self._scores = {}
        self._located_at = None
        if part is None or before is None or self._turn is None or _is_another(part, before, self._turn):
            self.locate(beat)
            return
        self._place = kept_place(before.entries, part.entries, self._place)
        self._starts_over |= part.restarts != before.restarts
        self._follow_pattern(part, self._turn, beat)

    def _follow_pattern(self, part: Part, turn: Turn, beat: Beat) -> None:
        pattern = _newest(turn.score.pattern, part)
        if pattern is None:
            self._begin_turn(part, turn.due)
            return
        score = self._score(part, pattern)
        match turn, score:
            case StepTurn(), StepScore():
                turn.follow(score)
            case CyclicTurn(), CyclicScore():
                turn.follow(score)
            case _:
                self.locate(beat)
                return
        turn.skip_to(beat)
        self.wants_ahead = True

    def locate(self, beat: Beat) -> None:
        """Be where it would be at `beat` had it played from beat 0."""
        if beat == self._located_at:  # as at the start, when everybody begins at once
            return
        self._located_at = beat
        self._turns = {}
        self._turn = None
        self._place, self._starts_over = BEFORE_ALL, False
        if self._part is not None:
            self._walk_to(self._part, beat)

    def _walk_to(self, part: Part, beat: Beat) -> None:
        """Go from entry to entry up to the turn in which `beat` is."""
        begin = self._skip_rounds(part, beat)
        for index, entry in enumerate(part.entries):
            if not part.can_play(entry):
                continue
            pattern = part.patterns[entry.pattern]
            lasts = turn_beats(pattern, part.bar_beats)
            passed = min(entry.repeats, int((beat - begin) // lasts))
            begin += passed * lasts
            self._turns[pattern.number] = self._turns.get(pattern.number, 0) + passed
            if passed < entry.repeats:
                self._place = Place(index, passed)
                self._turn = self._make_turn(part, pattern, begin)
                self._turn.skip_to(beat)
                return

    def _skip_rounds(self, part: Part, beat: Beat) -> Beat:
        """Pass over whole rounds of the chain, counting their turns; return when the first that is left begins."""
        if not beat:
            return beat
        round_beats = Beat(0)
        turns: dict[int, int] = {}
        for entry in part.entries:
            if part.can_play(entry):
                pattern = part.patterns[entry.pattern]
                round_beats += entry.repeats * turn_beats(pattern, part.bar_beats)
                turns[pattern.number] = turns.get(pattern.number, 0) + entry.repeats
        if not round_beats:
            return Beat(0)
        rounds = beat // round_beats
        self._turns = {number: rounds * count for number, count in turns.items()}
        return rounds * round_beats

    def play(self, end: Beat) -> list[Timed]:
        """Return what it plays before `end`, each note with its moment, and be there."""
        played: list[Timed] = []
        limit = moment_of_beat(end)
        while self._part is not None and (turn := self._turn) is not None:
            moment = turn.moment
            if moment >= limit and (moment > limit or turn.due >= end):
                break
            self._located_at = None
            if turn.is_over:
                self._begin_turn(self._part, turn.due)
            else:
                played += [(moment, note) for note in turn.take()]
        return played

    def work_ahead(self) -> None:
        """Work out the turn that comes next, so that its beginning costs little."""
        self.wants_ahead = False
        part = self._part
        if part is None or (place := self._following(part)) is None:
            return
        pattern = part.patterns[part.entries[place.entry].pattern]
        score = self._score(part, pattern)
        if isinstance(score, CyclicScore):
            score.events(self._turns.get(pattern.number, 0))

    def _following(self, part: Part) -> Place | None:
        return place_after(part.entries, BEFORE_ALL if self._starts_over else self._place, part.can_play)

    def _begin_turn(self, part: Part, beat: Beat) -> None:
        place = self._following(part)
        if place is None:
            self._turn = None
            return
        self._place, self._starts_over = place, False
        self._turn = self._make_turn(part, part.patterns[part.entries[place.entry].pattern], beat)

    def _make_turn(self, part: Part, pattern: Pattern, begin: Beat) -> Turn:
        number = self._turns.get(pattern.number, 0)
        self._turns[pattern.number] = number + 1
        score = self._score(part, pattern)
        self.wants_ahead = True
        if isinstance(score, CyclicScore):
            return CyclicTurn(score, number, begin)
        return StepTurn(score, number, begin)

    def _score(self, part: Part, pattern: Pattern) -> Score:
        score = self._scores.get(pattern.number)
        if score is None:
            score = CyclicScore(pattern, part, self._complain) if pattern.expression else StepScore(pattern, part)
            self._scores[pattern.number] = score
        return score


def _is_another(part: Part, before: Part, turn: Turn) -> bool:
    """Whether the place in what played before means nothing in what plays now."""
    has_other_bars = part.bar_beats != before.bar_beats and isinstance(turn, CyclicTurn)
    return part.source != before.source or has_other_bars


def _newest(pattern: Pattern, part: Part) -> Pattern | None:
    """Return the newest version of `pattern`, which may have another name; None when it has gone."""
    found = part.patterns.get(pattern.name)
    if found is not None and found.number == pattern.number:
        return found
    return next((each for each in part.patterns.values() if each.number == pattern.number), None)
