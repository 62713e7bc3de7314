"""Reads a line of the command shell: what it asks of the engine, and what to answer once that is done. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from engine.core.apply import apply
from engine.core.errors import EngineError
from engine.core.lines.table import EVALUATE, find_verb
from engine.core.lines.verb import AppRequest, Arguments, Reading, Scene
from engine.core.lines.words import LineMistake, Statement, split_line
from engine.core.snapshot import Snapshot

__all__ = ["LineMistake", "Reading", "read_line"]

LONGEST_LABEL = 60


def read_line(text: str, snapshot: Snapshot, *, samples: Sequence[str] = (), origin: str = "command") -> Reading:
    """Return what `text` means. The commands were tried on the snapshot's document, so they are likely to be done.

    Args:
        samples: Names of the bundled samples, to be listed.
        origin: Who asks; the commands carry it.
    Raises:
        LineMistake: the line cannot be read or done; the sentence says why, and how to say it.
    Thread: any.
    """
    stripped = text.strip()
    if stripped.startswith(EVALUATE):
        return Reading(request=AppRequest("evaluate", stripped.removeprefix(EVALUATE).strip()))
    statements = split_line(text)
    scene = Scene(snapshot, snapshot.document, samples, origin)
    readings = []
    for statement in statements:
        reading, scene = _read_statement(statement, scene, is_alone=len(statements) == 1)
        readings.append(reading)
    commands = tuple(command for reading in readings for command in reading.commands)
    answer = "\n".join(reading.answer for reading in readings if reading.answer)
    request = readings[0].request if readings else None
    return Reading(commands, answer, request, _label(stripped) if len(commands) > 1 else "")


def _label(line: str) -> str:
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "…"


def _read_statement(statement: Statement, scene: Scene, *, is_alone: bool) -> tuple[Reading, Scene]:
    verb, rest = find_verb([word.text for word in statement])
    try:
        if verb.is_alone and not is_alone:
            raise LineMistake(f"`{verb.name}` needs a line of its own")
        reading = verb.read(Arguments(rest), scene)
        document = scene.document
        for command in reading.commands:
            document = apply(document, command)
    except EngineError as error:
        if isinstance(error, LineMistake) and error.usage:
            raise
        raise LineMistake(str(error), verb.usage) from None
    return reading, scene._replace(document=document)
