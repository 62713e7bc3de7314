"""The tree that a text in mini-notation is read into; one class for each thing that can be written."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, TypeAlias

Number: TypeAlias = int | float
Length: TypeAlias = Fraction | int  # an int where it is whole, for these are quicker


class Rest(NamedTuple):
    """Nothing for a step: `~` or `-`."""

    place: int  # offset in the text, counted from 0; the same in all others


class Atom(NamedTuple):
    """A word or a number: `bd`, `c#4`, `-0.5`."""

    value: str | Number
    place: int
    end: int  # offset of the character after it


class Sequence(NamedTuple):
    """Steps one after the other in a cycle: `a b@3 c`."""

    steps: tuple[Node, ...]
    weights: tuple[Length, ...]
    place: int
    is_feet: bool = False  # written with dots between: `a . b c`


class Stack(NamedTuple):
    """Several at once: `a , b`."""

    layers: tuple[Node, ...]
    place: int


class Choice(NamedTuple):
    """One of several in each cycle, by chance: `a | b`."""

    choices: tuple[Node, ...]
    seed: int
    place: int


class Turns(NamedTuple):
    """One step a cycle: `<a b , c d e>`; each layer takes turns by itself."""

    layers: tuple[Sequence, ...]
    place: int


class Polymeter(NamedTuple):
    """So many steps a cycle from each layer: `{a b c , d e}%4`; without a number as many as the first one has."""

    layers: tuple[Sequence, ...]
    steps: Node | None
    place: int


class Speed(NamedTuple):
    """Faster `a*2` or slower `a/2`; the factor may be a pattern."""

    node: Node
    factor: Node
    is_slower: bool
    place: int


class Repeat(NamedTuple):
    """Said several times, in as many steps: `a!3`."""

    node: Node
    times: Length
    place: int


class Degrade(NamedTuple):
    """Left out by chance: `a?` or `a?0.3`."""

    node: Node
    amount: Number
    seed: int
    place: int


class Tail(NamedTuple):
    """Put together to a list: `bd:3`."""

    node: Node
    tail: Node
    place: int


class Range(NamedTuple):
    """Counted from one to the other: `0 .. 7`."""

    node: Node
    last: Node
    place: int


class Euclid(NamedTuple):
    """Spread evenly: `bd(3,8,2)`; each argument may be a pattern."""

    node: Node
    onsets: Node
    steps: Node
    rotation: Node | None
    place: int


Node: TypeAlias = (
    Rest | Atom | Sequence | Stack | Choice | Turns | Polymeter | Speed | Repeat | Degrade | Tail | Range | Euclid
)


def length(sequence: Sequence) -> Length:
    """Return how many steps a sequence is long; a weight of 0 counts as 1 when there are other steps."""
    if len(sequence.weights) == 1:
        return sequence.weights[0]
    total: Length = 0
    for weight in sequence.weights:
        total += weight or 1
    return total
