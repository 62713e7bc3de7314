"""Verbs of connections: connect, disconnect, list, and what the house connects by itself."""

from __future__ import annotations

from typing import NamedTuple, get_args

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import AutoRoute, Connection, ConnectionKind
from engine.core.edits.branches import module_named
from engine.core.errors import UnknownName
from engine.core.lines.listing import list_connections
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_choice, read_number, read_switch
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.core.paths import cable_end

KINDS: tuple[ConnectionKind, ...] = get_args(ConnectionKind)
MODES: tuple[AutoRoute, ...] = get_args(AutoRoute)
SETTINGS = ("depth", "offset", "delayed")


class _Asked(NamedTuple):
    """The words behind the two ends of a cable."""

    kind: ConnectionKind | None = None
    depth: float = 1.0
    offset: float = 0.0
    is_delayed: bool = False


def _connect(words: Arguments, scene: Scene) -> Reading:
    source = words.take("where the cable comes from")
    words.take_if("to")
    target, parameter = cable_end(scene.document, words.take("where the cable goes"))
    asked = _read_asked(words.take_rest())
    command = c.Connect(
        source=source,
        target=target,
        kind="parameter" if parameter else asked.kind,
        parameter=parameter,
        depth=asked.depth,
        offset=asked.offset,
        is_delayed=asked.is_delayed,
        origin=scene.origin,
    )
    after = apply(scene.document, command)
    if after is scene.document:
        return Reading(answer=f"{source} is connected to {target} already")
    before = scene.document.connections
    laid = next(cable for key, cable in after.connections.items() if before.get(key) is not cable)
    return Reading((command,), _laid_words(laid))


def _read_asked(words: list[str]) -> _Asked:
    asked = _Asked()
    for word in words:
        name, equals, value = word.partition("=")
        match name.lower() if equals else "", value:
            case "depth", _:
                asked = asked._replace(depth=read_number(value, "the depth"))
            case "offset", _:
                asked = asked._replace(offset=read_number(value, "the offset"))
            case "delayed", _:
                asked = asked._replace(is_delayed=read_switch(value, "delayed"))
            case "", _ if word.lower() == "delayed":
                asked = asked._replace(is_delayed=True)
            case "", _:
                asked = asked._replace(kind=_read_kind(word))
            case _:
                raise LineMistake(f"{name} is none of {', '.join(SETTINGS)}")
    return asked


def _laid_words(cable: Connection) -> str:
    if cable.kind == "parameter":
        offset = f", offset {cable.offset:g}" if cable.offset else ""
        return f"{cable.source} moves {cable.target}.{cable.parameter} (depth {cable.depth:g}{offset})"
    channel = f", input {cable.channel}" if cable.channel else ""
    return f"connected {cable.source} to {cable.target} ({cable.kind}{channel})"


def _read_kind(word: str) -> ConnectionKind:
    return read_choice(word, KINDS, "the kind of a connection")  # type: ignore[return-value]  # it is one of KINDS


def _disconnect(words: Arguments, scene: Scene) -> Reading:
    source = words.take("where the cable comes from")
    if source.lower() == "all" and "all" not in scene.document.modules:
        return _disconnect_all(words, scene)
    words.take_if("from")
    target = words.take_or("")
    kind = _read_kind(words.take("the kind")) if len(words) else None
    words.end()
    module_named(scene.document, source)
    if target:
        end, parameter = cable_end(scene.document, target)
        command = c.Disconnect(source=source, target=end, kind=kind, parameter=parameter, origin=scene.origin)
        return Reading((command,), f"disconnected {source} from {target}")
    targets = sorted({cable.target for cable in scene.document.connections.values() if cable.source == source})
    if not targets:
        raise UnknownName(f'"{source}" is connected to nothing')
    commands = tuple(c.Disconnect(source=source, target=each, kind=kind, origin=scene.origin) for each in targets)
    return Reading(commands, f"disconnected {source} from {', '.join(targets)}")


def _disconnect_all(words: Arguments, scene: Scene) -> Reading:
    module = words.take_or("")
    words.end()
    cables = scene.document.connections.values()
    count = sum(not module or module in (cable.source, cable.target) for cable in cables)
    said = f"took {counted(count, 'connection')} away" + (f" from {module}" if module else "")
    return Reading((c.DisconnectAll(module=module, origin=scene.origin),), said)


def _connections(words: Arguments, scene: Scene) -> Reading:
    module = words.take_or("")
    words.end()
    if module:
        module_named(scene.document, module)
    return Reading(answer=list_connections(scene, module))


def _autoroute(words: Arguments, scene: Scene) -> Reading:
    if not len(words):
        return Reading(answer=scene.document.auto_route)
    named = {mode.lower(): mode for mode in MODES}
    mode = named[read_choice(words.take("the mode"), tuple(named), "the mode")]
    words.end()
    return Reading((c.SetAutoRoute(mode=mode, origin=scene.origin),), f"the house connects to the master: {mode}")


CABLE_VERBS = (
    Verb(
        name="connect",
        aliases=("route",),
        usage="connect <from> <to>[.<parameter>] [<kind>] [depth=<-1..1>] [offset=<-1..1>] [delayed]",
        summary="Lay a cable; its kind is audio, event, parameter or video.",
        example="connect beat kick",
        arguments=("module", "place", "kind"),
        read=_connect,
    ),
    Verb(
        name="disconnect",
        aliases=("unroute",),
        usage="disconnect <from> [from] [<to>[.<parameter>]] [<kind>] | disconnect all [<module>]",
        summary="Take a cable away, all that come from a module, or all there are.",
        example="disconnect kick masterAudioOut",
        arguments=("module", "place", "kind"),
        read=_disconnect,
    ),
    Verb(
        name="connections",
        aliases=("conn",),
        usage="connections [<module>]",
        summary="List the cables.",
        example="connections",
        arguments=("module",),
        read=_connections,
    ),
    Verb(
        name="autoroute",
        usage="autoroute [disabled|orphanedOnly|chainEnds|both]",
        summary="Tell or set whose sound the house connects to the master by itself.",
        example="autoroute chainEnds",
        arguments=("mode",),
        read=_autoroute,
    ),
)
