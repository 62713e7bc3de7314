"""A script's kept state between its text in the document and its place in the file."""

from __future__ import annotations

import json
from typing import Any


def state_of(kept: str) -> dict[str, Any] | list[Any] | str:
    """Return what `kept` says, with its keys in order so that diffs are small; the text itself when it is no JSON."""
    try:
        state = json.loads(kept, parse_constant=_refuse)
        in_order = json.loads(json.dumps(state, sort_keys=True, allow_nan=False))
    except (ValueError, RecursionError):
        return kept
    return in_order if isinstance(in_order, (dict, list)) else kept


def kept_of(state: dict[str, Any] | list[Any] | str) -> str:
    """Return `state` as a document keeps it."""
    return state if isinstance(state, str) else json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def is_same_state(kept: str, other: str) -> bool:
    """Whether two texts keep the same."""
    return kept == other or kept_of(state_of(kept)) == kept_of(state_of(other))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
