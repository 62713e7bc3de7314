"""Which call's string the caret is in, and what it could become."""

from __future__ import annotations

import pytest

from shells.code.lua_strings import beginning_with, open_string


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ('on("', ("on", "")),
        ('on("module:ad', ("on", "module:ad")),
        ("local p = require 'pro", ("require", "pro")),
        ('print("done") on( "ba', ("on", "ba")),
        (r'print("a \" b", "c") off("x', ("off", "x")),
        ("on(", None),
        ('on("bar"', None),
        ('x = "sa', None),
        ('-- on("ba', None),
        ('on("bar", "se', None),
        ("", None),
    ],
)
def test_string_that_a_call_begins_with_is_found(before, found):
    assert open_string(before) == found


def test_words_are_offered_by_their_beginning_in_any_case_and_never_as_they_are():
    assert beginning_with("B", ("bar", "beat", "stop")) == ["bar", "beat"]
    assert beginning_with("bar", ("bar",)) == []
