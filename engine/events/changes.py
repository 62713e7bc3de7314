"""What happened between two snapshots, as events. Pure; branches that are the same object are not looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from typing import Any, NamedTuple, TypeVar

import msgspec
from immutables import Map

from engine.core.document import Connection, Document, Module, Pattern, PlayState, Script
from engine.core.snapshot import Snapshot
from engine.core.units import Beat
from engine.events.catalog import KINDS
from engine.events.event import Event

START = Beat(0)
MOST_ALIKE = 200  # events of one name from one change; `engine:changed` tells of the rest
_BRANCHES = ("modules", "connections", "patterns", "chains", "transport", "auto_route")  # that `engine:changed` is for

Named = TypeVar("Named", Module, Pattern)


class Found(NamedTuple):
    """What happened."""

    events: list[Event]
    untold: int  # how many more there would have been


def events_between(old: Snapshot, new: Snapshot, wanted: Collection[str], beat: Beat = START) -> Found:
    """Return the events that lead from `old` to `new`, of those names that somebody wants.

    Of two different sessions only that the state is another is told. `beat` is where the music is.
    """
    found: list[Event] = []
    counts: dict[str, int] = {}
    families = {name.partition(":")[0] for name in wanted}
    for event in _all_between(old, new, families, beat):
        if event.name in wanted:
            counts[event.name] = counts.get(event.name, 0) + 1
            if counts[event.name] <= MOST_ALIKE:
                found.append(event)
    untold = sum(max(0, count - MOST_ALIKE) for count in counts.values())
    return Found(found, untold + _missed(old, new))


def _all_between(old: Snapshot, new: Snapshot, families: Set[str], beat: Beat) -> Iterator[Event]:
    before, after = old.document, new.document
    if old.session.opened == new.session.opened:
        if before is not after:
            yield from _transport(before, after, float(beat))
            if families & {"module", "parameter"}:
                yield from _modules(before.modules, after.modules)
            if "pattern" in families:
                yield from _patterns(before.patterns, after.patterns)
            if "connection" in families:
                yield from _connections(before.connections, after.connections)
            yield from _switched(before.scripts, after.scripts)
        yield from _scripts(old, new)
        if new.session.saved is not old.session.saved and new.session.saved is not None:
            yield event_of("session:saved", path=new.session.path)
        if new.session.leaving != old.session.leaving:
            yield event_of("session:closing", path=new.session.path)
    yield from _emitted(old, new)
    if _is_other(before, after):
        yield event_of("engine:changed", version=new.version)


def event_of(name: str, /, **fields: Any) -> Event:
    """Return an event of the catalog; what it happened to is told by the field that the catalog says."""
    kind = KINDS[name]
    return Event(name, fields, str(fields[kind.identifier]) if kind.identifier else "")


def _is_other(before: Document, after: Document) -> bool:
    """Whether what scripts see is other. Their memory and their runs are left out: handlers change these themselves."""
    if before is after:
        return False
    if any(getattr(before, branch) is not getattr(after, branch) for branch in _BRANCHES):
        return True
    return before.scripts is not after.scripts and set(before.scripts) != set(after.scripts)


def _transport(before: Document, after: Document, beat: float) -> Iterator[Event]:
    was, now = before.transport, after.transport
    if was is now:
        return
    if was.state is not now.state:
        match now.state:
            case PlayState.PLAYING:
                yield event_of("transport:started", beat=beat, bpm=now.bpm)
            case PlayState.STOPPED:
                yield event_of("transport:stopped")
            case PlayState.PAUSED:
                yield event_of("transport:paused", beat=beat)
    elif was.locate.number != now.locate.number:
        yield event_of("transport:moved", beat=float(now.locate.beat))
    if was.bpm != now.bpm:
        yield event_of("transport:tempo", bpm=now.bpm, before=was.bpm)
    if was.beats_per_bar != now.beats_per_bar:
        yield event_of("transport:signature", beats=now.beats_per_bar, before=was.beats_per_bar)


class _Difference(NamedTuple):
    """How a branch of things with names and numbers became another."""

    removed: list[Any]
    renamed: list[tuple[Any, Any]]  # before, after
    changed: list[tuple[Any, Any]]  # before, after
    added: list[Any]


def _difference(before: Map[str, Named], after: Map[str, Named]) -> _Difference:
    """Compare two branches, oldest things first. What has the same number is the same thing."""
    come = {item.number: item for name, item in after.items() if before.get(name) is not item}
    kept = sum(item.name in before for item in come.values())  # names that are still there, with other content
    if len(after) - len(come) + kept == len(before):
        gone = {before[item.name].number: before[item.name] for item in come.values() if item.name in before}
    else:
        gone = {item.number: item for name, item in before.items() if after.get(name) is not item}
    both = sorted(gone.keys() & come.keys())
    return _Difference(
        [gone[number] for number in sorted(gone.keys() - come.keys())],
        [(gone[number], come[number]) for number in both if gone[number].name != come[number].name],
        [(gone[number], come[number]) for number in both],
        [come[number] for number in sorted(come.keys() - gone.keys())],
    )


def _modules(before: Map[str, Module], after: Map[str, Module]) -> Iterator[Event]:
    if before is after:
        return
    difference = _difference(before, after)
    for module in difference.removed:
        yield event_of("module:removed", name=module.name, kind=module.type)
    for was, now in difference.renamed:
        yield event_of("module:renamed", name=now.name, before=was.name)
    for module in difference.added:
        yield event_of("module:added", name=module.name, kind=module.type, owner=module.owner)
    for was, now in difference.changed:
        yield from _module(was, now)


def _module(was: Module, now: Module) -> Iterator[Event]:
    switches = (now.is_enabled, now.is_muted, now.is_soloed)
    if switches != (was.is_enabled, was.is_muted, was.is_soloed):
        enabled, muted, soloed = switches
        yield event_of("module:changed", name=now.name, enabled=enabled, muted=muted, soloed=soloed)
    if was.values is now.values:
        return
    for parameter, value in sorted(now.values.items()):
        known = was.values.get(parameter)
        if known != value:
            yield event_of(
                "parameter:changed",
                name=f"{now.name}.{parameter}",
                module=now.name,
                parameter=parameter,
                value=_plain(value),
                before=_plain(known),
            )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _patterns(before: Map[str, Pattern], after: Map[str, Pattern]) -> Iterator[Event]:
    if before is after:
        return
    difference = _difference(before, after)
    for pattern in difference.removed:
        yield event_of("pattern:removed", name=pattern.name)
    for was, now in difference.renamed:
        yield event_of("pattern:renamed", name=now.name, before=was.name)
    for pattern in difference.added:
        yield event_of("pattern:added", name=pattern.name, owner=pattern.owner)
    for was, now in difference.changed:
        if msgspec.structs.replace(was, name=now.name, owner=now.owner) != now:
            yield event_of("pattern:changed", name=now.name)


def _connections(before: Map[str, Connection], after: Map[str, Connection]) -> Iterator[Event]:
    if before is after:
        return
    for name, these, others in (("connection:removed", before, after), ("connection:added", after, before)):
        for cable in sorted((cable for key, cable in these.items() if key not in others), key=lambda each: each.number):
            yield event_of(
                name,
                name=cable.key,
                source=cable.source,
                target=cable.target,
                kind=cable.kind,
                parameter=cable.parameter,
            )


def _switched(before: Map[str, Script], after: Map[str, Script]) -> Iterator[Event]:
    """Scripts that were switched on or off; one that has another name by now is told under that."""
    if before is after:
        return
    was_enabled = {script.number: script.is_enabled for script in before.values()}
    for name, script in sorted(after.items()):
        if was_enabled.get(script.number, script.is_enabled) is not script.is_enabled:
            yield event_of("script:enabled" if script.is_enabled else "script:disabled", name=name)


def _scripts(old: Snapshot, new: Snapshot) -> Iterator[Event]:
    if old.scripts is new.scripts:
        return
    for name, now in sorted(new.scripts.items()):
        was = old.scripts.get(name)
        if was is now:
            continue
        if now.asked > (was.asked if was is not None else 0) and _wishes_run(new.document.scripts, name):
            yield event_of("script:started", name=name, run=now.asked)
        if now.run and now.run != (was.run if was is not None else 0):
            yield event_of("script:finished", name=name, run=now.run)
        problem = now.problem
        if problem is not None and (was is None or was.problem != problem):
            line = problem.place.line if problem.place is not None else 0
            yield event_of("script:error", name=name, message=problem.message, line=line)


def _wishes_run(scripts: Map[str, Script], name: str) -> bool:
    """Whether the newest wish about a script is that it runs: to be stopped is a wish too."""
    return name in scripts and scripts[name].request.wish == "run"


def _emitted(old: Snapshot, new: Snapshot) -> Iterator[Event]:
    if old.emitted is new.emitted:
        return
    last = old.emitted[-1].number if old.emitted else 0
    for each in new.emitted:
        if each.number > last:
            fields = msgspec.json.decode(each.json)
            yield Event(each.event, fields, identifier_of(each.event, fields), depth=each.depth, source=each.script)


def _missed(old: Snapshot, new: Snapshot) -> int:
    """How many emitted events came and went between the two."""
    if old.emitted is new.emitted or not new.emitted:
        return 0
    return max(0, new.emitted[0].number - (old.emitted[-1].number if old.emitted else 0) - 1)


def identifier_of(event: str, fields: dict[str, Any]) -> str:
    """What an emitted event happened to: the field that the catalog says, or else its `name`."""
    kind = KINDS.get(event)
    said = fields.get(kind.identifier if kind is not None else "name", "")
    return said if isinstance(said, str) else ""
