"""A text as the rules get it: its tree, what its names mean, and what it is written for."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from engine.lua.lint.finding import Finding, Kind
from engine.lua.lint.names import Names, read_names
from engine.lua.lint.terms import Terms
from engine.lua.source import Source
from engine.lua.syntax import SyntaxNode, field, inside, statements


class Found(NamedTuple):
    """What a rule yields: as a finding, but with the node that it is about."""

    node: SyntaxNode
    kind: Kind
    message: str
    fix: str | None = None


class Reading:
    """One text under its terms."""

    def __init__(self, source: Source, terms: Terms) -> None:
        self.source = source
        self.terms = terms
        self.names: Names = read_names(source)
        self._by_type: dict[str, list[SyntaxNode]] = {}
        for node in inside(source.root):
            self._by_type.setdefault(node.type, []).append(node)

    def all_of(self, *types: str) -> list[SyntaxNode]:
        """Return every node of these types."""
        return [node for each in types for node in self._by_type.get(each, ())]

    @cached_property
    def calls(self) -> dict[str, list[SyntaxNode]]:
        """Every call of something global, by its name with dots."""
        by_name: dict[str, list[SyntaxNode]] = {}
        for node in self.all_of("function_call"):
            name = self.names.global_name(field(node, "name"))
            if name:
                by_name.setdefault(name, []).append(node)
        return by_name

    @property
    def is_package(self) -> bool:
        """Whether it hands something over to who requires it, and so may be run by another script, in any mode."""
        last = statements(self.source.root)[-1:]
        return bool(last) and last[0].type == "return_statement" and bool(last[0].named_children)

    def finding(self, found: Found) -> Finding:
        """Give what was found its place in the text as it was typed."""
        span = self.source.span_of(found.node)
        is_on_one_line = span.first_line == span.last_line
        end = span.end_column if is_on_one_line else len(self.source.line(span.first_line)) + 1
        return Finding(
            span.first_line, span.first_column, max(end, span.first_column + 1), found.kind, found.message, found.fix
        )
