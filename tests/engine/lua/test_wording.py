"""Messages name values, and what an argument ought to be, in English."""

from __future__ import annotations

from array import array

import pytest

from engine.lua.convert import Handle
from engine.lua.wording import mismatch, shown


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("the tempo", "the tempo is a number, got nothing"),
        ("the beats", "the beats must be a number, got nothing"),
        ("the beats per bar", "the beats per bar must be a number, got nothing"),
        ("the time in seconds", "the time in seconds is a number, got nothing"),
        ("the number of steps", "the number of steps is a number, got nothing"),
        ("how many times", "how many times is a number, got nothing"),
        ("loss", "loss is a number, got nothing"),
        ("argument 2", "argument 2 is a number, got nothing"),
    ],
)
def test_what_an_argument_ought_to_be_is_said_of_one_and_of_many(name, sentence):
    assert mismatch(name, "a number", None) == sentence


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (True, "true"), (2.5, "2.5"), (3, "3"), ("x" * 50, f'"{"x" * 40}"'), (b"\xff", "a text"), ({}, "a table"),
        ([1], "a table"), (array("d", [1.0]), "a list of numbers"), (Handle("module", "kick"), 'the module "kick"'),
        (print, "a function"),
    ],
)  # fmt: skip
def test_value_is_named(value, name):
    assert shown(value) == name
