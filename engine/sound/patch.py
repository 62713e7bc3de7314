"""The units and cables that a document's modules and audio connections sound through, kept in line with it."""

from __future__ import annotations

from engine.core.document import MASTER, Document, Module, in_order
from engine.modules.mixing import AUDIO_OUT
from engine.sound.cables import Cable
from engine.sound.mixer import Master, Mixer
from engine.sound.sampler import Sampler
from engine.sound.studio import Studio
from engine.sound.synth import Synth

Unit = Sampler | Synth | Mixer
_MAKERS: dict[str, type[Sampler] | type[Synth] | type[Mixer]] = {"sampler": Sampler, "synth": Synth, "mixer": Mixer}


class Patch:
    """A unit for each module that makes or passes sound, a cable for each connection of sound, and the master.

    A module is known by its number. All is made in the order of the numbers, so that equal documents give equal sums.
    What is taken away falls silent first, and leaves the graph when `tidy` finds that it has.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self.master = Master(studio, Module(MASTER, 0, AUDIO_OUT.name, AUDIO_OUT.defaults()))
        self._units: dict[int, Unit] = {}
        self._named: dict[str, Unit] = {MASTER: self.master}
        self._cables: dict[int, Cable] = {}
        self._parked: dict[
            int, Cable
        ] = {}  # what leads nowhere runs on unheard, so that connecting it shows it as it is
        self._leaving_units: list[Unit] = []
        self._leaving_cables: list[Cable] = []

    def reconcile(self, old: Document, new: Document) -> None:
        """Follow a change of the document, looking only at the branches that differ."""
        if new.modules is old.modules and new.connections is old.connections:
            return
        has_other_units = self._match_units(old, new)
        if has_other_units or new.connections is not old.connections:
            self._match_cables(new)
            self._park_loose_ends(new)

    def instrument(self, name: str) -> Sampler | Synth | None:
        """Return the instrument of that name."""
        unit = self._named.get(name)
        return None if isinstance(unit, Mixer) else unit

    def instruments(self) -> list[Sampler | Synth]:
        """Return every instrument, those that are leaving included."""
        return [unit for unit in (*self._units.values(), *self._leaving_units) if not isinstance(unit, Mixer)]

    def samplers(self) -> list[Sampler]:
        """Return every sampler of the document."""
        return [unit for unit in self._units.values() if isinstance(unit, Sampler)]

    def follow_tempo(self) -> None:
        """Tell every unit that the tempo, or the place in the music, is another."""

    def tidy(self) -> None:
        """Take what has fallen silent out of the graph."""
        now = self._studio.now
        for cable in [cable for cable in self._leaving_cables if cable.ends is not None and cable.ends <= now]:
            self._leaving_cables.remove(cable)
            cable.cut()
        for instrument in self.instruments():
            if instrument.tidy_at <= now:
                instrument.tidy()
        for unit in [unit for unit in self._leaving_units if not self._is_read(unit)]:
            self._leaving_units.remove(unit)
            if not isinstance(unit, Mixer):
                unit.retire()

    # --- units

    def _match_units(self, old: Document, new: Document) -> bool:
        """Make, update and dismiss units; return whether there are others than before."""
        changed = [module for name, module in new.modules.items() if old.modules.get(name) is not module]
        has_others = self._dismiss_missing(new)
        for module in sorted(changed, key=lambda module: module.number):
            if module.name == MASTER:
                self.master.update(module)
            elif module.number in self._units:
                self._units[module.number].update(module)
            elif module.type in _MAKERS:
                self._units[module.number] = _MAKERS[module.type](self._studio, module)
                has_others = True
        if has_others or len(changed) > 0:
            self._named = self._by_name(new)
        return has_others

    def _dismiss_missing(self, new: Document) -> bool:
        wanted = {module.number: _MAKERS.get(module.type) for module in new.modules.values()}
        missing = [number for number, unit in self._units.items() if wanted.get(number) is not type(unit)]
        for number in missing:
            self._leaving_units.append(self._units.pop(number))
        return bool(missing)

    def _by_name(self, new: Document) -> dict[str, Unit]:
        named = {
            module.name: self._units[module.number] for module in new.modules.values() if module.number in self._units
        }
        named[MASTER] = self.master
        return named

    # --- cables

    def _match_cables(self, new: Document) -> None:
        wanted = {cable.number: cable for cable in in_order(new.connections) if cable.kind == "audio"}
        for number in list(self._cables):
            cable, wish = self._cables[number], wanted.get(number)
            if wish is None or not cable.joins(
                self._named.get(wish.source), self._named.get(wish.target), wish.channel
            ):
                self._drop(self._cables.pop(number))
        for number, wish in wanted.items():
            source, target = self._named.get(wish.source), self._named.get(wish.target)
            if number not in self._cables and source is not None and isinstance(target, Mixer):
                self._cables[number] = self._lay(source, target, wish.channel)

    def _park_loose_ends(self, new: Document) -> None:
        connected = {id(cable.source) for cable in self._cables.values()}
        for module in in_order(new.modules):
            unit = self._units.get(module.number)
            if unit is None:
                continue
            if id(unit) in connected and module.number in self._parked:
                self._parked.pop(module.number).cut()
            elif id(unit) not in connected and module.number not in self._parked:
                self._parked[module.number] = self._plug(unit, self.master, 0)
        for number in self._parked.keys() - self._units.keys():
            self._parked.pop(number).cut()

    def _lay(self, source: Unit, target: Mixer, channel: int) -> Cable:
        while circle := _way(target, source):
            fading = next((cable for cable in circle if cable in self._leaving_cables), None)
            assert fading is not None, "apply refuses connections that close a circle"
            self._leaving_cables.remove(fading)
            fading.cut()
        cable = self._plug(source, target, channel)
        cable.rise(self._studio.now)
        return cable

    def _drop(self, cable: Cable) -> None:
        cable.fall(self._studio.now)
        self._leaving_cables.append(cable)

    def _plug(self, source: Unit, target: Mixer, channel: int) -> Cable:
        return Cable(source, target, channel, self._studio.rate, self._studio.glides)

    def _is_read(self, unit: Unit) -> bool:
        return any(cable.source is unit for cable in self._leaving_cables)


def _way(start: Unit, goal: Unit) -> list[Cable]:
    """Return the cables that lead from one unit to another; a graph with a circle would never stop rendering."""
    for cable in start.cables_out:
        if cable.target is goal:
            return [cable]
        if isinstance(cable.target, Mixer) and (rest := _way(cable.target, goal)):
            return [cable, *rest]
    return []
