"""What every modulator is: a unit that makes no sound, but one number for each frame."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from immutables import Map

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound.modulation.shapes import Signal
from engine.sound.studio import Studio
from engine.sound.unit import Unit


class Modulator(Unit):
    """A unit whose signal moves parameters of others, by cables. While none lead on from it nobody asks, and it rests.

    Its signal is a function of the frame and of what it was told, at which frame: slices change nothing.
    """

    def __init__(self, studio: Studio, module: Module) -> None:
        super().__init__()
        self._studio = studio
        self._said: Map[str, Value] = Map()  # by the document
        self._values: Map[str, Value] = Map()  # as they are now, turned ones among them
        self._newest: tuple[Frame, int] = (-1, 0)  # the stretch that was drawn last
        self._signal: Signal | None = None
        self.update(module)

    @abstractmethod
    def draw(self, now: Frame, frames: int) -> Signal:
        """Return the signal for `frames` from `now` on, -1 to 1 or 0 to 1."""

    def take(self, changed: Mapping[str, Value]) -> None:
        """Take up values that are others than before; `number` and its like tell all of them."""

    def signal(self, now: Frame, frames: int) -> Signal:
        """Return the signal for what comes next; drawn once, however many cables lead on."""
        if self._signal is None or self._newest != (now, frames):
            self._signal = self.draw(now, frames)
            self._newest = (now, frames)
        return self._signal

    def forget(self) -> None:
        """Draw anew what was asked for: a note or a turn may come before it is rendered."""
        self._signal = None

    def level(self, now: Frame) -> float:
        """Return the signal at one frame."""
        return float(self.draw(now, 1)[0])

    @property
    def levels(self) -> tuple[float, float]:
        """Its gain, which is nothing: it has no sound."""
        return 0.0, 0.0

    @property
    def is_awake(self) -> bool:
        """Whether it may be heard: never."""
        return False

    def update(self, module: Module) -> None:
        """Take up the values that the document says anew."""
        old, self._said = self._said, module.values
        self.turn({name: value for name, value in module.values.items() if old.get(name) != value})

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being; what it has no parameter for is left out."""
        known = self._values or self._said
        changed = {name: value for name, value in values.items() if name in known and self._values.get(name) != value}
        if changed:
            self._values = self._values.update(changed)
            self.take(changed)

    def setting(self, name: str) -> Value | None:
        """Return the value that a parameter has now."""
        return self._values.get(name)

    def number(self, name: str) -> float:
        """Return a number among its values."""
        value = self._values[name]
        assert isinstance(value, (int, float))
        return float(value)

    def text(self, name: str) -> str:
        """Return a text among its values."""
        return str(self._values[name])

    def is_on(self, name: str) -> bool:
        """Return a switch among its values."""
        return bool(self._values[name])
