"""Connections, as scripts say them."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from engine.core import commands as c
from engine.core.document import ConnectionKind
from engine.core.errors import NotAllowed, WrongType
from engine.core.paths import cable_end
from engine.lua.api.arguments import flag_of, name_of, number_of, options_of, text_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown

SINCE = "0.1"
OPTIONS = ("kind", "parameter", "depth", "offset", "delayed")


class _Ends(NamedTuple):
    source: str
    target: str
    kind: ConnectionKind | None
    parameter: str


def connect(stage: Stage, source: Any = None, target: Any = None, kind: Any = None, options: Any = None) -> None:
    """There is this cable."""
    ends, given = _ends_of(stage, "connect", source, target, kind, options)
    stage.perform(
        c.Connect(
            source=ends.source,
            target=ends.target,
            kind=ends.kind,
            parameter=ends.parameter,
            depth=float(number_of(given.get("depth", 1), "connect", "depth")),
            offset=float(number_of(given.get("offset", 0), "connect", "offset")),
            is_delayed=flag_of(given.get("delayed", False), "connect", "delayed"),
        )
    )


def disconnect(stage: Stage, source: Any = None, target: Any = None, kind: Any = None) -> None:
    """There is no such cable."""
    ends, _ = _ends_of(stage, "disconnect", source, target, kind, None)
    stage.perform(c.Disconnect(source=ends.source, target=ends.target, kind=ends.kind, parameter=ends.parameter))


def _ends_of(
    stage: Stage, function: str, source: Any, target: Any, kind: Any, options: Any
) -> tuple[_Ends, dict[str, Any]]:
    """Read both ends of a cable; the options may stand where the kind does."""
    if isinstance(kind, dict):
        kind, options = None, kind
    given = options_of(options, function, OPTIONS)
    said_kind = _kind_of(given.get("kind", kind), function)
    start = name_of(source, function, "the source")
    end, parameter = cable_end(stage.document, name_of(target, function, "the target"))
    if "parameter" in given:
        parameter = text_of(given["parameter"], function, "the parameter")
    if parameter and said_kind not in (None, "parameter"):
        raise NotAllowed(f'{function}: only a parameter connection ends in a parameter, got "{said_kind}"')
    return _Ends(start, end, "parameter" if parameter else said_kind, parameter), given


def _kind_of(kind: Any, function: str) -> ConnectionKind | None:
    if kind is None or kind in get_args(ConnectionKind):
        return kind  # type: ignore[no-any-return]  # the line above is what makes it one
    raise WrongType(f'{function}: a connection is "audio", "event", "parameter" or "video", got {shown(kind)}')


CABLES = (
    LuaFunction(name="connect", usage="connect(source, target[, kind | { kind, depth, offset, delayed }])",
                since=SINCE, call=connect,
                summary='There is a cable between two modules, or to a parameter such as "bass.cutoff".',
                example='mixer("drums") sampler("kick") connect("kick", "drums")'),
    LuaFunction(name="disconnect", usage="disconnect(source, target[, kind])", since=SINCE,
                summary="There is no cable between the two.",
                example='sampler("kick") disconnect("kick", "masterAudioOut")', call=disconnect),
)  # fmt: skip
