"""Modules as scripts say them: every type, presets, lists, switches, fades, places by path."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import ChainEntry, Step
from engine.modules.module_type import ModuleType, Preset
from engine.modules.parameter import Parameter
from engine.modules.table import MODULE_TYPES, NO_TYPES, plug_in
from tests.engine.core.documents import after
from tests.engine.scripts.room import Room


@pytest.fixture
def room():
    """A performer with an empty session."""
    return Room()


@pytest.fixture
def drone():
    """A type with presets, as a plug-in brings it."""
    depth = Parameter(name="depth", label="Depth", maximum=9.0, default=1.0)
    width = Parameter(name="width", label="Width", maximum=9.0, default=2.0)
    abyss = Preset("abyss", "Deep.", Map({"depth": 9.0}))
    wide = Preset("wide", "Wide.", Map({"width": 9.0}))
    kind = ModuleType(
        name="drone", label="Drone", group="instrument", summary="Drones.", outputs=("audio",),
        parameters=(depth, width), presets=(abyss, wide),
    )  # fmt: skip
    plug_in(Map({"drone": kind}))
    yield
    plug_in(NO_TYPES)


MAKEABLE = sorted(name for name, kind in MODULE_TYPES.items() if not kind.is_single)


@pytest.mark.parametrize("kind", [MODULE_TYPES[name] for name in MAKEABLE], ids=MAKEABLE)
def test_every_type_has_a_constructor_that_takes_every_parameter(room, kind):
    numbers = [each for each in kind.parameters if each.kind in ("float", "int")]
    options = ", ".join(f"{each.name} = {each.default!r}" for each in numbers)

    assert room.run(f'{kind.name}("it", {{ {options} }})').fault is None
    assert room.document.modules["it"].values == kind.defaults()
    assert room.document.modules["it"].type == kind.name


def test_a_preset_is_said_with_other_values_over_it(room, drone):
    room.run('module("drone", "hum", { preset = "abyss", width = 3 })')

    assert room.document.modules["hum"].values == Map({"depth": 9.0, "width": 3.0})


def test_another_preset_takes_the_first_one_back(room, drone):
    room.run('module("drone", "hum", { preset = "abyss" })')
    room.run('module("drone", "hum", { preset = "wide" })')

    assert room.document.modules["hum"].values == Map({"depth": 1.0, "width": 9.0})


def test_a_preset_is_a_method_too_and_one_command_in_a_loop(room, drone):
    room.run('module("drone", "hum"):preset("abyss") live_loop("l", function() preset("hum", "wide") sleep(1) end)')

    assert room.document.modules["hum"].values["depth"] == 9.0
    assert room.advance(1).dues[0].commands == (c.ApplyPreset(module="hum", preset="wide"),)


def test_a_list_of_samples_is_kept_in_its_order(room):
    room.run('sampler("kit", { samples = { "kick", "hat" } })')

    assert room.document.modules["kit"].values["samples"] == ("kick", "hat")


SWITCHED = 'synth("bass", { muted = true, enabled = false }) synth("lead", { soloed = true })'


def test_switches_are_options(room):
    room.run(SWITCHED)
    bass, lead = room.document.modules["bass"], room.document.modules["lead"]

    assert (bass.is_muted, bass.is_enabled, bass.is_soloed) == (True, False, False)
    assert (lead.is_muted, lead.is_enabled, lead.is_soloed) == (False, True, True)


def test_a_switch_that_hands_turned_stays_and_one_said_no_longer_goes_back(room):
    room.run(SWITCHED)
    room.document = after(room.document, c.SetSwitch(module="bass", switch="muted", is_on=False))
    room.feed()
    room.run(SWITCHED)
    stayed = room.document.modules["bass"].is_muted
    room.run('synth("bass") synth("lead")')

    assert stayed is False
    assert room.document.modules["bass"].is_enabled is True
    assert room.document.modules["lead"].is_soloed is False


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ('mute("bass")', c.SetSwitch(module="bass", switch="muted", is_on=True)),
        ('unmute("bass")', c.SetSwitch(module="bass", switch="muted", is_on=False)),
        ('solo("bass")', c.SetSwitch(module="bass", switch="soloed", is_on=True)),
        ('unsolo("bass")', c.SetSwitch(module="bass", switch="soloed", is_on=False)),
        ('enable("bass")', c.SetSwitch(module="bass", switch="enabled", is_on=True)),
        ('disable("bass")', c.SetSwitch(module="bass", switch="enabled", is_on=False)),
        ('fade("bass", 8, -12)', c.Fade(module="bass", beats=Fraction(8), decibels=-12.0)),
        ('fade("bass")', c.Fade(module="bass", beats=Fraction(4), decibels=-60.0)),
        ('synth("bass", { cutoff = 300 })', c.SetParameter(module="bass", parameter="cutoff", value=300.0)),
        ('chain("song", { "four" })', c.SetChain(chain="song", entries=(ChainEntry("four"),))),
        ('pattern("four", 8)', c.SetStepCount(pattern="four", count=8)),
        ('pattern("four")', c.SetStepCount(pattern="four", count=16)),
        ("bass:mute()", c.SetSwitch(module="bass", switch="muted", is_on=True)),
        ("bass:fade(1/3, -6)", c.Fade(module="bass", beats=Fraction(1, 3), decibels=-6.0)),
        (
            'kick:trigger{ note = "c2", index = 3, params = { speed = 2, word = "hat" } }',
            c.Trigger(module="kick", note=36.0, values=(("index", 3), ("speed", 2.0), ("word", "hat"))),
        ),
        ('setParam("bass.cutoff", 500)', c.SetParameter(module="bass", parameter="cutoff", value=500.0)),
        ('setParam("mix", "volume[3]", 0.5)', c.SetParameter(module="mix", parameter="volume3", value=0.5)),
        ('setParam("beat.step[2].note", "e3")', c.SetStep(pattern="four", index=1, step=Step(note=52.0))),
        ('setParam("four.step[1].cutoff", 300)', c.SetStep(pattern="four", index=0, step=Step(0.8, values=Map({"cutoff": 300.0})))),
    ],
)  # fmt: skip
def test_a_loop_does_it(room, said, command):
    room.run(
        'bass = synth("bass") kick = sampler("kick") mixer("mix") pattern("four", "x...") sequencer("beat", { pattern = "four" }) chain("song")'
        f' live_loop("l", function() {said} sleep(1) end)'
    )

    assert room.advance(1).dues[0].commands == (command,)


def test_a_module_of_another_type_is_refused_in_a_loop_too(room):
    room.run('synth("bass") live_loop("l", function() sampler("bass") sleep(1) end)')

    (fault,) = room.advance(1).faults
    assert fault.message == 'there is a synth called "bass" already; call this sampler something else'


def test_places_are_read_by_path(room):
    room.run(
        'synth("bass", { cutoff = 700 }) mixer("mix") pattern("four", "x...") sequencer("beat", { pattern = "four" })'
        ' step("four", 2, { note = "e3" })'
        ' print(getParam("bass.cutoff"), getParam("mix", "volume[3]"), getParam("beat.step[2].note"), getParam("beat.step[1].note"))'
    )

    assert room.printed == ["700.0\t1.0\t52.0\tnil"]


def test_what_is_said_of_a_step_by_path_is_said_no_longer(room):
    pattern = 'pattern("four", "x...") sequencer("beat", { pattern = "four" }) '
    room.run(pattern + 'setParam("beat.step[2].note", "e3")')
    room.run(pattern)

    assert room.document.patterns["four"].steps[1] == Step()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('synth("s", { preset = 5 })', 'synth "s": the preset is a text, got 5'),
        ('synth("s", { muted = 1 })', "synth: muted is true or false, got 1"),
        ('sampler("s", { samples = "kick" })', 'sampler "s": samples is a list of texts, got "kick"'),
        ('sampler("s", { samples = { "kick", "kik" } })', 'there is no sample "kik"; did you mean "kick"?'),
        ('mute("bas")', 'there is no module "bas"; did you mean "bass"?'),
        ("mute()", "mute: the module is a text, got nothing"),
        ('fade("bass", "long")', 'fade: the beats must be a number such as 1.5 or "3/2", got "long"'),
        ('fade("bass", -1)', "a fade lasts 0 to 4096 beats, got -1"),
        ('fade("bass", 1, "low")', 'fade: the level in dB is a number, got "low"'),
        ('setParam("bass.cutof", 5)', 'a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ('setParam("bass.cutoff", 5)', 'synth "bass": cutoff is 20 to 20000 Hz, got 5'),
        ('setParam("bass.cutoff.x", 5)', 'expected the end at column 12 of "bass.cutoff.x"'),
        ('setParam("four.step[1].note", {})', "setParam: four.step[1].note is a number or a text, got a table"),
        ('trigger("bass", { params = { cutof = 1 } })', 'synth "bass": a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ('trigger("bass", { params = { cutoff = 0/0 } })', 'synth "bass": cutoff is 20 to 20000 Hz, got nan'),
        ('step("four", 1, { params = { cutoff = 1/0 } })', "step: cutoff is a finite number, got inf"),
        ('trigger("bass", { params = 5 })', "trigger: params: the options are a table such as { volume = 0.5 }, got 5"),
        ('oscilloscope("s", 5)', "oscilloscope: the options are a table such as { volume = 0.5 }, got 5"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_sentence(room, text, message):
    fault = room.run(f'synth("bass") pattern("four", "x...")\n{text}', lands=False).fault

    assert (fault.line, fault.message) == (2, message)
