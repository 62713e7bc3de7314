"""The catalog: what the engine tells handlers of, as data; documents, completion and messages are made from it."""

from __future__ import annotations

import re

import msgspec

from engine.core.errors import NotAllowed, UnknownName
from engine.events.nearness import distance

SINCE = "0.3"
MOST_EDITS = 3  # letters between a name and the one that was meant
LONGEST_NAME = 80
_NAME = re.compile(r"[A-Za-z_][\w.-]*(:[\w.-]+)*")


class EventKind(msgspec.Struct, frozen=True, kw_only=True):
    """One sort of event."""

    name: str
    summary: str  # one line: when it happens
    fields: tuple[tuple[str, str], ...] = ()  # name, and what it tells
    identifier: str = ""  # the field that a handler's `pattern` is held against; empty: handlers with one never fire
    is_interceptable: bool = False  # what a handler returns has an effect; what has happened already is only observed
    since: str = SINCE


def _kind(name: str, summary: str, identifier: str = "", /, **fields: str) -> EventKind:
    return EventKind(name=name, summary=summary, identifier=identifier, fields=tuple(fields.items()))


_OWNER = "the script that declared it, or empty"
_CABLE = {
    "name": "as in `kick>masterAudioOut:audio`",
    "source": "where it begins",
    "target": "where it ends",
    "kind": "audio, event, parameter or video",
    "parameter": "of the target, for a parameter cable",
}

CATALOG: tuple[EventKind, ...] = (
    _kind("bar", "A bar begins; the handler plays exactly on it.", bar="from 1", beat="from 0"),
    _kind("beat", "A beat begins; the handler plays exactly on it.",
          beat="from 0", bar="from 1", beat_of_bar="from 1"),
    _kind("transport:started", "The music starts, or goes on.", beat="where", bpm="the tempo"),
    _kind("transport:stopped", "The music stops."),
    _kind("transport:paused", "The music holds its place.", beat="where"),
    _kind("transport:moved", "The music is somewhere else.", beat="where"),
    _kind("transport:tempo", "The tempo is another.", bpm="now", before="until now"),
    _kind("transport:signature", "A bar has another number of beats.", beats="now", before="until now"),
    _kind("module:added", "There is a new module.", "name", name="of the module", kind="its type", owner=_OWNER),
    _kind("module:removed", "A module is gone.", "name", name="of the module", kind="its type"),
    _kind("module:renamed", "A module has another name.", "name", name="now", before="until now"),
    _kind("module:changed", "A module was enabled, muted or soloed, or the opposite.", "name",
          name="of the module", enabled="whether it works", muted="whether it is silent", soloed="whether it is alone"),
    _kind("parameter:changed", "A parameter of a module has another value.", "name",
          name="as in `kick.volume`", module="its module", parameter="its name", value="now", before="until now"),
    _kind("pattern:added", "There is a new pattern.", "name", name="of the pattern", owner=_OWNER),
    _kind("pattern:changed", "A pattern plays otherwise: its steps, its pace, its text.", "name",
          name="of the pattern"),
    _kind("pattern:removed", "A pattern is gone.", "name", name="of the pattern"),
    _kind("pattern:renamed", "A pattern has another name.", "name", name="now", before="until now"),
    _kind("connection:added", "There is a new cable.", "name", **_CABLE),
    _kind("connection:removed", "A cable is gone.", "name", **_CABLE),
    _kind("script:started", "A script begins to run.", "name", name="of the script", run="its number"),
    _kind("script:finished", "A run of a script succeeded, and is what plays now.", "name",
          name="of the script", run="its number"),
    _kind("script:error", "A script has a mistake: in a run, a loop or a handler.", "name",
          name="of the script", message="what is wrong", line="where, 0 when unknown"),
    _kind("script:enabled", "A script was switched on.", "name", name="of the script"),
    _kind("script:disabled", "A script was switched off.", "name", name="of the script"),
    _kind("session:opened", "The session was opened: told to each script when it has run for the first time.",
          path="its file, or empty"),
    _kind("session:saved", "The session was saved.", path="its file"),
    _kind("session:closing", "The window leaves the session, for another one or for good; nothing is saved after it.",
          path="its file, or empty"),
    _kind("file:changed", "A file beside the session was written.", "path", path="from the session's folder on"),
    _kind("file:created", "There is a new file beside the session.", "path", path="from the session's folder on"),
    _kind("file:deleted", "A file beside the session is gone.", "path", path="from the session's folder on"),
    _kind("file:moved", "A file beside the session is elsewhere.", "path", path="now", before="until now"),
    _kind("engine:changed", "Anything of the above changed in the session; told once for what changed at one go.",
          version="number of the newest state"),
)  # fmt: skip

KINDS = {kind.name: kind for kind in CATALOG}
_FAMILIES = frozenset(name.partition(":")[0] for name in KINDS if ":" in name)


def check_event(name: str, function: str) -> None:
    """Refuse a name that is no event's: raises UnknownName with the nearest, or else with all that there are.

    Scripts may have events of their own: any name that is not close to one of the engine's, nor in a family of them.
    """
    if name in KINDS:
        return
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise UnknownName(f'{function}: an event has a name such as "bar" or "my:event", got "{name[:LONGEST_NAME]}"')
    near = nearest(name)
    if near:
        raise UnknownName(f'{function}: there is no event "{name}"; did you mean "{near}"?')
    if name.partition(":")[0] in _FAMILIES and ":" in name:
        raise UnknownName(f'{function}: there is no event "{name}"; there are {", ".join(KINDS)}, and your own')


def check_own_event(name: str, function: str) -> None:
    """Refuse what no script can emit: raises UnknownName as `check_event`, NotAllowed for what only the engine says."""
    check_event(name, function)
    if name in KINDS:
        raise NotAllowed(f'{function}: "{name}" is told by the engine alone; emit an event of your own')


def nearest(name: str) -> str:
    """Return the engine's event that was probably meant; empty when none is near: a short name has little room."""
    most = min(MOST_EDITS, max(1, len(name) // 3))
    found = min(KINDS, key=lambda known: distance(name.lower(), known, most + 1))
    return found if distance(name.lower(), found, most + 1) <= most else ""
