"""What popular libraries expect to find is there, does what it does in Lua, and shows nothing but the script."""

from __future__ import annotations

import pytest

from tests.engine.lua.shelf import Shelf


@pytest.fixture
def shelf(script, tmp_path):
    return Shelf(script, tmp_path)


def test_traceback_tells_the_frames_of_the_script_alone(script):
    assert script.run(
        "local function f() return (debug.traceback('here')) end\n"
        "function g() local text = f() return text end\n"
        "print(g())"
    ) == [
        """here
stack traceback:
\tsong.lua:1: in upvalue 'f'
\tsong.lua:2: in function 'g'
\tsong.lua:3: in main chunk"""
    ]


def test_traceback_leaves_out_what_its_level_says(script):
    assert script.run("local function f() local t = debug.traceback('', 2) return t end\nprint(f())") == [
        "\nstack traceback:\n\tsong.lua:2: in main chunk"
    ]


def test_traceback_in_a_handler_tells_where_the_error_was(script):
    printed = script.run(
        "local function bad() error('boom') end\n"
        "print(xpcall(function() bad() end, debug.traceback))\n"
        "print(debug.traceback())"
    )

    assert printed[0].startswith("false\tsong.lua:1: boom\nstack traceback:\n\tsong.lua:1: in upvalue 'bad'")
    assert printed[1] == "stack traceback:\n\tsong.lua:3: in main chunk"


def test_traceback_of_another_coroutine_and_of_what_is_no_text(script):
    assert script.run(
        "local c = coroutine.create(function() coroutine.yield() end) coroutine.resume(c)"
        " print(debug.traceback(c, 'it')) print(debug.traceback({}) ~= nil, debug.traceback(7))"
    )[0] == "it\nstack traceback:\n\tsong.lua:1: in function <song.lua:1>"  # fmt: skip


def test_getinfo_tells_places_and_nothing_that_can_be_called(script):
    assert script.run(
        """
        local function f(a, b) local info = debug.getinfo(1) return info end
        local info = f()
        print(info.currentline, info.short_src, info.nparams, info.func, info.what)
        print(debug.getinfo(2), debug.getinfo(f).linedefined, debug.getinfo(print).what, debug.getinfo(print).source)
        """
    ) == ["2\tsong.lua\t2\tnil\tLua", "nil\t2\tC\t=[C]"]


@pytest.mark.parametrize(
    "text", ["debug.getinfo()", "debug.getinfo('f')", "os.getenv()", "io.write({})", "io.stdout:write(nil)"]
)
def test_mistake_with_them_is_told_at_the_line(script, text):
    assert script.fail(f"\n{text}").line == 2


def test_environment_is_empty_and_what_is_written_is_printed(script):
    assert script.run(
        "print(os.getenv 'HOME') io.write('a', 1, '\\n') io.stdout:write('b\\n'):write('c') io.stderr:flush()"
    ) == [
        "nil", "a1", "b", "c",
    ]  # fmt: skip


CLASS = """
local Object = {}
Object.__index = Object
function Object:extend()
  local class = {}
  for key, value in pairs(self) do
    if key:find("__") == 1 then class[key] = value end
  end
  class.__index, class.super = class, self
  return setmetatable(class, self)
end
function Object.__call(class, ...)
  local made = setmetatable({}, class)
  if made.new then made:new(...) end
  return made
end
function Object:__tostring() return "an object" end
return Object
"""


def test_class_library_works(shelf):
    shelf.put(class_=CLASS)

    assert shelf.run(
        """
        local Object = require "class_"
        local Animal = Object:extend()
        function Animal:new(name) self.name = name end
        function Animal:says() return self.name .. "!" end
        local Cat = Animal:extend()
        function Cat.__add(a, b) return Cat(a.name .. b.name) end
        print(Cat("tom"):says(), (Cat("a") + Cat("b")).name, tostring(Cat("c")))
        """
    ) == ["tom!\tab\tan object"]


def test_strict_mode_of_a_library_catches_globals_that_were_not_declared(shelf):
    shelf.put(
        strict="""
        local declared = {}
        return setmetatable(_G, {
          __newindex = function(t, name, value)
            local where = debug.getinfo(2, "S").what
            if not declared[name] and where ~= "main" then error("assign to undeclared global '" .. name .. "'", 2) end
            declared[name] = true
            rawset(t, name, value)
          end,
          __index = function(_, name) error("variable '" .. name .. "' is not declared", 2) end,
        })
        """
    )

    assert shelf.run(
        "require 'strict'\nkick = 1\nprint(kick, pcall(function() return snare end))\n"
        "print(pcall(function() snare = 1 end))\nsetmetatable(_G, nil)"
    ) == [
        "1\tfalse\tsong.lua:3: variable 'snare' is not declared",
        "false\tsong.lua:4: assign to undeclared global 'snare'",
    ]


def test_test_framework_counts_and_tells_failures_with_their_traces(shelf):
    shelf.put(
        unit="""
        local M = { failed = 0 }
        function M.run(tests)
          local names, began = {}, os.clock()
          for name in pairs(tests) do names[#names + 1] = name end
          table.sort(names)
          for _, name in ipairs(names) do
            local ok, told = xpcall(tests[name], function(failure) return debug.traceback(failure, 2) end)
            if not ok then M.failed = M.failed + 1 end
            io.stdout:write(name, ok and " ok" or " FAILED " .. told:match("[^\\n]+"), "\\n")
          end
          return M.failed, os.clock() - began, os.getenv("UNIT_OUTPUT")
        end
        return M
        """
    )

    assert shelf.run(
        "local unit = require 'unit'\nprint(unit.run{ b = function() end, a = function() error('no') end })"
    ) == ["a FAILED song.lua:2: no", "b ok", "1\t0.0\tnil"]


def test_library_in_many_files_finds_its_parts_by_its_own_name(shelf):
    shelf.put(
        kit__init="local M, here = {}, ... M.low, M.high = require(here .. '.low'), require(here .. '.high') return M",
        kit__low="return { name = ... }",
        kit__high="local low = require('kit.low') return { below = low.name }",
    )

    assert shelf.run("local kit = require 'kit' print(kit.low.name, kit.high.below)") == ["kit.low\tkit.low"]


def test_library_in_one_file_brings_its_parts_in_preload(shelf):
    shelf.put(bundle="package.preload['bundle.part'] = function(name) return { name } end return require 'bundle.part'")

    assert shelf.run("print(require('bundle')[1], package.loaded['bundle.part'] == require 'bundle')") == [
        "bundle.part\ttrue"
    ]


def test_template_library_loads_text_in_an_environment_of_its_own(shelf):
    shelf.put(
        template="""
        return function(text, values)
          local chunk = assert(load("return " .. text, "=template", "t", setmetatable({}, { __index = values })))
          return chunk()
        end
        """
    )

    assert shelf.run(
        "local t = require 'template' print(t('a .. b', { a = 'x', b = 'y' }), pcall(t, 'print(1)', {}))"
    ) == ["xy\tfalse\ttemplate:1: attempt to call a nil value (global 'print')"]
