"""What patterns begin with: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_mini_plays_notation():
    assert heard(["mini", "a <b c>"], cycles=2) == ["0..1/2 a", "1/2..1 b", "1..3/2 a", "3/2..2 c"]


def test_pure_plays_a_value_in_each_cycle():
    assert heard(["pure", "bd"], cycles=2) == ["0..1 bd", "1..2 bd"]


def test_silence_plays_nothing():
    assert heard(["silence"]) == []


def test_run_counts():
    assert heard(["run", 3]) == ["0..1/3 0", "1/3..2/3 1", "2/3..1 2"]


def test_signal_has_no_whole():
    assert heard(["saw"]) == ["0..1 of ~ 0"]


def test_sine_begins_in_the_middle():
    assert heard(["segment", 4, ["sine"]]) == ["0..1/4 0.5", "1/4..1/2 1", "1/2..3/4 0.5", "3/4..1 0"]


def test_cosine_begins_at_the_top():
    assert heard(["segment", 4, ["cosine"]]) == ["0..1/4 1", "1/4..1/2 0.5", "1/2..3/4 0", "3/4..1 0.5"]


def test_isaw_falls():
    assert heard(["segment", 4, ["isaw"]]) == ["0..1/4 1", "1/4..1/2 0.75", "1/2..3/4 0.5", "3/4..1 0.25"]


def test_tri_rises_and_falls():
    assert heard(["segment", 4, ["tri"]]) == ["0..1/4 0", "1/4..1/2 0.5", "1/2..3/4 1", "3/4..1 0.5"]


def test_square_is_low_and_high():
    assert heard(["segment", 4, ["square"]]) == ["0..1/4 0", "1/4..1/2 0", "1/2..3/4 1", "3/4..1 1"]


def test_rand_is_the_same_in_each_playing():
    assert heard(["segment", 4, ["rand"]]) == [
        "0..1/4 0",
        "1/4..1/2 0.369759692",
        "1/2..3/4 0.260480616",
        "3/4..1 0.19582648",
    ]


def test_perlin_glides():
    assert heard(["segment", 4, ["perlin"]]) == [
        "0..1/4 0",
        "1/4..1/2 0.053780732",
        "1/2..3/4 0.259771083",
        "3/4..1 0.465761433",
    ]


def test_irand_is_whole():
    assert heard(["segment", 4, ["irand", 8]]) == ["0..1/4 0", "1/4..1/2 2", "1/2..3/4 2", "3/4..1 1"]
