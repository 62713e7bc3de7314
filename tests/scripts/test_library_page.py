"""What the library's page says of the Lua library: nothing is left out, and every example prints what it says."""

from __future__ import annotations

import re

import pytest
from reference.library_page import usage
from reference.lua_words import FOLDER, MODULES, files_of, words_of

from tests.engine.lua.library.lab import Lab

WORDS = [word for module in MODULES for word in words_of(module)]
NOT_FOR_SCRIPTS = {"Scheduler"}  # of whose methods only some are
LIST_EXPORTS = """
local names = {}
for name, value in pairs(require "%s") do
  if type(value) == "function" then names[#names + 1] = name end
end
print(table.concat(names, " "))
"""


@pytest.fixture(params=["standard", "strict"])
def lab(request):
    made = Lab(strict=request.param == "strict")
    yield made
    made.close()


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.module} {word.name}")
def test_example_prints_what_it_says(lab, word):
    names = {word.module, "async"} if word.module != "async" else {"async"}
    opening = " ".join(f'local {name} = require "{name}"' for name in sorted(names))

    lab.run(f"{opening} {word.example}")

    assert "\n".join(lab.heard).splitlines() == word.expected


@pytest.mark.parametrize("module", MODULES)
def test_every_function_that_a_module_exports_is_on_the_page(lab, module):
    exported = set(lab.run(LIST_EXPORTS % module)[0].split())
    named = {re.split("[.:]", word.name)[1] for word in words_of(module)}

    assert exported - named == set()


@pytest.mark.parametrize("module", MODULES)
def test_every_method_of_a_class_for_scripts_is_on_the_page(module):
    named = {word.name for word in words_of(module)}
    text = "\n".join(path.read_text() for path in files_of(module))
    classes = set(re.findall(r"^---@class (\w+)", text, re.MULTILINE)) - NOT_FOR_SCRIPTS
    methods = {
        f"{owner}:{name}"
        for owner, name in re.findall(r"^function (\w+):(\w+)\(", text, re.MULTILINE)
        if owner in classes and not name.startswith("__")
    }

    assert methods - named == set()


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{word.module} {word.name}")
def test_every_parameter_is_annotated_with_a_sentence_above(word):
    text = "\n".join(path.read_text() for path in files_of(word.module))
    signature = re.search(rf"^function {re.escape(word.name)}\((.*)\)$", text, re.MULTILINE)

    assert signature is not None
    declared = [name.strip() for name in signature[1].split(",") if name.strip()]
    assert [each.name.rstrip("?") for each in word.parameters] == declared
    assert word.summary.endswith(".")


def test_usage_shows_how_functions_and_methods_are_called():
    shown = {usage(word) for word in WORDS}

    assert {"async.channel(capacity?, name?)", "channel:send(value)", "test.expect(value):to_be(expected)"} <= shown


def test_no_module_sets_a_global(lab):
    for path in FOLDER.rglob("*.lua"):
        name = ".".join(path.relative_to(FOLDER).with_suffix("").parts)
        lab.run(
            "local before = {} for name in pairs(_G) do before[name] = true end "
            f'require "{name}" '
            "for name in pairs(_G) do if not before[name] then error('a global ' .. name) end end"
        )


def test_every_file_of_the_library_is_short_and_says_what_it_is_for():
    for path in FOLDER.rglob("*.lua"):
        lines = path.read_text().splitlines()
        assert len(lines) < 400, path.name
        assert lines[0].startswith("-- "), path.name
        assert max(map(len, lines)) <= 120, path.name
