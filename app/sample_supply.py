"""Sees to it that every sample that the document names is fetched, once."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map

from engine.core.document import Module
from engine.core.engine import Engine
from engine.core.snapshot import Snapshot
from engine.modules.table import module_types


class SampleSupply:
    """Asks for each sample, or folder of samples, when a module names it first, and again when it is named anew after
    it had failed.

    Each session is begun afresh, since the same name may be another file there.
    Thread: the engine's.
    """

    def __init__(self, want: Callable[[str], None]) -> None:
        """Ask for samples by `want`, which must not wait long where somebody listens."""
        self._want = want
        self._modules: Map[str, Module] = Map()
        self._named: dict[str, tuple[str, ...]] = {}  # by module
        self._asked: set[str] = set()
        self._opened = 0

    def follow(self, engine: Engine) -> None:
        """Supply what the document of `engine` names, from now on."""
        self.look(engine.snapshot)
        engine.subscribe(self.look)

    def look(self, snapshot: Snapshot) -> None:
        """Ask for what is named in `snapshot` and was not asked for yet."""
        if snapshot.session.opened != self._opened:
            self._opened = snapshot.session.opened
            self._modules, self._named, self._asked = Map(), {}, set()
        before, self._modules = self._modules, snapshot.document.modules
        if before is self._modules:
            return
        for name, module in self._modules.items():
            if before.get(name) is not module:
                self._look_at(module, snapshot)

    def _look_at(self, module: Module, snapshot: Snapshot) -> None:
        named = _samples_of(module)
        if self._named.get(module.name) == named:
            return
        self._named[module.name] = named
        for sample in named:
            status = snapshot.samples.get(sample)
            has_failed = status is not None and status.state == "failed"
            if sample not in self._asked or has_failed:
                self._asked.add(sample)
                self._want(sample)


def _samples_of(module: Module) -> tuple[str, ...]:
    """Return what a module names as samples; nothing when the plug-in that had its type is gone."""
    kind = module_types().get(module.type)
    named: list[str] = []
    for parameter in kind.parameters if kind is not None else ():
        value = module.values.get(parameter.name, ()) if parameter.names == "sample" else ()
        named += [value] if isinstance(value, str) else value if isinstance(value, tuple) else ()
    return tuple(dict.fromkeys(name for name in named if name))
