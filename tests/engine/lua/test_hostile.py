"""Hostile scripts, one after the other in one process: all are contained, and none by killing the process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.lua.hostile_runner import WAYS, corpus

FOLDER = Path(__file__).parent / "hostile"
RUNNER = FOLDER.parent / "hostile_runner.py"
ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 100  # a process that takes longer hangs, though the machine may be busy
CONTAINED = {"nothing", "LuaMistake", "BudgetExceeded", "MemoryExceeded", "StackExceeded"}

pytestmark = pytest.mark.slow


def run_corpus(way: str) -> tuple[list[dict], str]:
    """What became of each snippet, and the title of the one that was running when the process ended, if one was."""
    command = [sys.executable, str(RUNNER), str(FOLDER), way]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
        output, trouble = done.stdout, done.stderr.decode() if done.returncode else ""
    except subprocess.TimeoutExpired as hung:
        output, trouble = hung.stdout or b"", "it hangs"
    results, running = [], ""
    for line in output.decode().splitlines():
        said = json.loads(line)
        running = said.get("begun", "")
        if not running:
            results.append(said)
    return results, f"{running}: {trouble}" if running or trouble else ""


@pytest.mark.parametrize("way", WAYS)
def test_hostile_scripts_are_contained_and_the_runtime_lives_on(way):
    results, trouble = run_corpus(way)

    assert trouble == ""
    expected = {snippet.title: snippet.outcome for snippet in corpus(FOLDER)}
    assert [result["title"] for result in results] == list(expected)
    for result in results:
        outcome, may_differ = expected[result["title"]], way == "strict"  # where something else may stop it first
        assert result["ended"] in ({outcome} | (CONTAINED if may_differ or outcome == "contained" else set())), result
        assert (result["alive"], result["names"]) == ("2", '"function"\t"function"\t"function"'), result


def test_the_corpus_is_large_and_its_titles_are_unique():
    titles = [snippet.title for snippet in corpus(FOLDER)]

    assert len(titles) == len(set(titles)) >= 150
