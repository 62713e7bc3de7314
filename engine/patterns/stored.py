"""A cyclic pattern as the document keeps it, a JSON text, read once and kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

from engine.core.errors import EngineError, OutOfRange, WrongType
from engine.patterns.checking import check
from engine.patterns.compile import compile_pattern
from engine.patterns.expression import Expression, from_plain
from engine.patterns.pattern import Pattern

LONGEST_TEXT = 200_000  # characters
MOST_PLAYED = 4096  # events a cycle: about what can be worked out, in the worst case, while two blocks play
_KEPT = 256  # expressions, the newest


@lru_cache(_KEPT)
def read_expression(text: str) -> Expression:
    """Return the expression that `text` writes, checked.

    Raises:
        WrongType: it is not JSON.
        OutOfRange: it is too long.
        EngineError: it makes no pattern, or one of more than 4,096 events a cycle; the sentence says why.
    Thread: any.
    """
    if len(text) > LONGEST_TEXT:
        raise OutOfRange(f"a pattern is written in at most {LONGEST_TEXT} characters, got {len(text)}")
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongType(f'a cyclic pattern is kept as JSON, such as ["mini", "bd sd"], got "{text[:40]}"') from None
    expression = from_plain(plain)
    check(expression, MOST_PLAYED)
    return expression


def read_ahead(texts: Iterable[str]) -> None:
    """Read these now, so that the engine's thread finds them read; what is wrong with one is told when it is applied.

    Thread: any but the engine's.
    """
    for text in texts:
        with suppress(EngineError):
            stored_pattern(text)


def stored_pattern(text: str) -> Pattern:
    """Return the pattern that `text` writes; the same one for the same text. Raises as `read_expression` does.

    Thread: any.
    """
    return compile_pattern(read_expression(text))
