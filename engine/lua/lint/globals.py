"""Rules about globals: those that nobody sets, those that a level does not have, and words that lose their meaning."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.errors import nearest
from engine.lua.lint.names import Names, read_names
from engine.lua.lint.reading import Found, Reading
from engine.lua.lint.words import FORMER, KEPT, LIBRARIES, absent_at, bundled_packages, globals_at
from engine.lua.source import parse
from engine.lua.syntax import SyntaxNode, field, inside, written

MOST_ADVISED = 8  # names of a text for which the nearest one is looked up, which takes milliseconds each


def undefined(reading: Reading) -> Iterator[Found]:
    """A global is read that neither this script nor what it requires sets anywhere, or tests for being there."""
    names, level = reading.names, reading.terms.level
    theirs = _globals_of_packages(reading, names, set())
    if theirs is None:
        return
    known = globals_at(level) | names.set_globals | theirs
    candidates = known.union(local.name for local in names.locals)
    meant: dict[str, str | None] = {}
    for node in names.global_reads:
        name = written(node)
        if name in known or name in names.tested or name in absent_at(level) or name in LIBRARIES:
            continue  # of a library that is not there at all, each use is told
        if name not in meant:
            is_advised = len(meant) < MOST_ADVISED and name not in FORMER and name not in bundled_packages()
            meant[name] = nearest(name, candidates) if is_advised else None
        what = f"there is no {'function' if _is_called(node) else 'value'} called {name}"
        yield Found(node, "undefined", f"{what}{_advice(name, meant[name])}", meant[name])


def _advice(name: str, near: str | None) -> str:
    if name in bundled_packages():
        return f' yet; write local {name} = require "{name}" above it'
    if name in FORMER:
        return f"; Lua 5.4 has {FORMER[name]}"
    return f'; did you mean "{near}"?' if near else "; set it first, or put it in quotes if it is a text"


def _globals_of_packages(reading: Reading, names: Names, seen: set[str]) -> set[str] | None:
    """Return the globals that required scripts set, as they share them; None where that cannot be known."""
    if names.has_other_globals or names.requires_unknown:
        return None
    found: set[str] = set()
    for wanted in names.required:
        name = wanted.partition("@")[0].replace("/", ".")
        if name in bundled_packages() or name in seen:
            continue
        text = reading.terms.scripts.get(name)
        if text is None or parse(text).is_broken:
            return None
        seen.add(name)
        its_names = read_names(parse(text))
        theirs = _globals_of_packages(reading, its_names, seen)
        if theirs is None:
            return None
        found |= its_names.set_globals | theirs
    return found


def absent(reading: Reading) -> Iterator[Found]:
    """A name of Lua's is used that the script's level does not have."""
    names, level = reading.names, reading.terms.level
    gone, ours = absent_at(level), names.set_globals | names.set_fields
    for node in (*names.global_reads, *names.fields):
        name = names.global_name(node).removeprefix("_G.")
        if name in gone and name not in names.tested and name not in ours and name.partition(".")[0] not in ours:
            yield Found(node, "absent", f"{name} is not there at level {level}; {gone[name]}")


def overwritten(reading: Reading) -> Iterator[Found]:
    """A word of ours or of Lua's gets another meaning, for the rest of the script."""
    names = reading.names
    known = globals_at(reading.terms.level) - {KEPT}
    for node in names.global_writes:
        name = written(node)
        if name in known and not _is_of_its_own_value(node, name):
            to_do = f"write local {name}, or take another name"
            yield Found(node, "overwritten", f"{name} is a word of the language and loses its meaning here; {to_do}")


def _is_of_its_own_value(node: SyntaxNode, name: str) -> bool:
    """Whether the new value is made of the old, as in `print = print or log`."""
    at: SyntaxNode | None = node
    while at is not None and at.type != "assignment_statement":
        at = at.parent if at.type in ("identifier", "variable_list") else None
    return at is not None and any(
        part.type == "identifier" and written(part) == name
        for values in at.named_children
        if values.type == "expression_list"
        for part in inside(values)
    )


def _is_called(node: SyntaxNode) -> bool:
    parent = node.parent
    return parent is not None and parent.type == "function_call" and field(parent, "name") == node
