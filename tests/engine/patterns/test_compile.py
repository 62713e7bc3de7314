"""From expressions to patterns."""

from __future__ import annotations

import pytest

from engine.core.errors import UnknownName
from engine.patterns.compile import compile_pattern
from engine.patterns.expression import from_plain
from engine.patterns.operations import OPERATIONS


def test_compile_pattern_makes_one_pattern_for_equal_expressions():
    plain = ["fast", 2, ["mini", "bd sd"]]

    assert compile_pattern(from_plain(plain)) is compile_pattern(from_plain(plain))


def test_compile_pattern_refuses_an_unknown_operation():
    with pytest.raises(UnknownName):
        compile_pattern(from_plain(["fsat", 2, ["mini", "bd"]]))


def test_compile_pattern_builds_what_is_said_twice_once():
    plain = ["mini", "bd*64"]
    for _ in range(8):
        plain = ["stack", plain, plain]

    pattern = compile_pattern(from_plain(["mask", 0, plain]))

    assert pattern.query(0, 1) == []


def test_nonsense_from_a_pattern_is_silent_while_it_lasts():
    pattern = compile_pattern(from_plain(["fast", ["mini", "<bd 2>"], ["mini", "a"]]))

    assert [[event.value for event in pattern.query(cycle, cycle + 1)] for cycle in (0, 1)] == [[], ["a", "a"]]


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_can_be_shown_in_help(name):
    operation = OPERATIONS[name]

    assert operation.summary.endswith(".")
    assert operation.usage.startswith(f"{name}(")
    assert name in operation.example
