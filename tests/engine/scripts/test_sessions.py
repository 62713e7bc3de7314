"""Scripts that are renamed, removed, brought back, or left for another session: what plays goes on."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from msgspec.structs import replace

from engine.core import commands as c

TEXT = 'print("ran")\nsynth("bass")\nlive_loop("tick", function() trigger("bass") sleep(1/2) end)\n'


@pytest.fixture
def playing(band):
    """A band whose script `song` has ticked for two beats."""
    band.run(TEXT)
    band.do(c.Play())
    band.play_to(2)
    return band


def test_renamed_script_plays_on_without_being_run(playing):
    playing.do(c.RenameScript(name="song", new_name="anthem"))
    playing.play_to(6)
    made = len(playing.workers.made)

    assert [due.beat for due in playing.dues()][:12] == [F(n, 2) for n in range(12)]
    assert playing.printed() == ["ran"]
    assert sorted(playing.engine.snapshot.scripts) == ["anthem"]
    assert (playing.status("anthem").state, playing.status("anthem").loops) == ("live", ("tick",))
    assert playing.document.modules["bass"].owner == "anthem"
    assert playing.dues()[-1].script == "anthem"
    assert playing.run(TEXT, "anthem").run == 2
    assert len(playing.workers.made) == made + 1


def test_script_renamed_while_its_run_waits_loses_no_music(playing):
    playing.ask(TEXT + 'synth("lead")')
    playing.until(lambda: playing.status().state == "waiting")
    playing.do(c.RenameScript(name="song", new_name="anthem"))
    playing.play_to(8)

    late = playing.engine.snapshot.late_count
    assert [due.beat for due in playing.dues()][:16] == [F(n, 2) for n in range(16)]
    assert late == 0
    assert playing.status("anthem").loops == ("tick",)


def test_two_scripts_can_swap_their_names(playing):
    playing.run('synth("other")', "other")
    for name, new_name in (("song", "temporary"), ("other", "song"), ("temporary", "other")):
        playing.engine.submit(c.RenameScript(name=name, new_name=new_name))
    playing.turn(3)

    assert (playing.status("song").loops, playing.status("other").loops) == ((), ("tick",))


def test_removed_script_that_is_brought_back_by_undo_plays_again(playing):
    playing.do(c.RemoveScript(name="song"))
    playing.turn(5)
    assert "song" not in playing.engine.snapshot.scripts
    playing.do(c.Undo())
    playing.until(lambda: "song" in playing.engine.snapshot.scripts and playing.is_settled())
    playing.play_to(10)

    assert playing.status().state == "live"
    assert playing.dues()[-1].beat > 9


def test_opened_session_runs_its_enabled_scripts_once_and_from_nothing(band):
    band.run("count = 1 state.count = 1\n" + TEXT)
    band.run('print("no")', "off")
    band.do(c.EnableScript(name="off", is_enabled=False))
    session = replace(band.document)
    band.run("print(count)")
    said = len(band.printed())
    band.do(c.OpenSession(document=session, path="a.moonloop"))
    band.until(band.is_settled)
    band.turn(5)

    assert band.printed()[said:] == ["ran"]
    assert band.status().state == "live"
    assert band.status().run == band.document.scripts["song"].request.number


def test_globals_of_one_session_are_not_in_the_next(band):
    band.run("secret = 42")
    band.do(c.OpenSession(document=replace(band.document), path=""))
    band.until(band.is_settled)
    band.do(c.OpenSession(document=_with_text(band.document, "print(secret)"), path=""))
    band.until(band.is_settled)

    assert band.printed() == ["nil"]


def _with_text(document, text):
    return replace(document, scripts=document.scripts.set("song", replace(document.scripts["song"], text=text)))


def test_undo_of_a_run_is_seen_by_the_loops(playing):
    playing.run('synth("bass") synth("lead")\nlive_loop("tick", function() trigger("lead") sleep(1/2) end)')
    playing.play_to(4)
    playing.do(c.Undo())
    playing.play_to(8)

    assert "lead" not in playing.document.modules
    assert playing.fault() == (2, 'there is no module "lead"')


def test_script_that_removes_itself_from_the_music_with_panic_says_stopped(playing):
    playing.run("panic()")
    playing.turn(5)

    assert playing.status().state == "stopped"
    assert not playing.engine.glance.is_playing
