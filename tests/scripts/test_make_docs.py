"""The pages of reference are what their script writes, and everything that is written by hand in the documents runs."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from immutables import Map
from make_docs import MARK, made, make_docs
from reference import commands_page, patterns_page, scripting_page
from reference.pages import PAGES

from app.pattern_command import shown
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, Module
from engine.core.lines.table import VERBS
from engine.core.starting import empty_document
from engine.lua.api.pattern_words import PATTERN_WORDS
from engine.lua.api.table import API
from engine.modules.table import MODULE_TYPES, module_type, plug_in
from engine.patterns.mini.notation import mini
from engine.patterns.operations import OPERATIONS
from engine.plug_ins import catalog
from engine.plug_ins.catalog import Catalog
from engine.scripts.protocol import EndLoops
from tests.app.terminal import moonloop
from tests.engine.scripts.room import Room
from tests.engine.sound.scenes import Take, document, level, levels, sampler

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "resources" / "docs"
BY_HAND = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


def blocks(language: str, *pages: Path):
    """The blocks of code in a language that stand in what is written by hand."""
    found = []
    for page in pages or BY_HAND:
        text = page.read_text(encoding="utf-8").partition(MARK)[0]
        texts = [
            dedent(each) for _, each in re.findall(rf"^( *)```{language}\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE)
        ]
        found += [pytest.param(each, id=f"{page.name} {place}") for place, each in enumerate(texts, start=1)]
    return found


# --- pages that are made ---


def test_every_page_is_what_its_script_writes(tmp_path):
    for name in PAGES:
        (tmp_path / name).write_bytes((DOCS / name).read_bytes())

    make_docs(tmp_path)

    for name in PAGES:
        assert (tmp_path / name).read_text() == (DOCS / name).read_text(), f"{name}: run scripts/make_docs.py"


def test_what_is_written_by_hand_is_kept():
    assert made(f"# Page\n\n{MARK}\n\nold\n", "new") == f"# Page\n\n{MARK}\n\nnew\n"


def test_page_without_a_mark_is_left_alone():
    with pytest.raises(ValueError, match="a page that is made has a line"):
        made("# Page\n", "new")


def test_every_verb_word_operation_and_module_is_on_its_page():
    verbs = {verb.name for group in commands_page.GROUPS.values() for verb in group}
    words = {word.name for group in scripting_page.GROUPS.values() for word in group}
    operations = {each.name for group in patterns_page.GROUPS.values() for each in group}

    assert verbs == {verb.name for verb in VERBS}
    assert words | {word.name for word in PATTERN_WORDS} == {word.name for word in API}
    assert operations | {"control"} == set(OPERATIONS)
    assert not scripting_page.GROUPS["More"]
    assert all(f"### {name}\n" in (DOCS / "modules.md").read_text() for name in MODULE_TYPES)


# --- what is written by hand ---


@pytest.fixture(scope="module")
def room():
    """One performer for all blocks of Lua."""
    return Room()


@pytest.mark.parametrize("text", blocks("lua", *(page for page in BY_HAND if page.name != "plug-ins.md")))
def test_lua_in_the_documents_runs_on_an_empty_session(room, text):
    room.document = apply(empty_document(), c.AddScript(name=room.script))
    room.feed(room.runs)
    room.hear(EndLoops())

    assert room.run(text).fault is None


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


@pytest.mark.slow  # it starts a process
def test_lines_for_the_command_shell_are_done(tmp_path):
    (page,) = blocks("text", DOCS / "commands.md")
    (tmp_path / "lines.txt").write_text(page.values[0])

    outcome = moonloop(tmp_path, "commands", "lines.txt")

    assert (outcome.code, outcome.err) == (0, "")


LINKS = [(page, link) for page in BY_HAND for link in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text())]


@pytest.mark.parametrize(("page", "link"), LINKS, ids=[f"{page.name} {link}" for page, link in LINKS])
def test_link_leads_somewhere(page, link):
    assert (page.parent / link).exists()


# --- the plug-ins of plug-ins.md ---


@pytest.fixture
def plug_ins(tmp_path):
    """The types that the page's plug-ins bring."""
    for place, block in enumerate(blocks("python", DOCS / "plug-ins.md")):
        (tmp_path / f"plug{place}.py").write_text(block.values[0])
    yield Catalog(tmp_path).read_folder()
    plug_in(Map())
    catalog._makers.clear()


def plugged(name, number, type_name, **values):
    return Module(name, number, type_name, module_type(type_name).defaults().update(values))


def test_plug_ins_of_the_page_are_read(plug_ins):
    assert [(status.types, status.message) for status in plug_ins] == [(("tremolo",), ""), (("ping",), "")]


def test_tremolo_of_the_page_makes_sound_softer_and_louder(plug_ins):
    shake = plugged("shake", 3, "tremolo", rate=10.0, depth=0.8)
    cables = [("kick", "shake", 0), ("shake", MASTER, 0)]

    heard = levels(
        Take(document(sampler(), shake, cables=cables), sound=level(24_000) / 2).on(0, "kick").record(16_384)
    )

    softest = 2_400 + np.argmin(heard[2_400:6_000])
    assert heard[softest] == pytest.approx(0.1, abs=0.005)
    assert heard[softest + 2_400] == pytest.approx(0.5, abs=0.005)
    assert heard[softest + 4_800] == pytest.approx(0.1, abs=0.005)


def test_ping_of_the_page_sounds_its_note_from_its_frame_on_however_it_is_cut(plug_ins):
    take = Take(document(plugged("drops", 2, "ping"))).on(1_000, "drops", note=69)

    heard = take.record(24_064)

    spectrum = np.abs(np.fft.rfft(heard[0, 1_000:20_200]))
    assert np.flatnonzero(heard[0])[0] == 1_001  # a sine begins at 0
    assert np.argmax(spectrum) * 48_000 / 19_200 == pytest.approx(440.0, abs=2.5)
    assert (heard == take.record(24_064, cuts=range(7, 24_064, 611))).all()


def test_lua_of_the_page_uses_them(plug_ins, room):
    (script,) = blocks("lua", DOCS / "plug-ins.md")
    room.document = apply(empty_document(), c.AddScript(name=room.script))
    room.feed(room.runs)

    assert room.run(script.values[0]).fault is None
