"""Reads JSON strictly, and says of broken JSON where it breaks."""

from __future__ import annotations

import json
from typing import Any

from engine.session.problems import SessionProblem

_MEND = "mend it there, or take an earlier version of the file"


def read_json(text: str, problems: list[SessionProblem]) -> object:
    """Return what `text` says; None, and `problems` grown by one or more, when it is not good JSON."""
    if not text.strip():
        problems.append(SessionProblem("", "the file is empty", "take an earlier version of it"))
        return None

    def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            names = [name for name, _ in pairs]
            twins = sorted({name for name in names if names.count(name) > 1})
            problems.extend(
                SessionProblem(name, f'"{name}" stands twice in one object', "remove one") for name in twins
            )
        return table

    try:
        return json.loads(text, object_pairs_hook=without_twins, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        if _breaks_off(text, error):
            problems.append(SessionProblem(place, "the file breaks off in the middle", _MEND))
        else:
            problems.append(SessionProblem(place, f"this is not JSON: {_lowered(error.msg)}", _MEND))
    except ValueError as error:
        problems.append(SessionProblem("", f"a number cannot be read: {error}"))
    except RecursionError:
        problems.append(
            SessionProblem("", "this is not a session: its lists lie too deep in one another", "open another file")
        )
    return None


def _breaks_off(text: str, error: json.JSONDecodeError) -> bool:
    """Whether what is missing is the rest of the file, be it in the middle of a text or a word."""
    rest = text[error.pos :].strip()
    is_cut_word = any(word.startswith(rest) for word in ("true", "false", "null", "-", "."))
    return is_cut_word or error.msg.startswith("Unterminated string")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:40]} is too large")
    return number


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
