"""Which names could be meant by what was typed, and what a call's signature is. Pure: it knows no editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_BREAKS = str.maketrans(dict.fromkeys(" \t\r\n+-*/%^#&~|<>=(){}[];:,.\"'\\`@$!?", " "))


def words_in(text: str) -> set[str]:
    """Return every name that stands in `text`."""
    return {word for word in set(text.translate(_BREAKS).split()) if len(word) > 1 and word.isidentifier()}


def typed_name(before: str) -> str:
    """Return the name that `before` ends with, its receiver included: `kick:tri`, `clock.`."""
    at = len(before)
    while at > 0 and (before[at - 1].isalnum() or before[at - 1] in "_.:"):
        at -= 1
    return before[at:]


def last_part(name: str) -> str:
    """Return what follows the last dot or colon."""
    return name[max(name.rfind("."), name.rfind(":")) + 1 :]


def candidates(typed: str, names: Iterable[str]) -> list[str]:
    """Return the last parts of those `names` that `typed` could become.

    A name that begins with a colon, such as `:trigger`, is a method of every receiver.
    """
    part = last_part(typed)
    receiver = typed[: len(typed) - len(part)]
    wanted = part.lower()
    found = set()
    for name in names:
        own_part = last_part(name)
        own_receiver = name[: len(name) - len(own_part)]
        is_method = own_receiver == ":" and receiver.endswith(":") and len(receiver) > 1
        if (own_receiver == receiver or is_method) and own_part.lower().startswith(wanted):
            found.add(own_part)
    return sorted(found, key=str.lower)


def signature_of(name: str, signatures: Mapping[str, str]) -> str:
    """Return the signature of the function called as `name`: its own, else that of the method of its last part."""
    receiver = name[: len(name) - len(last_part(name))]
    method = f":{last_part(name)}" if receiver.endswith(":") else ""
    return signatures.get(name) or signatures.get(method, "")


def argument_span(signature: str, argument: int) -> tuple[int, int]:
    """Return where an argument (from 0) stands in `signature`, in characters; (0, 0) when it has none."""
    start = signature.find("(") + 1
    depth = count = 0
    if not start:
        return 0, 0
    for at in range(start, len(signature)):
        char = signature[at]
        if depth == 0 and char in ",)":
            if count == argument:
                return (start, at) if start < at else (0, 0)
            if char == ")":
                break
            count, start = count + 1, at + 1
        depth += (char in "({[") - (char in ")}]")
    return 0, 0
