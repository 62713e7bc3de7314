"""Patterns as data."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import EngineError, OutOfRange, WrongType
from engine.patterns.expression import MOST_DEPTH, MOST_NODES, Expression, from_plain, mini, to_plain

PLAIN = ["firstOf", 4, ["rev", ["mini", "bd sd"]], ["fast", 1.5, ["mini", "bd sd"]]]


def nested(depth):
    plain = ["silence"]
    for _ in range(depth - 1):
        plain = ["rev", plain]
    return plain


def test_expression_is_written_as_nested_lists_and_read_back():
    expression = from_plain(PLAIN)

    assert expression == Expression(
        "firstOf", (4, Expression("rev", (mini("bd sd"),)), Expression("fast", (1.5, mini("bd sd"))))
    )
    assert to_plain(expression) == PLAIN


@pytest.mark.parametrize("form", [msgspec.json, msgspec.msgpack])
def test_expression_crosses_as_json_and_msgpack(form):
    expression = from_plain(PLAIN)

    assert form.decode(form.encode(expression), type=Expression) == expression


def test_expression_is_equal_by_value_hashable_and_never_changes():
    expression = from_plain(PLAIN)

    assert {expression: 1}[from_plain(PLAIN)] == 1
    assert expression != from_plain(["silence"])
    with pytest.raises(AttributeError):
        expression.op = "slow"


def test_walk_tells_every_node_with_its_depth_parents_first():
    assert list(from_plain(["fast", 2, ["mini", "bd"]]).walk()) == [
        (Expression("fast", (2, mini("bd"))), 1), (2, 2), (mini("bd"), 2), ("bd", 3)
    ]  # fmt: skip


@pytest.mark.parametrize("plain", [None, "bd", 3, [], [3], [["mini", "bd"]], {"op": "rev"}, ["rev", None], ["rev", {}]])
def test_from_plain_refuses_what_is_no_operation(plain):
    with pytest.raises(WrongType, match="an operation on patterns is a list that begins with its name"):
        from_plain(plain)


def test_from_plain_refuses_what_is_nested_too_deeply():
    assert from_plain(nested(MOST_DEPTH)).op == "rev"
    for depth in (MOST_DEPTH + 1, 10_000):
        with pytest.raises(OutOfRange, match="at most 100 operations deep"):
            from_plain(nested(depth))


def test_from_plain_refuses_what_is_too_large():
    with pytest.raises(OutOfRange, match="at most 4096 operations and values"):
        from_plain(["stack", *[["silence"]] * MOST_NODES])


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(max_size=8), st.lists, max_leaves=20))
def test_from_plain_reads_or_refuses_whatever_json_holds(plain):
    try:
        expression = from_plain(plain)
    except EngineError:
        return
    assert msgspec.json.decode(msgspec.json.encode(to_plain(expression))) is not None
