"""What is told when somebody asks: lists, details, values and help."""

from __future__ import annotations

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import Step
from engine.core.lines.reading import read_line
from engine.core.live import Problem, SampleStatus, ScriptStatus
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from tests.engine.core.documents import after, studio

STUDIO = Snapshot(document=studio())


def _told(line: str, snapshot: Snapshot = STUDIO) -> str:
    reading = read_line(line, snapshot, samples=("bass", "hat", "kick"))
    assert reading.commands == ()
    assert reading.request is None
    return reading.answer


def test_list_tells_everything_in_order_of_creation_aligned():
    assert _told("ls") == (
        "modules\n"
        "  masterAudioOut  audioOut\n"
        "  kick            sampler    sample=kick\n"
        "  bass            synth\n"
        "  beat            sequencer  pattern=four\n"
        "connections\n"
        "  kick  ->  masterAudioOut  audio  auto\n"
        "  bass  ->  masterAudioOut  audio  auto\n"
        "  beat  ->  kick            event\n"
        "patterns\n"
        "  four  16 steps  x...x...x...x...\n"
        "scripts\n"
        "  song  idle  1 line"
    )


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


def test_info_of_a_module_tells_values_ranges_and_cables():
    assert _told("info beat") == (
        "beat: sequencer. Plays a pattern on the modules it is connected to.\n"
        "  pattern  four  pattern  The pattern it plays.\n"
        "connections\n"
        "  beat  ->  kick  event"
    )


def test_info_of_a_pattern_tells_its_steps_and_their_notes():
    noted = after(studio(), c.SetStep(pattern="four", index=4, step=Step(0.7, 52.5, 2.0)))

    assert _told("pattern info four", Snapshot(document=noted)) == (
        "four: 16 steps, 4 a beat\n  x...x...x...x...\n  step 5  velocity 0.7, 52.5, length 2"
    )
    assert _told("info four") == _told("pattern info four")


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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("bpm", "120 BPM"),
        ("signature", "4 beats a bar"),
        ("get kick sample", "kick"),
        ("param bass CUTOFF", "2000 Hz"),
        ("get beat", "pattern  four"),
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
    assert "\nset <module> <parameter> <value>  " in everything
    assert everything.endswith("`help <verb>` tells more.")
    assert _told("? remove") == (
        "remove: Remove a module and its connections.\n"
        "  usage    remove <module>\n"
        "  example  remove kick\n"
        "  also     rm, delete, del"
    )
    assert _told("help pattern create").startswith("pattern create: Make a pattern")
