"""Arithmetic between patterns: each with its events."""

from __future__ import annotations

from tests.engine.patterns.heard import heard


def test_add_keeps_the_times_of_the_left():
    assert heard(["add", ["mini", "10 20"], ["mini", "1 2 3"]]) == [
        "0..1/3 11",
        "1/3..1/2 of 1/3..2/3 12",
        "1/2..2/3 of 1/3..2/3 22",
        "2/3..1 23",
    ]


def test_add_out_takes_the_times_of_the_right():
    assert heard(["addOut", ["mini", "10 20"], ["mini", "1 2 3"]]) == [
        "0..1/3 of 0..1/2 11",
        "1/3..1/2 of 0..1/2 12",
        "1/2..2/3 of 1/2..1 22",
        "2/3..1 of 1/2..1 23",
    ]


def test_add_mix_takes_the_times_of_both():
    assert heard(["addMix", ["mini", "10 20"], ["mini", "1 2 3"]]) == [
        "0..1/3 11",
        "1/3..1/2 12",
        "1/2..2/3 22",
        "2/3..1 23",
    ]


def test_add_squeeze_puts_a_cycle_into_each_event():
    assert heard(["addSqueeze", ["mini", "10 20"], ["mini", "1 2"]]) == [
        "0..1/4 11",
        "1/4..1/2 21",
        "1/2..3/4 12",
        "3/4..1 22",
    ]


def test_add_squeeze_out_puts_a_cycle_into_each_event_of_the_other():
    assert heard(["addSqueezeOut", ["mini", "10 20"], ["mini", "1 2 3"]]) == [
        "0..1/6 11",
        "1/6..1/3 12",
        "1/3..1/2 13",
        "1/2..2/3 21",
        "2/3..5/6 22",
        "5/6..1 23",
    ]


def test_sub_subtracts():
    assert heard(["sub", 1, ["mini", "3"]]) == ["0..1 2"]


def test_mul_multiplies():
    assert heard(["mul", 2, ["mini", "3"]]) == ["0..1 6"]


def test_div_divides():
    assert heard(["div", 2, ["mini", "3 4"]]) == ["0..1/2 1.5", "1/2..1 2"]


def test_div_by_0_is_silent():
    assert heard(["div", 0, ["mini", "3 4"]]) == []


def test_mod_is_never_negative():
    assert heard(["mod", 5, ["mini", "7 -3"]]) == ["0..1/2 2", "1/2..1 2"]


def test_pow_raises():
    assert heard(["pow", 2, ["mini", "3"]]) == ["0..1 9"]


def test_pow_of_a_negative_root_is_silent():
    assert heard(["pow", 0.5, ["mini", "-4 4"]]) == ["1/2..1 2"]


def test_set_puts_values_on_top():
    assert heard(["set", ["mini", "5"], ["mini", "1 2"]]) == ["0..1/2 5", "1/2..1 5"]


def test_keep_takes_times_only():
    assert heard(["keep", ["mini", "5 6"], ["mini", "1"]]) == ["0..1/2 of 0..1 1", "1/2..1 of 0..1 1"]


def test_add_reckons_with_note_names():
    assert heard(["add", ["mini", "0 12"], ["mini", "c3 e3"]]) == ["0..1/2 48", "1/2..1 64"]


def test_add_raises_the_note_of_controls():
    assert heard(["add", 7, ["control", "note", ["mini", "c4"]]]) == ['0..1 {"note": 67}']


def test_add_raises_n_where_there_is_no_note():
    assert heard(["add", 7, ["set", ["control", "s", ["mini", "bd"]], ["control", "n", ["mini", "0"]]]]) == [
        '0..1 {"n": 7, "s": "bd"}'
    ]


def test_add_brings_controls_together():
    assert heard(
        ["add", ["set", ["control", "gain", 2], ["control", "n", ["mini", "10"]]], ["control", "n", ["mini", "1"]]]
    ) == ['0..1 {"n": 11, "volume": 2}']


def test_sub_of_controls_from_a_number_keeps_the_controls():
    assert heard(["subOut", ["control", "n", ["mini", "1 2"]], 10]) == ['0..1/2 {"n": 9}', '1/2..1 {"n": 8}']


def test_add_leaves_words_alone():
    assert heard(["add", 1, ["mini", "bd"]]) == ["0..1 bd"]


def test_range_scales_from_0_to_1():
    assert heard(["range", 10, 20, ["mini", "0 0.5"]]) == ["0..1/2 10", "1/2..1 15"]


def test_rangex_scales_by_equal_factors():
    assert heard(["rangex", 20, 2000, ["mini", "0 0.5 1"]]) == ["0..1/3 20", "1/3..2/3 200", "2/3..1 2000"]


def test_round_takes_the_nearest():
    assert heard(["round", ["mini", "0.4 0.5 -1.6"]]) == ["0..1/3 0", "1/3..2/3 1", "2/3..1 -2"]


def test_floor_takes_the_number_below():
    assert heard(["floor", ["mini", "1.9"]]) == ["0..1 1"]


def test_ceil_takes_the_number_above():
    assert heard(["ceil", ["mini", "1.1"]]) == ["0..1 2"]
