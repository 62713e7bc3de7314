"""`check` and `validate`: say what is wrong with a script or a session without playing it."""

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec

from app.score import InputMistake, read_text


def check(path: str, *, as_json: bool, mode: str | None = None, level: str = "standard") -> None:
    """Say what keeps a script from being compiled, else what is very probably not meant in it.

    As JSON all of it goes to stdout. In lines, mistakes and warnings go to stderr.

    Raises:
        InputMistake: there is a mistake in it; warnings are none.
    """
    # Imported late, like its peer below: each of the two commands starts without the other's libraries.
    from engine.lua.lint.check import lint  # noqa: PLC0415
    from engine.lua.lint.terms import Terms  # noqa: PLC0415
    from engine.lua.source import check as check_text  # noqa: PLC0415

    text = read_text(path)
    mistakes: list[dict[str, Any]] = [{**each, "severity": "error"} for each in check_text(text)]
    terms = msgspec.convert({"mode": mode, "level": level}, Terms)
    found = [] if mistakes else (lint(text, terms) or [])
    if as_json:
        warnings = [{**msgspec.to_builtins(each), "severity": each.severity} for each in found]
        print(json.dumps([*mistakes, *warnings]))
    elif not mistakes:
        for each in found:
            print(f"{path}:{each.line}:{each.column}: {each.severity}: {each.message}", file=sys.stderr)
        print(f"{path}: OK")
    if mistakes:
        told = "\n".join(f"{path}:{each['line']}:{each['column']}: {each['message']}" for each in mistakes)
        raise InputMistake("" if as_json else told)


def validate(path: str) -> None:
    """Say what is wrong with a session, and where; or that it is good, and what is in it.

    Raises:
        InputMistake: it cannot be opened.
    """
    from engine.session.opening import open_session  # noqa: PLC0415 - see above
    from engine.session.problems import SessionMistake  # noqa: PLC0415

    try:
        opened = open_session(path)
    except SessionMistake as mistake:
        lines = [f"{path}: {problem}" for problem in mistake.problems]
        if mistake.backup:
            lines.append(f'{path}: the version before it is kept: "{mistake.backup}"')
        raise InputMistake("\n".join(lines)) from None
    for warning in opened.warnings:
        print(f"{path}: {warning}", file=sys.stderr)
    document = opened.document
    counted = ("modules", "connections", "patterns", "chains", "scripts")
    told = ", ".join(f"{name} {len(getattr(document, name))}" for name in counted)
    print(f"{path}: OK ({told})")
