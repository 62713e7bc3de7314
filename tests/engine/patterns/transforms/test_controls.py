"""Values with names: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_control_s_takes_number_and_loudness_along():
    assert heard(["control", "s", ["mini", "bd:3:0.5"]]) == ['0..1 {"n": 3, "s": "bd", "volume": 0.5}']


def test_control_note_reads_names():
    assert heard(["control", "note", ["mini", "c4 eb 60.5"]]) == [
        '0..1/3 {"note": 60}',
        '1/3..2/3 {"note": 51}',
        '2/3..1 {"note": 60.5}',
    ]


def test_control_takes_any_parameter():
    assert heard(["control", "cutoff", ["mini", "400 800"]]) == ['0..1/2 {"cutoff": 400}', '1/2..1 {"cutoff": 800}']


def test_control_knows_gain_as_volume():
    assert heard(["control", "gain", 0.5]) == ['0..1 {"volume": 0.5}']


def test_controls_are_merged_by_set():
    assert heard(["set", ["control", "cutoff", ["mini", "400 800"]], ["control", "s", ["mini", "a"]]]) == [
        '0..1/2 of 0..1 {"cutoff": 400, "s": "a"}',
        '1/2..1 of 0..1 {"cutoff": 800, "s": "a"}',
    ]


def test_control_names_the_plain_value_among_controls():
    assert heard(["control", "note", ["set", ["control", "volume", 0.5], ["mini", "c4"]]]) == [
        '0..1 {"note": 60, "volume": 0.5}'
    ]
