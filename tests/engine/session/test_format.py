"""What a player sees in a session file, and in its diffs."""

from __future__ import annotations

from difflib import unified_diff
from fractions import Fraction

import pytest
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import (
    Cell,
    Chain,
    ChainEntry,
    Column,
    Connection,
    Document,
    Module,
    Step,
)
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps
from engine.session.format import to_text
from tests.engine.core.documents import after, studio
from tests.engine.session.bare import bare


def _diff(before: Document, changed: Document) -> list[str]:
    lines = unified_diff(to_text(before).splitlines(), to_text(changed).splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def test_a_session_with_a_master_only_is_this_file():
    assert to_text(bare()) == (
        "{\n"
        '  "moonloop": 2,\n'
        '  "tempo": 120.0,\n'
        '  "beatsPerBar": 4,\n'
        '  "autoRoute": "both",\n'
        '  "nextNumber": 2,\n'
        '  "modules": [\n'
        "    {\n"
        '      "name": "masterAudioOut",\n'
        '      "type": "audioOut",\n'
        '      "number": 1\n'
        "    }\n"
        "  ],\n"
        '  "connections": [],\n'
        '  "patterns": [],\n'
        '  "chains": [],\n'
        '  "scripts": []\n'
        "}\n"
    )


def test_a_value_is_written_when_it_differs_from_its_default():
    turned = after(studio(), c.SetParameter(module="bass", parameter="resonance", value=0.5))
    back = after(turned, c.SetParameter(module="bass", parameter="resonance", value=0.0))

    assert '"resonance": 0.5' in to_text(turned)
    assert to_text(back) == to_text(studio())


def test_a_turned_knob_is_one_line_of_a_diff():
    before = after(studio(), c.SetParameter(module="bass", parameter="cutoff", value=1000))
    turned = after(before, c.SetParameter(module="bass", parameter="cutoff", value=900))

    assert _diff(before, turned) == ['-        "cutoff": 1000.0', '+        "cutoff": 900.0']


def test_a_clicked_step_is_one_line_of_a_diff_and_can_be_read_as_a_beat():
    clicked = after(studio(), c.SetStep(pattern="four", index=2, step=Step(velocity=0.5)))

    assert _diff(studio(), clicked) == ['-        "x...x...x...x..."', '+        "x.o.x...x...x..."']


def test_a_step_with_a_note_has_a_line_of_its_own_that_leaves_out_what_the_string_says():
    noted = after(studio(), c.SetStep(pattern="four", index=4, step=Step(velocity=0.8, note=52.0, length=2.0)))

    assert _diff(studio(), noted) == [
        "+      ],",
        '+      "details": [',
        '+        {"step": 5, "note": 52.0, "length": 2.0}',
    ]


def test_a_velocity_that_no_character_stands_for_is_told_beside_the_nearest_one():
    soft = after(studio(), c.SetStep(pattern="four", index=0, step=Step(velocity=0.7)))

    assert '"x...x...x...x..."' in to_text(soft)
    assert '{"step": 1, "velocity": 0.7}' in to_text(soft)


def test_a_long_pattern_takes_a_line_for_each_four_beats():
    document = after(empty_document(), c.AddPattern(name="long", steps=parse_steps("x..." * 4 + "o..." * 3)))

    assert '        "x...x...x...x...",\n        "o...o...o..."\n' in to_text(document)


def test_a_changed_line_of_a_script_is_one_line_of_a_diff():
    before = after(studio(), c.SetScriptText(name="song", text='bpm(120)\nsynth("bass")\n'))
    changed = after(before, c.SetScriptText(name="song", text='bpm(128)\nsynth("bass")\n'))

    assert _diff(before, changed) == ['-        "bpm(120)",', '+        "bpm(128)",']


def test_a_new_cable_is_one_line_of_a_diff_beside_the_counter():
    laid = after(studio(), c.AddModule(type="mixer", name="mix"), c.Connect(source="kick", target="mix"))
    number = laid.connections["kick>mix:audio"].number

    cable = f'    {{"from": "kick", "to": "mix", "kind": "audio", "number": {number}, "channel": 1}}'

    assert f"+{cable}" in _diff(studio(), laid)


def test_a_parameter_cable_tells_what_it_moves_and_how_far():
    cable = Connection("lfo", "bass", "parameter", 20, parameter="cutoff", depth=0.4, offset=-0.5, is_delayed=True)
    document = replace(studio(), connections=Map({cable.key: cable}))

    assert (
        '    {"from": "lfo", "to": "bass", "kind": "parameter", "number": 20, "parameter": "cutoff",'
        ' "depth": 0.4, "offset": -0.5, "delayed": true}\n'
    ) in to_text(document)


def test_a_step_tells_all_that_it_holds_in_one_line():
    step = Step(
        velocity=0.8,
        index=3,
        chance=50.0,
        ratio=(1, 2),
        values=Map({"pan": -0.5, "cutoff": 900.0}),
        more=(Cell(index=1), Cell(note=64.0)),
    )
    document = after(studio(), c.SetStep(pattern="four", index=0, step=step))

    assert (
        '        {"step": 1, "index": 3, "chance": 50.0, "ratio": "1:2",'
        ' "values": {"cutoff": 900.0, "pan": -0.5}, "more": [{"index": 1}, {"note": 64.0}]}\n'
    ) in to_text(document)


def test_a_cyclic_pattern_is_lists_and_not_text_in_text():
    four = studio().patterns["four"]
    cyclic = replace(four, expression='["fast",2,["mini","bd*2 sd"]]', cycle_beats=Fraction(7, 3))
    text = to_text(replace(studio(), patterns=Map({"four": cyclic})))

    assert '      "expression": ["fast", 2, ["mini", "bd*2 sd"]],\n      "cycleBeats": "7/3",\n' in text


@pytest.mark.parametrize(
    ("rate", "told"), [("2", "2.0"), ("-3/2", "-1.5"), ("1/3", '"1/3"'), ("0.25", "0.25"), ("96", "96.0")]
)
def test_a_rate_is_a_number_where_a_short_one_says_it(rate, told):
    four = replace(studio().patterns["four"], steps_per_beat=Fraction(rate))

    assert f'      "stepsPerBeat": {told},\n' in to_text(replace(studio(), patterns=Map({"four": four})))


def test_columns_take_one_line():
    columns = (Column("velocity"), Column("note"), Column("parameter", "cutoff"))
    four = replace(studio().patterns["four"], columns=columns)

    assert '      "columns": ["velocity", "note", {"parameter": "cutoff"}],\n' in to_text(
        replace(studio(), patterns=Map({"four": four}))
    )


def test_each_entry_of_a_chain_has_a_line():
    chain = Chain("song", 20, (ChainEntry("four", 4), ChainEntry("fill"), ChainEntry("four", is_enabled=False)))

    assert (
        '      "entries": [\n'
        '        {"pattern": "four", "repeats": 4},\n'
        '        {"pattern": "fill"},\n'
        '        {"pattern": "four", "enabled": false}\n'
        "      ]\n"
    ) in to_text(replace(studio(), chains=Map({"song": chain})))


def test_switches_and_lists_are_told_where_they_are_not_as_usual():
    kick = replace(studio().modules["kick"], is_enabled=False, is_muted=True)
    text = to_text(replace(studio(), modules=Map({"kick": kick})))

    assert '      "enabled": false,\n      "muted": true,\n' in text
    assert "soloed" not in text


def test_a_module_whose_plug_in_is_gone_is_written_with_all_its_values():
    ghost = Module("ghost", 20, "theremin", Map({"wobble": 0.5, "bank": ("a", "b")}))
    text = to_text(replace(studio(), modules=Map({"ghost": ghost})))

    assert '        "bank": [\n          "a",\n          "b"\n        ],\n        "wobble": 0.5\n' in text


def test_kept_state_is_json_inside_the_file_with_its_keys_in_order():
    kept = after(studio(), c.KeepState(script="song", json='{"b":[1,2],"a":{"deep":true}}'))

    assert '      "state": {\n        "a": {\n          "deep": true\n        },\n        "b": [\n' in to_text(kept)


def test_letters_of_every_language_stay_readable():
    spoken = after(studio(), c.SetScriptText(name="song", text="-- Ölmühle 月"))

    assert '"-- Ölmühle 月"' in to_text(spoken)
