"""Notes, scales, chords and arpeggios: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_scale_turns_degrees_into_notes():
    assert heard(["scale", "c4:minor", ["mini", "0 2 7 -1"]]) == [
        "0..1/4 60",
        "1/4..1/2 63",
        "1/2..3/4 72",
        "3/4..1 58",
    ]


def test_scale_turns_n_into_note():
    assert heard(["scale", "c:major", ["control", "n", ["mini", "0 1.5"]]]) == [
        '0..1/2 {"note": 48}',
        '1/2..1 {"note": 51}',
    ]


def test_scale_comes_from_a_pattern():
    assert heard(["scale", ["mini", "<c4:minor d4:dorian>"], ["mini", "2"]], cycles=2) == ["0..1 63", "1..2 65"]


def test_scale_transpose_moves_along_the_scale():
    assert heard(["scaleTranspose", 2, "c:major", ["control", "note", ["mini", "c4 e4 c#4"]]]) == [
        '0..1/3 {"note": 64}',
        '1/3..2/3 {"note": 67}',
        '2/3..1 {"note": 64}',
    ]


def test_transpose_moves_by_semitones():
    assert heard(["transpose", 12, ["mini", "c4 60"]]) == ["0..1/2 72", "1/2..1 72"]


def test_chord_plays_the_notes_of_a_symbol():
    assert heard(["chord", ["mini", "<Cm7 F>"]], cycles=2) == [
        "0..1 48",
        "0..1 51",
        "0..1 55",
        "0..1 58",
        "1..2 53",
        "1..2 57",
        "1..2 60",
    ]


def test_chord_takes_an_octave():
    assert heard(["chord", ["mini", "c4:minor7"]]) == ["0..1 60", "0..1 63", "0..1 67", "0..1 70"]


def test_arp_picks_by_number():
    assert heard(["arp", ["mini", "0 2 1"], ["mini", "[10,20,30]"]]) == ["0..1/3 10", "1/3..2/3 30", "2/3..1 20"]


def test_arp_counts_on_over_the_top():
    assert heard(["arp", ["mini", "2 3"], ["mini", "[10,20,30]"]]) == ["0..1/2 30", "1/2..1 10"]


def test_arpeggio_plays_up_and_down():
    assert heard(["arpeggio", "updown", ["mini", "[10,20,30]"]]) == [
        "0..1/4 10",
        "1/4..1/2 20",
        "1/2..3/4 30",
        "3/4..1 20",
    ]


def test_arpeggio_takes_its_order_from_a_pattern():
    assert heard(["arpeggio", ["mini", "<down converge>"], ["mini", "[10,20,30]"]], cycles=2) == [
        "0..1/3 30",
        "1/3..2/3 20",
        "2/3..1 10",
        "1..4/3 10",
        "4/3..5/3 30",
        "5/3..2 20",
    ]
