"""Versions compare as people mean them, and a requirement allows just what it says."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine.core.errors import NotAllowed
from engine.lua.versions import Requirement, read_version

ORDERED = ("0.9", "1.0-alpha", "1.0-alpha.1", "1.0-beta.2", "1.0-beta.11", "1.0", "1.0.1", "1.2", "1.10", "2")


def version(text):
    found = read_version(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.2", "1.2.0"),
        ("v4.1.1", "4.1.1"),
        ("inspect.lua 3.1.0", "3.1.0"),
        ("middleclass v4.1.1", "4.1.1"),
        ("3.4", "3.4.0"),
        ("1.0-beta.2", "1.0.0-beta.2"),
        ("1.0.0+linux", "1.0.0"),
        ("1.2.3.4", "1.2.3.4"),
    ],
)
def test_version_is_read_from_what_libraries_write(text, shown):
    assert str(version(text)) == shown


@pytest.mark.parametrize("text", ["", "new", "one.two", "1..2", "1.x", "²"])
def test_what_is_no_version_is_none(text):
    assert read_version(text) is None


def test_versions_stand_in_the_order_in_which_they_come_out():
    versions = [version(text) for text in ORDERED]

    assert all(one < later for one, later in pairwise(versions))


@pytest.mark.parametrize(
    ("requirement", "allowed", "refused"),
    [
        ("", ["0.1", "7"], []),
        ("*", ["0.1", "7"], []),
        ("1.2", ["1.2", "1.2.9"], ["1.3", "1.1.9", "2.2"]),
        ("1", ["1.0", "1.9.9"], ["2.0", "0.1"]),
        ("1.2.3", ["1.2.3"], ["1.2.4", "1.2.3-beta"]),
        ("=1.2.3", ["1.2.3"], ["1.2.4"]),
        (">=1.0", ["1.0", "2.5"], ["0.9.9", "1.0-beta"]),
        (">1.0", ["1.0.1"], ["1.0"]),
        ("<2", ["1.9.9", "0.1", "1.9-beta"], ["2.0", "2.1", "2.0-beta"]),
        ("<2.0.0-beta", ["1.9", "2.0-alpha"], ["2.0-beta", "2.0"]),
        ("<=1.2", ["1.2.9", "1.1"], ["1.3"]),
        ("^1.2", ["1.2", "1.9"], ["1.1", "2.0"]),
        ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "0.2.2"]),
        ("^0.0.3", ["0.0.3"], ["0.0.4"]),
        ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3", "1.2.2"]),
        ("~=1.2", ["1.3"], ["1.2.4"]),
        (">=1.0, <2", ["1.0", "1.9"], ["0.9", "2.0"]),
    ],
)
def test_requirement_allows_just_what_it_says(requirement, allowed, refused):
    wanted = Requirement(requirement)

    assert [text for text in allowed + refused if wanted.allows(version(text))] == allowed


@pytest.mark.parametrize("text", [">", "latest", ">=1.0,,<2", "1.2 || 2", ">= new", "1" * 200, "9" * 5000])
def test_requirement_that_cannot_be_read_says_how_to_write_one(text):
    with pytest.raises(NotAllowed, match="is no version; write one as in"):
        Requirement(text)
