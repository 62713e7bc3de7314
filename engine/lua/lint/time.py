"""Rules about time: loops in which none passes, and words that wait where nothing can wait or in the wrong mode."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lua.lint.handles import is_handle
from engine.lua.lint.reading import Found, Reading
from engine.lua.lint.words import LOOP_WORDS, METHODS_OF_MODULES, WAITING, is_quick
from engine.lua.syntax import SyntaxNode, arguments, bare, field, inside, string_value, written

_LEAVES = frozenset({"error", "stop_loop", "hush", "panic"})  # what a loop can end itself with
_QUICK_ITERATORS = frozenset({"pairs", "ipairs", "next", "string.gmatch", "utf8.codes"})
_OF_LIVE_MODE = {
    **dict.fromkeys(LOOP_WORDS, "has no live loops"),
    "at": "has no tasks",
    "once": "has no tasks",
    "clock.run": "has no tasks",
    "sleep": "lets seconds pass, wait(0.5)",
    "sync": "lets seconds pass, wait(0.5)",
    "clock.sync": "lets seconds pass, wait(0.5)",
    "clock.sleep": "lets seconds pass, wait(0.5)",
}


def loops_without_time(reading: Reading) -> Iterator[Found]:
    """A live loop or an endless one calls nothing in which time could pass, and so would stand still."""
    loops = () if reading.terms.mode == "repeat" else [each for word in LOOP_WORDS for each in _calls_of(reading, word)]
    for node in loops:
        given = arguments(node)
        if len(given) == 2 and given[1].type == "function_definition" and not _lets_time_pass(reading, given[1]):
            name = string_value(given[0])
            which = f'the live loop "{name}"' if name else "this live loop"
            yield Found(field(node, "name"), "no-time", f"in {which} no time passes; put a sleep(1) into it")
    for node in reading.all_of("while_statement"):
        if field(node, "condition").type == "true" and not _is_left(node) and not _lets_time_pass(reading, node):
            message = "this loop never ends and no time passes in it; put a sleep into it"
            yield Found(node.children[0], "no-time", message)


def _is_left(loop: SyntaxNode) -> bool:
    return any(node.type in ("break_statement", "return_statement", "goto_statement") for node in inside(loop))


def _lets_time_pass(reading: Reading, body: SyntaxNode) -> bool:
    """Whether time may pass in it, or it may end: False only where every call in it is known to do neither."""
    for node in inside(body):
        if node.type == "function_call" and not _is_quick_call(reading, node):
            return True
        if node.type == "for_generic_clause" and not _is_quick_iteration(reading, node):
            return True
    return False


def _is_quick_iteration(reading: Reading, clause: SyntaxNode) -> bool:
    values = next(part for part in clause.named_children if part.type == "expression_list").named_children
    first = bare(values[0])
    called = reading.names.global_name(field(first, "name")) if first.type == "function_call" else ""
    return called in _QUICK_ITERATORS and called not in reading.names.set_globals


def _is_quick_call(reading: Reading, call: SyntaxNode) -> bool:
    called = field(call, "name")
    if called.type == "method_index_expression":
        is_method = written(field(called, "method")) in METHODS_OF_MODULES
        return is_method and is_handle(reading, field(called, "table"))
    name = reading.names.global_name(called)
    changed = reading.names.set_globals | reading.names.set_fields
    return bool(name) and name not in _LEAVES and name not in changed and is_quick(name)


def wrong_mode(reading: Reading) -> Iterator[Found]:
    """A word of live mode in a script in repeat mode, or the other way round. A package may serve both."""
    if reading.terms.mode is None or reading.is_package:
        return
    if reading.terms.mode == "live":
        for node in _calls_of(reading, "wait"):
            yield Found(
                field(node, "name"), "wrong-mode",
                "only a script in repeat mode has wait; in a live loop let beats pass, sleep(1)",
            )  # fmt: skip
        return
    for name, why in _OF_LIVE_MODE.items():
        for node in _calls_of(reading, name):
            yield Found(
                field(node, "name"), "wrong-mode",
                f"{name} is for live mode: a script in repeat mode {why}; change it, or set the script to live mode",
            )  # fmt: skip


def wrong_place(reading: Reading) -> Iterator[Found]:
    """`sleep` and its kin outside of every function: a run is there at once, or not at all."""
    if reading.terms.mode == "repeat":
        return
    for name in sorted(WAITING - {"wait"}):
        for node in _calls_of(reading, name):
            if _is_outside_functions(node):
                to_do = "put it into a live_loop, or into once(function() ... end)"
                yield Found(field(node, "name"), "wrong-place", f"{name} waits, and out here nothing can; {to_do}")


def _is_outside_functions(node: SyntaxNode) -> bool:
    at = node.parent
    while at is not None:
        if at.type in ("function_definition", "function_declaration"):
            return False
        at = at.parent
    return True


def _calls_of(reading: Reading, name: str) -> list[SyntaxNode]:
    """Return the calls of a word of ours that has its meaning, and that the text does not expect to be absent."""
    names = reading.names
    if name in names.set_globals or name in names.set_fields or name in names.tested:
        return []
    return reading.calls.get(name, [])
