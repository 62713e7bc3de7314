"""Rules about what is local: what is never read, what is given itself, and names that stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lua.lint.names import Local
from engine.lua.lint.reading import Found, Reading
from engine.lua.lint.words import LOOP_WORDS
from engine.lua.syntax import bare, field, string_value, written


def unused(reading: Reading) -> Iterator[Found]:
    """A local is never read. A call may have done something, and one of several names may be there for the others."""
    for local in reading.names.locals:
        if local.reads or local.name.startswith("_") or local.is_closed or local.kind == "parameter":
            continue
        if any(each.reads for each in local.neighbours) or _does_something(local):
            continue
        if local.kind == "loop":
            if local is local.neighbours[-1]:
                yield Found(local.node, "unused", f"{local.name} is never read; write _ if only the turns count", "_")
        else:
            yield Found(local.node, "unused", f"{local.name} is never read; take it out, or use it")


def _does_something(local: Local) -> bool:
    """Whether its value comes of a call, which may have made something."""
    return any(each.value is not None and bare(each.value).type == "function_call" for each in local.neighbours)


def self_assignment(reading: Reading) -> Iterator[Found]:
    """A name is given its own value."""
    for node in reading.all_of("assignment_statement"):
        if node.parent is not None and node.parent.type == "variable_declaration":
            continue  # `local print = print` makes a quicker name
        targets, values = (part.named_children for part in node.named_children if part.type.endswith("_list"))
        if len(targets) == len(values) == 1 and targets[0].type == values[0].type == "identifier":
            name = written(targets[0])
            if name == written(values[0]):
                message = f"{name} gets its own value; take this out, or write another value"
                yield Found(node, "self-assignment", message)


def repeated_parameters(reading: Reading) -> Iterator[Found]:
    """Two parameters have one name."""
    for node in reading.all_of("parameters"):
        seen: set[str] = set()
        for part in node.named_children:
            name = written(part)
            if part.type == "identifier" and name in seen and not name.startswith("_"):
                yield Found(part, "repeated", f"{name} is the name of a parameter before it too; take another name")
            seen.add(name)


def repeated_keys(reading: Reading) -> Iterator[Found]:
    """A table gets two values under one key: only the last one stays."""
    for node in reading.all_of("table_constructor"):
        seen: set[tuple[bool, str]] = set()
        for part in node.named_children:
            name = part.child_by_field_name("name") if part.type == "field" else None
            if name is None:
                continue
            key, is_number = written(name), name.type == "number"
            if part.children[0].type == "[":
                text = string_value(name)
                if text is None and not is_number:
                    continue
                key = key if text is None else text
            if (is_number, key) in seen:
                yield Found(
                    name, "repeated", f"{key} has a value in this table already, which is lost; take one of them out"
                )
            seen.add((is_number, key))


def repeated_loops(reading: Reading) -> Iterator[Found]:
    """Two live loops at the outermost level have one name: only the last one plays."""
    seen: dict[str, int] = {}
    for node in reading.source.root.named_children:
        if node.type != "function_call" or reading.names.global_name(field(node, "name")) not in LOOP_WORDS:
            continue
        given = field(node, "arguments").named_children
        name = string_value(given[0]) if given else None
        if name is None:
            continue
        if name in seen:
            yield Found(
                given[0], "repeated",
                f'the live loop "{name}" of line {seen[name]} is replaced by this one; give one of them another name',
            )  # fmt: skip
        seen[name] = reading.source.span_of(node).first_line
