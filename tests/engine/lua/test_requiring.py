"""`require` finds packages where they are, runs each once, and tells mistakes in them with their own place."""

from __future__ import annotations

import os
import sys

import pytest

from engine.lua import packages
from engine.lua.mistakes import LuaMistake
from engine.lua.packages import PackageFinder
from engine.lua.requiring import Requiring
from tests.engine.lua.shelf import Shelf, put

COUNTING = "loads = (loads or 0) + 1 return { n = loads }"


@pytest.fixture
def shelf(script, tmp_path):
    return Shelf(script, tmp_path)


def test_require_gives_what_the_package_returns(shelf):
    shelf.put(drum='local M = {} function M.hit() return "boom" end return M')

    assert shelf.run('print(require("drum").hit())') == ["boom"]


def test_package_in_a_folder_is_named_with_dots(shelf):
    shelf.put(pl__class="return ...", pl__init="return 'all of pl'")

    assert shelf.run('print(require "pl.class", require "pl", require "pl/class")') == ["pl.class\tall of pl\tpl.class"]


def test_package_runs_once_however_often_it_is_required(shelf):
    shelf.put(one=COUNTING)

    assert shelf.run('print(require("one").n, require("one").n, require("one") == require("one"))') == ["1\t1\ttrue"]
    assert shelf.run('print(require("one").n, loads)') == ["1\t1"]


def test_package_that_returns_nothing_is_true(shelf):
    shelf.put(quiet="", named="package.loaded[...] = 7")

    assert shelf.run('print(require "quiet", require "named")') == ["true\t7"]


def test_package_lives_in_the_world_of_the_script_with_locals_of_its_own(shelf):
    shelf.put(world="local kick = 1 shared_word = 2 return function() return kick, tell ~= nil end")

    assert shelf.run("local f = require 'world' print(kick, shared_word, f())") == ["nil\t2\t1\ttrue"]


def test_places_are_looked_in_in_order(shelf):
    put(shelf.library, a="return 'library'")
    shelf.scripts.update({"a": "return 'script'", "b": "return 'script'"})
    shelf.put(a="return 'folder'", b="return 'folder'", c="return 'folder'")
    put(shelf.other, a="return 'mine'", b="return 'mine'", c="return 'mine'", d="return 'mine'")

    assert shelf.run('for name in ("abcd"):gmatch(".") do print(require(name)) end') == [
        "library", "script", "folder", "mine",
    ]  # fmt: skip


def test_package_that_is_not_there_is_told_with_where_it_was_looked_for(shelf):
    shelf.put(inspect="return {}")

    mistake = shelf.script.fail('\nlocal i = require "inspekt"')

    assert mistake.line == 2
    assert mistake.message == (
        f'there is no package "inspekt" in the library, this session\'s scripts, {shelf.folder / "inspekt.lua"}, '
        f'{shelf.other / "inspekt.lua"}; did you mean "inspect"?'
    )


@pytest.mark.parametrize(
    "name", ["..secret", "../secret", "/etc/passwd", "a..b", "", ".", "a b", "a\\\\b", "c:x", "a\\0b"]
)
def test_name_cannot_lead_out_of_the_folder(shelf, name):
    put(shelf.folder.parent, secret="return 'found'")

    assert "is no name of a package" in shelf.script.fail(f'require "{name}"').message


def test_link_cannot_lead_out_of_the_folder(shelf, tmp_path):
    put(tmp_path, secret="return 'found'")
    shelf.folder.mkdir()
    (shelf.folder / "link.lua").symlink_to(tmp_path / "secret.lua")

    assert "leads out of the packages folder" in shelf.script.fail('require "link"').message


def test_file_that_is_too_long_is_refused(shelf):
    shelf.put(long="--" + "x" * (1 << 20))

    assert "is too long; the longest is 1 MB" in shelf.script.fail('require "long"').message


@pytest.mark.parametrize("argument", ["", "nil", "7", "{}", "print"])
def test_require_wants_a_name(shelf, argument):
    assert shelf.script.fail(f"require({argument})").line == 1


def test_mistake_in_a_package_tells_its_line_and_the_one_that_required_it(shelf):
    shelf.put(bad="\n\nerror('boom')")

    mistake = shelf.script.fail("\nlocal bad = require 'bad'")

    assert str(mistake) == "bad.lua:3: boom"
    assert [(frame.chunk, frame.line) for frame in mistake.traceback] == [("bad.lua", 3), ("song.lua", 2)]


def test_package_that_does_not_compile_tells_its_line(shelf):
    shelf.put(bad="\nlocal = 3")

    mistake = shelf.script.fail("\nlocal bad = require 'bad'")

    assert str(mistake) == "bad.lua:2: <name> expected near '='"
    assert mistake.traceback[0][:2] == ("song.lua", 2)


def test_mistake_in_a_function_of_a_package_tells_both_lines(shelf):
    shelf.put(late="return function()\nlocal x = nil + 1 end")

    mistake = shelf.script.fail("local late = require 'late'\n\nlate()")

    assert (mistake.chunk, mistake.line) == ("late.lua", 2)
    assert [(frame.chunk, frame.line) for frame in mistake.traceback][-1] == ("song.lua", 3)


def test_package_that_failed_is_loaded_anew_when_it_is_required_again(shelf):
    shelf.put(shy="tries = (tries or 0) + 1 if tries < 3 then error('no') end return tries")

    assert shelf.run("print(pcall(require, 'shy')) print(pcall(require, 'shy')) print(require 'shy')") == [
        "false\tshy.lua:1: no", "false\tshy.lua:1: no", "3",
    ]  # fmt: skip


def test_circle_is_printed(shelf):
    shelf.put(a="require 'b'", b="return require 'c'", c="require 'a'")

    assert shelf.script.fail("require 'a'").message == "packages require each other in a circle: a -> b -> c -> a"
    assert shelf.run("print(pcall(require, 'b'))") == [
        "false\ta.lua:1: packages require each other in a circle: b -> c -> a -> b"
    ]


def test_script_cannot_require_itself(shelf):
    shelf.scripts.update({"song": "return 1", "drums": "return require 'song'"})

    assert shelf.script.fail("require 'song'").message.endswith("circle: song -> song")
    assert shelf.script.fail("require 'drums'").message.endswith("circle: song -> drums -> song")


def test_packages_too_deep_are_refused(shelf):
    shelf.put(**{f"p{n}": f"require 'p{n + 1}'" for n in range(60)})

    assert "more than 40 deep" in shelf.script.fail("require 'p0'").message


def test_package_cannot_wait_while_it_is_loaded(shelf):
    shelf.put(slow="wait(1)", lazy="coroutine.yield(1)")

    turn = shelf.script.loop("print(pcall(require, 'slow')) wait(2) print('on')")

    assert turn.resume().values == (2,)
    assert "cannot wait inside" in shelf.script.printed[0]
    assert shelf.run("print(coroutine.wrap(function() return pcall(require, 'lazy') end)())") == [
        "false\tattempt to yield across a C-call boundary"
    ]


def test_live_loop_can_require(shelf):
    shelf.put(one=COUNTING)
    loop = shelf.script.loop("while true do wait(require('one').n) end")

    assert [loop.resume().values, loop.resume().values] == [(1,), (1,)]


def test_endless_package_is_stopped_and_leaves_nothing_behind(shelf):
    shelf.put(endless="while true do end", one=COUNTING)
    with shelf.script.runtime.budget(0.05):
        mistake = shelf.script.fail("require 'endless'")

    assert (mistake.chunk, mistake.line) == ("endless.lua", 1)
    assert shelf.run("print(require('one').n)") == ["1"]
    with shelf.script.runtime.budget(0.05):
        assert "stopped" in shelf.script.fail("require 'endless'").message  # and not: in a circle


def test_run_that_fails_leaves_no_package_loaded(shelf):
    shelf.put(one=COUNTING)
    shelf.script.fail("require 'one' error('no')")

    assert shelf.run("print(package.loaded.one, require('one').n)") == ["nil\t1"]


def test_files_of_one_name_are_told_apart(shelf):
    shelf.put(a__init="return function() error('folder') end")
    shelf.scripts.update({"a": "error('script')"})

    assert str(shelf.script.fail("require 'a'")) == "a.lua:1: script"
    put(shelf.other, b="error('mine')")
    shelf.script.fail("require 'b'")
    shelf.put(b="error('folder')")
    assert str(shelf.script.fail("require 'b'")) == "packages/b.lua:1: folder"


def test_mistake_in_the_use_of_the_library_is_told_at_the_players_line(shelf):
    put(shelf.library, ring="return function(size) if size < 1 then error('too small') end end")

    assert str(shelf.script.fail("local ring = require 'ring'\nring(0)")) == "song.lua:2: too small"


def test_loaded_table_reaches_nothing_of_the_host(shelf):
    shelf.put(one=COUNTING)

    assert shelf.run("package.loaded.one = 'mine' print(require 'one')") == ["mine"]
    assert shelf.run("package.loaded.one = nil print(require('one').n, package.loaded._G == _G)") == ["1\ttrue"]
    assert shelf.run("package.preload.two = function(name) return name end print(require 'two')") == ["two"]
    assert shelf.run("package = nil print(require('one').n)") == ["1"]
    assert shelf.run(
        "setmetatable(package.loaded, { __index = error, __newindex = error }) print(require('one').n)"
    ) == ["1"]


class TestVersions:
    """A requirement is met, or told with what was found."""

    @pytest.mark.parametrize(
        "text",
        ["-- A drum.\n-- version: 1.2.0\nreturn {}", "return { _VERSION = 'drum v1.2.0' }", "return { version = 1.2 }"],
    )
    def test_version_is_taken_from_the_header_or_from_the_module(self, shelf, text):
        shelf.put(drum=text)

        assert shelf.run("print(type(require 'drum@^1.2'), require 'drum' == require 'drum@>=1.0')") == ["table\ttrue"]
        assert shelf.script.fail("require 'drum@<1.2'").message.startswith('"drum@<1.2" is wanted, and "drum" is 1.2.0')

    def test_package_that_does_not_fit_is_not_loaded(self, shelf):
        shelf.put(drum="return { _VERSION = '1.0' }")

        assert shelf.run("print(pcall(require, 'drum@>=2')) print(package.loaded.drum, require('drum')._VERSION)") == [
            'false\tsong.lua:1: "drum@>=2" is wanted, and "drum" is 1.0.0', "nil\t1.0",
        ]  # fmt: skip

    def test_all_requirements_must_agree_on_the_one_that_is_loaded(self, shelf):
        shelf.put(drum="-- version: 1.4\nreturn {}", kit="require 'drum@^1.2'", old="\nrequire 'drum@1.3'")

        mistake = shelf.script.fail("require 'kit'\nrequire 'old'")

        assert str(mistake) == ('old.lua:2: "drum@1.3" is wanted, and "drum" is 1.4.0, which kit.lua:1 required first')

    def test_package_without_a_version_meets_no_requirement(self, shelf):
        shelf.put(drum="return {}")

        assert shelf.script.fail("require 'drum@1'").message == (
            '"drum@1" is wanted, and "drum" does not tell its version'
        )


class TestRunningAgain:
    """At the beginning of a run, what has changed is loaded anew, with all that uses it, and nothing else."""

    def test_changed_package_and_what_uses_it_are_loaded_anew_once(self, shelf):
        shelf.put(low=COUNTING, mid="mids = (mids or 0) + 1 return require 'low'", other="others = (others or 0) + 1")
        text = "require 'low' require 'mid' require 'other' print(loads, mids, others, require('mid').n)"
        assert shelf.run(text) == ["1\t1\t1\t1"]

        shelf.put(low=COUNTING + " --changed")

        assert shelf.run(text) == ["2\t2\t1\t2"]
        assert shelf.run(text) == ["2\t2\t1\t2"]

    def test_script_of_the_session_is_taken_as_it_is_at_the_run(self, shelf):
        shelf.scripts.update({"drums": "return 1"})
        assert shelf.run("print(require 'drums')") == ["1"]

        shelf.scripts.update({"drums": "return 2"})

        assert shelf.run("print(require 'drums')") == ["2"]

    def test_package_that_another_now_stands_before_is_replaced(self, shelf):
        put(shelf.other, drum="return 'mine'")
        assert shelf.run("print(require 'drum')") == ["mine"]

        shelf.put(drum="return 'the session\\'s'")

        assert shelf.run("print(require 'drum')") == ["the session's"]

    def test_run_that_fails_leaves_the_old_package_loaded(self, shelf):
        shelf.put(low="return 1")
        shelf.run("low = require 'low'")
        shelf.put(low="return 2")

        with pytest.raises(LuaMistake):
            shelf.run("require 'low' error('no')")

        assert shelf.script.run("print(require 'low')") == ["1"]

    def test_what_is_given_stands_before_what_there_is_now(self, shelf):
        shelf.put(low="return 1")
        shelf.run("print(require 'low')")
        given = shelf.requiring.used()
        shelf.put(low="return (")

        with shelf.script.runtime.keeping_globals():
            shelf.requiring.begin_run(given)
            assert shelf.script.run("package.loaded.low = nil print(require 'low')") == ["1"]

    def test_used_packages_are_those_that_the_last_run_required_itself_or_by_others(self, shelf):
        put(shelf.library, base="return {}")
        shelf.put(low="require 'base'", mid="require 'low'", other="return {}")
        shelf.run("require 'mid' require 'other'")
        assert shelf.used == ["low", "mid", "other"]

        shelf.run("require 'mid'")

        assert shelf.used == ["low", "mid"]

    def test_package_that_requires_by_its_last_call_is_told_from_the_script(self, shelf):
        shelf.put(low=COUNTING, tail="return require 'low'")
        shelf.run("require 'tail'")
        shelf.put(tail="return 1")
        shelf.run("require 'tail'")

        assert shelf.used == ["tail"]


def test_ring_of_the_library_goes_round(script, tmp_path):
    Requiring(script.runtime, PackageFinder())

    assert script.run(
        "local ring = require 'ring@1' local notes = ring{ 'c', 'e', 'g' } print(notes[1], notes[5], notes[0], notes.x)"
    ) == ["c\te\tg\tnil"]
    assert script.fail("\nrequire('ring'){}").message.startswith("ring: give it a list")


def test_file_that_cannot_be_read_is_told(shelf, monkeypatch):
    shelf.put(shut="return 1")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("engine.lua.packages._open_at_once", refuse)
    message = shelf.script.fail("require 'shut'").message
    assert message.endswith('shut.lua" cannot be read (Permission denied)')


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there, and there are no pipes")
@pytest.mark.parametrize("becomes", ["link", "pipe", "folder"])
def test_package_that_becomes_something_else_after_the_look_is_not_read(shelf, tmp_path, monkeypatch, becomes):
    shelf.put(odd="return 'well'")
    (tmp_path / "secret.lua").write_text("return 'secret'")
    path = shelf.folder / "odd.lua"

    def swap_and_open(wanted, flags):
        path.unlink()
        if becomes == "link":
            path.symlink_to(tmp_path / "secret.lua")
        elif becomes == "pipe":
            os.mkfifo(path)
        else:
            path.mkdir()
        return open_at_once(wanted, flags)

    open_at_once = packages._open_at_once
    monkeypatch.setattr(packages, "_open_at_once", swap_and_open)
    message = shelf.script.fail("\nrequire 'odd'").message

    assert any(words in message for words in ("leads out of", "is no plain file", "cannot be read"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_link_that_is_gone_again_when_it_is_looked_at_is_noticed(shelf, tmp_path, monkeypatch):
    shelf.put(odd="return 'well'")
    (tmp_path / "secret.lua").write_text("return 'secret'")
    path, open_at_once = shelf.folder / "odd.lua", packages._open_at_once

    def swap_and_open(wanted, flags):
        text = path.read_text()
        path.unlink()
        path.symlink_to(tmp_path / "secret.lua")
        opened = open_at_once(wanted, flags)
        path.unlink()
        path.write_text(text)
        return opened

    monkeypatch.setattr(packages, "_open_at_once", swap_and_open)

    assert "leads out of" in shelf.script.fail("require 'odd'").message


def test_packages_of_a_script_are_bounded_together(shelf):
    shelf.put(**{f"p{n}": "--" + "x" * (1 << 20 - 1) for n in range(40)})
    mistake = shelf.script.fail("for n = 0, 39 do require('p' .. n) end")

    assert mistake.message == "the packages of one script are too long together: at most 16 MB"
