"""Which ways of sound a document asks for: its connections, the mixers' sends and the side-chains. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from engine.core.document import Connection, Document, Module, in_order
from engine.modules.effects import COMPRESSOR
from engine.modules.mixing import MIXER, SENDS


class Route(NamedTuple):
    """One way of sound, from a module to another."""

    source: str
    target: str
    number: int  # of the connection, or of the module whose parameter asks for it
    kind: Literal["connection", "send", "sidechain"] = "connection"
    channel: int = 0  # of the target's inputs; of the mixer's, for a send
    is_delayed: bool = False
    mixer: str = ""  # whose send it is, ...
    send: str = ""  # ... and which

    @property
    def key(self) -> tuple[int, str, str]:
        """What tells it from others, whatever its modules are called now."""
        return self.number, self.kind, self.send


def routes(document: Document) -> list[Route]:
    """Return all of them, in the order in which they are laid; a name that is no module's leads nowhere."""
    cables = [cable for cable in in_order(document.connections) if cable.kind == "audio"]
    found = [
        Route(cable.source, cable.target, cable.number, channel=cable.channel, is_delayed=cable.is_delayed)
        for cable in cables
    ]
    for module in in_order(document.modules):
        if module.type == MIXER.name:
            found += _sends(module, [cable for cable in cables if cable.target == module.name])
        elif module.type == COMPRESSOR.name and module.values["sidechain"]:
            found.append(Route(str(module.values["sidechain"]), module.name, module.number, "sidechain"))
    return found


def asked_by(module: Module) -> tuple[object, ...]:
    """Return all of a module that `routes` and `passing` look at."""
    texts = (module.values.get(name) for name in ("sendA", "sendB", "sidechain"))
    return (module.name, module.is_enabled, module.is_muted, module.is_soloed, *texts)


def _sends(mixer: Module, cables: list[Connection]) -> list[Route]:
    """Return a way from whatever leads to a mixer to each of the modules that it names for its sends."""
    return [
        Route(cable.source, str(mixer.values[send]), cable.number, "send", cable.channel, mixer=mixer.name, send=send)
        for send in SENDS
        if mixer.values[send]
        for cable in cables
        if cable.source != mixer.values[send]
    ]
