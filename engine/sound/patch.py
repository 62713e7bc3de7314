"""The units that a document's modules sound through, kept in line with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.core.document import MASTER, Document, Module
from engine.modules.mixing import AUDIO_OUT
from engine.sound.makers import Maker, maker_of
from engine.sound.mixer import Master
from engine.sound.modulation.modulation import Modulation
from engine.sound.passing import passing
from engine.sound.routes import asked_by, routes
from engine.sound.stems import Stems
from engine.sound.studio import Studio
from engine.sound.unit import Unit
from engine.sound.wiring import Wiring


class Patch:
    """A unit for each module that makes, passes or moves sound, the master, and the cables between them.

    A module is known by its number. All is made in the order of the numbers, so that equal documents give equal sums.
    What is taken away falls silent first, and leaves the graph when `tidy` finds that it has.
    """

    def __init__(self, studio: Studio, block_frames: int) -> None:
        self._studio = studio
        self.master = Master(studio, Module(MASTER, 0, AUDIO_OUT.name, AUDIO_OUT.defaults()))
        self._units: dict[int, Unit] = {}
        self._makers: dict[int, Maker] = {}  # of each unit
        self._named: dict[str, Unit] = {MASTER: self.master}
        self._wiring = Wiring(studio, self.master)
        self.modulation = Modulation(studio)
        self._leaving: list[Unit] = []
        self.stems = Stems(studio, self.master, block_frames)

    def reconcile(self, old: Document, new: Document) -> None:
        """Follow a change of the document, looking only at the branches that differ."""
        if new.modules is old.modules and new.connections is old.connections:
            return
        has_other_units = self._match_units(old, new)
        if has_other_units or _asks_for_other_ways(old, new):
            ways = routes(new)
            self._switch(passing(new, ways))
            self._wiring.match(ways, self._named)
            self._wiring.park(self._units)
            self.stems.match(self._named)
        self.modulation.match(new, self._named)

    def renew_types(self, document: Document) -> None:
        """Make anew the units of types that plug-ins have brought, or brought anew."""
        self.reconcile(Document(), document)

    def unit(self, name: str) -> Unit | None:
        """Return the unit of the module of that name."""
        return self._named.get(name)

    @property
    def named(self) -> Mapping[str, Unit]:
        """Every unit by its module's name, the master included; another mapping once there are others."""
        return self._named

    def units(self) -> Iterable[Unit]:
        """Return every unit, the master and those that are leaving included."""
        return (*self._units.values(), *self._leaving, self.master)

    def wanted_samples(self) -> set[str]:
        """Return the names of the samples that the document's modules may play."""
        return {name for unit in self._units.values() for name in unit.wanted_samples}

    def follow_tempo(self) -> None:
        """Tell every unit that the tempo, or the place in the music, is another."""
        for unit in self.units():
            unit.follow_tempo()

    def silence(self) -> None:
        """End what sounds or rings within 5 ms."""
        for unit in self.units():
            unit.silence()

    def tidy(self) -> None:
        """Do what is due on a line of the grid; take what has fallen silent out of the graph."""
        now = self._studio.now
        self._wiring.on_line()
        for unit in self.units():
            if unit.is_on_line:
                unit.on_line(now)
            if unit.tidy_at <= now:
                unit.tidy()
        self.modulation.on_line(now)
        for unit in [unit for unit in self._leaving if not self._wiring.reads(unit)]:
            self._leaving.remove(unit)
            unit.retire()

    def _match_units(self, old: Document, new: Document) -> bool:
        """Make, update and dismiss units; return whether there are others than before."""
        dismissed = self._dismiss_missing(new)
        changed = [
            module for name, module in new.modules.items()
            if old.modules.get(name) is not module or module.number in dismissed
        ]  # fmt: skip
        made = [self._take(old.modules.get(module.name), module) for module in sorted(changed, key=_number)]
        if dismissed or changed:
            self._named = self._by_name(new)
        return bool(dismissed) or any(made)

    def _take(self, before: Module | None, module: Module) -> bool:
        """Update a module's unit, or make it; return whether it was made."""
        unit = self.master if module.name == MASTER else self._units.get(module.number)
        if unit is not None:
            self._update(unit, before, module)
            return False
        make = maker_of(module.type)
        if make is None:
            return False
        self._units[module.number] = make(self._studio, module)
        self._makers[module.number] = make
        return True

    def _update(self, unit: Unit, before: Module | None, module: Module) -> None:
        if before is not None and module.glide.number != before.glide.number:
            unit.fades_until = self._studio.now + round(module.glide.beats / self._studio.beats_per_frame)
        elif before is not None and module.values.get("volume") != before.values.get("volume"):
            unit.fades_until = 0
        unit.update(module)

    def _dismiss_missing(self, new: Document) -> set[int]:
        """Let units go whose modules are gone or are of another kind now; return the numbers of those."""
        wanted = {module.number: maker_of(module.type) for module in new.modules.values()}
        missing = {number for number, make in self._makers.items() if wanted.get(number) is not make}
        for number in sorted(missing):
            del self._makers[number]
            self._leaving.append(self._units.pop(number))
        return missing

    def _by_name(self, new: Document) -> dict[str, Unit]:
        named = {
            module.name: self._units[module.number] for module in new.modules.values() if module.number in self._units
        }
        named[MASTER] = self.master
        return named

    def _switch(self, open_names: frozenset[str]) -> None:
        """Open and close the units that are to pass their sound on, or are not to."""
        for name, unit in self._named.items():
            if unit.is_passing != (name in open_names):
                unit.is_passing = name in open_names
                unit.gate(self._studio.now)


def _asks_for_other_ways(old: Document, new: Document) -> bool:
    """Whether sound may have to go other ways, or is passed on by others."""
    if new.connections is not old.connections:
        return True
    before = ((old.modules.get(name), module) for name, module in new.modules.items())
    return any(was is not module and (was is None or asked_by(was) != asked_by(module)) for was, module in before)


def _number(module: Module) -> int:
    return module.number
