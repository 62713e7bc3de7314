"""Popular libraries, as the system has them, work in a script. Their own tests: `scripts/try_library.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.lua.shelf import Shelf

FOLDER = Path("/usr/share/lua/5.1")  # where Debian puts libraries that are written in Lua alone


@pytest.fixture
def shelf(script, tmp_path):
    shelf = Shelf(script, tmp_path)
    shelf.requiring.finder.roots = (FOLDER,)
    return shelf


def needs(library):
    return pytest.mark.skipif(not (FOLDER / library).exists(), reason=f"{library} is not installed")


@needs("inspect.lua")
def test_inspect_shows_tables(shelf):
    printed = shelf.run("print(require('inspect@^3')({ 1, 'a', { b = true }, [print] = 1.5 }))")

    assert printed == ['{ 1, "a", {\n    b = true\n  },\n  [<function 1>] = 1.5\n}']


@needs("luaunit.lua")
def test_luaunit_runs_a_suite_and_tells_the_failure_at_its_line(shelf):
    printed = shelf.run(
        """
        local unit = require "luaunit"
        TestDrum = {}
        function TestDrum.test_good() unit.assertEquals({ 1, { 2 } }, { 1, { 2 } }) end
        function TestDrum.test_bad() unit.assertEquals(1, 2) end
        local runner = unit.LuaUnit.new()
        runner:runSuite("-o", "tap")
        print(runner.result.successCount, runner.result.failureCount)
        """
    )

    assert printed[-1] == "1\t1"
    assert "#   song.lua:5: expected: 2, actual: 1" in "\n".join(printed)


@needs("pl/init.lua")
def test_penlight_works_but_for_files(shelf):
    assert shelf.run(
        """
        local List, Set, OrderedMap = require "pl.List", require "pl.Set", require "pl.OrderedMap"
        local tablex, stringx, pretty = require "pl.tablex", require "pl.stringx", require "pl.pretty"
        local class, template, seq = require "pl.class", require "pl.template", require "pl.seq"
        print(List{ 1, 2, 3 }:map("|X|X*2"):reverse(), Set{ 1, 2 } * Set{ 2, 3 }, OrderedMap():set("a", 1):keys())
        local is_same = tablex.deepcompare({ 1, { 2 } }, { 1, { 2 } })
        print(is_same, stringx.split("a,b", ","):concat("+"), pretty.write({ 1 }, ""))
        local Animal = class()
        function Animal:_init(name) self.name = name end
        print(Animal("cat").name, seq.sum{ 1, 2, 3 }, (template.substitute("hi $(who)", { who = "you" })))
        """
    ) == ["{6,4,2}\t[2]\t{a}", "true\ta+b\t{1}", "cat\t6\thi you"]


@needs("pl/init.lua")
def test_penlight_says_what_it_cannot_have(shelf):
    assert "pl/path.lua:" in str(shelf.script.fail("require 'pl.path'"))
