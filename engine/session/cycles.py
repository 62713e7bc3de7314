"""A cyclic pattern between its text in the document and its lists in the session file."""

from __future__ import annotations

import json

from engine.session.records import Nested


def lists_of(expression: str) -> Nested:
    """Return the lists that `expression` writes; the text itself when it writes none."""
    try:
        lists = json.loads(expression, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return expression
    return lists if isinstance(lists, list) else expression


def expression_of(lists: Nested) -> str:
    """Return `lists` as a document keeps them: without spaces."""
    return lists if isinstance(lists, str) else json.dumps(lists, ensure_ascii=False, separators=(",", ":"))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
