"""Orders of arpeggios."""

from __future__ import annotations

import pytest

from engine.core.errors import UnknownName
from engine.patterns.theory.arpeggios import ORDERS, order_named


@pytest.mark.parametrize(
    ("name", "played"),
    [
        ("up", [1, 2, 3, 4]),
        ("down", [4, 3, 2, 1]),
        ("updown", [1, 2, 3, 4, 3, 2]),
        ("downup", [4, 3, 2, 1, 2, 3]),
        ("up&down", [1, 2, 3, 4, 4, 3, 2, 1]),
        ("down&up", [4, 3, 2, 1, 1, 2, 3, 4]),
        ("converge", [1, 4, 2, 3]),
        ("diverge", [3, 2, 4, 1]),
        ("disconverge", [1, 4, 2, 3, 2, 4, 1]),
        ("pinkyup", [1, 4, 2, 4, 3, 4]),
        ("pinkyupdown", [1, 4, 2, 4, 3, 4, 3, 4, 2, 4]),
        ("thumbup", [1, 2, 1, 3, 1, 4]),
        ("thumbupdown", [1, 2, 1, 3, 1, 4, 1, 3, 1, 2]),
    ],
)
def test_order_plays_every_note(name, played):
    assert order_named(name)([1, 2, 3, 4]) == played


@pytest.mark.parametrize("name", ORDERS)
def test_order_plays_a_single_note(name):
    assert set(order_named(name)([7])) == {7}


def test_order_named_names_the_nearest_of_an_unknown_one():
    with pytest.raises(UnknownName, match='there is no order "updwon"; did you mean "updown"'):
        order_named("updwon")
