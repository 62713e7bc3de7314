"""Parameters that are being moved: the value that hands and notes gave one, and all that its cables add to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from math import isfinite

import numpy as np

from engine.core.units import Frame, Value
from engine.modules.parameter import Parameter
from engine.sound.control import Control
from engine.sound.modulation.lead import ParameterLead
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.shapes import Signal
from engine.sound.modulation.travel import Travel
from engine.sound.unit import Unit

_SMALLEST = 1e-4  # of the travel: what would move it less is not worth telling


class Target(ABC):
    """One parameter of one unit, and the leads that end in it. Their sum is taken along the parameter's travel."""

    def __init__(self, unit: Unit, parameter: Parameter) -> None:
        self.unit = unit
        self.name = parameter.name
        self.leads: list[ParameterLead] = []
        self.current = 0.0  # where it is; read by any thread
        self.held = 0  # on how many lines of the grid it was held at an end of its range
        self.spoilt = 0  # how often what came was not a number, and was left out
        self._travel = Travel(parameter)
        self._ends = (parameter.minimum, parameter.maximum)

    @property
    def sources(self) -> list[Modulator]:
        """The modulators whose signal it needs at once."""
        return [lead.source for lead in self.leads if not lead.is_delayed and lead.ends is None]

    def add(self, lead: ParameterLead) -> None:
        """Be moved by one more; their order is that of the document, so that equal documents give equal sums."""
        self.leads.append(lead)
        self.leads.sort(key=lambda each: each.number)

    def let_go(self, now: Frame) -> None:
        """Cut the leads that have faded."""
        for lead in [lead for lead in self.leads if lead.ends is not None and lead.ends <= now]:
            lead.cut()
            self.leads.remove(lead)

    def say(self, value: Value) -> None:  # noqa: B027 - a control knows by itself
        """Take note of what the document says, and of what it said before."""

    def draw(self, now: Frame, frames: int) -> None:  # noqa: B027 - what has no signal moves on lines only
        """Write the slice that comes next."""

    def on_line(self, now: Frame) -> None:
        """Do what is done at a line of the grid."""
        self._move(now)
        if self.current in self._ends:
            self.held += 1

    @abstractmethod
    def _move(self, now: Frame) -> None:
        """Bring the parameter, or what is known of it, where it is to be at a line of the grid."""

    @abstractmethod
    def leave(self) -> None:
        """Have the value that hands and notes gave it again."""

    def _level(self, now: Frame) -> float:
        """Return how far its leads move it at one frame."""
        total = sum(lead.level(now) for lead in self.leads)
        if isfinite(total):
            return total
        self.spoilt += 1
        return 0.0


class SignalTarget(Target):
    """A parameter that is a signal: moved frame by frame, while its unit may be heard."""

    def __init__(self, unit: Unit, parameter: Parameter, control: Control) -> None:
        super().__init__(unit, parameter)
        self._control = control
        control.is_modulated = True

    def draw(self, now: Frame, frames: int) -> None:
        """Write the slice that comes next over what the control alone would give."""
        if not self.unit.is_awake:
            return
        moved = self._travel.moved(self._control.resting(now, frames), self._sum(now, frames))
        self._control.show(moved)
        self.current = float(moved[-1])

    def _move(self, now: Frame) -> None:
        # while it sounds, `draw` knows
        if not self.unit.is_awake:
            self.current = float(self._travel.moved(self._control.at(now), self._level(now)))

    def leave(self) -> None:
        """Give the control what it has by itself."""
        self._control.is_modulated = False
        self._control.rest()

    def _sum(self, now: Frame, frames: int) -> Signal:
        total = np.zeros(frames)
        for lead in self.leads:
            total += lead.drawn(now, frames)
        finite = np.isfinite(total)
        if not finite.all():
            self.spoilt += int(frames - np.count_nonzero(finite))
            total[~finite] = 0.0
        return total


class TurnedTarget(Target):
    """A parameter that its unit takes up by `turn`: moved once a line of the grid."""

    def __init__(self, unit: Unit, parameter: Parameter, value: Value) -> None:
        super().__init__(unit, parameter)
        self._said = value
        turned = unit.setting(parameter.name)
        self._rest = self.current = _number(value if turned is None else turned)
        self._turned: float | None = None  # what it was turned to last
        self._way: tuple[float, float] | None = None  # from where, and how far

    def say(self, value: Value) -> None:
        """Rest where the document says now, when it says something new."""
        if value != self._said:
            self._said, self._rest, self._way = value, _number(value), None

    def _move(self, now: Frame) -> None:
        # what would change next to nothing is not worth a turn
        self._look_for_turns()
        by = self._level(now)
        if self._way is not None and self._way[0] == self._rest and abs(self._way[1] - by) < _SMALLEST:
            return
        self._way = (self._rest, by)
        self._turned = self.current = float(self._travel.moved(self._rest, by))
        self.unit.turn({self.name: self._turned})

    def leave(self) -> None:
        """Turn the parameter back."""
        self._look_for_turns()
        self.unit.turn({self.name: self._rest})

    def _look_for_turns(self) -> None:
        """Rest where a note has turned the parameter since."""
        now = self.unit.setting(self.name)
        if self._turned is None or now is None or now == self._turned:
            return
        self._way = None
        if now != self._said:
            self._rest = _number(now)


def _number(value: Value) -> float:
    assert isinstance(value, (int, float))
    return float(value)
