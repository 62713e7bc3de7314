"""Rules about what is done when: statements that are never reached, conditions and comparisons that are always so."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lua.lint.reading import Found, Reading
from engine.lua.syntax import SyntaxNode, arguments, bare, field, inside, operator, statements, string_value, written

_LOOPS = frozenset({"while_statement", "repeat_statement", "for_statement"})
_FUNCTIONS = frozenset({"function_definition", "function_declaration"})
_FAR_JUMPS = frozenset({"goto_statement"})
_TYPES = frozenset(["nil", "number", "string", "boolean", "table", "function", "thread", "userdata"])
_SAID_TYPES = {"int": "number", "integer": "number", "float": "number", "bool": "boolean", "str": "string"}
_PLAIN = frozenset({"number", "string", "nil", "true", "false"})
_NEVER_EQUAL = _PLAIN - {"true", "false"}  # to what `not` gives


def unreachable(reading: Reading) -> Iterator[Found]:
    """Something stands after what never goes on."""
    for block in (reading.source.root, *reading.all_of("block")):
        done = statements(block)
        for place, statement in enumerate(done[:-1]):
            if _goes_on(reading, statement):
                continue
            after = done[place + 1]
            if after.type not in ("label_statement", "return_statement"):
                yield Found(
                    after, "unreachable", f"this is never reached, because of {_named(statement)} before it; "
                    "take it out, or put it before that"
                )  # fmt: skip
            break


def _goes_on(reading: Reading, node: SyntaxNode) -> bool:
    """Whether what follows a statement may be reached; `do return end` is there to say that the rest is not wanted."""
    match node.type:
        case "return_statement" | "break_statement" | "goto_statement":
            return False
        case "function_call":
            return reading.names.global_name(field(node, "name")) != "error" or "error" in reading.names.set_globals
        case "while_statement":
            return field(node, "condition").type != "true" or _is_left(node)
        case "if_statement":
            others = [part for part in node.named_children if part.type in ("elseif_statement", "else_statement")]
            has_else = any(part.type == "else_statement" for part in others)
            return not has_else or any(_branch_goes_on(reading, branch) for branch in (node, *others))
        case _:
            return True


def _branch_goes_on(reading: Reading, branch: SyntaxNode) -> bool:
    block = branch.child_by_field_name("consequence") or branch.child_by_field_name("body")
    return block is None or all(_goes_on(reading, statement) for statement in statements(block))


def _is_left(loop: SyntaxNode) -> bool:
    """Whether a `break` ends this very loop, or a `goto` may."""
    waiting = list(loop.named_children)
    while waiting:
        node = waiting.pop()
        if node.type in _FAR_JUMPS:
            return True
        if node.type in _FUNCTIONS:
            continue
        if node.type == "break_statement":
            return True
        if node.type in _LOOPS:
            if any(inner.type in _FAR_JUMPS for inner in inside(node)):
                return True
            continue
        waiting.extend(node.named_children)
    return False


def _named(statement: SyntaxNode) -> str:
    return {
        "return_statement": "the return",
        "break_statement": "the break",
        "goto_statement": "the goto",
        "function_call": "the error",
        "while_statement": "the endless loop",
    }.get(statement.type, "the returns")


def conditions(reading: Reading) -> Iterator[Found]:
    """`if key == "a" or "b"`: a text or a number counts as true."""
    for node in reading.all_of("if_statement", "elseif_statement", "while_statement", "repeat_statement"):
        condition = bare(field(node, "condition"))
        while condition.type == "binary_expression" and operator(condition) == "or":
            right = bare(field(condition, "right"))
            if right.type in ("string", "number"):
                yield Found(
                    right, "constant", f"this alone counts as true, so the condition always holds; "
                    f"compare it as well: ... or x == {written(right)}"
                )  # fmt: skip
            condition = bare(field(condition, "left"))


def comparisons(reading: Reading) -> Iterator[Found]:
    """A comparison whose outcome can be told by its words."""
    for node in reading.all_of("binary_expression"):
        sign = operator(node)
        if sign not in ("==", "~=", "<", ">"):
            continue
        left, right = bare(field(node, "left")), bare(field(node, "right"))
        if sign in ("<", ">"):
            if left.type == "identifier" == right.type and written(left) == written(right):
                yield Found(
                    node, "constant", f"{written(left)} is compared with itself; compare it with something else"
                )
            continue
        said = _said_of_equality(reading, field(node, "left"), right) or _said_of_equality(
            reading, field(node, "right"), left
        )
        if said:
            yield Found(node, "constant", f"this is always {'false' if sign == '==' else 'true'}: {said}")


def _said_of_equality(reading: Reading, one: SyntaxNode, other: SyntaxNode) -> str:
    """Why `one` never equals `other`, and what to do; empty where it may."""
    if one.type == "unary_expression" and operator(one) == "not" and other.type in _NEVER_EQUAL:
        operand = written(field(one, "operand"))
        return f"not goes with {operand} alone; write {operand} ~= {written(other)}"
    one = bare(one)
    if one.type in ("function_definition", "table_constructor") and other.type in _PLAIN:
        return f"a new {'function' if one.type == 'function_definition' else 'table'} equals nothing else"
    text = string_value(other)
    if text is None or one.type != "function_call" or reading.names.global_name(field(one, "name")) != "type":
        return ""
    if text in _TYPES or "type" in reading.names.set_globals or not arguments(one):
        return ""
    meant = f'; did you mean "{_SAID_TYPES[text]}"?' if text in _SAID_TYPES else f"; write one of {_types()}"
    return f'type never tells "{text}"{meant}'


def _types() -> str:
    return ", ".join(sorted(_TYPES))


def numeric_loops(reading: Reading) -> Iterator[Found]:
    """A counted loop that never turns, or whose step is 0."""
    for node in reading.all_of("for_numeric_clause"):
        first, last, step = (_number(node.child_by_field_name(name)) for name in ("start", "end", "step"))
        has_step = node.child_by_field_name("step") is not None
        if step == 0:
            yield Found(field(node, "step"), "constant", "a loop cannot go on by steps of 0; write 1, or -1 to go down")
        elif first is not None and last is not None and (step is not None or not has_step):
            by = 1.0 if step is None else step
            if (last - first) * by < 0:
                to_do = "write , -1 behind it to go down" if by > 0 else "go up by a step above 0"
                yield Found(
                    node, "constant", f"this loop never turns: it begins past its end; {to_do}, or exchange the two"
                )


def _number(node: SyntaxNode | None) -> float | None:
    """Return a number that stands there as such; None for anything else."""
    if node is None:
        return None
    if node.type == "unary_expression" and operator(node) == "-":
        value = _number(field(node, "operand"))
        return None if value is None else -value
    if node.type != "number":
        return None
    try:
        return float(written(node))
    except ValueError:  # 0x1F and its kind
        return None
