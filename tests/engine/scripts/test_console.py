"""Lines of Lua typed into the Command shell are worked out in a worker of their own, and each is answered."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.live import Answer


def ask(band, *texts):
    """Ask one line after the other, and return the answers."""
    first = len(band.engine.snapshot.answers)
    for number, text in enumerate(texts, first):
        band.engine.submit(c.Evaluate(ask=f"ask {number}", text=text))
    band.until(lambda: len(band.engine.snapshot.answers) == first + len(texts))
    return [(answer.text, answer.is_mistake) for answer in band.engine.snapshot.answers[first:]]


def test_line_of_lua_is_answered(band):
    assert ask(band, "1 + 1", '"a" .. "b"', "nil", "1, 2") == [
        ("2", False),
        ('"ab"', False),
        ("nil", False),
        ("1\t2", False),
    ]


def test_answer_bears_the_name_of_its_question(band):
    band.engine.submit(c.Evaluate(ask="mine", text="6 * 7"))
    band.until(lambda: band.engine.snapshot.answers != ())

    assert band.engine.snapshot.answers == (Answer("mine", "42", number=1),)


def test_line_sees_the_document_and_changes_it(band):
    assert ask(band, 'sampler("kick", { sample = "kick" })') == [('module "kick"', False)]
    band.until(lambda: "kick" in band.document.modules)
    assert ask(band, 'setParam("kick", "volume", 0.25)', 'getParam("kick", "volume")')[1] == ("0.25", False)
    assert band.values("kick")["volume"] == 0.25
    assert band.document.modules["kick"].owner == ""
    assert band.engine.snapshot.outlook.undo.startswith("setParam")


def test_line_makes_and_reuses_what_is_there(band):
    ask(band, 'sampler("kick", { volume = 0.5 })', 'sampler("kick", { volume = 0.25 })', 'pattern("p", "x.x.")')
    ask(band, 'pattern("p", "xx")', 'step("p", 2, false)')
    band.turn(2)

    assert band.values("kick")["volume"] == 0.25
    assert [step.is_on for step in band.document.patterns["p"].steps[:2]] == [True, False]
    assert ask(band, 'synth("kick")')[0] == (
        'console:1: there is a sampler called "kick" already; call this synth something else',
        True,
    )


def test_globals_of_the_console_stay(band):
    assert ask(band, "x = 5", "x * 2")[1] == ("10", False)


def test_mistake_is_answered_with_its_sentence_and_changes_nothing(band):
    answers = ask(band, 'synth("bass") synth("bass", { volume = 9 })', "1 +", "nope()")

    assert answers[0] == ('console:1: synth "bass": volume is 0 to 2, got 9', True)
    assert answers[1][1]
    assert answers[2][1]
    assert "bass" not in band.document.modules


def test_loops_and_sleep_have_no_place_in_the_console(band):
    answers = ask(band, 'live_loop("l", function() sleep(1) end)', "sleep(1)")

    assert answers[0] == ("console:1: live_loop: a loop belongs to a script; write it there and run it", True)
    message, is_failure = answers[1]
    assert message.startswith("console:1: only a live loop or a task can wait: this runs at once, from top to bottom")
    assert is_failure


@pytest.mark.slow
def test_line_that_never_ends_is_stopped_by_its_budget(new_band):
    band = new_band(run_budget_seconds=0.1)

    assert ask(band, "while true do end", "1 + 1") == [
        ("console:1: this took longer than 0.1 s and was stopped", True),
        ("2", False),
    ]


def test_hush_in_the_console_ends_the_loops_of_scripts(band):
    band.run('live_loop("l", function() sleep(1) end)')
    ask(band, "hush()")
    band.turn(3)

    assert band.status().state == "stopped"


def test_console_whose_worker_dies_answers_and_comes_back(band):
    ask(band, "1")
    band.kill(band.workers.made[-1])
    band.engine.submit(c.Evaluate(ask="dead", text="1"))
    band.until(lambda: len(band.engine.snapshot.answers) == 2)
    assert band.engine.snapshot.answers[-1].text in (
        "there is no answer: the console's worker ended",
        "1",
    )
    assert ask(band, "2") == [("2", False)]
