"""What the Lua library says of itself: its functions, read from the annotations above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "resources" / "lua"
MODULES = ("promise", "async", "errors", "test", "log", "params", "output")  # what scripts require, in the page's order

_DOCUMENTED = re.compile(r"((?:^---.*\n)+)^(?:local )?function ([\w.:]+)\(", re.MULTILINE)
_EXPECTED = re.compile(r"--> ?(.*)$", re.MULTILINE)


class Parameter(NamedTuple):
    """A parameter of a function."""

    name: str  # with ? where it may be left out
    kind: str  # its type, as LuaCATS writes it
    meaning: str


class Word(NamedTuple):
    """A function or method of the library."""

    module: str  # what is required to have it
    name: str  # as its file calls it: "M.run" or "Channel:send"
    summary: str
    parameters: tuple[Parameter, ...]
    returns: tuple[Parameter, ...]  # their names may be empty
    example: str

    @property
    def expected(self) -> list[str]:
        """What its example prints."""
        return _EXPECTED.findall(self.example)


def summary_of(module: str) -> str:
    """Return what the first line of a module says."""
    return (FOLDER / f"{module}.lua").read_text(encoding="utf-8").partition("\n")[0].removeprefix("-- ")


def files_of(module: str) -> list[Path]:
    """Return the file of a module, and those of its parts, which are in a folder of its name."""
    return [FOLDER / f"{module}.lua", *sorted((FOLDER / module).glob("*.lua"))]


def words_of(module: str) -> Iterator[Word]:
    """Yield the functions of a module that have an example, which are those that scripts are meant to call."""
    for path in files_of(module):
        for comment, name in _DOCUMENTED.findall(path.read_text(encoding="utf-8")):
            if "---@example" in comment:
                yield _word(module, name, comment)


def _word(module: str, name: str, comment: str) -> Word:
    said, _, example = comment.partition("---@example\n")
    lines = said.splitlines()
    summary = " ".join(line.removeprefix("--- ") for line in lines if not line.startswith("---@"))
    parameters = tuple(_parameter(line) for line in lines if line.startswith("---@param "))
    returns = tuple(_result(line) for line in lines if line.startswith("---@return "))
    shown = "\n".join(line.removeprefix("---").removeprefix("  ") for line in example.splitlines())
    return Word(module, name, summary, parameters, returns, shown)


def _parameter(line: str) -> Parameter:
    name, rest = line.removeprefix("---@param ").split(" ", 1)
    kind = _type_at_start(rest)
    return Parameter(name, kind, rest[len(kind) :].strip())


def _result(line: str) -> Parameter:
    said = line.removeprefix("---@return ")
    kind = _type_at_start(said)
    found = re.match(r"( [a-z_]+\b| \.\.\.)? ?(.*)", said[len(kind) :])
    name, meaning = found.groups("") if found else ("", "")
    return Parameter(name.strip(), kind, meaning)


def _type_at_start(text: str) -> str:
    """Return the type that `text` begins with: up to the first space outside of brackets, and after no colon."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "({<") - (char in ")}>")
        if char == " " and depth == 0 and text[place - 1] != ":":
            return text[:place]
    return text
