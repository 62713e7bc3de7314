"""Reads mini-notation: from a text to its tree, or to what is wrong with it and where."""

from __future__ import annotations

import re
from unicodedata import category

from engine.patterns.mini import tree as t
from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.mini.numbers import fraction, number_or_word

DEEPEST = 64
"""How deep brackets may be nested: what is read and played by functions that call themselves must not go on for ever."""

TALLEST = 128
"""How many things may be on top of one another, brackets, sequences and what is written behind steps together."""

_SPACE = "[ \\t\\n\\r\\u00a0]*"
_LETTER = "[\\w~#.^-]"  # Python's letters, digits and _, and what else a word may have in it
_LETTERS = re.compile(_LETTER)
_WORD = re.compile(f"{_SPACE}({_LETTER}+){_SPACE}")
_OP = re.compile(f"([*/?:(]|\\.\\.)|{_SPACE}([!@_])")
_SPACES = re.compile(_SPACE)
_NUMBER = re.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ENDING = re.compile(f"[\"']{_SPACE}//[^\\n]*\0\\Z")
_KINDS_OF_LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
_HALF = 0.5
_NO_SEED_YET = -1  # a step's uses of chance count after those within what is written behind it
_BEGIN_OPS = frozenset("*/?:(!@_. \t\n\r\u00a0")  # a space may be followed by one
_SPACES_OF = frozenset(" \t\n\r\u00a0")
_END = "\0"
_RESTS = ("~", "-")
_NO_STEP_WORDS = (".", "_")


def read(text: str) -> t.Node:
    """Return the tree of `text`.

    Raises:
        NotationMistake: it is no mini-notation, or nested too deeply.
    """
    return _Reader(text).read()


class _Reader:
    """Goes through a text once, from left to right; `place` is the next character.

    `height` is that of the node read last, so that no tree is made which is too deep to walk. `seed` counts the uses
    of chance in the order in which they are complete.
    """

    def __init__(self, text: str) -> None:
        self.text = text + _END  # so that there is always a next character
        self.place = 0
        self.depth = 0
        self.height = 0
        self.seed = 0

    def read(self) -> t.Node:
        node = self._group()
        place = self._skip_space()
        if place < len(self.text) - 1 and not _ENDING.match(self.text, place):
            raise self._unexpected(place, "a step or the end")
        return node

    # --- what stands between brackets ---

    def _group(self) -> t.Node:
        """Read steps, or several lots of them, between all commas, all bars or all dots."""
        place = self.place
        first = self._sequence()
        mark = self._mark()
        if not mark:
            return first
        lots, height = [first], self.height
        while self._mark() == mark:
            self.place = self._skip_space() + 1
            lots.append(self._sequence())
            height = max(height, self.height)
        self.height = height + 1
        if mark == ",":
            return t.Stack(tuple(lots), place)
        seed, self.seed = self.seed, self.seed + 1
        if mark == "|":
            return t.Choice(tuple(lots), seed, place)
        return t.Sequence(tuple(lots), (1,) * len(lots), place, is_feet=True)

    def _layers(self) -> tuple[t.Sequence, ...]:
        layers = [self._sequence()]
        height = self.height
        while self._mark() == ",":
            self.place = self._skip_space() + 1
            layers.append(self._sequence())
            height = max(height, self.height)
        self.height = height + 1
        return tuple(layers)

    def _mark(self) -> str:
        """Return the comma, bar or dot that comes next, or nothing."""
        place = self._skip_space()
        char = self.text[place]
        return char if char in ",|" or (char == "." and not _LETTERS.match(self.text, place + 1)) else ""

    def _sequence(self) -> t.Sequence:
        place = self._skip_space()
        if self.text.startswith("^", place):  # marks what counts as a step, for functions that ask; sounds the same
            self.place = place + 1
        steps, weights, height = [], [], 0
        step = self._step()
        while step is not None:
            steps.append(step[0])
            weights.append(step[1])
            height = max(height, self.height)
            step = self._step()
        if not steps:
            raise self._unexpected(self._skip_space(), "a step")
        self.height = height + 1
        return t.Sequence(tuple(steps), tuple(weights), place)

    # --- a step, and what is written behind it ---

    def _step(self) -> tuple[t.Node, t.Length] | None:
        node = self._slice()
        if node is None:
            return None
        return self._with_ops(node) if self.text[self.place] in _BEGIN_OPS else (node, 1)

    def _slice(self) -> t.Node | None:
        match = _WORD.match(self.text, self.place)
        if match is None:
            place = self._skip_space()
            return self._bracket(self.text[place], place) if self.text[place] in "[<{" else None
        word = match[1]
        if word in _NO_STEP_WORDS:
            return None
        place, end = match.span(1)
        if not word.isascii():
            self._check_letters(word, place)
        self.place = match.end()
        self.height = 0
        if word in _RESTS:
            return t.Rest(place)
        return t.Atom(number_or_word(word), place, end)

    def _check_letters(self, word: str, place: int) -> None:
        """Refuse what Python takes for letters and Strudel does not: superscripts, and other scripts' digits."""
        for index, char in enumerate(word):
            if not (char.isascii() or category(char) in _KINDS_OF_LETTERS):
                raise self._unexpected(place + index, "a letter")

    def _bracket(self, opening: str, place: int) -> t.Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotationMistake(place + 1, f"brackets are nested more than {DEEPEST} deep")
        self.place = place + 1
        node: t.Node
        if opening == "[":
            node = self._group()
            self._close("]")
        elif opening == "<":
            node = t.Turns(self._layers(), place)
            self._close(">")
        else:
            node = self._polymeter(place)
        self.depth -= 1
        self.place = self._skip_space()
        return node

    def _polymeter(self, place: int) -> t.Node:
        layers = self._layers()
        self._close("}")
        if not self.text.startswith("%", self.place):
            return t.Polymeter(layers, None, place)
        height = self.height
        self.place += 1
        steps = self._needed_slice("how many steps a cycle")
        self.height = max(height, self.height)
        return t.Polymeter(layers, steps, place)

    def _with_ops(self, node: t.Node) -> tuple[t.Node, t.Length]:
        weight: t.Length = 1
        times: t.Length | None = None
        chances = 0
        match = _OP.match(self.text, self.place)
        while match is not None:
            op, before = match[1] or match[2], self.place
            self.place = match.end()
            if op in "@_":
                weight += self._number_or(2) - 1
            elif op == "!":
                node = node if times is None else _without_repeat(node)
                times = (times or 1) + self._number_or(2) - 1
                weight = times
                node = t.Repeat(node, times, match.start())
                self._grow(match.start())
            else:
                changed = self._changed(node, op, match.start())
                if changed is None:
                    self.place = before
                    break
                node = changed
                chances += op == "?"
            match = _OP.match(self.text, self.place)
        if chances:
            node = _seeded(node, self.seed, chances)
            self.seed += chances
        return node, weight

    def _changed(self, node: t.Node, op: str, place: int) -> t.Node | None:
        """Return `node` with what is written behind it; None when two dots turn out to be a word of their own."""
        height = self.height
        changed = self._read_op(node, op, place)
        self.height = max(height, self.height)
        self._grow(place)
        return changed

    def _grow(self, place: int) -> None:
        self.height += 1
        if self.height > TALLEST:
            raise NotationMistake(place + 1, f"more than {TALLEST} things are nested or done to one step")

    def _read_op(self, node: t.Node, op: str, place: int) -> t.Node | None:
        if op in "*/":
            factor = self._needed_slice("a factor")
            return t.Speed(node, factor, op == "/", place)
        if op == ":":
            return t.Tail(node, self._needed_slice("what comes after the colon"), place)
        if op == "?":
            amount = self._number()
            return t.Degrade(node, _HALF if amount is None else amount, _NO_SEED_YET, place)
        if op == "(":
            return self._euclid(node, place)
        last = self._slice()
        return None if last is None else t.Range(node, last, place)

    def _euclid(self, node: t.Node, place: int) -> t.Node:
        onsets = self._argument()
        if onsets is None:
            raise self._unexpected(self._skip_space(), "how many onsets")
        height = self.height
        self._close(",")
        steps = self._argument()
        if steps is None:
            raise self._unexpected(self._skip_space(), "over how many steps")
        height = max(height, self.height)
        if self.text.startswith(",", self._skip_space()):
            self.place = self._skip_space() + 1
        rotation = self._argument()
        self._close(")")
        self.height = max(height, self.height)
        return t.Euclid(node, onsets, steps, rotation, place)

    def _argument(self) -> t.Node | None:
        """Read an argument of a rhythm; what is written behind it is allowed and does nothing, as in Strudel."""
        node = self._slice()
        if node is not None:
            self._with_ops(node)
        return node

    # --- pieces ---

    def _needed_slice(self, meaning: str) -> t.Node:
        node = self._slice()
        if node is None:
            raise self._unexpected(self._skip_space(), meaning)
        return node

    def _number(self) -> int | float | None:
        match = _NUMBER.match(self.text, self.place)
        if match is None:
            return None
        self.place = match.end()
        number = float(match[0])
        return int(number) if number == int(number) else number

    def _number_or(self, usual: int) -> t.Length:
        number = self._number()
        return usual if number is None else fraction(number)

    def _close(self, char: str) -> None:
        place = self._skip_space()
        if not self.text.startswith(char, place):
            raise self._unexpected(place, f'a step or "{char}"' if char != "," else '","')
        self.place = place + 1

    def _skip_space(self) -> int:
        if self.text[self.place] not in _SPACES_OF:
            return self.place
        match = _SPACES.match(self.text, self.place)
        return match.end() if match else self.place

    def _unexpected(self, place: int, wanted: str) -> NotationMistake:
        found = f'"{self.text[place]}"' if place < len(self.text) - 1 else "the end"
        return NotationMistake(place + 1, f"expected {wanted}, found {found}")


def _without_repeat(node: t.Node) -> t.Node:
    """Return a step without the repetition in it: when `!` is written again, both are one, at the later place."""
    if isinstance(node, t.Repeat):
        return node.node
    if isinstance(node, (t.Speed, t.Degrade, t.Tail, t.Range, t.Euclid)):
        return node._replace(node=_without_repeat(node.node))
    return node


def _seeded(node: t.Node, seed: int, count: int) -> t.Node:
    """Return a step whose `count` question marks have their seeds, the first of them `seed`."""
    if isinstance(node, t.Degrade):
        inner = _seeded(node.node, seed, count - 1) if count > 1 else node.node
        return node._replace(node=inner, seed=seed + count - 1)
    if isinstance(node, (t.Speed, t.Repeat, t.Tail, t.Range, t.Euclid)):
        return node._replace(node=_seeded(node.node, seed, count))
    return node
