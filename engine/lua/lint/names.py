"""What each name of a text stands for: a walk that opens scopes as Lua does, and notes who declares, reads and sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from engine.lua.source import Source
from engine.lua.syntax import SyntaxNode, arguments, bare, dotted, operator, string_value, written
from engine.lua.syntax import field as part_of

LocalKind = Literal["local", "function", "parameter", "loop"]
_QUIET = frozenset({"comment", "string", "number", "nil", "true", "false", "vararg_expression", "break_statement"})
_LABELS = frozenset({"goto_statement", "label_statement", "attribute", "hash_bang_line", "empty_statement"})


@dataclass(slots=True, eq=False)
class Local:
    """One declared name."""

    name: str
    kind: LocalKind
    node: SyntaxNode
    value: SyntaxNode | None = None  # what it is declared with, where that is plain to see
    neighbours: tuple[Local, ...] = ()  # declared by the same words, itself among them
    is_closed: bool = False  # it has `<close>`: being there is what it is for
    is_outermost: bool = False
    reads: int = 0
    writes: int = 0  # after its declaration


@dataclass(slots=True, eq=False)
class Names:
    """What a walk found. Places are byte offsets, which no two names share."""

    locals: list[Local] = field(default_factory=list)
    meant: dict[int, Local] = field(default_factory=dict)  # place of a use -> the local that it means
    global_reads: list[SyntaxNode] = field(default_factory=list)
    global_writes: list[SyntaxNode] = field(default_factory=list)
    fields: list[SyntaxNode] = field(default_factory=list)  # `a.b` of a global `a`
    set_fields: set[str] = field(default_factory=set)  # `a.b` that is given a value
    tested: set[str] = field(default_factory=set)  # names and fields that the text allows to be absent
    required: set[str] = field(default_factory=set)
    requires_unknown: bool = False  # a package whose name is computed
    has_other_globals: bool = False  # globals may come from where no name shows it

    @property
    def set_globals(self) -> set[str]:
        """The globals that the text gives a value anywhere."""
        by_table = {path.removeprefix("_G.") for path in self.set_fields if path.startswith("_G.")}
        return by_table.union(written(node) for node in self.global_writes)

    def is_global(self, node: SyntaxNode) -> bool:
        """Whether a name, or the first of a dotted one, is a global's."""
        while node.type == "dot_index_expression":
            node = part_of(node, "table")
        return node.type == "identifier" and node.start_byte not in self.meant

    def global_name(self, node: SyntaxNode) -> str:
        """Return the dotted name of something global, empty for anything else."""
        return dotted(node) if self.is_global(node) else ""


def read_names(source: Source) -> Names:
    """Walk a text that compiles."""
    walk = _Walk()
    walk.chunk(source.root)
    return walk.names


class _Walk:
    def __init__(self) -> None:
        self.names = Names()
        self._scopes: list[dict[str, Local]] = []
        self._rules: dict[str, Callable[[SyntaxNode], None]] = {
            "identifier": self._read,
            "block": self._block,
            "variable_declaration": self._declaration,
            "assignment_statement": self._assignment,
            "function_declaration": self._function_declaration,
            "function_definition": self._function,
            "for_statement": self._for,
            "repeat_statement": self._repeat,
            "if_statement": self._condition,
            "elseif_statement": self._condition,
            "while_statement": self._condition,
            "binary_expression": self._binary,
            "unary_expression": self._unary,
            "dot_index_expression": self._dot,
            "bracket_index_expression": self._bracket,
            "method_index_expression": self._method,
            "field": self._field,
            "function_call": self._call,
        }
        for kind in _QUIET | _LABELS:
            self._rules[kind] = _pass_over

    # --- scopes ---

    def chunk(self, root: SyntaxNode) -> None:
        """Walk the whole text."""
        self._scopes.append({})
        self._parts(root.named_children)

    def _visit(self, node: SyntaxNode) -> None:
        rule = self._rules.get(node.type)
        if rule is not None:
            rule(node)
        else:
            self._parts(node.named_children)

    def _parts(self, nodes: Iterable[SyntaxNode]) -> None:
        for node in nodes:
            self._visit(node)

    def _block(self, node: SyntaxNode) -> None:
        self._scopes.append({})
        self._parts(node.named_children)
        self._scopes.pop()

    def _declare(self, node: SyntaxNode, kind: LocalKind, value: SyntaxNode | None = None) -> Local:
        local = Local(written(node), kind, node, value, is_outermost=len(self._scopes) == 1)
        local.neighbours = (local,)
        self._scopes[-1][local.name] = local
        self.names.locals.append(local)
        if local.name == "_ENV":
            self.names.has_other_globals = True
        return local

    def _find(self, name: str) -> Local | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)

    # --- uses ---

    def _read(self, node: SyntaxNode) -> None:
        name = written(node)
        local = self._find(name)
        if local is not None:
            local.reads += 1
            self.names.meant[node.start_byte] = local
            return
        self.names.global_reads.append(node)
        if name in ("_ENV", "load") or (name == "_G" and not _is_table_of_field(node)):
            self.names.has_other_globals = True

    def _write(self, node: SyntaxNode) -> None:
        if node.type != "identifier":
            self._visit(node)
            self.names.set_fields.add(self.names.global_name(node))
            return
        local = self._find(written(node))
        if local is not None:
            local.writes += 1
            self.names.meant[node.start_byte] = local
        else:
            self.names.global_writes.append(node)

    def _dot(self, node: SyntaxNode) -> None:
        self._visit(part_of(node, "table"))
        if self.names.is_global(node):
            self.names.fields.append(node)

    def _bracket(self, node: SyntaxNode) -> None:
        self._visit(part_of(node, "table"))
        self._visit(part_of(node, "field"))
        if written(part_of(node, "table")) == "_G":
            self.names.has_other_globals = True

    def _method(self, node: SyntaxNode) -> None:
        self._visit(part_of(node, "table"))

    def _field(self, node: SyntaxNode) -> None:
        is_computed = node.children[0].type == "["
        name = node.child_by_field_name("name")
        if is_computed and name is not None:
            self._visit(name)
        self._visit(part_of(node, "value"))

    def _call(self, node: SyntaxNode) -> None:
        self._parts((part_of(node, "name"), part_of(node, "arguments")))
        called = self.names.global_name(part_of(node, "name"))
        given = arguments(node)
        if called == "require":
            package = string_value(given[0]) if len(given) == 1 else None
            self.names.requires_unknown |= package is None
            self.names.required.add(package or "")
        elif called == "type" and given:
            self._allow_absent(given[0])

    # --- what may be absent ---

    def _allow_absent(self, node: SyntaxNode) -> None:
        name = self.names.global_name(bare(node))
        if name:
            self.names.tested.add(name)

    def _condition(self, node: SyntaxNode) -> None:
        self._parts(node.named_children)
        self._allow_absent(part_of(node, "condition"))

    def _binary(self, node: SyntaxNode) -> None:
        left, right = part_of(node, "left"), part_of(node, "right")
        self._visit(left)
        self._visit(right)
        sign = operator(node)
        if sign in ("and", "or") or (sign in ("==", "~=") and "nil" in (left.type, right.type)):
            self._allow_absent(left)
            self._allow_absent(right)

    def _unary(self, node: SyntaxNode) -> None:
        operand = part_of(node, "operand")
        self._visit(operand)
        if operator(node) == "not":
            self._allow_absent(operand)

    # --- declarations ---

    def _declaration(self, node: SyntaxNode) -> None:
        given = next((part for part in node.named_children if part.type == "assignment_statement"), node)
        lists = given.named_children
        values = [value for part in lists if part.type == "expression_list" for value in _expressions(part)]
        self._parts(values)
        names = next(part for part in lists if part.type == "variable_list")
        declared: list[Local] = []
        for part in names.named_children:
            if part.type == "identifier":
                place = len(declared)
                declared.append(self._declare(part, "local", values[place] if place < len(values) else None))
            elif part.type == "attribute" and declared:
                declared[-1].is_closed = "close" in written(part)
        for local in declared:
            local.neighbours = tuple(declared)

    def _assignment(self, node: SyntaxNode) -> None:
        for part in node.named_children:
            if part.type == "variable_list":
                for target in _expressions(part):
                    self._write(target)
            else:
                self._visit(part)

    def _function_declaration(self, node: SyntaxNode) -> None:
        name = part_of(node, "name")
        if node.children[0].type == "local":
            self._declare(name, "function", node)
        else:
            self._write(name)
        self._function(node, has_self=name.type == "method_index_expression")

    def _function(self, node: SyntaxNode, has_self: bool = False) -> None:
        scope: dict[str, Local] = {}
        self._scopes.append(scope)
        if has_self:
            scope["self"] = Local("self", "parameter", node)
        for part in part_of(node, "parameters").named_children:
            if part.type == "identifier":
                self._declare(part, "parameter")
        self._body(node)
        self._scopes.pop()

    def _for(self, node: SyntaxNode) -> None:
        clause = part_of(node, "clause")
        if clause.type == "for_numeric_clause":
            variables = [part_of(clause, "name")]
            bounds = clause.named_children[1:]
        else:
            variables = [part for part in clause.named_children[0].named_children if part.type == "identifier"]
            bounds = clause.named_children[1:]
        self._parts(bounds)
        self._scopes.append({})
        declared = tuple(self._declare(variable, "loop") for variable in variables)
        for local in declared:
            local.neighbours = declared
        self._body(node)
        self._scopes.pop()

    def _body(self, node: SyntaxNode) -> None:
        body = node.child_by_field_name("body")
        if body is not None:
            self._visit(body)

    def _repeat(self, node: SyntaxNode) -> None:
        """What the body declares is there in the condition too."""
        self._scopes.append({})
        body = node.child_by_field_name("body")
        self._parts(() if body is None else body.named_children)
        condition = part_of(node, "condition")
        self._visit(condition)
        self._allow_absent(condition)
        self._scopes.pop()


def _pass_over(_: SyntaxNode) -> None:
    """Nothing in it is a name."""


def _expressions(node: SyntaxNode) -> list[SyntaxNode]:
    return [part for part in node.named_children if part.type != "comment"]


def _is_table_of_field(node: SyntaxNode) -> bool:
    """Whether it is the `a` of `a.b`."""
    parent = node.parent
    return parent is not None and parent.type == "dot_index_expression" and part_of(parent, "table") == node
