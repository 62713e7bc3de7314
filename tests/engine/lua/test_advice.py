"""Lua's messages with the name that was perhaps meant."""

from __future__ import annotations

import pytest

from engine.lua.advice import advise

NAMES = ["sampler", "synth", "sleep", "kick", ".floor"]
METHODS = ["set", "get", "trigger"]


@pytest.mark.parametrize(
    ("message", "advice"),
    [
        ("attempt to call a nil value (global 'synt')", 'there is no function called synt; did you mean "synth"?'),
        ("attempt to call a nil value (field 'flor')", 'there is no function called flor; did you mean "floor"?'),
        ("attempt to call a nil value (method 'sett')", 'there is no function called sett; did you mean "set"?'),
        ("attempt to call a nil value (global 'zzz')", "there is no function called zzz"),
        (
            "attempt to call a nil value (field 'lines')",
            "there is no function called lines; if io.lines is meant, it is at level minimal only",
        ),
        (
            "attempt to call a nil value (global 'load')",
            "load is at level minimal or standard or trusted only",
        ),
        (
            "attempt to call a nil value (field 'execute')",
            "there is no function called execute; if os.execute is meant, it is nothing that scripts may use",
        ),
        ("attempt to call a number value (global 'step')", "step is a number, not a function"),
        ("attempt to index a nil value (global 'kik')", 'there is nothing called kik here; did you mean "kick"?'),
        ("attempt to index a nil value (local 'kik')", "there is nothing called kik here"),
        (
            "attempt to perform arithmetic on a nil value (global 'slep')",
            'it has no value, so it cannot be computed with; did you mean "sleep"?',
        ),
        (
            "attempt to perform arithmetic on a function value (global 'n')",
            "n is a function here, not a number; begin with `local n = 0` for a value of your own",
        ),
        (
            "attempt to index a function value (global 's')",
            "s is a function here, not a table; begin with `local s = {}` for a value of your own",
        ),
        (
            "attempt to concatenate a function value",
            (
                "one of these names is a function, as s is, a word for patterns; "
                'begin with `local s = ""` for a value of your own'
            ),
        ),
        ("attempt to index a nil value (global 'flo')", "there is nothing called flo here"),
        ("attempt to concatenate a nil value (local 'x')", "it has no value, so it cannot be joined to text"),
    ],
)
def test_advise_adds_what_may_help(message, advice):
    assert advise(message, NAMES, METHODS) == f"{message}: {advice}"


@pytest.mark.parametrize(
    "message",
    ["attempt to call a nil value", "attempt to compare nil with number", "volume is 0 to 2, got 7", "no (global 'x"],
)
def test_advise_leaves_other_messages_as_they_are(message):
    assert advise(message, NAMES, METHODS) == message


def test_a_scripts_own_names_and_those_of_libraries_and_handles_are_suggested(script):
    script.runtime.install("sampler", lambda name: None)

    assert 'did you mean "sampler"?' in script.fail("samplr('kick')").message
    assert 'did you mean "bassline"?' in script.fail("function bassline() end baseline()").message
    assert 'did you mean "floor"?' in script.fail("math.flor(1)").message
