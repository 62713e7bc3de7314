"""A library's own tests run as scripts do, and what came of them is counted and told."""

from __future__ import annotations

import pytest

try_library = pytest.importorskip("try_library")

LIBRARY = "local M = {} function M.twice(n) return 2 * n end return M"
SPEC = """
local double = require "double"
describe("double", function()
  local n
  before_each(function() n = 2 end)
  it("doubles", function() assert.equal(4, double.twice(n)) end)
  it("is the same for tables", function() assert.are.same({ 1, { 2 } }, { 1, { 2 } }) assert.is_not.equal(1, 2) end)
  it("raises", function() assert.has_error(function() error("bad", 0) end, "bad") end)
  pending("is for later", function() end)
end)
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (("double.lua", LIBRARY), ("spec/double_spec.lua", SPEC)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_specification_is_run_and_counted(folder, capsys):
    assert try_library.main([str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == ["ok     double_spec.lua: 3 passed", "1 files, 3 passed, 0 failed"]


def test_failure_is_told_with_where_it_is(folder, capsys):
    (folder / "double.lua").write_text(LIBRARY.replace("2 *", "3 *"))

    assert try_library.main([str(folder)]) == 1
    told = capsys.readouterr().out
    assert "FAILED double_spec.lua: 2 passed, 1 failed" in told
    assert "double doubles: double_spec.lua:6: these are to be equal: 4, 6" in told


def test_plain_file_of_tests_passes_when_it_raises_nothing(folder, capsys):
    (folder / "tests").mkdir()
    (folder / "tests" / "test-good.lua").write_text("assert(require('double').twice(1) == 2)")
    (folder / "tests" / "test-bad.lua").write_text("\nerror('boom')")

    assert try_library.main([str(folder), "tests/*.lua"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FAILED test-bad.lua: 0 passed, 1 failed",
        "       test-bad.lua:2: boom",
        "ok     test-good.lua: 1 passed",
        "2 files, 1 passed, 1 failed",
    ]


def test_folder_without_tests_is_no_success(tmp_path):
    assert try_library.main([str(tmp_path)]) == 1
