"""Values that seldom change, as nodes that all voices share: rendered once for everybody, they cost next to nothing."""

from __future__ import annotations

from engine.sound import nodes
from engine.sound.nodes import SoundNode

_MOST = 1024  # nodes that are remembered; beyond, all are forgotten, and those in use live on in what reads them


class Steady:
    """Nodes of one value each. A node serves one name of input only: SignalFlow needs that to take it out again."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, float], SoundNode] = {}

    def node(self, name: str, value: float) -> SoundNode:
        """Return the node that has `value`, for inputs called `name`."""
        found = self._nodes.get((name, value))
        if found is None:
            if len(self._nodes) >= _MOST:
                self._nodes.clear()
            found, view = nodes.drawn()
            view.fill(value)
            self._nodes[name, value] = found
        return found


class Knob:
    """One input of one node, set to a steady value."""

    __slots__ = ("_name", "_node", "_steady", "value")

    def __init__(self, steady: Steady, node: SoundNode, name: str, value: float) -> None:
        self._steady, self._node, self._name = steady, node, name
        self.value = value
        node.set_input(name, steady.node(name, value))

    def turn(self, value: float) -> None:
        """Have `value` from the frame that is rendered next."""
        if value != self.value:
            self.value = value
            self._node.set_input(self._name, self._steady.node(self._name, value))
