"""Waiting for cues: who waits for which, what is given, and where in time whoever waits goes on."""

from __future__ import annotations

from typing import Any

from engine.core.errors import OutOfRange
from engine.core.units import Beat
from engine.scripts.cues import Cues
from engine.scripts.performing.strand import CueWait, Strand
from engine.scripts.performing.wakes import Wakes
from engine.scripts.protocol import Cue

MOST_CUES_A_STEP = 256
MOST_WANTS = 256  # names of cues


class Waiting:
    """The strands of one script that wait for cues, and the cues that its strands give."""

    def __init__(self, script: str, wakes: Wakes) -> None:
        self.script = script
        self._wakes = wakes
        self._cues = Cues()
        self._strands: dict[str, list[Strand]] = {}  # by the name of the cue that they wait for
        self._wants: dict[str, None] = {}  # the name asked for last is the last
        self._giving: list[Cue] = []  # by the step under way
        self._given: list[Cue] = []  # since they were taken

    @property
    def wants(self) -> tuple[str, ...]:
        """The names of the cues that anybody waits for, or has waited for lately."""
        return tuple(self._wants)

    # --- giving ---

    def give(self, by: Strand, beat: Beat, name: str, value: Any = None) -> None:
        """Give a cue, once the step under way has succeeded."""
        if len(self._giving) >= MOST_CUES_A_STEP:
            raise OutOfRange(f'cue: more than {MOST_CUES_A_STEP} at one beat; "{name}" is one too many')
        by.cues_given += 1
        self._giving.append(Cue(name, beat, value, self.script, by.name, by.turns, by.cues_given))

    def keep_step(self) -> None:
        """The step has succeeded: what it gave is given."""
        giving, self._giving = self._giving, []
        self._given.extend(giving)
        for cue in giving:
            self.hear(cue)

    def forget_step(self) -> None:
        """The step has failed: what it gave is not."""
        self._giving = []

    def take_given(self) -> tuple[Cue, ...]:
        """Return what was given since the last time, for the other scripts."""
        given, self._given = self._given, []
        return tuple(given)

    # --- waiting ---

    def hear(self, cue: Cue) -> None:
        """A cue was given, by whomever."""
        if self._cues.keep(cue):
            for strand in self._strands.get(cue.name, ()):
                self.look(strand)

    def begin(self, strand: Strand, wait: CueWait) -> None:
        """Have a strand wait."""
        strand.waits_for = wait
        self._wants.pop(wait.name, None)
        self._wants[wait.name] = None
        if len(self._wants) > MOST_WANTS:
            del self._wants[next(iter(self._wants))]
        self._strands.setdefault(wait.name, []).append(strand)
        self.look(strand)

    def look(self, strand: Strand) -> None:
        """Have a strand that waits go on at the beat of its cue, as far as cues are known, or be over where it ends."""
        cue = self._next_cue(strand)
        strand.wake = strand.ends_at if cue is None else cue.beat
        self._wakes.put(strand)

    def take_cue(self, strand: Strand) -> None:
        """Hand a strand the cue that it waited for."""
        cue, wait = self._next_cue(strand), strand.waits_for
        assert cue is not None
        assert wait is not None
        self.end(strand)
        strand.take(cue)
        wait.heed(cue)

    def end(self, strand: Strand) -> None:
        """Have a strand not wait any more."""
        if strand.waits_for is not None:
            waiting = self._strands[strand.waits_for.name]
            waiting.remove(strand)
            if not waiting:
                del self._strands[strand.waits_for.name]
            strand.waits_for = None

    def forget(self) -> None:
        """Nobody waits, and nothing was given: the place in the music is another."""
        for strands in list(self._strands.values()):
            for strand in list(strands):
                self.end(strand)
        self._cues.forget()
        self._given = []

    def _next_cue(self, strand: Strand) -> Cue | None:
        assert strand.waits_for is not None
        return self._cues.first(strand.waits_for.name, strand.here, strand.taken, (self.script, strand.name))
