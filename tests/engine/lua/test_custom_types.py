"""Types that a host registers: tables in Lua, and its own objects again in Python."""

from __future__ import annotations

from fractions import Fraction

import pytest


class Colour:
    """Something of a host's."""

    def __init__(self, red: int, name: str) -> None:
        self.red, self.name = red, name


@pytest.fixture
def painter(script):
    """A script that gets colours, and can send them back."""
    script.runtime.types.register(
        Colour, "colour", lambda colour: {"red": colour.red, "name": colour.name}, lambda fields: Colour(**fields)
    )
    script.runtime.install("colour", lambda: [Colour(7, "é"), None])
    return script


def test_a_registered_type_is_a_table_in_lua_and_comes_back_as_itself(painter):
    painter.run("local c = colour()[1] c.red = c.red + 1 tell({ c }) print(c.name)")

    (colour,) = painter.told[0]
    assert (type(colour), colour.red, colour.name) == (Colour, 8, "é")
    assert painter.printed == ["é"]


def test_a_type_without_a_reader_crosses_one_way(script):
    script.runtime.types.register(Fraction, "fraction", lambda fraction: [fraction.numerator, fraction.denominator])
    script.runtime.install("third", lambda: Fraction(1, 3))

    script.run("tell(third())")

    assert script.told == [[1, 3]]


def test_an_unregistered_type_cannot_cross_any_more_and_its_tables_are_plain(painter):
    painter.run("kept = colour()[1]")
    painter.runtime.types.unregister(Colour)

    painter.run("tell(kept)")
    assert painter.told == [{"name": "é", "red": 7}]
    with pytest.raises(TypeError, match="no plain value"):
        painter.run("colour()")


def test_a_type_is_registered_once(painter):
    with pytest.raises(ValueError, match="registered already"):
        painter.runtime.types.register(Fraction, "colour", str)
    with pytest.raises(KeyError):
        painter.runtime.types.unregister(Fraction)
