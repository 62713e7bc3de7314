"""Where a voice takes up signals that all voices of a module share: pooled voices are plugged into another's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.sound import nodes
from engine.sound.nodes import SoundNode


class Signals:
    """The signals of one module, by name.

    A signal is taken up under one name of input everywhere: SignalFlow needs that to take it out again.
    """

    def __init__(self, named: Mapping[str, SoundNode], computed: Iterable[SoundNode] = ()) -> None:
        self._named = dict(named)
        self._computed = tuple(computed)  # those of them that are made of others

    def joined(self, other: Signals) -> Signals:
        """Return these and others."""
        return Signals({**self._named, **other._named}, (*self._computed, *other._computed))

    def __getitem__(self, name: str) -> SoundNode:
        return self._named[name]

    def refresh(self) -> None:
        """Be up to date for a reader that is new, or comes back."""
        for node in self._computed:
            nodes.refresh(node)


class Sockets:
    """The inputs of one voice, or of one filter, that wait for signals."""

    def __init__(self) -> None:
        self._sockets: list[tuple[SoundNode, str, str]] = []
        self._signals: Signals | None = None

    def add(self, node: SoundNode, input_name: str, signal: str) -> None:
        """Have an input of `node` take up the signal of that name."""
        self._sockets.append((node, input_name, signal))

    def plug(self, signals: Signals) -> None:
        """Take up these signals from the frame that is rendered next."""
        if self._sockets:
            signals.refresh()
        if signals is not self._signals:
            self._signals = signals
            for node, input_name, signal in self._sockets:
                node.set_input(input_name, signals[signal])

    def unplug(self) -> None:
        """Take up the signals anew when they are next plugged in, because an input has been set to something else."""
        self._signals = None
