"""Refuses a tree of mini-notation that makes no sense or too much, before anything is made of it.

How many events a cycle has is counted from the tree, never too few: a factor of a million costs nothing to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

from engine.patterns.euclid import MOST_STEPS
from engine.patterns.mini import tree as t
from engine.patterns.mini.mistake import NotationMistake

MOST_EVENTS = 100_000
"""How many events a cycle may have."""

_TOO_MANY_TO_COUNT = 1e300


def check(node: t.Node) -> None:
    """Do nothing when `node` can be built and played.

    Raises:
        NotationMistake: a factor is a word, a rhythm has no such numbers, or a cycle would have more than 100,000
            events; the number is told.
    """
    events = _events(node)
    if events > MOST_EVENTS:
        number = f"{ceil(events):,}" if events < _TOO_MANY_TO_COUNT else "countless"
        raise NotationMistake(1, f"this makes up to {number} events a cycle; at most {MOST_EVENTS:,} can be played")


def _events(node: t.Node) -> float:
    """Return how many events a cycle of `node` has at most."""
    return 1.0 if type(node) is t.Atom else _COUNTS[type(node)](node)


def _of_sequence(node: t.Sequence) -> float:
    if len(node.steps) > 1:
        _length(node)
    return sum([_events(step) for step in node.steps])


def _length(sequence: t.Sequence) -> t.Length:
    length = t.length(sequence)
    if not length:
        raise NotationMistake(sequence.place + 1, "the weights of these steps add up to nothing")
    return length


def _of_turns(node: t.Turns) -> float:
    return sum([_of_layer_in_turn(layer) for layer in node.layers])


def _of_layer_in_turn(layer: t.Sequence) -> float:
    """Return how many events of a sequence fall into a cycle when each of its steps has a cycle to itself."""
    _length(layer)
    most, is_even = 0.0, True
    for weight, step in zip(layer.weights, layer.steps, strict=True):
        events = _events(step)
        most = max(most, events if weight == 1 else float(ceil(events / float(abs(weight) or 1))))
        is_even = is_even and weight.denominator == 1
    return most if is_even else 2 * most


def _of_polymeter(node: t.Polymeter) -> float:
    lengths = [float(abs(_length(layer))) for layer in node.layers]
    steps, pieces = lengths[0], 0.0
    if node.steps is not None:
        pieces = _pieces(node.steps)
        steps = max([abs(float(each)) for each in _numbers(node.steps, "a number of steps")], default=0.0)
    layers = zip(node.layers, lengths, strict=True)
    return sum([_times(_of_sequence(layer), max(1.0, steps / own)) + pieces for layer, own in layers])


def _of_speed(node: t.Speed) -> float:
    quickest = 1.0
    for factor in _numbers(node.factor, "a factor"):
        if factor:
            quickest = max(quickest, abs(1 / factor if node.is_slower else factor))
    return _times(_events(node.node), quickest) + _pieces(node.factor)


def _pieces(argument: t.Node) -> float:
    """Return into how many more pieces events are cut by an argument that changes within the cycle."""
    return 0.0 if type(argument) is t.Atom else _events(argument)


def _of_range(node: t.Range) -> float:
    ends = [*_bounds(node.node), *_bounds(node.last)]
    width = float(max(ends) - min(ends) + 1) if ends else 0.0
    return _times(_times(_events(node.node), _events(node.last)), width)


def _of_euclid(node: t.Euclid) -> float:
    arguments = (node.onsets, node.steps) if node.rotation is None else (node.onsets, node.steps, node.rotation)
    pieces = sum([_pieces(each) for each in arguments])
    events = _events(node.node)
    return _most_onsets(node) + (events if events > 1 else 0.0) + pieces


def _times(one: float, other: float) -> float:
    """Return the product, or a number that stands for too many."""
    return min(one * other, _TOO_MANY_TO_COUNT)


_COUNTS: dict[type, Callable[[Any], float]] = {
    t.Rest: lambda _: 0.0,
    t.Sequence: _of_sequence,
    t.Stack: lambda node: sum([_events(layer) for layer in node.layers]),
    t.Choice: lambda node: max([_events(each) for each in node.choices]),
    t.Turns: _of_turns,
    t.Polymeter: _of_polymeter,
    t.Speed: _of_speed,
    t.Repeat: lambda node: _times(_events(node.node), float(ceil(node.times))),
    t.Degrade: lambda node: _events(node.node),
    t.Tail: lambda node: _events(node.node) + _events(node.tail),
    t.Range: _of_range,
    t.Euclid: _of_euclid,
}


def _most_onsets(node: t.Euclid) -> float:
    """Return how many onsets a rhythm has at most, having looked whether there are such rhythms."""
    onsets = list(_whole_numbers(node.onsets, "a number of onsets"))
    steps = list(_whole_numbers(node.steps, "a number of steps"))
    place = node.place + 1
    for number in steps if onsets else ():
        if not 1 <= number <= MOST_STEPS:
            raise NotationMistake(place, f"a rhythm has 1 to {MOST_STEPS:,} steps, got {number:,}")
    most = max((abs(number) for number in onsets), default=0)
    if steps and most > max(steps):
        raise NotationMistake(place, f"{most:,} onsets do not fit into {max(steps):,} steps")
    return float(most if all(number >= 0 for number in onsets) else max(steps, default=0))


# --- the numbers that a part of the text can come to ---


def _atoms(node: t.Node) -> list[t.Atom | t.Tail]:
    """Return what the events of `node` are made of: words, numbers, and lists as one."""
    if isinstance(node, (t.Atom, t.Tail)):
        return [node]
    return [atom for each in _PARTS[type(node)](node) for atom in _atoms(each)]


_PARTS: dict[type, Callable[[Any], tuple[t.Node, ...]]] = {
    t.Rest: lambda _: (),
    t.Sequence: lambda node: node.steps,
    t.Stack: lambda node: node.layers,
    t.Turns: lambda node: node.layers,
    t.Polymeter: lambda node: node.layers,
    t.Choice: lambda node: node.choices,
    t.Range: lambda node: (node.node, node.last),
    t.Speed: lambda node: (node.node,),
    t.Repeat: lambda node: (node.node,),
    t.Degrade: lambda node: (node.node,),
    t.Euclid: lambda node: (node.node,),
}
"""Type of a node: the parts of it whose values it has."""


def _numbers(node: t.Node, meaning: str) -> Iterator[t.Number]:
    for atom in _atoms(node):
        if isinstance(atom, t.Tail):
            raise NotationMistake(atom.place + 1, f"expected {meaning}, found a list")
        if isinstance(atom.value, str):
            raise NotationMistake(atom.place + 1, f'expected {meaning}, found "{atom.value}"')
        yield atom.value


def _whole_numbers(node: t.Node, meaning: str) -> Iterator[int]:
    for number in _numbers(node, meaning):
        if number != int(number):
            raise NotationMistake(node.place + 1, f"expected {meaning}, found {number:g}; it must be whole")
        yield int(number)


def _bounds(node: t.Node) -> tuple[t.Number, ...]:
    numbers = [atom.value for atom in _atoms(node) if isinstance(atom, t.Atom) and not isinstance(atom.value, str)]
    return (min(numbers), max(numbers)) if numbers else ()
