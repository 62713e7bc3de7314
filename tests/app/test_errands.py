"""Scripts play the window: its own actions, by name or by key, done on the GUI's thread and reported back."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.document import PlayState
from tests.app.player import Player

pytestmark = pytest.mark.slow


def run(player: Player, text: str, name: str = "song") -> None:
    """Have a script run, and wait until it has, and all that it asked for is over."""
    player.do(c.AddScript(name=name, text=text))
    player.do(c.RunScript(name=name, text=text))
    player.until(lambda: name in player.snapshot.scripts and player.snapshot.scripts[name].state == "idle")
    player.until(lambda: not player.snapshot.errands)


def printed(player: Player) -> list[str]:
    """Everything in the log."""
    return [line.text for line in player.ide.rig.log.since(0)[0]]


def test_script_presses_play(player: Player) -> None:
    run(player, 'action("transport.play")')

    player.until(lambda: player.document.transport.state is PlayState.PLAYING)
    assert printed(player) == []


def test_key_does_what_it_does_under_a_hand_wherever_the_keyboard_is(player: Player) -> None:
    player.script("notes", "typed by hand")
    run(player, 'typeSequence({ "f3", "shift+p", "f2" }, 0) keyPress("space")')

    player.until(lambda: player.document.transport.state is PlayState.PLAYING)
    player.until(lambda: "P0" in player.document.patterns)
    assert player.window.shell() is player.window.code
    assert player.document.scripts["notes"].text == "typed by hand"


FOR_HANDS = "is for hands only: it asks you something, or touches what is yours"
NOT_DONE = [
    ('action("file.quit")', f'action "file.quit" was not done: "Quit" {FOR_HANDS}'),
    ('keyPress("w", "ctrl")', f'keyPress Ctrl+W was not done: "Remove Script" {FOR_HANDS}'),
    (
        'keyPress("j", "ctrl")',
        "keyPress Ctrl+J was not done: no action is on the key Ctrl+J here; Help > Keys lists them",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), NOT_DONE)
def test_what_is_not_done_is_said_in_the_log(player: Player, text: str, sentence: str) -> None:
    run(player, text)

    player.until(lambda: sentence in printed(player))
    assert not player.has_question()
    assert player.window.isVisible()


def test_action_that_cannot_be_done_now_says_so(player: Player) -> None:
    player.window.actions_.action("transport.play").setEnabled(False)
    run(player, 'action("transport.play")')

    player.until(lambda: printed(player) == ['action "transport.play" was not done: it cannot be done now'])
    assert player.document.transport.state is PlayState.STOPPED


def test_script_does_not_run_itself_by_a_key(player: Player) -> None:
    player.script("song", "")
    player.do(c.RunScript(name="song", text='keyPress("r", "ctrl")'))

    player.until(
        lambda: printed(player) == ["keyPress Ctrl+R was not done: the script would run itself, over and over"]
    )
    assert player.document.scripts["song"].request.number == 1


def test_alert_stays_until_it_is_closed_and_covers_nothing_grave(player: Player) -> None:
    run(player, 'alert("the drop is", 8, "bars away")')
    player.until(player.window.notice.isVisible)
    assert player.window.notice.text() == "song: the drop is\t8\tbars away"

    player.window.notice.show_notice("the disk is full")
    run(player, 'alert("hello")', "other")
    player.until(lambda: player.window.foot.text() == "other: hello")
    assert player.window.notice.text() == "the disk is full"


def test_a_flood_of_actions_is_done_to_the_last(player: Player) -> None:
    player.do(c.AddScript(name="other"))
    run(player, 'for i = 1, 400 do action(i % 2 == 0 and "view.code" or "view.editor") end')

    assert player.window.shell() is player.window.code
    assert printed(player) == []
