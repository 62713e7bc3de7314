"""Lua's messages with the name that was perhaps meant."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError
from engine.lua.advice import advise

NAMES = ["sampler", "synth", "sleep", "kick", "floor"]
METHODS = ["set", "get", "trigger"]


@pytest.mark.parametrize(
    ("message", "advised"),
    [
        (
            "attempt to call a nil value (global 'samplr')",
            "attempt to call a nil value (global 'samplr'): there is no function called samplr; did you mean \"sampler\"?",
        ),
        (
            "attempt to call a nil value (field 'flor')",
            "attempt to call a nil value (field 'flor'): there is no function called flor; did you mean \"floor\"?",
        ),
        (
            "attempt to call a nil value (method 'triger')",
            "attempt to call a nil value (method 'triger'): there is no function called triger; did you mean \"trigger\"?",
        ),
        (
            "attempt to call a nil value (global 'zzz')",
            "attempt to call a nil value (global 'zzz'): there is no function called zzz",
        ),
        (
            "attempt to call a number value (global 'step')",
            "attempt to call a number value (global 'step'): step is a number, not a function",
        ),
        ("attempt to call a nil value", "attempt to call a nil value"),
        (
            "attempt to index a nil value (global 'kik')",
            "attempt to index a nil value (global 'kik'): there is nothing called kik here; did you mean \"kick\"?",
        ),
        (
            "attempt to index a nil value (local 'kik')",
            "attempt to index a nil value (local 'kik'): there is nothing called kik here",
        ),
        (
            "attempt to perform arithmetic on a nil value (global 'slep')",
            "attempt to perform arithmetic on a nil value (global 'slep'): it has no value, so it cannot be computed with;"
            ' did you mean "sleep"?',
        ),
        (
            "attempt to concatenate a nil value (local 'x')",
            "attempt to concatenate a nil value (local 'x'): it has no value, so it cannot be joined to text",
        ),
        ("attempt to compare nil with number", "attempt to compare nil with number"),
        ("volume is 0 to 2, got 7", "volume is 0 to 2, got 7"),
    ],
)
def test_advise_adds_what_may_help(message, advised):
    assert advise(message, NAMES, METHODS) == advised


def test_a_scripts_own_names_and_those_of_handles_are_suggested(script):
    def handle(key):
        raise EngineError("unused")

    script.runtime.install("sampler", handle)
    script.runtime.define_handle("module", {"trigger": lambda key: None})

    assert 'did you mean "sampler"?' in script.fail("samplr('kick')").message
    assert 'did you mean "bassline"?' in script.fail("function bassline() end baseline()").message
    assert 'did you mean "floor"?' in script.fail("math.flor(1)").message
