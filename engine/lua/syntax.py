"""What a parsed text is made of, as the rules about it see it: nodes with a type, children and a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol


class SyntaxNode(Protocol):
    """A node of the tree of tree-sitter's grammar of Lua. Equal ones are the same."""

    @property
    def type(self) -> str: ...
    @property
    def text(self) -> bytes | None: ...
    @property
    def start_byte(self) -> int: ...  # of no two names the same
    @property
    def start_point(self) -> tuple[int, int]: ...  # row, and byte in it, from 0
    @property
    def end_point(self) -> tuple[int, int]: ...
    @property
    def parent(self) -> SyntaxNode | None: ...
    @property
    def children(self) -> Sequence[SyntaxNode]: ...
    @property
    def named_children(self) -> Sequence[SyntaxNode]: ...
    def child_by_field_name(self, name: str, /) -> SyntaxNode | None: ...


def written(node: SyntaxNode) -> str:
    """Return the text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def field(node: SyntaxNode, name: str) -> SyntaxNode:
    """Return a part that every node of the kind has."""
    part = node.child_by_field_name(name)
    assert part is not None, f"a {node.type} without {name}"
    return part


def inside(node: SyntaxNode) -> Iterator[SyntaxNode]:
    """Yield every named node in `node`, itself first, in the order of the text."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(reversed(at.named_children))


def dotted(node: SyntaxNode) -> str:
    """Return a name with its fields, `a.b.c`; empty for anything else."""
    parts: list[str] = []
    while node.type == "dot_index_expression":
        parts.append(written(field(node, "field")))
        node = field(node, "table")
    return ".".join([written(node), *reversed(parts)]) if node.type == "identifier" else ""


def bare(node: SyntaxNode) -> SyntaxNode:
    """Return an expression without the brackets around it."""
    while node.type == "parenthesized_expression" and node.named_children:
        node = node.named_children[0]
    return node


def string_value(node: SyntaxNode) -> str | None:
    """Return what a string without escapes says; None for anything else."""
    if node.type != "string":
        return None
    parts = node.named_children
    if len(parts) > 1 or any(part.type != "string_content" or part.named_children for part in parts):
        return None
    return written(parts[0]) if parts else ""


def arguments(call: SyntaxNode) -> list[SyntaxNode]:
    """Return what a call hands over, brackets or not."""
    return [part for part in field(call, "arguments").named_children if part.type != "comment"]


def statements(block: SyntaxNode) -> list[SyntaxNode]:
    """Return the statements of a block or of a whole text."""
    return [part for part in block.named_children if part.type not in ("comment", "empty_statement", "hash_bang_line")]


def operator(node: SyntaxNode) -> str:
    """Return the sign or word of a unary or binary expression."""
    return field(node, "operator").type
