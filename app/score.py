"""The file that a command plays: a session, or a Lua script that becomes a session of its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import EngineError
from engine.core.live import Place
from engine.core.starting import empty_document
from engine.session.opening import open_session

SCRIPT_SUFFIX = ".lua"


class InputMistake(EngineError):
    """What the player gave cannot be used; the sentence says why. The exit code is 1."""


class Score(NamedTuple):
    """What is played, and how its mistakes are named."""

    document: Document
    path: str  # as the player gave it
    warnings: tuple[str, ...] = ()
    script: str = ""  # the script that the Lua file became; empty for a session

    @property
    def folder(self) -> Path:
        """Where relative sample files are looked for."""
        return Path(self.path).absolute().parent

    def told(self, message: str, place: Place | None) -> str:
        """Return a mistake with its place: `song.lua:3: ...`, or `set.moonloop: script bass, line 3: ...`."""
        if place is None or not place.script:
            return f"{self.path}: {message}"
        if place.script != self.script:
            return f"{self.path}: {told_in_script(message, place)}"
        line = f":{place.line}" if place.line else ""
        return f"{self.path}{line}: {_without_place(message, place)}"


def told_in_script(message: str, place: Place | None) -> str:
    """Return a mistake with the script and line that it is in, if it is in one."""
    if place is None or not place.script:
        return message
    line = f", line {place.line}" if place.line else ""
    return f"script {place.script}{line}: {_without_place(message, place)}"


def read_score(path: str) -> Score:
    """Return what `path` holds; raises SessionMistake or InputMistake."""
    if Path(path).suffix.lower() != SCRIPT_SUFFIX:
        opened = open_session(path)
        return Score(opened.document, path, tuple(map(str, opened.warnings)))
    name = script_name(path)
    made = apply(empty_document(), c.AddScript(name=name, text=read_text(path)))
    return Score(made, path, script=name)


def read_text(path: str) -> str:
    """Return the text of a file; raises InputMistake."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputMistake(f"{path}:{line}: this is not a text in UTF-8; open another file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputMistake(f"{path}: this file cannot be read ({reason}); open another file") from None


def script_name(path: str) -> str:
    """Return the name of the script that a file becomes: its own, with `_` for what no name can have."""
    stem = Path(path).stem[:64]
    return "".join(char if char.isalnum() or char in "_-" else "_" for char in stem) or "script"


def _without_place(message: str, place: Place) -> str:
    """A mistake in Lua begins with chunk and line, which are told in the player's own terms instead."""
    for chunk in (f"{place.script}.lua", place.script):
        for line in (f":{place.line}", ""):
            message = message.removeprefix(f"{chunk}{line}: ")
    return message
