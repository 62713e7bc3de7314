"""What editing scripts does."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import SCRIPT_LEVELS, RunRequest
from engine.core.errors import NameTaken, NotAllowed, OutOfRange, UnknownName
from engine.core.units import NEXT_BAR
from tests.engine.core.documents import after, run_of, studio


def wishes(document):
    return {name: (script.request.number, script.request.wish) for name, script in document.scripts.items()}


def test_add_script_without_a_name_takes_the_first_free_number(empty):
    assert set(after(empty, c.AddScript(), c.AddScript(text="x = 1")).scripts) == {"script1", "script2"}


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.AddScript(name="song"), NameTaken, 'there is a script called "song" already'),
        (c.AddScript(name="my song"), NotAllowed, 'a name is 1 to 64 letters, digits, _ or -, got "my song"'),
        (c.RenameScript(name="song", new_name=""), NotAllowed, 'a name is 1 to 64 letters, digits, _ or -, got ""'),
        (c.RenameScript(name="sonk", new_name="x"), UnknownName, 'no script "sonk"; did you mean "song"?'),
        (c.RemoveScript(name="x"), UnknownName, 'there is no script "x"'),
        (c.SetScriptText(name="x", text=""), UnknownName, 'there is no script "x"'),
        (c.EnableScript(name="x", is_enabled=True), UnknownName, 'there is no script "x"'),
        (c.SetScriptLevel(name="x", level="strict"), UnknownName, 'there is no script "x"'),
        (
            c.SetScriptLevel(name="song", level="strickt"),
            UnknownName,
            'no level "strickt"; did you mean "strict"?: it is one of minimal, standard, strict, trusted',
        ),
        (c.RunScript(name="x", text=""), UnknownName, 'there is no script "x"'),
        (c.StopScript(name="x"), UnknownName, 'there is no script "x"'),
        (c.KeepState(script="x", json="{}"), UnknownName, 'there is no script "x"'),
    ],
)
def test_script_edits_say_what_is_wrong(studio, command, error, text):
    with pytest.raises(error) as caught:
        apply(studio, command)
    assert str(caught.value).endswith(text)


def test_set_script_text_keeps_the_text_and_runs_nothing(studio):
    script = apply(studio, c.SetScriptText(name="song", text="bpm(99)")).scripts["song"]

    assert (script.text, script.request.number) == ("bpm(99)", 0)


@pytest.mark.parametrize(
    "command",
    [
        c.SetScriptText(name="song", text="-- nothing yet"),
        c.EnableScript(name="song", is_enabled=True),
        c.SetScriptLevel(name="song", level="standard"),
        c.KeepState(script="song", json="{}"),
        c.RenameScript(name="song", new_name="song"),
        c.StopScript(name="song"),
        c.Hush(),
        c.Interrupt(),
    ],
)
def test_saying_what_is_so_already_changes_nothing(studio, command):
    assert apply(studio, command) is studio


def test_run_script_wishes_for_a_run_and_keeps_the_text(studio):
    script = apply(studio, c.RunScript(name="song", text="bpm(99)", quantum=NEXT_BAR)).scripts["song"]

    assert script.text == "bpm(99)"
    assert script.request == RunRequest(1, "bpm(99)", NEXT_BAR, wish="run")


def test_run_script_twice_is_two_wishes(studio):
    run = c.RunScript(name="song", text="bpm(99)")

    assert wishes(after(studio, run, run)) == {"song": (2, "run")}


@pytest.mark.parametrize(
    ("command", "wish"),
    [(c.StopScript(name="song"), "end"), (c.Hush(), "end"), (c.Interrupt(), "interrupt"), (c.Panic(), "kill")],
)
def test_ending_a_script_is_a_newer_wish_about_what_ran(studio, command, wish):
    document = after(studio, c.AddScript(name="other"), c.RunScript(name="song", text="bpm(99)"), command)

    assert wishes(document) == {"song": (2, wish), "other": (0, "none")}
    assert document.scripts["song"].request.text == "bpm(99)"


def test_enable_script_says_whether_it_runs_when_opened(studio):
    assert not apply(studio, c.EnableScript(name="song", is_enabled=False)).scripts["song"].is_enabled


def test_keep_state_keeps_it_as_json(studio):
    assert apply(studio, c.KeepState(script="song", json='{"n":1}')).scripts["song"].kept == '{"n":1}'


def test_rename_script_takes_all_that_it_owns_along(studio):
    declared = apply(
        studio,
        run_of(
            "song",
            c.DeclareModule(script="song", type="synth", name="lead"),
            c.DeclarePattern(script="song", name="fill", count=4),
            c.DeclareConnection(script="song", source="beat", target="lead"),
        ),
    )
    document = apply(declared, c.RenameScript(name="song", new_name="tune"))

    assert set(document.scripts) == set(document.declared) == {"tune"}
    assert document.scripts["tune"].name == "tune"
    assert document.modules["lead"].owner == "tune"
    assert document.patterns["fill"].owner == "tune"
    assert document.connections["beat>lead:event"].owner == "tune"
    assert document.modules["kick"] is declared.modules["kick"]


def test_rename_script_refuses_the_name_of_another(studio):
    document = apply(studio, c.AddScript(name="other"))

    with pytest.raises(NameTaken, match='there is a script called "other" already'):
        apply(document, c.RenameScript(name="song", new_name="other"))


def test_rename_script_is_still_the_same_script_to_its_next_run(studio):
    lead = c.DeclareModule(script="song", type="synth", name="lead")
    renamed = after(studio, run_of("song", lead), c.RenameScript(name="song", new_name="tune"))

    assert "lead" not in apply(renamed, run_of("tune")).modules


def test_remove_script_removes_what_it_alone_declared(studio):
    document = after(
        studio,
        run_of("song", c.DeclareModule(script="song", type="synth", name="lead")),
        c.RemoveScript(name="song"),
    )

    assert set(document.modules) == set(studio.modules)
    assert not document.scripts
    assert not document.declared


def test_remove_script_hands_over_what_another_declares_too(studio):
    document = after(
        studio,
        c.AddScript(name="other"),
        run_of("song", c.DeclareModule(script="song", type="synth", name="lead")),
        run_of("other", c.DeclareModule(script="other", type="synth", name="lead")),
        c.RemoveScript(name="song"),
    )

    assert document.modules["lead"].owner == "other"
    assert "lead" not in apply(document, run_of("other")).modules


@pytest.mark.parametrize("level", SCRIPT_LEVELS)
def test_set_script_level_sets_it_and_runs_nothing(studio, level):
    script = apply(studio, c.SetScriptLevel(name="song", level=level)).scripts["song"]

    assert (script.level, script.request.number) == (level, 0)


# --- modes ---


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 0, None),
        (0, 86_400, None),
        (0.25, 0.25, None),
        (0.3, None, "the shortest pause is at most the longest: 0.3 s is above 0.2 s"),
        (2, 1, "the shortest pause is at most the longest: 2 s is above 1 s"),
        (-1, 1, "the shortest pause is 0 to 86400 seconds, got -1"),
        (0, -0.5, "the longest pause is 0 to 86400 seconds, got -0.5"),
        (0, 90_000, "the longest pause is 0 to 86400 seconds, got 90000"),
        (float("nan"), 1, "the shortest pause is 0 to 86400 seconds, got nan"),
        (0, float("inf"), "the longest pause is 0 to 86400 seconds, got inf"),
    ],
)
def test_pauses_of_a_script_in_repeat_mode_are_checked(least, most, words):
    command = c.SetScriptMode(name="song", mode="repeat", loop_min_seconds=least, loop_max_seconds=most)
    if words is None:
        script = after(studio(), command).scripts["song"]
        assert (script.mode, script.loop_min_seconds, script.loop_max_seconds) == ("repeat", least, most)
    else:
        with pytest.raises(OutOfRange) as mistake:
            apply(studio(), command)
        assert str(mistake.value) == words


def test_pauses_are_a_tenth_to_a_fifth_of_a_second_unless_said_otherwise():
    script = after(studio(), c.SetScriptMode(name="song", mode="repeat")).scripts["song"]

    assert (script.loop_min_seconds, script.loop_max_seconds) == (0.1, 0.2)


def test_mode_that_is_set_again_changes_nothing():
    document = after(studio(), c.SetScriptMode(name="song", mode="repeat"))

    assert apply(document, c.SetScriptMode(name="song", mode="repeat")) is document
    assert apply(studio(), c.SetScriptMode(name="song", mode="live", loop_min_seconds=0.1)) == studio()


def test_run_is_asked_for_in_the_mode_of_that_moment():
    document = after(studio(), c.RunScript(name="song", text="x"), c.SetScriptMode(name="song", mode="repeat"))

    assert document.scripts["song"].request.mode == "live"
    assert after(document, c.RunScript(name="song", text="x")).scripts["song"].request.mode == "repeat"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ((), "typed"),
        ((c.RunScript(name="song", text="ran"), c.StopScript(name="song")), "ran"),
        ((c.RunScript(name="song", text="ran"), c.Interrupt()), "ran"),
    ],
)
def test_script_in_repeat_mode_that_is_enabled_is_asked_to_run(before, text):
    repeat = c.SetScriptMode(name="song", mode="repeat")
    document = after(studio(), repeat, *before, c.SetScriptText(name="song", text="typed"))
    request = after(document, c.EnableScript(name="song", is_enabled=True)).scripts["song"].request

    assert (request.wish, request.text, request.mode) == ("run", text, "repeat")


def test_live_script_that_is_enabled_is_not_asked_to_run():
    disabled = after(studio(), c.EnableScript(name="song", is_enabled=False))

    assert after(disabled, c.EnableScript(name="song", is_enabled=True)).scripts["song"].request.wish == "none"
