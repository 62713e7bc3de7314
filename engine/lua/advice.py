"""Lua's own error messages in a player's words, with the name that was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable

from engine.core.errors import did_you_mean
from engine.lua.levels import levels_with

_CALL, _INDEX = "attempt to call a ", "attempt to index a "
_HINTS = {
    "attempt to perform arithmetic on a nil value": "it has no value, so it cannot be computed with",
    "attempt to concatenate a nil value": "it has no value, so it cannot be joined to text",
}


_OF_FUNCTIONS = {
    "attempt to perform arithmetic on a function value": ("a number", "0"),
    "attempt to perform bitwise operation on a function value": ("a number", "0"),
    "attempt to concatenate a function value": ("a text", '""'),
    "attempt to get length of a function value": ("a text or a table", "{}"),
    "attempt to index a function value": ("a table", "{}"),
    "attempt to compare number with function": ("a number", "0"),
    "attempt to compare function with number": ("a number", "0"),
}
"""What needs a value and found a function, which value that is, and what one begins with."""


def _quoted(message: str) -> tuple[str, str]:
    """Kind and name from the end of a message, as in `(global 'kik')`; empty when it names nothing."""
    opening = message.rfind(" (")
    if opening < 0 or not message.endswith("')"):
        return "", ""
    kind, _, name = message[opening + 2 : -2].partition(" '")
    return kind, name


def advise(message: str, names: Iterable[str], methods: Iterable[str]) -> str:
    """Return `message` with what may help: `names` are of globals, and with a dot before them of what is in libraries.

    `methods` are those of handles.
    """
    kind, name = _quoted(message)
    names = [each.removeprefix(".") for each in names if kind == "field" or not each.startswith(".")]
    if message.startswith(_CALL) and name:
        what = message[len(_CALL) :].partition(" value")[0]
        return _advise_call(message, what, kind, name, names, methods)
    if message.startswith(_INDEX + "nil") and name:
        return f"{message}: there is nothing called {name} here{did_you_mean(name, names) if kind == 'global' else ''}"
    for beginning, (wanted, first) in _OF_FUNCTIONS.items():
        if message.startswith(beginning):
            return f"{message}: {_advise_function(name, wanted, first)}"
    for beginning, hint in _HINTS.items():
        if message.startswith(beginning) and name:
            return f"{message}: {hint}{did_you_mean(name, names) if kind == 'global' else ''}"
    return message


def _advise_function(name: str, wanted: str, first: str) -> str:
    """Say that a name has a function's meaning already; Lua does not tell which in `(n or 0) + 1`."""
    if not name:
        example = "s" if wanted == "a text" else "n"
        return (
            f"one of these names is a function, as {example} is, a word for patterns; "
            f"begin with `local {example} = {first}` for a value of your own"
        )
    return f"{name} is a function here, not {wanted}; begin with `local {name} = {first}` for a value of your own"


def _advise_call(message: str, what: str, kind: str, name: str, names: list[str], methods: Iterable[str]) -> str:
    if what != "nil":
        return f"{message}: {name} is a {what}, not a function"
    if kind != "method" and (absent := _advise_absent(name, is_global=kind == "global")) and name not in names:
        return f"{message}: {absent}"
    near = did_you_mean(name, methods if kind == "method" else names)
    return f"{message}: there is no function called {name}{near}"


def _advise_absent(name: str, *, is_global: bool) -> str:
    """Say of a name of Lua's own at which levels it is there; nothing of one that is no name of Lua's."""
    found = levels_with(name, is_global=is_global)
    if found is None:
        return ""
    written, levels = found
    where = f"is at level {' or '.join(levels)} only" if levels else "is nothing that scripts may use"
    return (
        f"{written} {where}" if is_global else f"there is no function called {name}; if {written} is meant, it {where}"
    )
