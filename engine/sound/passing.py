"""Which modules' sound is passed on: what is disabled, muted, or left out by a solo is not. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from engine.core.document import Document, Module
from engine.modules.stand_in import type_of
from engine.modules.table import SYSTEM_MODULES
from engine.sound.routes import Route


def passing(document: Document, ways: Sequence[Route]) -> frozenset[str]:
    """Return the names of the modules that pass their sound on."""
    modules = document.modules
    switched_on = {name for name, module in modules.items() if module.is_enabled and not module.is_muted}
    soloed = {name for name, module in modules.items() if module.is_soloed}
    if not soloed:
        return frozenset(switched_on)
    return frozenset(switched_on & (_on_the_way(ways, soloed) | SYSTEM_MODULES.keys() | _soundless(modules.values())))


def _soundless(modules: Iterable[Module]) -> set[str]:
    """Return the names of the modules whose sound a solo cannot leave out, because they make none: modulators."""
    return {module.name for module in modules if "audio" not in type_of(module).outputs}


def _on_the_way(ways: Sequence[Route], soloed: set[str]) -> set[str]:
    """Return what is soloed, what it is made of, and what it goes through."""
    forth: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        forth[way.source].append(way.target)
        back[way.target].append(way.source)
    return _reached(soloed, forth) | _reached(soloed, back)


def _reached(start: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for name in ways.get(waiting.pop(), ()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen
