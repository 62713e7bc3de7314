"""A script's text as syntax: its statements, and what keeps it from compiling. The only importer of tree_sitter.

Lua's own compiler says what is wrong; the tree says where. Lines and columns are 1-based, columns count characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_lua
from tree_sitter import Language, Node, Parser

from engine.core.numbers import is_digits
from engine.lua.compiling import compiler_message
from engine.lua.foreign import hint, token_at_the_end
from engine.lua.sugar import unsweetened
from engine.lua.syntax import SyntaxNode

_LANGUAGE = Language(tree_sitter_lua.language())
_NO_STATEMENT = frozenset({"comment", "hash_bang_line", "empty_statement", ";"})


@dataclass(frozen=True, slots=True)
class SyntaxFlaw:
    """One reason why a text does not compile."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text."""

    first_line: int
    first_column: int
    last_line: int  # the line of the last character
    end_column: int  # one past the last character


class Source:
    """The syntax of one text. Use `parse`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._typed = unsweetened(text.replace("\r\n", "\n").replace("\r", "\n"))
        self._lines = self._typed.text.split("\n")
        self._bytes = "\n".join(self._lines).encode("utf-8", "replace")
        self._byte_lines = self._bytes.split(b"\n")
        self._root = Parser(_LANGUAGE).parse(self._bytes).root_node

    @property
    def mistakes(self) -> list[SyntaxFlaw]:
        """What Lua's compiler objects to first, as a list of one; empty when the text compiles."""
        complaint = compiler_message("\n".join(self._lines))
        if complaint is None:
            return []
        line, message = complaint
        line = min(_line_at_the_end(message) or line, len(self._lines))
        column = self._column_of(line, message)
        told = _explain(message, self._lines[line - 1], column, self._typed.text)
        return [SyntaxFlaw(line, self._typed.column(line, column), told)]

    def top_level_spans(self) -> list[Span]:
        """Where the statements of the outermost level are, in order; broken stretches count as statements."""
        return [self._span(node) for node in self._root.children if node.type not in _NO_STATEMENT]

    def enclosing_statement(self, line: int) -> Span | None:
        """The outermost statement that `line` is part of, the first of several; None on a line without one."""
        return next((span for span in self.top_level_spans() if span.first_line <= line <= span.last_line), None)

    @property
    def root(self) -> SyntaxNode:
        """The whole text as a tree, `$name` written out in it; what is not syntax is in it too, as errors."""
        return self._root

    @property
    def is_broken(self) -> bool:
        """Whether some of the text is no Lua to the tree. Quicker to tell than `mistakes`, and coarser."""
        return self._root.has_error

    def line(self, number: int) -> str:
        """One line as it was typed, by its number from 1."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[number - 1]

    def span_of(self, node: SyntaxNode) -> Span:
        """Where a node of the tree stands in the text as it was typed."""
        return self._span(node)

    def _span(self, node: SyntaxNode) -> Span:
        first, last = node.start_point, node.end_point
        begin, end = self._column(*first), self._column(*last)
        typed = self._typed.column
        return Span(first[0] + 1, typed(first[0] + 1, begin), last[0] + 1, typed(last[0] + 1, end))

    def _column(self, row: int, byte_column: int) -> int:
        return len(self._byte_lines[row][:byte_column].decode("utf-8")) + 1

    def _column_of(self, line: int, message: str) -> int:
        """Where in `line` the compiler stopped."""
        if message.endswith("near <eof>"):
            return len(self._lines[line - 1]) + 1
        token = token_at_the_end(message)
        return (token and self._column_of_token(line, token, message)) or self._column_from_tree(line, message)

    def _column_of_token(self, line: int, token: str, message: str) -> int | None:
        """The first place of `token` in `line` at which the text, cut off behind it, has the very same flaw.

        From the place of the flaw on every longer text has it, so the places are searched by halves.
        """
        shown, before = self._lines[line - 1], self._lines[: line - 1]
        places = list(_places_of(token, shown))

        def has_flaw(place: int) -> bool:
            cut = "\n".join([*before, shown[: place + len(token)], ""])
            return compiler_message(cut) == (line, message)

        first = bisect_left(places, True, key=has_flaw)
        return places[first] + 1 if first < len(places) else None

    def _column_from_tree(self, line: int, message: str) -> int:
        """What the message names in `line`, or the first thing that is wrong for the tree, or where its text begins."""
        row = line - 1
        nodes = [node for node in _nodes_of_row(self._root, row) if node.start_point[0] == row]
        named = [node for node in nodes if node.child_count == 0 and _is_named_in(node, message)]
        wrong = [node for node in nodes if node.is_error or node.is_missing]
        if named:
            return self._column(*(named[-1] if "already" in message else named[0]).start_point)
        shown = self._lines[row]
        at = self._column(*wrong[0].start_point) if wrong else 1
        return at + len(shown[at - 1 :]) - len(shown[at - 1 :].lstrip())


def _explain(message: str, shown: str, column: int, text: str) -> str:
    """The compiler's message for a player, who wrote `shown` in that line of `text`, up to where it stopped and on."""
    if message.endswith("near <eof>"):
        return message.removesuffix("<eof>") + "the end of the text" + hint(message, shown, text)
    token = token_at_the_end(message)
    if token and token.startswith("<\\"):
        return f"unexpected character '{shown[column - 1 : column]}'; names are made of letters a to z, digits and _"
    return message + hint(message, shown)


def _places_of(token: str, line: str) -> Iterator[int]:
    at = line.find(token)
    while at >= 0:
        yield at
        at = line.find(token, at + 1)


def _line_at_the_end(message: str) -> int | None:
    """The line that a message ends with, as `break outside loop at line 3`."""
    _, found, number = message.rpartition(" at line ")
    return int(number) if found and is_digits(number) else None


def _is_named_in(node: Node, message: str) -> bool:
    text = (node.text or b"").decode("utf-8")
    return (text != "" and f"'{text}'" in message) or (text == "break" and message.startswith("break "))


def _nodes_of_row(root: Node, row: int) -> Iterator[Node]:
    """All nodes that touch `row`, in the order of the text; without recursion, for trees can be deep."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.start_point[0] <= row <= node.end_point[0]:
            yield node
            waiting.extend(reversed(node.children))


@lru_cache(maxsize=16)
def parse(text: str) -> Source:
    """The syntax of `text`, parsed once. `Thread:` any."""
    return Source(text)


def check(text: str) -> list[dict[str, int | str]]:
    """What keeps `text` from compiling, as `{"line", "column", "message"}`; empty when it compiles. `Thread:` any."""
    return [{"line": flaw.line, "column": flaw.column, "message": flaw.message} for flaw in parse(text).mistakes]
