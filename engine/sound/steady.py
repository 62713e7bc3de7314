"""Values that seldom change, as nodes that all voices share: rendered once for everybody, they cost next to nothing."""

from __future__ import annotations

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Control, Glides
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
            self.reset(value)

    def reset(self, value: float) -> None:
        """Have `value`, whatever else the input has been set to meanwhile."""
        self.value = value
        self._node.set_input(self._name, self._steady.node(self._name, value))


class Lever:
    """One input of one node that is steady most of the time, and glides now and then.

    Only while it glides, and until it jumps again, it has a signal of its own, which is what costs.
    """

    __slots__ = ("_control", "_glides", "_is_bent", "_knob", "_name", "_node")

    def __init__(self, glides: Glides, steady: Steady, node: SoundNode, name: str, value: float) -> None:
        self._glides, self._node, self._name = glides, node, name
        self._knob = Knob(steady, node, name, value)
        self._control: Control | None = None
        self._is_bent = False

    def jump(self, value: float) -> None:
        """Be at `value` from the frame that is rendered next."""
        if self._is_bent:
            self._is_bent = False
            self._knob.reset(value)
        else:
            self._knob.turn(value)

    def glide(self, value: float, frames: int, now: Frame) -> None:
        """Go to `value` in a straight line, and be there after `frames`."""
        if self._control is None:
            self._control = Control(self._glides, self._knob.value)
        if not self._is_bent:
            self._is_bent = True
            self._control.jump(self._knob.value)
            self._node.set_input(self._name, self._control.node)
        self._control.glide(value, frames, now)
