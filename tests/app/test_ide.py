"""What a player keeps when Moonloop itself is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from engine.core import commands as c
from tests.app.player import Player

Key = Qt.Key
pytestmark = pytest.mark.slow


def test_bug_in_a_slot_is_told_and_written_down_and_the_window_stays(player: Player):
    player.allowed_crashes = True
    player.script("bass", "my text")

    def broken() -> None:
        raise ZeroDivisionError("a bug")

    player.window.foot.problem_clicked.connect(broken)
    player.window.foot.problem_clicked.emit()

    player.until(player.window.notice.isVisible)
    assert "ZeroDivisionError: a bug" in player.window.notice.text()
    assert "broken" in player.crash_files()[0].read_text()
    assert player.window.code.page().editor.text() == "my text"


def test_bug_in_one_shell_does_not_harm_the_others(player: Player, monkeypatch):
    player.allowed_crashes = True

    def broken(before, now):
        raise RuntimeError("a bug in the Editor shell")

    monkeypatch.setattr(player.window.editor, "show_snapshot", broken)
    player.do(c.SetTempo(bpm=90.0), c.AddScript(name="after", text="x"))

    assert player.window.code.tabs.current() == "after"
    player.until(lambda: "a bug in the Editor shell" in player.window.notice.text())


def test_text_can_be_saved_after_the_engine_crashed(player: Player, tmp_path: Path, monkeypatch):
    player.allowed_crashes = True
    path = tmp_path / "song.moonloop"
    player.script("bass", "")
    player.save_as(path)

    def broken() -> None:
        raise MemoryError("no more")

    monkeypatch.setattr(player.ide.engine._conductor, "render_block", broken)
    player.until(player.window.notice.isVisible)
    assert "in the engine (MemoryError: no more)" in player.window.notice.text()
    player.write("typed after the crash")

    player.window.close()
    player.answer("Save")

    player.until(lambda: not player.window.isVisible())
    player.until(lambda: "typed after the crash" in path.read_text())
