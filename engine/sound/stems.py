"""Each module's own sound, after its volume and pan: what stems are recorded from."""

from __future__ import annotations

from collections.abc import Mapping

from engine.sound.cables import Cable
from engine.sound.protocol import Block
from engine.sound.studio import Studio
from engine.sound.tap import Tap
from engine.sound.unit import Unit


class Stems:
    """A tap for each unit that sounds, laid when stems are first asked for."""

    def __init__(self, studio: Studio, master: Unit, block_frames: int) -> None:
        self._studio = studio
        self._master = master
        self._block_frames = block_frames
        self._is_asked = False
        self._cables: dict[Unit, list[Cable]] = {}  # to the tap of a unit, and on from that to where it is rendered
        self._taps: dict[Unit, Tap] = {}

    def newest(self, units: Mapping[str, Unit]) -> Mapping[str, Block]:
        """Return the newest block of each of these units that has sounded in it, by the names of their modules."""
        if not self._is_asked:
            self._is_asked = True
            self.match(units)
        since = self._studio.now - self._block_frames
        return {
            name: self._taps[unit].tap.newest(self._block_frames)
            for name, unit in sorted(units.items())
            if unit in self._taps and self._taps[unit].woke_at > since
        }

    def match(self, units: Mapping[str, Unit]) -> None:
        """Have a tap for each of these units that has sound, and for no others."""
        if not self._is_asked:
            return
        wanted = {unit for unit in units.values() if unit.bus is not None and unit.tap is None} - {self._master}
        for unit in [unit for unit in self._taps if unit not in wanted]:
            for cable in self._cables.pop(unit):
                cable.cut()
            self._taps.pop(unit).retire()
        for unit in units.values():
            if unit in wanted and unit not in self._taps:
                self._lay(unit)

    def _lay(self, unit: Unit) -> None:
        studio = self._studio
        tap = self._taps[unit] = Tap(studio, self._block_frames)
        unheard = Cable(tap, self._master, 0, studio.rate, studio.glides)
        cable = Cable(unit, tap, 0, studio.rate, studio.glides)
        cable.rise(studio.now)
        self._cables[unit] = [cable, unheard]
