"""A pattern as data: a tree of operations that documents keep, sessions save and workers send. It computes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from engine.core.errors import OutOfRange, WrongType

MOST_NODES = 4096  # operations and literals in one expression
MOST_DEPTH = 100  # operations inside one another; asking takes up to 8 Python frames each, of 1,000 that there are

Literal = int | float | str | bool
Plain = Any  # nested lists as JSON has them: ["fast", 2, ["mini", "bd*2 sd"]]


class Expression(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """An operation on patterns with what it is applied to, such as `fast(2, mini("bd sd"))`.

    Equal by value, hashable, deeply immutable. Whether it makes sense is for `engine.patterns.checking` to say.
    """

    op: str  # a name of engine.patterns.operations, "fast"
    args: tuple[Expression | int | float | str | bool, ...] = ()  # in the order of that operation's arguments

    def walk(self) -> Iterator[tuple[Expression | Literal, int]]:
        """Yield every node with its depth, this one first, at depth 1; a shared branch comes once for each use."""
        waiting: list[tuple[Expression | Literal, int]] = [(self, 1)]
        while waiting:
            node, depth = waiting.pop()
            yield node, depth
            if isinstance(node, Expression):
                waiting.extend((argument, depth + 1) for argument in reversed(node.args))


def mini(text: str) -> Expression:
    """Return the pattern that mini-notation writes."""
    return Expression("mini", (text,))


def to_plain(expression: Expression) -> Plain:
    """Return `expression` as nested lists, for JSON: `["fast", 2, ["mini", "bd*2 sd"]]`."""
    return [expression.op, *(to_plain(each) if isinstance(each, Expression) else each for each in expression.args)]


def from_plain(plain: Plain) -> Expression:
    """Return the expression that `to_plain` wrote.

    Raises:
        WrongType: it is not made of lists that begin with a name and of numbers, texts, true and false.
        OutOfRange: it has more than 4,096 nodes, or goes deeper than 100.
    """
    return _Reading().read(plain, 1)


class _Reading:
    """One expression on its way from plain lists; counts as it goes, so that a hostile one is left early."""

    def __init__(self) -> None:
        self._nodes = 0

    def read(self, plain: Plain, depth: int) -> Expression:
        if depth > MOST_DEPTH:
            raise OutOfRange(f"a pattern goes at most {MOST_DEPTH} operations deep")
        if not isinstance(plain, (list, tuple)) or not plain or not isinstance(plain[0], str):
            raise WrongType('an operation on patterns is a list that begins with its name, such as ["mini", "bd sd"]')
        self._nodes += len(plain)
        if self._nodes > MOST_NODES:
            raise OutOfRange(f"a pattern has at most {MOST_NODES} operations and values")
        return Expression(plain[0], tuple(self._argument(each, depth + 1) for each in plain[1:]))

    def _argument(self, plain: Plain, depth: int) -> Expression | Literal:
        if isinstance(plain, (bool, int, float, str)):
            return plain
        return self.read(plain, depth)
