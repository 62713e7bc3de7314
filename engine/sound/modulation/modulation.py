"""All that is modulated in a patch, kept in line with the document's parameter cables."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import NamedTuple

from immutables import Map

from engine.core.document import Connection, Document, in_order
from engine.core.units import Frame, Value
from engine.modules.parameter import Parameter
from engine.modules.stand_in import type_of
from engine.sound.modulation.lead import ParameterLead
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.target import SignalTarget, Target, TurnedTarget
from engine.sound.studio import Studio
from engine.sound.unit import Unit

End = tuple[Unit, str]  # a unit and the name of its parameter


class Counts(NamedTuple):
    """What became of values that did not fit."""

    held: int  # lines of the grid on which a parameter was held at an end of its range
    spoilt: int  # values that were no numbers, and were left out


class Modulation:
    """A lead for each parameter cable, and a target for each parameter that one ends in.

    Targets are moved in the order in which they depend on each other, so that what moves a modulator is felt in the
    same frame by what that one moves. What is not modulated costs nothing. Thread: the engine's, but for `values_of`.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._leads: dict[int, tuple[ParameterLead, End]] = {}  # by the number of the connection
        self._targets: dict[End, Target] = {}
        self._ordered: list[Target] = []
        self._shown: Mapping[str, tuple[Target, ...]] = {}  # by module; replaced whole
        self._is_drawing = False
        self._connections: Map[str, Connection] = Map()  # as they were matched last
        self._units: Mapping[str, Unit] = {}

    def match(self, document: Document, units: Mapping[str, Unit]) -> None:
        """Lay, change and take away leads until there is one for each parameter cable between units that there are."""
        if document.connections is not self._connections or units != self._units:
            self._connections, self._units = document.connections, units
            self._match_leads(document, units)
        self._say(document, units)

    def _match_leads(self, document: Document, units: Mapping[str, Unit]) -> None:
        wanted = {cable.number: cable for cable in in_order(document.connections) if cable.kind == "parameter"}
        if not wanted and not self._targets:
            return
        for number, (lead, end) in list(self._leads.items()):
            cable = wanted.get(number)
            if cable is None or not _joins(lead, end, cable, units):
                self._leads.pop(number)[0].take_away(self._studio.now)
            else:
                lead.change(cable, self._studio.now)
        new = [cable for number, cable in wanted.items() if number not in self._leads]
        for cable in new:
            self._lay(document, cable, units)
        self._arrange()
        for target in self._ordered if new else ():
            if not target.unit.is_awake:  # the first note is to have it
                target.on_line(self._studio.now)

    def on_line(self, now: Frame) -> None:
        """Move what is moved once a line of the grid, and let go of what has faded."""
        if not self._targets:
            return
        for target in self._ordered:
            target.on_line(now)
        has_faded = False
        for target in self._ordered:
            for lead in target.leads:
                lead.look(now)
                has_faded |= lead.ends is not None and lead.ends <= now
        if has_faded:
            self._let_go(now)
        self._complain()

    def values_of(self, module: str) -> dict[str, float]:
        """Return where the modulated parameters of a module are now, by name. Thread: any."""
        return {target.name: target.current for target in self._shown.get(module, ())}

    def counts_of(self, module: str) -> Counts:
        """Return how often the modulated parameters of a module did not get what came. Thread: any."""
        targets = self._shown.get(module, ())
        return Counts(sum(target.held for target in targets), sum(target.spoilt for target in targets))

    def _lay(self, document: Document, cable: Connection, units: Mapping[str, Unit]) -> None:
        source, unit = units.get(cable.source), units.get(cable.target)
        if not isinstance(source, Modulator) or unit is None:
            return
        target = self._target(document, cable, unit)
        if target is None:
            return
        lead = ParameterLead(source, cable, self._studio.rate)
        target.add(lead)
        self._leads[cable.number] = lead, (unit, cable.parameter)
        lead.lay(self._studio.now, is_heard=unit.is_awake or isinstance(unit, Modulator))

    def _target(self, document: Document, cable: Connection, unit: Unit) -> Target | None:
        """Return the parameter that a cable ends in; None when a plug-in that was changed has it no more."""
        found = self._targets.get((unit, cable.parameter))
        module = document.modules[cable.target]
        parameter = next((each for each in type_of(module).parameters if each.name == cable.parameter), None)
        if found is None and parameter is not None and parameter.can_modulate:
            found = _made(unit, parameter, module.values.get(cable.parameter, parameter.default))
            self._targets[unit, cable.parameter] = found
            unit.modulation_changed()
        return found

    def _say(self, document: Document, units: Mapping[str, Unit]) -> None:
        """Tell the targets what the document says of their parameters, and have them found by their modules' names."""
        if not self._targets:
            return
        names = {unit: name for name, unit in units.items()}
        shown: dict[str, tuple[Target, ...]] = {}
        for target in self._targets.values():
            if name := names.get(target.unit):
                target.say(document.modules[name].values.get(target.name), self._studio.now)
                shown[name] = (*shown.get(name, ()), target)
        self._shown = shown

    def _arrange(self) -> None:
        """Put the targets into order: what moves a modulator comes before what that one moves."""
        of_unit: dict[Unit, list[Target]] = {}
        for target in self._targets.values():
            of_unit.setdefault(target.unit, []).append(target)
        needs = {
            target: [each for source in target.sources for each in of_unit.get(source, ())]
            for target in self._targets.values()
        }
        self._ordered = list(TopologicalSorter(needs).static_order())
        self._draw_while(is_wanted=bool(self._ordered))

    def _let_go(self, now: Frame) -> None:
        for target in self._ordered:
            target.let_go(now)
            if not target.leads:
                del self._targets[target.unit, target.name]
                target.leave(now)
                target.unit.modulation_changed()
        self._shown = {
            name: tuple(target for target in targets if target.leads) for name, targets in self._shown.items()
        }
        self._arrange()

    def _complain(self) -> None:
        for name, targets in self._shown.items():
            for target in targets:
                if target.spoilt:
                    self._studio.complain(f'what moves "{name}.{target.name}" was not a number, and was left out')

    def _draw(self, now: Frame, frames: int) -> None:
        for target in self._ordered:
            target.draw(now, frames)

    def _draw_while(self, *, is_wanted: bool) -> None:
        if is_wanted != self._is_drawing:
            self._is_drawing = is_wanted
            change = self._studio.slices.enter if is_wanted else self._studio.slices.leave
            change(before=self._draw)


def _made(unit: Unit, parameter: Parameter, value: Value) -> Target:
    control = unit.controls.get(parameter.name)
    if control is not None:
        return SignalTarget(unit, parameter, control)
    return TurnedTarget(unit, parameter, value)


def _joins(lead: ParameterLead, end: End, cable: Connection, units: Mapping[str, Unit]) -> bool:
    """Whether a lead still goes where its cable does: a unit may have been made anew."""
    return lead.source is units.get(cable.source) and end == (units.get(cable.target), cable.parameter)
