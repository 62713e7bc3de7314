"""What is told when somebody asks: lists, details, values and help."""

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import Cell, ChainEntry, Step
from engine.core.lines.reading import read_line
from engine.core.live import LoopTrouble, Problem, SampleStatus, ScriptStatus
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.modules.table import NO_TYPES, plug_in
from tests.engine.core.documents import after, studio

STUDIO = Snapshot(document=studio())


def _told(line: str, snapshot: Snapshot = STUDIO) -> str:
    reading = read_line(line, snapshot, samples=("bass", "hat", "kick"))
    assert reading.commands == ()
    assert reading.request is None
    return reading.answer


def test_list_tells_everything_in_order_of_creation():
    rows = [line.split() for line in _told("ls").splitlines() if not line.startswith(("  masterOsc", "  masterSpec"))]

    assert rows == [
        ["modules"],
        ["masterAudioOut", "audioOut"],
        ["kick", "sampler", "sample=kick"],
        ["bass", "synth"],
        ["beat", "sequencer", "pattern=four"],
        ["connections"],
        ["kick", "->", "masterAudioOut", "audio", "auto"],
        ["bass", "->", "masterAudioOut", "audio", "auto"],
        ["beat", "->", "kick", "event"],
        ["patterns"],
        ["four", "16", "steps", "x...x...x...x..."],
        ["chains:", "none"],
        ["scripts"],
        ["song", "idle", "1", "line"],
    ]


def test_lists_are_aligned():
    assert _told("list connections") == (
        "connections\n"
        "  kick  ->  masterAudioOut  audio  auto\n"
        "  bass  ->  masterAudioOut  audio  auto\n"
        "  beat  ->  kick            event"
    )
    assert _told("connections beat") == "connections\n  beat  ->  kick  event"


def test_lists_of_nothing_say_so():
    empty = Snapshot(document=empty_document())

    assert _told("list connections", empty) == "connections: none"
    assert _told("pattern ls", empty) == "patterns: none"
    assert _told("script list", empty) == "scripts: none"


def test_list_samples_tells_the_bundled_ones_and_how_those_in_use_are():
    used = Map(
        {"kick": SampleStatus("kick", "ready"), "a.wav": SampleStatus("a.wav", "failed", "there is no such file")}
    )

    assert _told("list samples", Snapshot(document=studio(), samples=used)) == (
        "bundled samples\n  bass  hat  kick\nsamples in use\n  a.wav  failed  there is no such file\n  kick   ready"
    )


def test_info_of_a_module_tells_values_ranges_and_cables(drone):
    assert _told("info hum", drone) == (
        "hum: drone. Drones.\n"
        "  mode   dark   dark, light    Mood.\n"
        "  depth  2.5 m  0 to 9         How deep.\n"
        "  odd    false  true or false  Whether it is.\n"
        "connections\n"
        "  hum  ->  masterAudioOut  audio  auto"
    )
    assert _told("get hum", drone) == "mode   dark\ndepth  2.5 m\nodd    false"


def test_a_module_whose_plug_in_is_gone_is_told_as_silent(drone):
    plug_in(NO_TYPES)

    assert _told("info hum", drone) == (
        "hum: drone. Silent: the plug-in that brings this type is not there. Its values and cables are kept.\n"
        "connections\n"
        "  hum  ->  masterAudioOut  audio  auto"
    )
    assert "hum" in _told("ls", drone)


def test_info_of_a_pattern_tells_its_steps_what_they_hold_and_who_plays_it():
    held = Step(0.7, 52.5, 2.0, chance=50.0, ratio=(1, 2), index=3, values=Map({"pan": -1.0}), more=(Cell(note=60.0),))
    noted = after(studio(), c.SetStep(pattern="four", index=4, step=held))

    assert _told("pattern info four", Snapshot(document=noted)) == (
        "four: 16 steps, 4 a beat\n"
        "  x...x...x...x...\n"
        "  step 5  velocity 0.7, 52.5, c4, index 3, length 2, chance 50, ratio 1:2, pan -1\n"
        "  played by beat"
    )
    assert _told("info four") == _told("pattern info four")


def test_info_of_a_cyclic_pattern_tells_its_notation():
    cyclic = after(
        studio(), c.AddPattern(name="p", expression='["mini","bd*2 <sd cp>"]', cycle_beats=Fraction(8)),
        c.AddPattern(name="q", expression='["fast",2,["mini","bd"]]'),
    )  # fmt: skip
    snapshot = Snapshot(document=cyclic)

    assert _told("info p", snapshot) == "p: cyclic, a cycle is 8 beats\n  bd*2 <sd cp>"
    assert _told("pattern ls", snapshot) == (
        "patterns\n"
        "  four  16 steps  x...x...x...x...\n"
        "  p     cyclic    bd*2 <sd cp>\n"
        '  q     cyclic    ["fast", 2, ["mini", "bd"]]'
    )


def test_chains_are_told_with_their_entries():
    entries = (ChainEntry("four", 3), ChainEntry("four", is_enabled=False))
    snapshot = Snapshot(document=after(studio(), c.AddChain(name="song", entries=entries)))

    assert _told("chain ls", snapshot) == "chains\n  song  on  four*3 (four)"
    assert _told("chain info song", snapshot) == "song: chain, on\n  1  four  3 times\n  2  four  1 time   off"


def test_info_of_a_script_tells_how_it_is():
    problem = Problem("song.lua:3: there is no module")
    status = ScriptStatus("song", state="failed", loops=("drums", "bassline"), problem=problem)

    assert _told("info song", Snapshot(document=studio(), scripts=Map({"song": status}))) == (
        "song: script\n"
        "  lines             1\n"
        "  state             failed\n"
        "  runs when opened  yes\n"
        "  loops             drums, bassline\n"
        "  problem           song.lua:3: there is no module"
    )


def test_info_of_a_script_tells_its_tasks_and_what_became_of_its_loops():
    trouble = (LoopTrouble("drums", "no such note", 7, plays_on=True), LoopTrouble("hats", "boom", 9))
    status = ScriptStatus("song", state="live", loops=("drums",), tasks=2, listens=("bar", "drop"), trouble=trouble)

    assert _told("info song", Snapshot(document=studio(), scripts=Map({"song": status}))).endswith(
        "  loops             drums\n"
        "  listens to        bar, drop\n"
        "  tasks             2\n"
        "  drums             plays its last good version: line 7, no such note\n"
        "  hats              has ended: line 9, boom"
    )


def test_info_of_a_script_in_repeat_mode_tells_of_its_rounds():
    document = after(studio(), c.SetScriptMode(name="song", mode="repeat"), c.RunScript(name="song", text="x = 1"))
    status = ScriptStatus("song", state="repeating", asked=1, run=1, iterations=7, last_seconds=0.25, restarts=1)

    assert _told("info song", Snapshot(document=document, scripts=Map({"song": status}))) == (
        "song: script\n"
        "  lines             1\n"
        "  state             repeating\n"
        "  runs when opened  yes\n"
        "  mode              repeat\n"
        "  pause             0.1 to 0.2 s\n"
        "  rounds            7, the last in 0.25 s\n"
        "  restarts          1"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("bpm", "120 BPM"),
        ("signature", "4 beats a bar"),
        ("get kick sample", "kick"),
        ("param bass CUTOFF", "2000 Hz"),
        ("list patterns", "patterns\n  four  16 steps  x...x...x...x..."),
    ],
)
def test_a_value_is_told_when_none_is_given(line, told):
    assert _told(line) == told


def test_connections_and_list_connections_tell_the_same():
    assert _told("conn") == _told("list connections")


def test_help_tells_every_verb_and_more_of_one():
    everything = _told("help")

    assert everything.startswith("play  ")
    assert "\nset          Set values of a module" in everything
    assert "\nrecord ...   start, stop\n" in everything
    assert everything.endswith("`help <verb>` tells more.")
    assert _told("help record") == (
        "record start <file.wav|file.flac> [stems]  Write what is heard to a file,"
        " and each module's own sound beside it.\n"
        "record stop                                Close the files of the recording."
    )
    assert _told("? remove") == (
        "remove: Remove a module and its connections.\n"
        "  usage    remove <module>\n"
        "  example  remove kick\n"
        "  also     rm, delete, del"
    )
    assert _told("help pattern create").startswith("pattern create: Make a pattern")
