"""What other languages write otherwise: what to say where Lua's compiler stumbles over it. Pure."""

from __future__ import annotations

import re

_REMARK = "a remark begins with -- in Lua"
_SIGNS = (  # what the compiler stopped at, what the line has there, what to write
    ("!", "!", "Lua writes ~= for “not equal”, and not for “!”"),
    ("+", "+=", "Lua has no +=; write x = x + 1"),
    ("-", "-=", "Lua has no -=; write x = x - 1"),
    ("*", "*=", "Lua has no *=; write x = x * 2"),
    ("/", "/=", "Lua has no /=; write x = x / 2"),
    ("+", "++", "Lua has no ++; write x = x + 1"),
    ("&", "&&", "Lua writes and for “&&”"),
    ("|", "||", "Lua writes or for “||”"),
)
_DECLARED = re.compile(r"\s*(?:var|let|const)\s+(\w+)")
_ELSE_IF = re.compile(r"^\s*else\s+if\b", re.MULTILINE)


def hint(message: str, line: str, text: str = "") -> str:
    """Return `; Lua has no +=; write x = x + 1` or the like for what the compiler says of a line, or nothing."""
    said = _said(message, token_at_the_end(message), line, text)
    return f"; {said}" if said else ""


def token_at_the_end(message: str) -> str | None:
    """Return the token of `unexpected symbol near '='`."""
    _, found, token = message.rpartition(" near '")
    return token[:-1] if found and token.endswith("'") else None


def _said(message: str, token: str | None, line: str, text: str) -> str:
    if token is None:
        is_open = message.startswith("'end' expected (to close 'if'") and _ELSE_IF.search(text)
        return "elseif is one word; else if begins an if of its own" if is_open else ""
    if token == "=" and message.startswith(("'then' expected", "'do' expected")):
        return "to compare, write =="
    if token in ("//", "#") and line.lstrip().startswith(token):
        return _REMARK
    declared = _DECLARED.match(line)
    if declared and declared[1] == token:
        return f"Lua writes local {token}"
    return next((words for sign, written, words in _SIGNS if sign == token and written in line), "")
