"""Which action is on a key, and which actions scripts may do."""

from __future__ import annotations

import pytest

from shells.actions import ACTIONS
from shells.key_actions import press, why_not


@pytest.mark.parametrize(
    ("keys", "shell", "action", "count"),
    [
        (["Ctrl+R"], "command", "script.run", 1),
        (["F8"], "code", "transport.play", 1),
        (["Space"], "code", "transport.play", 1),
        (["Ctrl+Alt+Enter"], "code", "script.run_now", 1),
        (["Alt+Ctrl+Return"], "code", "script.run_now", 1),
        (["Ctrl+K", "Space", "F8"], "code", "transport.play", 2),
        (["Ctrl+K", "0"], "code", "transport.reset", 2),
        (["F3", "F2"], "code", "view.editor", 1),
        (["Shift+P"], "editor", "patch.add_pattern", 1),
    ],
)
def test_key_does_what_it_does_under_a_hand(qt_app, keys: list[str], shell: str, action: str, count: int) -> None:
    pressed = press(keys, shell)

    assert pressed.action is not None
    assert (pressed.action.id, pressed.keys, pressed.failure) == (action, count, "")


@pytest.mark.parametrize(("key", "shell"), [("Ctrl+J", "code"), ("X", "code"), ("Shift+P", "code")])
def test_key_without_an_action_says_so(qt_app, key: str, shell: str) -> None:
    pressed = press([key], shell)

    assert pressed.action is None
    assert pressed.failure == f"no action is on the key {key} here; Help > Keys lists them"


@pytest.mark.parametrize(
    "id_",
    ["file.quit", "file.new", "file.open", "file.save", "file.save_as", "script.close", "script.rename", "edit.undo",
     "edit.comment", "transport.record", "help.palette"],
)  # fmt: skip
def test_what_asks_the_player_or_touches_what_is_theirs_is_for_hands_only(id_: str) -> None:
    assert why_not(id_).endswith("is for hands only: it asks you something, or touches what is yours")


@pytest.mark.parametrize("id_", ["transport.play", "transport.stop", "transport.panic", "script.run", "view.editor"])
def test_what_plays_and_shows_is_for_scripts_too(id_: str) -> None:
    assert why_not(id_) == ""


def test_unknown_action_names_a_near_one() -> None:
    assert why_not("transport.plya") == 'there is no such action; did you mean "transport.play"?'
    assert why_not("nonsense").startswith("there is no such action; there are ")


def test_every_action_that_ends_in_a_question_is_for_hands() -> None:
    assert [spec.id for spec in ACTIONS if spec.text.endswith("…") and spec.is_for_scripts] == []
