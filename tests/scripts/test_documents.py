"""What is written by hand in the documents is true: the code runs, the tables are right, what they name is there."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil

import pytest

from app.pattern_command import shown
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.starting import empty_document
from engine.patterns.mini.notation import mini
from engine.scripts.protocol import EndLoops
from engine.session.opening import open_session
from tests.app.terminal import moonloop
from tests.engine.scripts.room import Room
from tests.scripts.documents import DOCS, PAGES, ROOT, blocks

SCRIPTS = [
    pytest.param(text, id=f"{page.name} {place}")
    for page in PAGES
    if page.name != "plug-ins.md"
    for place, text in enumerate(blocks("lua", page), start=1)
]


@pytest.fixture(scope="module")
def room():
    """One performer for all blocks of Lua."""
    return Room()


@pytest.mark.parametrize("text", SCRIPTS)
def test_lua_in_the_documents_runs_on_an_empty_session(room, text):
    room.document = apply(empty_document(), c.AddScript(name=room.script))
    room.feed(room.runs)
    room.hear(EndLoops())

    assert room.run(text).fault is None


def test_first_session_has_what_the_five_minutes_ask_for(room):
    session = open_session(ROOT / "resources" / "sessions" / "first-light.moonloop").document
    text = "".join(script.text for script in session.scripts.values())
    room.document = apply(session, c.AddScript(name=room.script))
    room.feed(room.runs)

    assert 'pattern("snare", ".... X... .... X..o")' in text
    assert "cutoff = 950" in text
    assert room.run(blocks("lua", ROOT / "README.md")[0]).fault is None


def rows():
    """The rows of the table of signs: an example, and what it plays."""
    page = (DOCS / "patterns.md").read_text()
    cells = [re.split(r" (?<!\\)\| ", line.strip("| ")) for line in page.splitlines() if line.startswith("| ")]
    signs = [row for row in cells if len(row) == 4 and re.fullmatch(r"`.*`", row[2]) and "-" in row[3]]
    return [pytest.param(row[2].strip("`").replace("\\|", "|"), row[3], id=row[2]) for row in signs]


def played(text: str, cycles: int) -> str:
    """What begins in so many cycles of a text, in the words of the table."""
    events = mini(text).query(Fraction(0), Fraction(cycles))
    begun = [event for event in events if event.whole and event.whole[0] == event.part[0]]
    begun.sort(key=lambda event: event.whole or ())
    return ", ".join(f"{shown(event.value)} {event.whole[0]}-{event.whole[1]}" for event in begun)


def test_table_of_signs_was_found():
    assert len(rows()) == 20


@pytest.mark.parametrize(("text", "events"), rows())
def test_example_of_a_sign_plays_what_the_table_says(text, events):
    begins = [Fraction(begin) for begin in re.findall(r" ([\d/]+)-", events)]

    assert played(text, max(1, ceil(max(begins) + Fraction(1, 1000)))) == events


@pytest.mark.slow  # it starts processes
def test_first_script_of_the_readme_plays_without_a_problem(tmp_path):
    (tmp_path / "song.lua").write_text(blocks("lua", ROOT / "README.md")[0])

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "4")

    assert outcome.code == 0
    assert outcome.err.startswith("song.wav: 8.000 s, peak -")
    assert outcome.err.count("\n") == 1


@pytest.mark.slow  # it starts a process
def test_lines_for_the_command_shell_are_done(tmp_path):
    (lines,) = blocks("text", DOCS / "commands.md")
    (tmp_path / "lines.txt").write_text(lines)

    outcome = moonloop(tmp_path, "commands", "lines.txt")

    assert (outcome.code, outcome.err) == (0, "")


LINKS = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text())]


@pytest.mark.parametrize(("page", "link"), LINKS, ids=[f"{page.name} {link}" for page, link in LINKS])
def test_link_leads_somewhere(page, link):
    assert (page.parent / link).exists()


def test_files_that_the_documents_name_are_there():
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`((?:app|engine|resources|scripts|shells|tests)/[\w/.-]*)", page.read_text())
    }

    assert len(named) > 30
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
