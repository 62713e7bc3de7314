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
from engine.sound.modulation.ramp import Ramp
from engine.sound.modulation.shapes import Signal
from engine.sound.modulation.travel import Travel
from engine.sound.nodes import GRID
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

    def say(self, value: Value | None, now: Frame) -> None:  # noqa: B027 - a control knows by itself
        """Take note of what the document says, if it says anything."""

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
    def leave(self, now: Frame) -> None:
        """Have the value that hands and notes gave it again."""

    def _sum(self, now: Frame, frames: int) -> Signal:
        """Return how far its leads move it, in parts of the travel, at each of `frames`."""
        total = np.zeros(frames)
        with np.errstate(invalid="ignore", over="ignore"):
            for lead in self.leads:
                total += lead.drawn(now, frames)
            if isfinite(total.dot(total)):  # a fifth of what it takes to look at each
                return total
        finite = np.isfinite(total)
        self.spoilt += int(frames - np.count_nonzero(finite))
        total[~finite] = 0.0
        return total


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
            self.current = float(self._travel.moved(self._control.at(now), self._sum(now, 1)[0]))

    def leave(self, _: Frame) -> None:
        """Give the control what it has by itself."""
        self._control.is_modulated = False
        self._control.rest()


class TurnedTarget(Target):
    """A parameter that its unit takes up by `turn`: moved once a line of the grid, to the mean of what that will bring.

    So a fast signal comes to its middle, rather than to a slow one that it never was.
    """

    def __init__(self, unit: Unit, parameter: Parameter, value: Value) -> None:
        super().__init__(unit, parameter)
        self._said = value
        turned = unit.setting(parameter.name)
        self.current = _number(value if turned is None else turned)
        self._rest = Ramp(self.current)  # where it would be without modulation
        self._turned: float | None = None  # what it was turned to last
        self._way: tuple[float, float] | None = None  # from where, and how far

    def say(self, value: Value | None, now: Frame) -> None:
        """Rest where the document says now, when it says something new: over the time of a fade, if there is one."""
        if value is None or value == self._said:
            return
        self._said = value
        if self.name == "volume" and self.unit.fades_until > now:
            self._rest.glide(_number(value), self.unit.fades_until - now, now)
            self.unit.fades_until = now  # what is turned meanwhile is to be heard at once
        else:
            self._rest.jump(_number(value))

    def _move(self, now: Frame) -> None:
        # what would change next to nothing is not worth a turn
        self._look_for_turns()
        rest, by = self._rest.at(now), float(self._sum(now, GRID).mean())
        if self._way is not None and self._way[0] == rest and abs(self._way[1] - by) < _SMALLEST:
            return
        self._way = (rest, by)
        self._turned = self.current = float(self._travel.moved(rest, by))
        self.unit.turn({self.name: self._turned})

    def leave(self, now: Frame) -> None:
        """Turn the parameter back; a fade goes on."""
        self._look_for_turns()
        if self._rest.ends > now:
            self.unit.fades_until = self._rest.ends
        self.unit.turn({self.name: self._rest.value})

    def _look_for_turns(self) -> None:
        """Rest where a note has turned the parameter since."""
        now = self.unit.setting(self.name)
        if self._turned is None or now is None or now == self._turned:
            return
        self._way = None
        if now != self._said:
            self._rest.jump(_number(now))


def _number(value: Value) -> float:
    assert isinstance(value, (int, float))
    return float(value)
