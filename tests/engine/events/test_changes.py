"""Between two snapshots lies what happened: as events, in order, bounded, and nothing of branches that are the same."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import ChainEntry, Step
from engine.core.live import Emitted, Place, Problem, ScriptStatus, SessionStatus
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.units import Beat
from engine.events import changes
from engine.events.catalog import KINDS
from engine.events.changes import events_between

NAMES = frozenset(KINDS)


@pytest.fixture
def start():
    """A session with a module and a pattern."""
    document = empty_document()
    for command in (c.AddModule(type="synth", name="bass"), c.AddPattern(name="four", count=4)):
        document = apply(document, command)
    return Snapshot(1, document, session=SessionStatus(opened=1))


def after(snapshot, *commands):
    document = snapshot.document
    for command in commands:
        document = apply(document, command)
    return replace(snapshot, version=snapshot.version + 1, document=document)


def told(old, new, wanted=NAMES, beat=0):
    return [(event.name, event.fields) for event in events_between(old, new, wanted, Beat(beat)).events]


def happened(start, *commands):
    """What a few commands make happen, without that something did."""
    return [event for event in told(start, after(start, *commands)) if event[0] != "engine:changed"]


def test_nothing_happens_between_a_snapshot_and_itself(start):
    assert told(start, start) == []
    assert told(start, replace(start, version=2, marks=start.marks.set("gui", 3))) == []


def test_transport(start):
    playing = after(start, c.Play())

    assert happened(start, c.Play()) == [("transport:started", {"beat": 0.0, "bpm": 120.0})]
    assert told(playing, after(playing, c.Pause()), beat=3)[0] == ("transport:paused", {"beat": 3.0})
    assert told(playing, after(playing, c.Stop()))[0] == ("transport:stopped", {})
    assert happened(start, c.Seek(beat=Beat(8))) == [("transport:moved", {"beat": 8.0})]
    assert happened(start, c.SetTempo(bpm=90)) == [("transport:tempo", {"bpm": 90.0, "before": 120.0})]
    assert happened(start, c.SetSignature(beats_per_bar=3)) == [("transport:signature", {"beats": 3, "before": 4})]


def test_modules(start):
    cable = {"source": "kick", "target": "masterAudioOut", "kind": "audio", "parameter": ""}
    assert happened(start, c.AddModule(type="sampler", name="kick")) == [
        ("module:added", {"name": "kick", "kind": "sampler", "owner": ""}),
        ("connection:added", {"name": "kick>masterAudioOut:audio", **cable}),
    ]
    removed = happened(start, c.RemoveModule(name="bass"))
    assert [name for name, _ in removed] == ["module:removed", "connection:removed"]
    assert removed[0][1] == {"name": "bass", "kind": "synth"}


def test_module_that_is_renamed_is_neither_removed_nor_added(start):
    names = [event for event in happened(start, c.RenameModule(name="bass", new_name="low")) if "module" in event[0]]

    assert names == [("module:renamed", {"name": "low", "before": "bass"})]


def test_switches_and_parameters(start):
    assert happened(start, c.SetSwitch(module="bass", switch="muted", is_on=True)) == [
        ("module:changed", {"name": "bass", "enabled": True, "muted": True, "soloed": False})
    ]
    (event,) = events_between(
        start, after(start, c.SetParameter(module="bass", parameter="cutoff", value=500.0)), {"parameter:changed"}
    ).events
    assert event.identifier == "bass.cutoff"
    assert event.fields == {
        "name": "bass.cutoff", "module": "bass", "parameter": "cutoff", "value": 500.0, "before": 2000.0
    }  # fmt: skip


def test_patterns(start):
    assert happened(start, c.AddPattern(name="new")) == [("pattern:added", {"name": "new", "owner": ""})]
    assert happened(start, c.RemovePattern(name="four")) == [("pattern:removed", {"name": "four"})]
    assert happened(start, c.SetStep(pattern="four", index=0, step=Step(1.0))) == [
        ("pattern:changed", {"name": "four"})
    ]
    assert happened(start, c.RenamePattern(name="four", new_name="eight")) == [
        ("pattern:renamed", {"name": "eight", "before": "four"})
    ]


def test_scripts(start):
    asked = after(start, c.AddScript(name="song"), c.RunScript(name="song", text=""))
    runs = replace(asked, scripts=asked.scripts.set("song", ScriptStatus("song", "running", asked=1)))
    plays = replace(runs, scripts=runs.scripts.set("song", ScriptStatus("song", "idle", asked=1, run=1)))
    problem = Problem("no", "script:song", Place("song", 3))
    failed = replace(plays, scripts=plays.scripts.set("song", ScriptStatus("song", "failed", 1, 1, problem)))

    assert told(asked, runs) == [("script:started", {"name": "song", "run": 1})]
    assert told(runs, plays) == [("script:finished", {"name": "song", "run": 1})]
    assert told(asked, plays) == [
        ("script:started", {"name": "song", "run": 1}), ("script:finished", {"name": "song", "run": 1})
    ]  # fmt: skip
    assert told(plays, failed) == [("script:error", {"name": "song", "message": "no", "line": 3})]
    assert told(failed, failed) == []


def test_session_saved(start):
    saved = replace(start, session=replace(start.session, saved=start.document, path="x.json"))

    assert told(start, saved) == [("session:saved", {"path": "x.json"})]


def test_session_that_is_left_is_told_until_another_one_is_there(start):
    leaving = replace(start, session=replace(start.session, leaving=1, path="x.json"))
    other = replace(start, session=SessionStatus(opened=2, leaving=1, left=1))

    assert told(start, leaving) == [("session:closing", {"path": "x.json"})]
    assert told(leaving, other) == []


def test_scripts_that_are_switched_are_told_and_new_ones_are_not(start):
    song = after(start, c.AddScript(name="song"))
    off = after(song, c.EnableScript(name="song", is_enabled=False))
    renamed = after(off, c.RenameScript(name="song", new_name="tune"), c.EnableScript(name="tune", is_enabled=True))

    assert happened(start, c.AddScript(name="song"), c.EnableScript(name="song", is_enabled=False)) == []
    assert told(song, off) == [("script:disabled", {"name": "song"})]
    assert ("script:enabled", {"name": "tune"}) in told(off, renamed)


def test_another_session_is_not_told_thing_by_thing(start):
    other = replace(after(start, c.AddModule(type="synth", name="new")), session=SessionStatus(opened=2))

    assert told(start, other) == [("engine:changed", {"version": 2})]


def test_engine_changed_is_told_once_for_all_that_happened_at_one_go(start):
    new = after(start, c.SetTempo(bpm=90), c.AddPattern(name="a"), c.AddChain(name="s", entries=(ChainEntry("a"),)))

    assert told(start, new, {"engine:changed"}) == [("engine:changed", {"version": 2})]


def test_memory_and_runs_of_scripts_are_no_change_that_is_told(start):
    scripted = after(start, c.AddScript(name="song"))
    new = after(scripted, c.KeepState(script="song", json='{"x":1}'), c.RunScript(name="song", text="x"))

    assert told(start, scripted) == [("engine:changed", {"version": 2})]
    assert told(scripted, new) == []


def test_only_what_is_wanted_is_told(start):
    new = after(start, c.AddModule(type="sampler", name="kick"), c.SetTempo(bpm=90))

    assert [name for name, _ in told(start, new, {"transport:tempo"})] == ["transport:tempo"]


def test_a_flood_is_bounded_and_counted(start, monkeypatch):
    monkeypatch.setattr(changes, "MOST_ALIKE", 5)
    new = after(start, *(c.AddPattern(name=f"p{number}") for number in range(12)))
    found = events_between(start, new, {"pattern:added", "engine:changed"})

    assert [event.fields.get("name") for event in found.events] == ["p0", "p1", "p2", "p3", "p4", None]
    assert found.untold == 7


def test_emitted_events_come_with_their_source_and_what_they_happened_to(start):
    one = replace(start, emitted=(Emitted(1, "drop", '{"name":"big","size":2}', "song", 3),))
    (event,) = events_between(start, one, {"drop"}).events

    assert (event.fields, event.identifier, event.source, event.depth) == ({"name": "big", "size": 2}, "big", "song", 3)
    assert told(one, one, {"drop"}) == []


def test_emitted_events_that_are_gone_already_are_counted(start):
    one = replace(start, emitted=(Emitted(1, "drop", "{}"),))
    much_later = replace(one, emitted=(Emitted(9, "drop", "{}"), Emitted(10, "drop", "{}")))

    assert events_between(one, much_later, {"drop"}).untold == 7
