"""What a script requires is taken as of its run, and a change of it has the script run again: once, and never worse."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.live import PackageStatus
from engine.core.units import NEXT_BAR
from engine.lua.packages import digest_of
from tests.engine.lua.shelf import put
from tests.engine.scripts.band import Band, KnownWorkers

SONG = (
    "print('runs') local drums = require 'drums' print(drums) live_loop('a', function() trigger('kick') sleep(1) end)"
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "packages"


@pytest.fixture
def shelf_band(new_band, folder):
    band = new_band(packages=(str(folder),))
    band.do(c.AddModule(type="sampler", name="kick"))
    return band


def report(band, *paths, message=""):
    """Tell the engine, as whoever watches does, what is in some files."""
    packages = tuple(PackageStatus(str(path), digest_of(path.read_text()), message) for path in paths)
    band.do(c.ReportPackages(packages=packages))


def settle(band, turns=60):
    """Have everything happen that is going to."""
    band.turn(turns)
    band.until(lambda: all(band.is_settled(name) for name in band.document.scripts))


def counted(band, line="runs"):
    return band.printed().count(line)


def test_script_of_the_session_can_be_required(band):
    band.do(c.AddScript(name="drums", text="local M = { pattern = 'x..x' } return M"))

    band.run("print(require('drums').pattern)")

    assert band.printed() == ["x..x"]


def test_required_script_is_taken_as_it_was_last_run_and_not_as_it_is_being_typed(band):
    band.run("return 'good'", name="drums")
    band.do(c.SetScriptText(name="drums", text="return 'half"))

    band.run("print(require 'drums')")

    assert band.printed() == ["good"]


def test_required_script_that_was_never_run_is_taken_as_it_stands(band):
    band.do(c.AddScript(name="drums", text="return 'typed'"))

    assert band.run("print(require 'drums')").problem is None
    assert band.printed() == ["typed"]


def test_script_that_is_not_there_is_told_at_the_line(band):
    band.do(c.AddScript(name="drums"))
    band.run("\nlocal d = require 'drms'")

    line, message = band.fault()
    assert (line, message.endswith('; did you mean "drums"?')) == (2, True)


def test_mistake_in_a_package_is_told_at_the_line_of_the_script_that_led_to_it(shelf_band, folder):
    put(folder, drums="return { hit = function()\n error('boom') end }")
    shelf_band.run("local d = require 'drums'\n\nd.hit()")
    assert shelf_band.fault() == (3, "drums.lua:2: boom")

    shelf_band.run("local d = require 'drums'\n\nlive_loop('a', function()\n d.hit() sleep(1) end)")
    shelf_band.do(c.Play())
    shelf_band.until(lambda: shelf_band.status().problem is not None)
    assert shelf_band.fault() == (4, "drums.lua:2: boom")


def test_console_can_require(shelf_band, folder):
    put(folder, drums="return 'boom'")
    shelf_band.do(c.Evaluate(ask="1", text="require 'drums'"))
    shelf_band.until(lambda: bool(shelf_band.engine.snapshot.answers))

    assert shelf_band.engine.snapshot.answers[-1].text == '"boom"'


def test_packages_lie_beside_the_session_too(new_band, tmp_path):
    band = new_band()
    put(tmp_path / "packages", drums="return 'beside'")
    band.do(c.OpenSession(document=band.document, path=str(tmp_path / "set.moonloop")))

    band.run("print(require 'drums')")

    assert band.printed() == ["beside"]


def test_changed_file_has_each_script_that_uses_it_run_again_once(shelf_band, folder):
    put(folder, low="print('loads low') return 1", drums="return 'drums ' .. require 'low'", other="return 0")
    shelf_band.run(SONG)
    shelf_band.run("print('fill runs') require 'low'", name="fill")
    shelf_band.run("print('pad runs') require 'other'", name="pad")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)
    assert [counted(shelf_band, each) for each in ("runs", "fill runs", "pad runs")] == [1, 1, 1]

    put(folder, low="print('loads low') return 2")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)

    assert shelf_band.printed()[-1] in ("drums 2", "fill runs")
    assert [counted(shelf_band, each) for each in ("runs", "fill runs", "pad runs")] == [2, 2, 1]
    assert counted(shelf_band, "loads low") == 4  # each of the two scripts once before, and once after
    assert shelf_band.status().loops == ("a",)


def test_reload_lands_where_the_runs_of_the_script_land(shelf_band, folder):
    put(folder, drums="return 'sine'")
    text = "synth('bass', { wave = require 'drums' }) swap{ at = 'bar' }"
    shelf_band.run(text)
    shelf_band.do(c.Play())
    shelf_band.play_to(1)

    put(folder, drums="return 'saw'")
    report(shelf_band, *folder.iterdir())
    shelf_band.until(lambda: shelf_band.status().state == "waiting")

    assert shelf_band.values("bass")["wave"] == "sine"
    shelf_band.play_to(4.1)
    assert shelf_band.values("bass")["wave"] == "saw"


def test_reload_leaves_alone_what_the_player_is_typing(shelf_band, folder):
    put(folder, drums="return 1")
    shelf_band.run(SONG)
    shelf_band.do(c.SetScriptText(name="song", text="half a li"))

    put(folder, drums="return 2")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)

    assert counted(shelf_band) == 2
    assert shelf_band.document.scripts["song"].text == "half a li"


def test_reload_that_fails_leaves_the_last_good_playing_and_is_not_tried_again(shelf_band, folder):
    put(folder, drums="return 1")
    shelf_band.run(SONG)
    put(folder, drums="\nerror('boom')")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band, 300)

    status = shelf_band.status()
    assert (counted(shelf_band), status.run, status.loops) == (2, 1, ("a",))
    assert shelf_band.fault() == (1, "drums.lua:2: boom")

    put(folder, drums="return 3")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)

    assert shelf_band.status().problem is None
    assert (counted(shelf_band), shelf_band.printed()[-1]) == (3, "3")


def test_file_that_only_was_touched_reloads_nothing(shelf_band, folder):
    put(folder, drums="return 1")
    shelf_band.run(SONG)
    for message in ("", "drums.lua:1: it does not compile", ""):
        report(shelf_band, *folder.iterdir(), message=message)
    settle(shelf_band)

    assert counted(shelf_band) == 1


def test_script_that_was_stopped_is_left_alone(shelf_band, folder):
    put(folder, drums="return 1")
    shelf_band.run(SONG)
    shelf_band.do(c.StopScript(name="song"))
    put(folder, drums="return 2")
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)

    assert (counted(shelf_band), shelf_band.status().loops) == (1, ())


def test_run_of_a_script_that_others_require_has_them_run_again_once(band):
    band.do(c.AddModule(type="sampler", name="kick"))
    band.run("return 1", name="drums")
    band.run("return require 'drums' + 10", name="between")
    band.run("print('runs', require 'between')")

    band.run("return 2", name="drums")
    settle(band)

    assert band.printed() == ["runs\t11", "runs\t12"]
    band.run("return 2", name="drums")
    settle(band)
    assert band.printed() == ["runs\t11", "runs\t12"]


def test_run_of_a_required_script_that_fails_changes_nothing(band):
    band.run("return 1", name="drums")
    band.run("print('runs', require 'drums')")

    band.run("return (", name="drums")
    settle(band)

    assert band.printed() == ["runs\t1"]


def test_scripts_that_require_each_other_are_told_and_do_not_run_for_ever(band):
    band.do(c.AddScript(name="a", text="return require 'b'"), c.AddScript(name="b", text="local a = require 'a'"))

    band.run("return require 'b'", name="a")
    settle(band)

    assert band.fault("a") == (1, "b.lua:1: packages require each other in a circle: a -> b -> a")


def test_what_plays_comes_back_with_its_packages_though_they_are_broken_by_now(shelf_band, folder):
    put(folder, drums="return 'good'")
    shelf_band.run(SONG)
    shelf_band.do(c.Play())
    shelf_band.play_to(1)
    put(folder, drums="return (")

    shelf_band.kill(shelf_band.workers.made[-1])
    shelf_band.until(lambda: counted(shelf_band) == 2)
    settle(shelf_band)

    assert shelf_band.status().loops == ("a",)
    assert shelf_band.printed()[-1] == "good"
    shelf_band.run(SONG)
    assert shelf_band.fault()[1].startswith("drums.lua:1:")


def test_wish_of_the_player_goes_before_a_reload(shelf_band, folder):
    put(folder, drums="return 1")
    shelf_band.run(SONG)
    put(folder, drums="return 2")
    shelf_band.engine.submit(c.RunScript(name="song", text="print('mine')", quantum=NEXT_BAR))
    report(shelf_band, *folder.iterdir())
    settle(shelf_band)

    assert shelf_band.document.scripts["song"].request.text == "print('mine')"
    assert shelf_band.printed()[-1] == "mine"


def test_console_sees_packages_as_they_are(shelf_band, folder):
    for number in (1, 2):
        put(folder, drums=f"return {number}")
        shelf_band.do(c.Evaluate(ask=str(number), text="require 'drums'"))
        shelf_band.until(lambda: len(shelf_band.engine.snapshot.answers) == number)  # noqa: B023 - asked at once

    assert [answer.text for answer in shelf_band.engine.snapshot.answers] == ["1", "2"]


def test_script_is_asked_for_once_in_a_run_however_often_it_fails(band):
    band.do(c.AddScript(name="drums", text="error('no')"))

    status = band.run("for i = 1, 2000 do pcall(require, 'drums') end print('over')")

    assert (status.problem, band.printed()) == (None, ["over"])


@pytest.mark.slow
def test_reload_needs_no_copies_of_workers(folder):
    workers = KnownWorkers(can_branch=False)
    band = Band(workers, packages=(str(folder),))
    try:
        put(folder, drums="return 1")
        band.run("print(require 'drums') live_loop('a', function() sleep(1) end)")
        for text in ("return (", "return 2"):
            put(folder, drums=text)
            report(band, *folder.iterdir())
            settle(band)

        assert (band.printed(), band.status().problem, band.status().loops) == (["1", "2"], None, ("a",))
    finally:
        band.close()
        workers.close()
