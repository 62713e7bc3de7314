"""The units that add sounds up: the mixer and the master."""

from __future__ import annotations

from engine.core.document import Module
from engine.sound import nodes
from engine.sound.cables import Cable
from engine.sound.control import Control
from engine.sound.studio import Studio
from engine.sound.tone import GLIDE_SECONDS


class Mixer:
    """Adds what its cables bring; its volume is applied by the cables that lead on."""

    def __init__(self, studio: Studio, module: Module) -> None:
        self._studio = studio
        self._values = module.values
        self._sounding = 0  # how many of its cables are awake
        self.cables_in: list[Cable] = []
        self.cables_out: list[Cable] = []
        self.bus = nodes.bus(2)

    @property
    def levels(self) -> tuple[float, float]:
        """Its volume, on the left and on the right."""
        volume = self._number("volume")
        return volume, volume

    @property
    def is_awake(self) -> bool:
        """Whether any of its cables brings sound."""
        return self._sounding > 0

    def input_gain(self, channel: int) -> float:
        """Return the volume of one of its inputs; 1 where inputs have none."""
        return self._number(f"volume{channel}") if channel else 1.0

    def input_woke(self) -> None:
        """Take note that one more of its cables brings sound."""
        self._sounding += 1
        if self._sounding == 1:
            for cable in self.cables_out:
                cable.wake()

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more."""
        self._sounding -= 1
        if self._sounding == 0:
            for cable in self.cables_out:
                cable.sleep()

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        self._values = module.values
        for cable in (*self.cables_in, *self.cables_out):
            cable.follow(self._studio.now)

    def _number(self, name: str) -> float:
        value = self._values[name]
        assert isinstance(value, (int, float))
        return value


class Master(Mixer):
    """The mixer in which all sound ends. `out` is what is rendered, its volume applied."""

    def __init__(self, studio: Studio, module: Module) -> None:
        super().__init__(studio, module)
        self._volume = Control(studio.glides, self._number("volume"))
        self.out = nodes.product(self.bus, self._volume.node)

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        super().update(module)
        if self.is_awake:
            self._volume.glide(self._number("volume"), round(GLIDE_SECONDS * self._studio.rate), self._studio.now)
        else:
            self._volume.jump(self._number("volume"))
