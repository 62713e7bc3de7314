"""The requirements files pin what is really installed, and LICENSES.md knows each of it."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for name in ("requirements.txt", "requirements-dev.txt")
    for line in (ROOT / name).read_text().splitlines()
    if line and not line.startswith(("#", "-r "))
]


@pytest.mark.parametrize("line", LINES)
def test_requirement_is_pinned_to_the_version_that_these_tests_run_with(line):
    name, pinned = re.fullmatch(r"([\w-]+)==([\w.]+)", line).groups()

    assert version(name) == pinned


def test_licenses_lists_exactly_what_is_required():
    rows = re.findall(r"^\| ([\w-]+) \| (\d[\w.]*) \|", (ROOT / "LICENSES.md").read_text(), re.MULTILINE)

    assert sorted(f"{name}=={pinned}" for name, pinned in rows) == sorted(LINES)
