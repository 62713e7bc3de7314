"""What the line under an editor says."""

from __future__ import annotations

import pytest

from engine.core.document import RunRequest, Script
from engine.core.live import LoopTrouble, Place, Problem, ScriptStatus
from shells.code.outcome import outcome

WRONG = Problem('bass.lua:7: sampler "kick": volume is 0 to 2, got 7', "script:bass", Place("bass", 7))
IN_LOOP = Problem("volume is 0 to 2", "script:bass", Place("bass", 7))
IN_HANDLER = Problem('on("drop"): boom', "script:bass", Place("bass", 7))
FALLEN = LoopTrouble("line", "volume is 0 to 2", 7, plays_on=True)
HUNG = Problem("it did not end within 5 s and was stopped", "script:bass")


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (None, "Not run yet", "quiet"),
        (ScriptStatus("bass", "running", asked=1), "v1 is running…", "armed"),
        (ScriptStatus("bass", "running", asked=2, run=1), "v2 is running…  v1 plays meanwhile", "armed"),
        (
            ScriptStatus("bass", "waiting", asked=2, run=1),
            "v2 is ready and lands on its beat; v1 plays until then",
            "armed",
        ),
        (ScriptStatus("bass", "idle", asked=1, run=1), "v1 has run", "quiet"),
        (ScriptStatus("bass", "live", asked=12, run=12, loops=("line",)), "v12 plays  ·  loop line", "good"),
        (
            ScriptStatus("bass", "live", asked=2, run=2, loops=("a", "b"), late=3, late_line=9),
            "v2 plays  ·  loops a, b  ·  3 late, last at line 9",
            "good",
        ),
        (
            ScriptStatus("bass", "failed", asked=13, run=12, problem=WRONG),
            'v12 plays — v13 failed at line 7: sampler "kick": volume is 0 to 2, got 7; the last good version goes on',
            "bad",
        ),
        (
            ScriptStatus("bass", "failed", asked=1, problem=HUNG),
            "v1 failed: it did not end within 5 s and was stopped",
            "bad",
        ),
        (
            ScriptStatus("bass", "failed", asked=3, run=3, problem=IN_LOOP),
            "v3 plays — a loop failed at line 7: volume is 0 to 2; it goes on with what it did before",
            "bad",
        ),
        (
            ScriptStatus("bass", "idle", asked=1, run=1, listens=("bar", "beat", "drop", "file:changed")),
            "v1 has run  ·  listens to bar, beat, drop, …",
            "quiet",
        ),
        (
            ScriptStatus("bass", "failed", asked=3, run=3, problem=IN_HANDLER, listens=("drop",)),
            'v3 plays — a handler failed at line 7: on("drop"): boom; everything else goes on  ·  listens to drop',
            "bad",
        ),
        (
            ScriptStatus("bass", "failed", asked=3, run=3, problem=IN_LOOP, loops=("line",), trouble=(FALLEN,)),
            "v3 plays — line plays its last good version (line 7): volume is 0 to 2  ·  loop line",
            "bad",
        ),
        (
            ScriptStatus("bass", "failed", asked=4, run=3, problem=HUNG, trouble=(FALLEN,)),
            (
                "v3 plays — v4 failed: it did not end within 5 s and was stopped; the last good version goes on"
                "  ·  line plays its last good version (line 7): volume is 0 to 2"
            ),
            "bad",
        ),
        (ScriptStatus("bass", "live", asked=1, run=1, tasks=1), "v1 plays  ·  1 task", "good"),
        (ScriptStatus("bass", "live", asked=1, run=1, tasks=2), "v1 plays  ·  2 tasks", "good"),
        (ScriptStatus("bass", "stopped", asked=4), "Stopped; Run starts it again", "quiet"),
        (ScriptStatus("bass", "starting", asked=1), "v1 is starting…", "armed"),
        (ScriptStatus("bass", "starting", asked=2, run=1), "v2 is starting…  v1 plays meanwhile", "armed"),
        (ScriptStatus("bass", "repeating", asked=1, run=1, iterations=1), "v1 repeats: 1 round", "good"),
        (ScriptStatus("bass", "repeating", asked=3, run=3, iterations=12), "v3 repeats: 12 rounds", "good"),
        (
            ScriptStatus("bass", "repeating", asked=3, run=3, iterations=12, problem=IN_LOOP),
            "v3 repeats: 12 rounds; the last failed at line 7: volume is 0 to 2",
            "bad",
        ),
        (ScriptStatus("bass", "stopping", asked=4), "Stopping…", "armed"),
    ],
)
def test_outcome_says_how_a_script_is_doing(status, words, tone):
    assert outcome(Script("bass", 2, "x = 1"), status, "x = 1") == (words, tone)


def test_outcome_says_what_a_disabled_script_in_repeat_mode_waits_for():
    script = Script("bass", 2, "x = 1", is_enabled=False, mode="repeat")

    assert outcome(script, ScriptStatus("bass", "stopped", asked=4), "x = 1").text == (
        "Disabled; it repeats when it is enabled"
    )


def test_outcome_says_that_the_text_is_not_what_ran():
    script = Script("bass", 2, "x = 1", request=RunRequest(1, "x = 1", wish="run"))

    said = outcome(script, ScriptStatus("bass", "live", asked=1, run=1), "x = 2")

    assert said.text == "v1 plays  ·  edited since it ran"
