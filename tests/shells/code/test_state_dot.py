"""The dot that says how a script is doing."""

from __future__ import annotations

import pytest

from engine.core.live import LoopTrouble, Problem, ScriptStatus
from shells.code.state_dot import Dot, dot_of

WRONG = Problem("boom", "script:bass")


@pytest.mark.parametrize(
    ("status", "dot"),
    [
        (None, Dot("quiet")),
        (ScriptStatus("bass", run=1), Dot("done")),
        (ScriptStatus("bass", "live", 1, 1), Dot("good", is_filled=True)),
        (ScriptStatus("bass", "waiting", 1), Dot("armed")),
        (ScriptStatus("bass", "stopping", 1), Dot("armed")),
        (ScriptStatus("bass", "failed", 1, 0, WRONG), Dot("bad", is_filled=True)),
        (ScriptStatus("bass", "failed", 2, 2, WRONG), Dot("bad", is_filled=True)),
    ],
)
def test_dot_is_filled_for_what_does_something_or_cannot(status, dot):
    assert dot_of(status) == dot


@pytest.mark.parametrize(
    "status",
    [
        ScriptStatus("bass", "failed", 2, 1, WRONG),
        ScriptStatus("bass", "failed", 1, 1, WRONG, loops=("line",)),
        ScriptStatus("bass", "failed", 1, 1, WRONG, listens=("bar",)),
        ScriptStatus("bass", "repeating", 1, 1, WRONG),
        ScriptStatus("bass", "live", 2, 2, trouble=(LoopTrouble("line", "boom", 2, True),)),
    ],
)
def test_dot_is_halved_where_something_is_wrong_and_something_plays_on(status):
    assert dot_of(status).is_halved
