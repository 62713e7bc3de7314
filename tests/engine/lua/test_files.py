"""The files of a script at a level that has them: as Lua's own, in one folder, and nowhere else."""

from __future__ import annotations

import os
import sys

import pytest

from engine.core.errors import NotAllowed
from engine.lua.files import CAN_WALK, ScriptFiles
from engine.lua.limits import Limits

LIMITS = Limits(run_seconds=30)


@pytest.fixture
def writer(make_script, tmp_path):
    """A script with a folder for files, which is not there yet."""
    return make_script(LIMITS, level="minimal", files=tmp_path / "files")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


def test_what_is_written_is_read_again(writer, folder):
    assert writer.run(
        r"""
        local f <close> = io.open("notes.txt", "w")
        f:write("one\n", 2, "\n"):write("3.5 0x10 x\nlast")
        for line in io.lines("notes.txt") do print(line) end
        local g = io.open("notes.txt")
        print(g:read("L", "n", "n", "n", "n", "l", "a", "a", "l"))
        print(g:seek("set", 4), g:read(1), g:read(0), g:seek("cur"), g:seek("end"), g:read(0), g:close())
        print(io.type(g), io.type(f), io.type(5), tostring(g), tostring(f))
        """
    ) == [
        "one", "2", "3.5 0x10 x", "last", "one\n\t2\t3.5\t16\tnil", "4\t2\t\t5\t21\tnil\ttrue",
        "closed file\tfile\tnil\tfile (closed)\tfile (notes.txt)",
    ]  # fmt: skip
    assert (folder / "notes.txt").read_bytes() == b"one\n2\n3.5 0x10 x\nlast"


def test_append_keeps_what_is_there_and_write_does_not(writer, folder):
    writer.run("for _, mode in ipairs{'a', 'a', 'w', 'ab'} do local f = io.open('x', mode) f:write(mode) f:close() end")

    assert (folder / "x").read_text() == "wab"


def test_bytes_stay_bytes(writer, folder):
    assert writer.run(
        r"io.open('b', 'wb'):write('\0\xff\r\n\xc3') local s = io.open('b', 'rb'):read('a') print(#s, s:byte(1, -1))"
    ) == ["5\t0\t255\t13\t10\t195"]
    assert (folder / "b").read_bytes() == b"\0\xff\r\n\xc3"


def test_remove_rename_and_tmpname_do_as_in_lua(writer, folder):
    assert writer.run(
        "local name = os.tmpname() print(name) io.open(name, 'w'):write('x') print(os.tmpname())"
        " print(os.rename(name, 'other'), os.rename(name, 'y')) print(os.remove('other'), os.remove('other'))"
    ) == ["tmp1", "tmp2", "true\tnil\ttmp1: No such file or directory\t2",
          "true\tnil\tother: No such file or directory\t2"]  # fmt: skip
    assert list(folder.iterdir()) == []


def test_file_that_is_not_there_is_told_as_lua_does(writer):
    assert writer.run("print(io.open('none.txt'))") == ["nil\tnone.txt: No such file or directory\t2"]
    assert writer.fail("\nio.lines('none.txt')").message == "none.txt: No such file or directory"


@pytest.mark.parametrize(
    "path",
    [
        "../secret", "a/../../secret", "/etc/passwd", "..", ".", "", "a/..", "C:secret", "C:/secret", r"..\\secret",
        "a\\0b", "x\\n", "nul", "com1.txt", "name.", "name ", "x:stream", "~/../x" * 60,
    ],
)  # fmt: skip
@pytest.mark.parametrize("act", ["io.open({})", "io.open({}, 'w')", "os.remove({})", "os.rename({}, 'x')",
                                 "os.rename('mine', {})", "io.lines({})"])  # fmt: skip
def test_no_path_leads_out_of_the_folder(writer, tmp_path, folder, path, act):
    (tmp_path / "secret").write_text("secret")
    writer.run("io.open('mine', 'w'):write('mine')")
    quoted = f'"{path}"'

    message = writer.fail(f"\n{act.format(quoted)}").message

    assert "is outside of the folder for files" in message
    assert (tmp_path / "secret").read_text() == "secret"
    assert [each.name for each in folder.iterdir()] == ["mine"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_is_followed_and_nothing_but_files_is_opened(writer, tmp_path, folder):
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "away").symlink_to(tmp_path)
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe")

    for path in ("link", "away/secret"):
        for act in ("io.open('{}')", "io.open('{}', 'w')", "os.remove('{}')", "os.rename('{}', 'mine')"):
            assert "leads through a link" in writer.fail(act.format(path)).message
    for path in ("pipe", "sub"):
        assert writer.fail(f"io.open('{path}')").message == "this is no plain file"
        assert writer.fail(f"os.remove('{path}')").message == "this is no plain file"
    assert (tmp_path / "secret").read_text() == "secret"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_folder_for_files_that_is_a_link_itself_is_not_followed(writer, tmp_path, folder):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret").write_text("secret")
    folder.symlink_to(tmp_path / "elsewhere")

    for act in ("io.open('secret')", "io.open('new', 'w')", "os.remove('secret')", "os.rename('secret', 'mine')"):
        assert "leads through a link" in writer.fail(act).message
    assert [each.name for each in (tmp_path / "elsewhere").iterdir()] == ["secret"]


@pytest.mark.skipif(not CAN_WALK, reason="folders cannot be opened there")
@pytest.mark.parametrize("act", ["file_read", "file_begin", "file_append", "file_remove"])
@pytest.mark.parametrize("swapped", ["files/sub", "files/sub/note", "files"])
def test_link_that_is_put_there_after_the_look_is_not_followed(tmp_path, monkeypatch, act, swapped):
    (tmp_path / "files" / "sub").mkdir(parents=True)
    (tmp_path / "files" / "sub" / "note").write_text("mine")
    (tmp_path / "away" / "sub").mkdir(parents=True)
    for secret in ("away/note", "away/sub/note"):
        (tmp_path / secret).write_text("secret")
    target = {"files/sub": "away", "files/sub/note": "away/note", "files": "away"}[swapped]
    real_open = os.open

    def swap_and_open(path, *arguments, **more):
        """The first time, before anything is opened, somebody is quicker."""
        if not (tmp_path / swapped).is_symlink():
            (tmp_path / swapped).rename(tmp_path / "moved")
            (tmp_path / swapped).symlink_to(tmp_path / target)
        return real_open(path, *arguments, **more)

    monkeypatch.setattr("engine.lua.files.os.open", swap_and_open)
    more = {"file_begin": (False,), "file_append": ("spoilt",)}.get(act, ())
    try:
        answer = ScriptFiles(tmp_path / "files").functions[act]("sub/note", *more)
    except NotAllowed:
        answer = None
    monkeypatch.undo()

    assert answer is None or answer is True or answer[0] is None  # refused, or a link itself was removed
    for secret in ("away/note", "away/sub/note"):
        assert (tmp_path / secret).read_text() == "secret"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_pipe_that_is_put_there_after_the_look_is_not_waited_for(tmp_path, monkeypatch):
    (tmp_path / "note").write_text("mine")
    real_open = os.open

    def swap_and_open(path, *arguments, **more):
        if path == "note":
            (tmp_path / "note").unlink()
            os.mkfifo(tmp_path / "note")
        return real_open(path, *arguments, **more)

    monkeypatch.setattr("engine.lua.files.os.open", swap_and_open)

    with pytest.raises(NotAllowed, match="no plain file"):
        ScriptFiles(tmp_path).functions["file_read"]("note")


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_names_that_no_file_can_have_and_those_that_are_no_text_harm_nothing(writer, folder):
    folder.mkdir()
    (folder / os.fsdecode(b"\xff\xfe")).write_bytes(b"odd")

    assert "File name too long" in writer.run("print(io.open(('é'):rep(200), 'w'))")[0]
    for name in ("'\\xff\\xfe'", "'\\0'", "('x'):rep(1e6)", "('a/'):rep(1e5)"):
        writer.fail(f"io.open({name}, 'w')")
    assert writer.run("print(os.tmpname()) io.open('b', 'w'):write('b') print(io.open('b'):read('a'))") == ["tmp1", "b"]


def test_sizes_and_numbers_are_bounded(tmp_path):
    functions = ScriptFiles(tmp_path / "files", longest_bytes=10, most_files=2).functions
    assert functions["file_begin"]("a", False) == 0
    assert functions["file_append"]("a", "x" * 10) == 10

    with pytest.raises(Exception, match="may have 0 MB at most"):
        functions["file_append"]("a", "x")
    (tmp_path / "files" / "long").write_bytes(b"x" * 11)
    with pytest.raises(Exception, match="longer than"):
        functions["file_read"]("long")
    with pytest.raises(Exception, match="2 files already"):
        functions["file_begin"]("third", False)
    assert functions["file_begin"]("a", True) == 10


def test_updating_in_place_is_refused_and_closed_files_say_so(writer):
    assert writer.fail("\nio.open('x', 'r+')").message.startswith("bad argument #2 to 'open' (the mode is")
    assert writer.fail("local f = io.open('x', 'w') f:close() f:write('x')").message == "attempt to use a closed file"
    assert writer.run("local f = io.open('x', 'w') print(f:read()) f:close() print(io.open('x'):write('y'))") == [
        "nil\tthe file is open for writing\t9", "nil\tthe file is open for reading\t9",
    ]  # fmt: skip


def test_write_goes_where_print_goes_line_by_line_and_loses_nothing(writer):
    assert writer.run("io.write('a', 1, '\\nb'):write('c') print('d') io.write('rest') print(io.read())") == [
        "a1", "bcd", "restnil",
    ]  # fmt: skip
    assert writer.run("io.write('no end')") == ["no end"]


def test_script_without_a_folder_is_told(make_script):
    assert "save the session first" in make_script(level="minimal").fail("io.open('x')").message


def test_flood_of_files_and_of_text_is_stopped_by_time(make_script, tmp_path):
    script = make_script(Limits(run_seconds=0.05), level="minimal", files=tmp_path / "files")

    assert script.fail("local f = io.open('x', 'w') while true do f:write('x') end").limit_name == "seconds"
    assert script.fail("while true do io.write('x') end").limit_name == "seconds"
