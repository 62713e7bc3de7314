"""Reads mini-notation: from a text to its tree, or to what is wrong with it and where."""

from __future__ import annotations

from engine.patterns.mini import tree as t
from engine.patterns.mini.chain import seeded, without_repeat
from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.mini.numbers import fraction, number_or_word
from engine.patterns.mini.scanner import Scanner

DEEPEST = 64
"""How deep brackets may be nested; what reads and plays them calls itself once for each."""

TALLEST = 128
"""How many things may be on top of one another: brackets, sequences, and what is written behind steps."""

_BEGIN_OPS = frozenset("*/?:(!@_. \t\n\r\u00a0")  # a space may be followed by one
_RESTS = ("~", "-")
_NO_STEPS = (".", "_")
_HALF = 0.5
_USUAL_TIMES, _USUAL_WEIGHT = 2, 2  # of `!` and `@` without a number
_NO_SEED_YET = -1  # a step's uses of chance count after those in what is written behind it


def read(text: str) -> t.Node:
    """Return the tree of `text`.

    Raises:
        NotationMistake: it is no mini-notation, or nested too deeply.
    """
    return _Reader(text).read()


class _Reader:
    """Reads a text once, from left to right, one method for each thing that can be written.

    `height` is that of the node read last, so that no tree is made which is too tall to walk. `seed` counts the uses
    of chance in the order in which they are complete.
    """

    def __init__(self, text: str) -> None:
        self.scan = Scanner(text)
        self.depth = 0
        self.height = 0
        self.seed = 0

    def read(self) -> t.Node:
        node = self._group()
        if not self.scan.is_at_end():
            raise self.scan.unexpected("a step or the end")
        return node

    # --- what stands between brackets ---

    def _group(self) -> t.Node:
        """Read steps, or several lots of them, between all commas, all bars or all dots."""
        place = self.scan.place
        lots, height = [self._sequence()], self.height
        mark = self._mark()
        if not mark:
            return lots[0]
        while self._mark() == mark:
            self.scan.take_char(mark)
            lots.append(self._sequence())
            height = max(height, self.height)
        self.height = height + 1
        if mark == ",":
            return t.Stack(tuple(lots), place)
        seed, self.seed = self.seed, self.seed + 1
        if mark == "|":
            return t.Choice(tuple(lots), seed, place)
        return t.Sequence(tuple(lots), (1,) * len(lots), place, is_feet=True)

    def _mark(self) -> str:
        """Return the comma, bar or dot that comes next, or nothing."""
        char = self.scan.next_char()
        return char if char in ",|" or self.scan.is_dot_alone() else ""

    def _layers(self) -> tuple[t.Sequence, ...]:
        layers, height = [self._sequence()], self.height
        while self.scan.take_char(","):
            layers.append(self._sequence())
            height = max(height, self.height)
        self.height = height + 1
        return tuple(layers)

    def _sequence(self) -> t.Sequence:
        place = self.scan.skip_space()
        if self.scan.text[place] == "^":  # marks what counts as a step, for functions that ask; sounds the same
            self.scan.place = place + 1
        steps, weights, height = [], [], 0
        step = self._step()
        while step is not None:
            steps.append(step[0])
            weights.append(step[1])
            if self.height > height:
                height = self.height
            step = self._step()
        if not steps:
            raise self.scan.unexpected("a step")
        self.height = height + 1
        return t.Sequence(tuple(steps), tuple(weights), place)

    # --- a step ---

    def _step(self) -> tuple[t.Node, t.Length] | None:
        node = self._slice()
        if node is None:
            return None
        return self._with_ops(node) if self.scan.text[self.scan.place] in _BEGIN_OPS else (node, 1)

    def _slice(self) -> t.Node | None:
        match = self.scan.next_word()
        if match is None:
            return self._bracket()
        word = match[1]
        if word in _NO_STEPS:
            return None
        self.scan.take(match)
        self.height = 0
        place, end = match.span(1)
        return t.Rest(place) if word in _RESTS else t.Atom(number_or_word(word), place, end)

    def _bracket(self) -> t.Node | None:
        scan = self.scan
        opening = scan.next_char()
        if opening not in "[<{":
            return None
        place = scan.place
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotationMistake(place + 1, f"brackets are nested more than {DEEPEST} deep")
        scan.place = place + 1
        node = self._bracketed(opening, place)
        self.depth -= 1
        scan.skip_space()
        return node

    def _bracketed(self, opening: str, place: int) -> t.Node:
        if opening == "[":
            node = self._group()
            self._close("]")
            return node
        layers = self._layers()
        if opening == "<":
            self._close(">")
            return t.Turns(layers, place)
        self._close("}")
        return t.Polymeter(layers, self._steps_a_cycle(), place)

    def _steps_a_cycle(self) -> t.Node | None:
        if self.scan.text[self.scan.place] != "%":  # right behind the bracket, without space
            return None
        height = self.height
        self.scan.place += 1
        steps = self._needed_slice("how many steps a cycle")
        self.height = max(height, self.height)
        return steps

    # --- what is written behind a step ---

    def _with_ops(self, node: t.Node) -> tuple[t.Node, t.Length]:
        weight: t.Length = 1
        times: t.Length | None = None
        chances = 0
        match = self.scan.next_op()
        while match is not None:
            op = match[1] or match[2]
            self.scan.take(match)
            if op in "@_":
                weight += self._number_or(_USUAL_WEIGHT) - 1
            elif op == "!":
                node = node if times is None else without_repeat(node)
                times = (times or 1) + self._number_or(_USUAL_TIMES) - 1
                weight = times
                node = self._taller(t.Repeat(node, times, match.start()), self.height)
            else:
                changed = self._changed(node, op, match.start())
                if changed is None:
                    self.scan.place = match.start()
                    break
                node = changed
                chances += op == "?"
            match = self.scan.next_op()
        if chances:
            node = seeded(node, self.seed, chances)
            self.seed += chances
        return node, weight

    def _changed(self, node: t.Node, op: str, place: int) -> t.Node | None:
        """Return `node` with what is written behind it; None when two dots turn out to be a word of their own."""
        height = self.height
        changed: t.Node
        if op in "*/":
            changed = t.Speed(node, self._needed_slice("a factor"), op == "/", place)
        elif op == ":":
            changed = t.Tail(node, self._needed_slice("what comes after the colon"), place)
        elif op == "?":
            amount = self.scan.take_number()
            changed = t.Degrade(node, _HALF if amount is None else amount, _NO_SEED_YET, place)
        elif op == "(":
            changed = self._euclid(node, place)
        else:
            last = self._slice()
            if last is None:
                return None
            changed = t.Range(node, last, place)
        return self._taller(changed, height)

    def _taller(self, node: t.Node, height: int) -> t.Node:
        """Return `node`, which is put on top of something `height` high and of what was read last."""
        self.height = max(height, self.height) + 1
        if self.height > TALLEST:
            raise NotationMistake(node.place + 1, f"more than {TALLEST} things are nested or done to one step")
        return node

    def _euclid(self, node: t.Node, place: int) -> t.Node:
        onsets = self._argument("how many onsets")
        height = self.height
        if not self.scan.take_char(","):
            raise self.scan.unexpected('","')
        steps = self._argument("over how many steps")
        height = max(height, self.height)
        self.scan.take_char(",")
        rotation = None if self.scan.next_char() == ")" else self._argument('")"')
        self._close(")")
        self.height = max(height, self.height)
        return t.Euclid(node, onsets, steps, rotation, place)

    def _argument(self, meaning: str) -> t.Node:
        """Read an argument of a rhythm; what is written behind it is allowed and does nothing, as in Strudel."""
        node = self._needed_slice(meaning)
        self._with_ops(node)
        return node

    # --- pieces ---

    def _needed_slice(self, meaning: str) -> t.Node:
        node = self._slice()
        if node is None:
            raise self.scan.unexpected(meaning)
        return node

    def _number_or(self, usual: int) -> t.Length:
        number = self.scan.take_number()
        return usual if number is None else fraction(number)

    def _close(self, char: str) -> None:
        if not self.scan.take_char(char):
            raise self.scan.unexpected(f'a step or "{char}"')
