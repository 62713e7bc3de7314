"""Which names could be meant."""

from __future__ import annotations

import pytest

from shells.code.lua_names import argument_span, candidates, signature_of, typed_name, words_in

NAMES = ("sampler", "sequencer", "setParam", "clock:setBPM", "clock:start", "clock.sync", ":set", ":trigger")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("s", ["sampler", "sequencer", "setParam"]),
        ("SA", ["sampler"]),
        ("clock:", ["set", "setBPM", "start", "trigger"]),
        ("clock:s", ["set", "setBPM", "start"]),
        ("clock.", ["sync"]),
        ("kick:t", ["trigger"]),
        ("kick.t", []),
        (":t", ["trigger"]),
        ("zz", []),
    ],
)
def test_candidates_begin_like_what_was_typed_and_have_its_receiver(typed, found):
    assert candidates(typed, NAMES) == found


def test_typed_name_reaches_back_over_the_receiver():
    assert [typed_name("x = clock:se"), typed_name("play("), typed_name("a ké")] == ["clock:se", "", "ké"]


def test_words_in_a_text_are_its_names():
    assert words_in('local kick = sampler("kick-drum", 12) -- été x') == {"local", "kick", "sampler", "drum", "été"}


SIGNATURES = {"sampler": "sampler(name, { sample, volume }) -> handle", ":trigger": "handle:trigger{ note }"}


@pytest.mark.parametrize(
    ("name", "found"),
    [("sampler", SIGNATURES["sampler"]), ("kick:trigger", SIGNATURES[":trigger"]), ("kick.trigger", ""), ("zz", "")],
)
def test_signature_is_the_functions_own_or_that_of_the_method(name, found):
    assert signature_of(name, SIGNATURES) == found


@pytest.mark.parametrize(
    ("argument", "words"), [(0, "name"), (1, " { sample, volume }"), (2, ""), (9, "")]
)  # fmt: skip
def test_argument_of_a_signature_is_found_whatever_it_contains(argument, words):
    start, end = argument_span(SIGNATURES["sampler"], argument)

    assert SIGNATURES["sampler"][start:end] == words


def test_signature_without_brackets_has_no_arguments():
    assert argument_span("handle:trigger{ note }", 0) == (0, 0)
    assert argument_span("play()", 0) == (0, 0)
