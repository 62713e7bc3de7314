"""Hostile scripts through what only a performer gives them, a process for each file: all are contained and told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.lua.levels import LEVELS
from tests.engine.scripts.hostile_room import snippets

FOLDER = Path(__file__).parent / "hostile"
RUNNER = FOLDER.parent / "hostile_room.py"
ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 100  # a process that takes longer hangs
STOPPABLE = [level for level in LEVELS if level != "trusted"]  # whose end is that of a worker, not of a performer
# What only the house should see: Python's words and places, and the names of its own Lua.
INSIDE = re.compile(
    r"Traceback \(most|<class '|object at 0x|NoneType|\.py\b"
    r"|\b(Key|Attribute|Value|Index|Overflow|Recursion|Runtime|OS|Lua)Error\b|lupa|\[moonloop"
)
SAID_BY_SCRIPTS = ("the host's own words",)
WELL = "well, 4 notes"

pytestmark = pytest.mark.slow


def attacked(path: Path, level: str) -> tuple[list[dict], str]:
    """What became of each snippet, and what was wrong with the process, if anything was."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    try:
        done = subprocess.run(
            [sys.executable, str(RUNNER), str(path), level],
            cwd=ROOT, env=environment, capture_output=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
        output, trouble = done.stdout, done.stderr.decode()
    except subprocess.TimeoutExpired as hung:
        output, trouble = hung.stdout or b"", "it hangs"
    said = [json.loads(line) for line in output.decode().splitlines()]
    results = [each for each in said if "title" in each]
    return results, f"{said[-1]}: {trouble}" if trouble else ""


def is_as_expected(result: dict, outcome: str, level: str) -> bool:
    """Whether what was told is what has to be; at the strict level some limit may be told of first."""
    lines = {line for line, _ in result["faults"]}
    if outcome == "contained" or (outcome == "quiet" and level == "strict"):
        return 0 not in lines
    if outcome == "quiet":
        return not lines
    wanted, _, words = outcome.partition(": ")
    is_told = level == "strict" or any(words in message for _, message in result["faults"])
    return lines == {int(wanted.removeprefix("line "))} and is_told


@pytest.mark.parametrize("level", STOPPABLE)
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.lua")), ids=lambda path: path.stem)
def test_hostile_scripts_are_contained_and_told_at_their_line_and_a_plain_one_plays_after_each(path, level):
    results, trouble = attacked(path, level)

    assert trouble == ""
    expected = {snippet.title: snippet.outcome for snippet in snippets(path)}
    assert [result["title"] for result in results] == list(expected)
    for result in results:
        assert is_as_expected(result, expected[result["title"]], level), result
        assert result["after"] == WELL, result
        if not result["title"].endswith(SAID_BY_SCRIPTS):
            assert [text for text in told(result) if INSIDE.search(text)] == [], result["title"]


def told(result: dict) -> list[str]:
    """All that the player gets to read."""
    return [message for _, message in result["faults"]] + result["printed"]


def test_the_corpus_is_large_and_its_titles_are_unique():
    titles = [snippet.title for path in FOLDER.glob("*.lua") for snippet in snippets(path)]

    assert len(titles) == len(set(titles)) >= 180
