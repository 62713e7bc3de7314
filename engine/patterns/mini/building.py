"""Makes the pattern that a tree of mini-notation stands for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial
from math import floor
from typing import Any

from engine.patterns.chance import choose_cycles, degrade_by
from engine.patterns.combining import SILENCE, cycles, fastcat, pure, split_at_cycles, stack, timecat
from engine.patterns.euclid import euclid, in_rhythm
from engine.patterns.event import Source, Ticks
from engine.patterns.grid import moved
from engine.patterns.joining import app_left, bind, inner_join, squeeze_join
from engine.patterns.mini import tree as t
from engine.patterns.mini.numbers import fraction
from engine.patterns.pattern import Pattern
from engine.patterns.timing import at_speed, compress, fast, slow

_NO_ROTATION = t.Atom(0, 0, 0)
_REMEMBERED = 64  # values of a patterned argument


def build(node: t.Node) -> Pattern:
    """Return the pattern of a tree that has been checked."""
    return _BUILDERS[type(node)](node)


def _rest(_node: t.Rest) -> Pattern:
    return SILENCE


def _atom(node: t.Atom) -> Pattern:
    return pure(node.value, ((node.place, node.end),))


def _sequence(node: t.Sequence) -> Pattern:
    if len(node.steps) == 1:
        return build(node.steps[0])
    if node.is_feet:
        return fastcat(build(step) for step in node.steps)
    weighted = [(weight or 1, build(step)) for weight, step in zip(node.weights, node.steps, strict=True)]
    return timecat(weighted) if min(node.weights) >= 0 else _backwards(weighted, t.length(node))


def _backwards(weighted: list[tuple[t.Length, Pattern]], total: t.Length) -> Pattern:
    """Return steps of which some have a weight below 0; what then does not lie within the cycle is not heard."""
    slots, place = [], Fraction(0)  # exact, whatever it is divided by
    for weight, pattern in weighted:
        slots.append(compress(pattern, place / total, (place + weight) / total))
        place += weight
    return stack(slots)


def _stack(node: t.Stack) -> Pattern:
    return stack([build(layer) for layer in node.layers])


def _choice(node: t.Choice) -> Pattern:
    return choose_cycles([build(each) for each in node.choices], node.seed)


def _turns(node: t.Turns) -> Pattern:
    return stack([slow(build(layer), t.length(layer)) for layer in node.layers])


def _polymeter(node: t.Polymeter) -> Pattern:
    layers = [(build(layer), t.length(layer)) for layer in node.layers]
    if node.steps is None or isinstance(node.steps, t.Atom):
        steps = layers[0][1] if node.steps is None else node.steps.value
        return stack([split_at_cycles(_at_steps(pattern, own, steps)) for pattern, own in layers])
    steps_a_cycle = build(node.steps)
    return stack([_with_each(steps_a_cycle, partial(_at_steps, *layer)) for layer in layers])


def _at_steps(pattern: Pattern, own: t.Length, steps: Any) -> Pattern:
    """Return a sequence of `own` steps played with `steps` of them a cycle."""
    wanted = steps if isinstance(steps, Fraction) else _factor(steps)
    up, down = wanted.numerator * own.denominator, wanted.denominator * own.numerator
    return at_speed(pattern, up, down) if down > 0 else at_speed(pattern, -up, -down)


def _speed(node: t.Speed) -> Pattern:
    pattern = build(node.node)
    change = slow if node.is_slower else fast
    if isinstance(node.factor, t.Atom):
        return change(pattern, _factor(node.factor.value))
    return _with_each(build(node.factor), lambda value: change(pattern, _factor(value)))


def _factor(value: Any) -> t.Length:
    return fraction(_number(value))


def _number(value: Any) -> t.Number:
    """Return a number as it is, and 0 for words and lists: they do not turn a rhythm."""
    return value if isinstance(value, (int, float)) else 0


def _repeat(node: t.Repeat) -> Pattern:
    return repeat(build(node.node), node.times)


def repeat(pattern: Pattern, times: t.Length) -> Pattern:
    """Return each cycle of `pattern` said `times` times in one cycle."""
    if times <= 0:
        return SILENCE

    def ask(begin: int, end: int, grid: int) -> list[Ticks]:
        found: list[Ticks] = []
        for start, b, e in cycles(begin, end, grid):
            ticks = start - floor(Fraction(start // grid) / times) * grid
            found += moved(pattern.ask(b - ticks, e - ticks, grid), ticks)
        return found

    whole = pattern.period is not None and times.denominator == 1
    period = pattern.period * times.numerator if whole and pattern.period is not None else None
    return fast(Pattern(ask, 1 if pattern.only is not None and whole else period, splits=True), times)


def _degrade(node: t.Degrade) -> Pattern:
    return degrade_by(build(node.node), node.amount, node.seed)


def _tail(node: t.Tail) -> Pattern:
    return app_left(build(node.node), build(node.tail), _joined)


def _joined(value: Any, tail: Any) -> list[Any]:
    return [*value, tail] if isinstance(value, list) else [value, tail]


def _range(node: t.Range) -> Pattern:
    if isinstance(node.node, t.Atom) and isinstance(node.last, t.Atom):
        ends = ((node.node.place, node.node.end), (node.last.place, node.last.end))
        return _count(node.node.value, node.last.value, ends)
    last = build(node.last)

    def counted(first: Any) -> Pattern:
        return bind(last.map(lambda value: _count(first, value)))

    return squeeze_join(build(node.node).map(counted))


def _count(first: Any, last: Any, sources: tuple[Source, ...] = ()) -> Pattern:
    """Return the numbers from one to the other, evenly in each cycle; nothing where one of them is no number."""
    if not isinstance(first, (int, float)) or not isinstance(last, (int, float)):
        return SILENCE
    counted = _counted if abs(last - first) < _REMEMBERED else _counted.__wrapped__
    return counted(first, last, sources)


@lru_cache(maxsize=_REMEMBERED)
def _counted(first: t.Number, last: t.Number, sources: tuple[Source, ...]) -> Pattern:
    step = 1 if first <= last else -1
    return fastcat(pure(first + step * index, sources) for index in range(floor(abs(last - first)) + 1))


def _euclid(node: t.Euclid) -> Pattern:
    pattern, onsets, steps, rotation = build(node.node), node.onsets, node.steps, node.rotation or _NO_ROTATION
    if isinstance(onsets, t.Atom) and isinstance(steps, t.Atom) and isinstance(rotation, t.Atom):
        return _in_rhythm(pattern, onsets.value, steps.value, rotation.value)
    return _rhythmic(pattern, (onsets, steps, rotation), ())


def _rhythmic(pattern: Pattern, arguments: tuple[t.Node, ...], numbers: tuple[Any, ...]) -> Pattern:
    """Return `pattern` in the rhythms whose `numbers` are known, and the others what `arguments` say in turn."""
    if not arguments:
        return _in_rhythm(pattern, *numbers)
    first, *rest = arguments
    if isinstance(first, t.Atom):
        rhythmic = _rhythmic(pattern, tuple(rest), (*numbers, first.value))
        return rhythmic if all(isinstance(each, t.Atom) for each in rest) else split_at_cycles(rhythmic)
    return _with_each(build(first).map(_number), lambda number: _rhythmic(pattern, tuple(rest), (*numbers, number)))


def _in_rhythm(pattern: Pattern, onsets: Any, steps: Any, rotation: Any) -> Pattern:
    """Return `pattern` in a rhythm; nothing while the numbers, being patterned, do not fit one another."""
    if abs(onsets) > steps:
        return SILENCE
    return in_rhythm(pattern, euclid(int(onsets), int(steps), int(_number(rotation))))


def _with_each(values: Pattern, make: Callable[[Any], Pattern]) -> Pattern:
    """Return `make(value)` while it is the value; the same pattern for the same value, so that it can remember."""
    return inner_join(values.map(lru_cache(maxsize=_REMEMBERED)(make)))


_BUILDERS: dict[type, Callable[[Any], Pattern]] = {
    t.Rest: _rest,
    t.Atom: _atom,
    t.Sequence: _sequence,
    t.Stack: _stack,
    t.Choice: _choice,
    t.Turns: _turns,
    t.Polymeter: _polymeter,
    t.Speed: _speed,
    t.Repeat: _repeat,
    t.Degrade: _degrade,
    t.Tail: _tail,
    t.Range: _range,
    t.Euclid: _euclid,
}
