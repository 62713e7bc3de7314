"""The pages of reference are what their script writes, and leave nothing out."""

from __future__ import annotations

import pytest
from make_docs import MARK, made, make_docs
from reference import commands_page, patterns_page, scripting_page
from reference.markdown import table, usages
from reference.pages import PAGES

from engine.core.lines.table import VERBS
from engine.lua.api.pattern_words import PATTERN_WORDS
from engine.lua.api.table import API
from engine.modules.table import MODULE_TYPES
from engine.patterns.operations import OPERATIONS
from tests.scripts.documents import DOCS


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
    assert all(f"### {name}\n" in (DOCS / "modules.md").read_text() for name in MODULE_TYPES)


def test_table_cell_may_hold_a_bar():
    assert table(["line"], [[usages("list [a|b]")]]) == "| line |\n| --- |\n| `list [a\\|b]` |"


def test_usages_are_told_apart_where_the_word_comes_again():
    assert usages("get <a> | get <b>") == "`get <a>`<br>`get <b>`"
    assert usages('pattern(name, "x.x" | "bd sd")') == '`pattern(name, "x.x" \\| "bd sd")`'
