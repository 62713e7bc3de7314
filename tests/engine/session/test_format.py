"""What a player sees in a session file, and in its diffs."""

from __future__ import annotations

from difflib import unified_diff

from engine.core import commands as c
from engine.core.document import Document, Step
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps
from engine.session.format import to_text
from tests.engine.core.documents import after, studio


def _diff(before: Document, changed: Document) -> list[str]:
    lines = unified_diff(to_text(before).splitlines(), to_text(changed).splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def test_an_empty_session_is_this_file():
    assert to_text(empty_document()) == (
        "{\n"
        '  "moonloop": 1,\n'
        '  "tempo": 120.0,\n'
        '  "beatsPerBar": 4,\n'
        '  "nextNumber": 2,\n'
        '  "modules": [\n'
        "    {\n"
        '      "name": "masterAudioOut",\n'
        '      "type": "audioOut",\n'
        '      "number": 1,\n'
        '      "owner": "",\n'
        '      "values": {\n'
        '        "volume": 1.0\n'
        "      }\n"
        "    }\n"
        "  ],\n"
        '  "connections": [],\n'
        '  "patterns": [],\n'
        '  "scripts": []\n'
        "}\n"
    )


def test_a_turned_knob_is_one_line_of_a_diff():
    turned = after(studio(), c.SetParameter(module="bass", parameter="cutoff", value=900))

    assert _diff(studio(), turned) == ['-        "cutoff": 2000.0,', '+        "cutoff": 900.0,']


def test_a_clicked_step_is_one_line_of_a_diff_and_can_be_read_as_a_beat():
    clicked = after(studio(), c.SetStep(pattern="four", index=2, step=Step(velocity=0.5)))

    assert _diff(studio(), clicked) == ['-        "x...x...x...x..."', '+        "x.o.x...x...x..."']


def test_a_step_with_a_note_has_a_line_of_its_own_that_leaves_out_what_the_string_says():
    noted = after(studio(), c.SetStep(pattern="four", index=4, step=Step(velocity=0.8, note=52.0, length=2.0)))

    assert _diff(studio(), noted) == [
        '-      "details": []',
        '+      "details": [',
        '+        {"step": 5, "note": 52.0, "length": 2.0}',
        "+      ]",
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
    cable = '    {"from": "kick", "to": "mix", "kind": "audio", "number": 12, "channel": 1, "auto": false, "owner": ""}'

    assert f"+{cable}" in _diff(studio(), laid)


def test_kept_state_is_json_inside_the_file_with_its_keys_in_order():
    kept = after(studio(), c.KeepState(script="song", json='{"b":[1,2],"a":{"deep":true}}'))

    assert '      "state": {\n        "a": {\n          "deep": true\n        },\n        "b": [\n' in to_text(kept)


def test_letters_of_every_language_stay_readable():
    spoken = after(studio(), c.SetScriptText(name="song", text="-- Ölmühle 月"))

    assert '"-- Ölmühle 月"' in to_text(spoken)
