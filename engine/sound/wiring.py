"""The cables of a patch, kept in line with the ways of sound that the document asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.sound.cables import Cable, Fader, Source, Target
from engine.sound.relay import Relay
from engine.sound.routes import Route
from engine.sound.studio import Studio
from engine.sound.unit import Unit

_Key = tuple[int, str, str]


class _Plan(NamedTuple):
    """What a cable is to join. Two are equal when they join the same."""

    source: Unit
    target: Target
    fader: Fader
    channel: int
    is_delayed: bool


class Wiring:
    """A cable for each route between units that there are. What is taken away fades first, and is cut by `tidy`.

    What leads nowhere is parked: it runs on unheard, so that connecting it shows it as it is.
    """

    def __init__(self, studio: Studio, master: Unit) -> None:
        self._studio = studio
        self._master = master
        self._laid: dict[_Key, tuple[_Plan, Cable]] = {}
        self._relays: dict[Unit, Relay] = {}
        self._parked: dict[int, Cable] = {}  # by the number of the module
        self._leaving: list[Cable] = []
        self._wanted: Sequence[Route] = ()
        self._units: Mapping[str, Unit] = {}
        self._is_waiting = False  # a cable is to be laid once others have faded

    def match(self, wanted: Sequence[Route], units: Mapping[str, Unit]) -> None:
        """Lay and drop cables until there is one for each of the routes."""
        self._wanted, self._units, self._is_waiting = wanted, units, False
        plans = {route.key: _planned(route, units) for route in wanted}
        for key, (plan, cable) in list(self._laid.items()):
            if plans.get(key) != plan:
                del self._laid[key]
                cable.fall(self._studio.now)
                self._leaving.append(cable)
        for route in wanted:
            new = plans[route.key]
            if new is not None and route.key not in self._laid and self._makes_way(new, route):
                self._laid[route.key] = new, self._lay(new)

    def park(self, units: Mapping[int, Unit]) -> None:
        """Park what leads nowhere of these units, by their modules' numbers; what leads somewhere needs no parking."""
        connected = {plan.source for plan, _ in self._laid.values() if not plan.is_delayed}
        for number, unit in sorted(units.items()):
            if unit in connected and number in self._parked:
                self._parked.pop(number).cut()
            elif unit not in connected and number not in self._parked and unit.bus is not None:
                self._parked[number] = Cable(unit, self._master, 0, self._studio.rate, self._studio.glides)
        for number in self._parked.keys() - units.keys():
            self._parked.pop(number).cut()

    def on_line(self) -> None:
        """Begin another line of the grid: cut what has faded, and hand on what is delayed."""
        now = self._studio.now
        for cable in [cable for cable in self._leaving if cable.ends is not None and cable.ends <= now]:
            self._leaving.remove(cable)
            cable.cut()
        if self._is_waiting:
            self.match(self._wanted, self._units)
        for source, relay in list(self._relays.items()):
            relay.on_line()
            if not relay.cables_out:
                self._relays.pop(source).cut()

    def reads(self, unit: Unit) -> bool:
        """Whether a cable that fades still leads on from a unit."""
        return any(cable.source is unit for cable in self._leaving) or unit in self._relays

    def _lay(self, plan: _Plan) -> Cable:
        source: Source = plan.source
        if plan.is_delayed:
            source = self._relays.get(plan.source) or Relay(self._studio, plan.source)
            self._relays[plan.source] = source
        cable = Cable(source, plan.target, plan.channel, self._studio.rate, self._studio.glides, plan.fader)
        cable.rise(self._studio.now)
        return cable

    def _makes_way(self, plan: _Plan, route: Route) -> bool:
        """Return whether a cable closes no circle, and so may be laid; one that does so with what fades is to wait.

        A graph with a circle would never stop rendering. Among connections `apply` refuses them; a send or a side-chain
        that closes one is not laid.
        """
        while not plan.is_delayed and (circle := _way(plan.target, plan.source)) is not None:
            if any(cable in self._leaving for cable in circle):
                self._is_waiting = True
                return False
            if not self._drop_extra(circle, route):
                return False
        return True

    def _drop_extra(self, circle: Sequence[Cable], route: Route) -> bool:
        """Give up the send or the side-chain that closes a circle with a connection; return whether there was one."""
        self._studio.complain(
            f'a send or side-chain between "{route.source}" and "{route.target}" would go round in a circle, so it is '
            "left out; send to something else"
        )
        extra = next(
            (key for key, (_, cable) in self._laid.items() if cable in circle and key[1] != "connection"), None
        )
        if route.kind != "connection" or extra is None:
            return False
        self._laid.pop(extra)[1].cut()
        return True


def _planned(route: Route, units: Mapping[str, Unit]) -> _Plan | None:
    """Return what a route comes to; None when an end of it is missing, or has no sound."""
    source, unit = units.get(route.source), units.get(route.target)
    if source is None or unit is None or source.bus is None or unit.inlet is None:
        return None
    target: Target | None = unit.key if route.kind == "sidechain" else unit
    if target is None:
        return None
    fader = units[route.mixer].sends[route.send] if route.kind == "send" else target
    return _Plan(source, target, fader, route.channel, route.is_delayed)


def _way(start: Target, goal: Unit) -> list[Cable] | None:
    """Return the cables that lead from one to another, none when they are the same; None when there is no way."""
    if start.cables_out is goal.cables_out:
        return []
    for lead in start.cables_out:
        if isinstance(lead, Cable) and (rest := _way(lead.target, goal)) is not None:
            return [lead, *rest]
    return None
