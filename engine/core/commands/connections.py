"""Commands to cables."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import AutoRoute, ConnectionKind


class Between(Asked, frozen=True, kw_only=True):
    """What is said of a cable. No command by itself."""

    source: str
    target: str
    kind: ConnectionKind | None = None  # None is the only kind that fits both ends, or every cable between the two
    parameter: str = ""  # of the target, where a parameter cable ends; "" is none, or every one


class Cable(Between, frozen=True, kw_only=True):
    """What is said of a cable that is to be there. No command by itself."""

    depth: float = 1.0  # parameter cables: how far it moves its target, in parts of the parameter's range, -1 to 1
    offset: float = 0.0  # parameter cables: added to what comes, before depth; -1 to 1
    is_delayed: bool = False  # a cable that may close a circle: what goes through it arrives a tick later


class Connect(Cable, frozen=True):
    """Lay a cable, or change what is said of one that lies there."""


class Disconnect(Between, frozen=True):
    """Take a cable, or all between the two, away."""


class DisconnectAll(Asked, frozen=True, kw_only=True):
    """Take every cable of a module away; with no name, every cable that there is."""

    module: str = ""


class SetAutoRoute(Asked, frozen=True, kw_only=True):
    """Say what the house connects to the master by itself."""

    mode: AutoRoute
