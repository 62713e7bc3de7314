"""A script in repeat mode waits for what it asks of the window, and a refusal is a mistake at its line."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.live import ErrandResult

EACH = 60  # actions of each script


def repeat(band, text, name="song"):
    """Have a text run over and over."""
    band.do(c.AddScript(name=name))
    band.do(c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=0.0, loop_max_seconds=0.0))
    band.engine.submit(c.RunScript(name=name, text=text))
    band.turn()


def answer(band, failure=""):
    """The window does, or does not, what it is asked; it says so under the name of the action."""
    asked = [errand for _, errand in sorted(band.engine.snapshot.errands.items()) if errand.state == "asked"]
    for errand in reversed(asked):
        why = failure and f"{failure} {errand.what[0]}"
        band.engine.submit(c.ReportErrands(results=(ErrandResult(errand.number, not why, why),)))
    band.turn()


def test_two_workers_each_get_their_own_answers(band):
    band.do(c.ReportWindow(is_open=True))
    for name in ("a", "b"):
        text = (
            f'for n = 1, {EACH} do local ok, why = pcall(action, "{name}." .. n) print(why) end '
            'wait(1000)'
        )  # fmt: skip
        repeat(band, text, name)
    for _ in range(40 * EACH):
        answer(band, "no")
        if len(band.printed()) == 2 * EACH:
            break

    wanted = {
        f'{name}.lua:1: action "{name}.{n}" was not done: no {name}.{n}' for name in "ab" for n in range(1, EACH + 1)
    }
    assert set(band.printed()) == wanted
    assert len(band.printed()) == 2 * EACH


def test_script_goes_on_when_it_is_done(band):
    band.do(c.ReportWindow(is_open=True))
    repeat(band, 'print("asks") print(action("transport.play")) print(keyPress("space")) wait(1000)')
    band.turn(20)
    assert band.printed() == ["asks"]

    for _ in range(200):
        answer(band)
    assert band.printed() == ["asks", "true", "true"]


def test_refusal_is_a_mistake_at_its_line(band):
    band.do(c.ReportWindow(is_open=True))
    repeat(band, 'wait(0)\naction("transport.plya")')
    for _ in range(200):
        answer(band, "there is no such action, not")
        if band.status().problem is not None:
            break

    assert band.fault() == (2, 'action "transport.plya" was not done: there is no such action, not transport.plya')


def test_without_a_window_the_script_is_told_at_once_and_goes_on(band):
    repeat(band, 'print(action("view.code")) wait(1000)')
    band.until(lambda: len(band.printed()) == 2)

    assert sorted(band.printed()) == ["false", 'no window: action "view.code" was not done']
    assert band.status().problem is None


def test_what_a_round_shares_it_reads_at_once_and_after_a_wait(band):
    repeat(band, "for n = 1, 50 do shared.n = (shared.n or 0) + 1 wait(0) end print(shared.n) wait(1000)")
    band.until(lambda: len(band.printed()) == 1)

    assert band.printed() == ["50"]
