"""Lines about modules: names, presets, switches, fades, places by path, cables of each kind, and recordings."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import MASTER, Step
from engine.core.lines.reading import LineMistake, read_line
from engine.core.snapshot import Snapshot
from tests.engine.core.documents import after, studio

DOCUMENT = after(
    studio(),
    c.AddModule(type="mixer", name="mix"),
    c.AddModule(type="lfo", name="lfo"),
    c.Connect(source="lfo", target="bass", parameter="cutoff", depth=0.5),
    c.AddChain(name="night"),
)
BY_HAND = {"origin": "command"}


def _read(line, document=DOCUMENT):
    return read_line(line, Snapshot(document=document))


@pytest.mark.parametrize(
    ("line", "command", "answer"),
    [
        ("rename kick boom", c.RenameModule(name="kick", new_name="boom", **BY_HAND), "kick is called boom"),
        ("ren four verse", c.RenamePattern(name="four", new_name="verse", **BY_HAND), "four is called verse"),
        ("rename night song", c.RenameChain(name="night", new_name="song", **BY_HAND), "night is called song"),
        ("rename song tune", c.RenameScript(name="song", new_name="tune", **BY_HAND), "song is called tune"),
        ("mute kick", c.SetSwitch(module="kick", switch="muted", is_on=True, **BY_HAND), "kick is muted"),
        ("unmute kick", c.SetSwitch(module="kick", switch="muted", is_on=False, **BY_HAND), "kick is heard"),
        ("solo kick", c.SetSwitch(module="kick", switch="soloed", is_on=True, **BY_HAND), "kick is soloed"),
        ("unsolo kick", c.SetSwitch(module="kick", switch="soloed", is_on=False, **BY_HAND), "kick is no longer soloed"),
        ("enable kick", c.SetSwitch(module="kick", switch="enabled", is_on=True, **BY_HAND), "kick is enabled"),
        ("disable kick", c.SetSwitch(module="kick", switch="enabled", is_on=False, **BY_HAND), "kick is disabled"),
        ("fade kick -60", c.Fade(module="kick", decibels=-60.0, beats=Fraction(4), **BY_HAND), "kick fades to -60 dB in 4 beats"),
        ("fade kick -6dB in 1/2", c.Fade(module="kick", decibels=-6.0, beats=Fraction(1, 2), **BY_HAND), "kick fades to -6 dB in 0.5 beats"),
        ("set kick.volume 0.5", c.SetParameter(module="kick", parameter="volume", value=0.5, **BY_HAND), "kick.volume is 0.5"),
        ("set kick.volume=0.5", c.SetParameter(module="kick", parameter="volume", value=0.5, **BY_HAND), "kick.volume is 0.5"),
        ("set mix.volume[3] 0.5", c.SetParameter(module="mix", parameter="volume3", value=0.5, **BY_HAND), "mix.volume[3] is 0.5"),
        ("set mix volume[3]=0.5", c.SetParameter(module="mix", parameter="volume3", value=0.5, **BY_HAND), "mix.volume[3] is 0.5"),
        ("set bass.cutoff 900Hz", c.SetParameter(module="bass", parameter="cutoff", value=900.0, **BY_HAND), "bass.cutoff is 900 Hz"),
        ("set beat.step[2].note e3", c.SetStep(pattern="four", index=1, step=Step(note=52.0), **BY_HAND), "beat.step[2].note is 52"),
        ("set beat step[1].velocity 0.5", c.SetStep(pattern="four", index=0, step=Step(0.5), **BY_HAND), "beat.step[1].velocity is 0.5"),
        ("set beat.step[1].ratio 1:2", c.SetStep(pattern="four", index=0, step=Step(0.8, ratio=(1, 2)), **BY_HAND), "beat.step[1].ratio is 1:2"),
        ("set kick samples kick,hat", c.SetParameter(module="kick", parameter="samples", value=("kick", "hat"), **BY_HAND), "kick samples is kick,hat"),
        ("trigger kick c4 0.5 1/2 index=2 pan=-0.5", c.Trigger(module="kick", note=60.0, velocity=0.5, length=Fraction(1, 2), values=(("index", 2), ("pan", -0.5)), **BY_HAND), "played kick at c4"),
        ("connect beat bass event", c.Connect(source="beat", target="bass", kind="event", **BY_HAND), "connected beat to bass (event)"),
        ("route kick mix audio", c.Connect(source="kick", target="mix", kind="audio", **BY_HAND), "connected kick to mix (audio, input 1)"),
        ("route lfo to kick.volume depth=0.3 offset=-0.5", c.Connect(source="lfo", target="kick", kind="parameter", parameter="volume", depth=0.3, offset=-0.5, **BY_HAND), "lfo moves kick.volume (depth 0.3, offset -0.5)"),
        ("connect lfo bass.cutoff depth=0.2", c.Connect(source="lfo", target="bass", kind="parameter", parameter="cutoff", depth=0.2, **BY_HAND), "lfo moves bass.cutoff (depth 0.2)"),
        ("connect lfo mix.volume[2] delayed", c.Connect(source="lfo", target="mix", kind="parameter", parameter="volume2", is_delayed=True, **BY_HAND), "lfo moves mix.volume2 (depth 1)"),
        ("connect lfo kick.pan delayed=on", c.Connect(source="lfo", target="kick", kind="parameter", parameter="pan", is_delayed=True, **BY_HAND), "lfo moves kick.pan (depth 1)"),
        ("set beat.chainEnabled off", c.SetParameter(module="beat", parameter="chainEnabled", value=False, **BY_HAND), "beat.chainEnabled is false"),
        ("set beat.step[1].note -", c.SetStep(pattern="four", index=0, step=Step(0.8), **BY_HAND), "beat.step[1].note is nothing of its own"),
        ("trigger kick word=hat SPEED=2", c.Trigger(module="kick", values=(("word", "hat"), ("speed", 2.0)), **BY_HAND), "played kick"),
        ("unroute lfo from bass.cutoff", c.Disconnect(source="lfo", target="bass", parameter="cutoff", **BY_HAND), "disconnected lfo from bass.cutoff"),
        ("disconnect lfo bass parameter", c.Disconnect(source="lfo", target="bass", kind="parameter", **BY_HAND), "disconnected lfo from bass"),
        ("disconnect all lfo", c.DisconnectAll(module="lfo", **BY_HAND), "took 1 connection away from lfo"),
        ("autoroute CHAINENDS", c.SetAutoRoute(mode="chainEnds", **BY_HAND), "the house connects to the master: chainEnds"),
        ('import "sounds/my kick.wav"', c.AddModule(type="sampler", name="my-kick", values=(("sample", "sounds/my kick.wav"),), **BY_HAND), "added sampler my-kick with sounds/my kick.wav"),
        ("import kick.wav", c.AddModule(type="sampler", name="kick1", values=(("sample", "kick.wav"),), **BY_HAND), "added sampler kick1 with kick.wav"),
        ("import a.wav into kick", c.SetParameter(module="kick", parameter="samples", value=("a.wav",), **BY_HAND), "a.wav is in the bank of kick"),
        ("record start night.wav", c.StartRecording(path="night.wav", **BY_HAND), "recording to night.wav"),
        ('record start "my night.flac" stems', c.StartRecording(path="my night.flac", has_stems=True, **BY_HAND), "recording to my night.flac, and each module beside it"),
        ("record stop", c.StopRecording(**BY_HAND), "the recording is ended"),
    ],
)  # fmt: skip
def test_a_line_asks_for_one_command_and_answers(line, command, answer):
    reading = _read(line)

    assert reading.commands == (command,)
    assert reading.answer == answer


def test_several_modules_are_switched_by_one_line():
    reading = _read("mute kick bass kick")

    assert [command.module for command in reading.commands] == ["kick", "bass"]
    assert reading.answer == "kick is muted\nbass is muted"


def test_a_preset_is_one_command(drone):
    reading = read_line("preset hum abyss", drone)

    assert reading.commands == (c.ApplyPreset(module="hum", preset="abyss", **BY_HAND),)
    assert reading.answer == "hum sounds as abyss"
    with pytest.raises(LineMistake, match='did you mean "abyss"'):
        read_line("preset hum abbys", drone)


def test_a_preset_may_be_named_where_a_module_is_made_and_settings_go_over_it(drone):
    (command,) = read_line("add drone low preset=abyss depth=3", drone).commands

    assert command.values == (("depth", 3.0), ("odd", True))


def test_presets_are_told(drone):
    assert read_line("preset hum", drone).answer == "abyss  As deep as it goes."
    assert _read("preset mix").answer == "a mixer has no presets"


def test_a_type_is_told_with_its_parameters_and_presets(drone):
    assert read_line("info drone", drone).answer == (
        "drone: Drones.\n"
        "  mode   dark   dark, light    Mood.\n"
        "  depth  1 m    0 to 9         How deep.\n"
        "  odd    false  true or false  Whether it is.\n"
        "presets\n"
        "  abyss  As deep as it goes."
    )
    assert ["drone", "instrument", "Drones."] in [
        line.split() for line in read_line("list types", drone).answer.splitlines()
    ]


def test_a_file_that_is_in_the_bank_already_is_not_put_there_twice():
    once = after(DOCUMENT, *_read("import a.wav kick").commands)

    assert _read("import a.wav kick", once).answer == "kick has a.wav already"


def test_all_cables_are_taken_away_by_one_command():
    reading = _read("disconnect all")

    assert reading.commands == (c.DisconnectAll(**BY_HAND),)
    assert dict(after(DOCUMENT, *reading.commands).connections) == {}


def test_places_are_told():
    noted = after(DOCUMENT, *_read("set beat.step[2].note e3").commands)

    assert _read("get kick.volume").answer == _read("get mix volume[3]").answer == "1"
    assert _read("get bass cutoff").answer == _read("get bass.cutoff").answer == "2000 Hz"
    assert _read("get beat.step[2].note", noted).answer == "52"
    assert _read("get beat.step[1].note", noted).answer == "nothing of its own"
    assert _read("autoroute").answer == "both"


def test_a_parameter_cable_is_listed_with_what_it_moves():
    assert _read("connections lfo").answer == "connections\n  lfo  ->  bass.cutoff  parameter  depth 0.5"


def test_switches_are_listed():
    muted = after(DOCUMENT, c.SetSwitch(module="bass", switch="muted", is_on=True))

    assert [line.split() for line in _read("list modules", muted).answer.splitlines() if " bass " in line] == [
        ["bass", "synth", "muted"]
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("rename kik boom", 'there is no module, pattern, chain or script "kik"; did you mean "kick"?'),
        ("rename kick bass", 'there is a synth called "bass" already'),
        ("rename kick", "the new name is missing"),
        ("mute", "the name of the module is missing"),
        ("mute kik", 'there is no module "kik"; did you mean "kick"?'),
        ("fade kick loud", 'the level in dB is a number, got "loud"'),
        ("fade nobody -6", 'there is no module "nobody"'),
        ("set kick.volum 1", 'a sampler has no parameter "volum"; did you mean "volume"?'),
        ("set kick.volume 7", 'sampler "kick": volume is 0 to 2, got 7'),
        ("set kick.volume", "the value is missing"),
        ("set kick. 1", 'expected a name at column 6 of "kick.", got the end'),
        ("set beat.step[17].note 1", 'pattern "four" has steps 1 to 16, got 17'),
        ("set beat.step[1].nte c4", 'nothing that "beat" plays has a parameter "nte"; did you mean "note"?'),
        ("set kick.step[1].note 1", '"kick" is a sampler: a sequencer or a pattern has steps'),
        ("connect lfo kick", '"lfo" moves a parameter: say which one of "kick", such as kick.volume'),
        ("connect lfo bass.wave", '"bass.wave" is no number that can be moved'),
        ("connect lfo kick.volume depth=2", "the depth of a parameter cable is -1 to 1, got 2"),
        ("connect lfo kick.volume depth=deep", 'the depth is a number, got "deep"'),
        ("connect lfo kick.volume delayed=perhaps", 'delayed is on or off, got "perhaps"'),
        ("set beat.chainEnabled perhaps", 'sequencer "beat": chainEnabled is true or false, got "perhaps"'),
        ("connect lfo kick.volume width=1", "width is none of depth, offset, delayed"),
        ("connect kick mix depth=0.5", "only a parameter cable has depth and offset; this one carries audio"),
        ("connect beat kick.volume", '"beat" (sequencer) gives event, "kick" (sampler) takes event and parameter: no parameter connection fits'),
        ("disconnect lfo kick.volume", '"lfo" is not connected to "kick.volume"'),
        ("disconnect all kik", 'there is no module "kik"; did you mean "kick"?'),
        ("autoroute some", 'the mode is one of disabled, orphanedonly, chainends, both, got "some"'),
        ("trigger kick spede=2", 'a sampler has no parameter "spede"; did you mean "speed"?'),
        ("trigger kick speed=11", 'sampler "kick": speed is -10 to 10, got 11'),
        ("import https://example.org/a.wav", '"https://example.org/a.wav" is not on this machine: download it first'),
        ("import a.wav bass", '"bass" (synth) takes no files; say the name of a sampler, or none'),
        ("record start night.mp3", 'a recording is a .wav or a .flac file, got "night.mp3"'),
        ("record start", "the file is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(line, told):
    with pytest.raises(LineMistake) as caught:
        _read(line)

    assert str(caught.value).partition(" (usage: ")[0] == told


def test_a_circle_is_refused_with_the_way_round_unless_a_cable_is_delayed():
    circle = after(DOCUMENT, c.AddModule(type="mixer", name="back"), c.Connect(source="mix", target="back"))

    with pytest.raises(LineMistake, match="that would close a circle: back > mix > back"):
        _read("connect back mix", circle)
    assert _read("connect back mix delayed", circle).commands[0].is_delayed


def test_the_sound_of_a_chain_still_reaches_the_master():
    chained = after(DOCUMENT, *_read("connect kick mix").commands)

    assert f"kick>{MASTER}:audio" not in chained.connections
    assert f"mix>{MASTER}:audio" in chained.connections
