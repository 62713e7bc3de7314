"""Whether an expression makes sense and is no larger than can be played; refusals are sentences for its author."""

from __future__ import annotations

from engine.core.errors import OutOfRange, WrongType
from engine.patterns.compile import build
from engine.patterns.expression import MOST_DEPTH, MOST_NODES, Expression
from engine.patterns.measuring import measure, sampled_values
from engine.patterns.operation import PATTERNED, Operation
from engine.patterns.operations import operation_named
from engine.patterns.pattern import Pattern
from engine.patterns.size import Size

MOST_EVENTS = 100_000  # a cycle
_TRIED_DEPTH = 40  # operations inside one another from which on a pattern is tried out


class TooManyEvents(OutOfRange):
    """A pattern would make more events in a cycle than can be played."""


def check(expression: Expression, most_events: int = MOST_EVENTS) -> None:
    """Raise a sentence unless `expression` makes sense.

    Args:
        most_events: How many a cycle may have.

    Raises:
        UnknownName: no operation, scale, chord or order is called so.
        WrongType: too few or too many arguments, or one of the wrong kind.
        OutOfRange: a number outside its range, more than 4,096 nodes, deeper than 100, or more than `most_events`
            in a cycle; more than 100,000 are found out before any of them is made.
        NotationMistake: a text is no mini-notation.
    """
    nodes: list[Expression] = []
    deepest = 0
    for count, (node, depth) in enumerate(expression.walk(), start=1):
        if count > MOST_NODES:
            raise OutOfRange(f"a pattern has at most {MOST_NODES:,} operations and values, this one has more")
        if depth > MOST_DEPTH:
            raise OutOfRange(f"a pattern goes at most {MOST_DEPTH} operations deep, this one goes deeper")
        deepest = max(deepest, depth)
        if isinstance(node, Expression):
            nodes.append(node)
    checking = _Checking(most_events)
    for node in reversed(nodes):
        checking.look_at(node)
    if deepest > _TRIED_DEPTH:
        checking.try_out(expression)


class _Checking:
    """The check of one expression, from its leaves up: each node is built only when it is known to be small enough."""

    def __init__(self, most_events: int) -> None:
        self._most_events = most_events
        self._patterns: dict[Expression, Pattern] = {}
        self._sizes: dict[Expression, Size] = {}

    def look_at(self, node: Expression) -> None:
        """Check `node`, whose arguments have been checked."""
        if node in self._sizes:
            return
        operation = operation_named(node.op)
        if not operation.takes(len(node.args)):
            count = len(node.args)
            raise WrongType(f"{operation.usage} cannot have {count} argument{'s' * (count != 1)}")
        try:
            self._sizes[node] = self._size_of(operation, node)
        except (OutOfRange, WrongType) as mistake:
            if isinstance(mistake, TooManyEvents):
                raise
            raise type(mistake)(f"{node.op}: {mistake}") from None

    def try_out(self, expression: Expression) -> None:
        """Ask for a cycle: with the brackets of its notation, it can go deeper than can be asked; raises OutOfRange."""
        self._patterns[expression].query(0, 1)

    def _size_of(self, operation: Operation, node: Expression) -> Size:
        """Return the size of `node`, which is built if it is one that can be played; raises what is wrong with it."""
        sizes = [self._argument_size(operation, node, place) for place in range(len(node.args))]
        has_patterns = any(isinstance(said, Expression) for said in node.args)
        size = operation.size(sizes) if has_patterns else Size()
        self._refuse_too_many(node, size)
        self._patterns[node] = build(node, self._patterns)
        self._examine(operation, node)
        if has_patterns:
            return size
        measured = measure(self._patterns[node])
        self._refuse_too_many(node, measured)
        return measured

    def _refuse_too_many(self, node: Expression, size: Size) -> None:
        if size.events > self._most_events:
            raise TooManyEvents(
                f"{node.op} makes {size.events:,.0f} events a cycle here; at most {self._most_events:,} can be played"
            )

    def _argument_size(self, operation: Operation, node: Expression, place: int) -> Size:
        argument, said = operation.argument(place, len(node.args)), node.args[place]
        if not isinstance(said, Expression):
            argument.check(said)
            if isinstance(said, bool) or not isinstance(said, (int, float)):
                return Size()
            return Size(least=abs(said), most=abs(said))
        if argument.kind == "pattern":
            return self._sizes[said]
        if argument.kind not in PATTERNED:
            raise WrongType(f"the {argument.name} must be said by itself, no pattern says it")
        for value in sampled_values(self._patterns[said]):
            argument.convert(value)
        return measure(self._patterns[said])

    def _examine(self, operation: Operation, node: Expression) -> None:
        """Look at the values of the pattern that an operation is for, where it is particular."""
        subject = node.args[-1] if node.args else None
        if operation.examine is None or not isinstance(subject, Expression):
            return
        for value in sampled_values(self._patterns[subject]):
            operation.examine(value, *node.args[:-1])
