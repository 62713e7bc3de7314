"""Paths: what they lead to, what sets it, and what is said of those that lead nowhere."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Step
from engine.core.errors import EngineError, NotAllowed, OutOfRange, UnknownName, WrongType
from engine.core.path_parts import Part, PathMistake, is_path, parts_of
from engine.core.paths import cable_end, command_for, resolve, value_at
from tests.engine.core.documents import after, studio

PATCHED = after(studio(), c.AddModule(type="mixer", name="mix"), c.AddModule(type="sequencer", name="idle"))


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("kick", (Part("kick", None, 1),)),
        ("kick.volume", (Part("kick", None, 1), Part("volume", None, 6))),
        ("mix.volume[3]", (Part("mix", None, 1), Part("volume", 3, 5))),
        ("my-seq_2.step[4].position", (Part("my-seq_2", None, 1), Part("step", 4, 10), Part("position", None, 18))),
    ],
)
def test_path_is_a_name_and_parts_after_dots(path, parts):
    assert parts_of(path) == parts


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("", 'expected a name at column 1 of "", got the end'),
        (".volume", 'expected a name at column 1 of ".volume", got "."'),
        ("kick.", 'expected a name at column 6 of "kick.", got the end'),
        ("kick volume", 'expected "." or the end at column 5 of "kick volume", got " "'),
        ("mix.volume[", 'expected a whole number, from 1 at column 12 of "mix.volume[", got the end'),
        ("mix.volume[x]", 'expected a whole number, from 1 at column 12 of "mix.volume[x]", got "x"'),
        ("mix.volume[3", 'expected "]" at column 13 of "mix.volume[3", got the end'),
        ("mix.volume[3]4", 'expected "." or the end at column 14 of "mix.volume[3]4", got "4"'),
        ("mix.volume[1234567]", 'expected "]" at column 18 of "mix.volume[1234567]", got "7"'),
    ],
)
def test_path_that_cannot_be_read_says_at_which_column(path, text):
    with pytest.raises(PathMistake) as caught:
        parts_of(path)
    assert str(caught.value) == text


@given(st.text(st.sampled_from("ab1.[]_- é"), max_size=12))
def test_path_is_read_or_refused_with_a_sentence_whatever_it_is(path):
    with contextlib.suppress(EngineError):  # anything else is a bug, and fails the test
        value_at(PATCHED, path)


@pytest.mark.parametrize(("text", "is_one"), [("kick", False), ("kick.volume", True), ("step[3]", True)])
def test_path_is_told_from_a_name_by_its_marks(text, is_one):
    assert is_path(text) is is_one


@pytest.mark.parametrize(
    ("path", "value", "command"),
    [
        ("kick.volume", 0.5, c.SetParameter(module="kick", parameter="volume", value=0.5)),
        ("mix.volume[3]", 1, c.SetParameter(module="mix", parameter="volume3", value=1.0)),
        ("mix.volume3", 1, c.SetParameter(module="mix", parameter="volume3", value=1.0)),
        ("bass.wave", "sine", c.SetParameter(module="bass", parameter="wave", value="sine")),
        ("beat.step[4].velocity", 0.5, c.SetStep(pattern="four", index=3, step=Step(velocity=0.5))),
        ("four.step[4].velocity", 0.5, c.SetStep(pattern="four", index=3, step=Step(velocity=0.5))),
        ("four.step[4].note", "c4", c.SetStep(pattern="four", index=3, step=Step(note=60.0))),
        ("four.step[4].length", 2, c.SetStep(pattern="four", index=3, step=Step(length=2.0))),
        ("four.step[4].index", 3, c.SetStep(pattern="four", index=3, step=Step(index=3))),
        ("four.step[4].chance", 25, c.SetStep(pattern="four", index=3, step=Step(chance=25.0))),
        ("four.step[4].ratio", "1:3", c.SetStep(pattern="four", index=3, step=Step(ratio=(1, 3)))),
        ("beat.step[4].position", 0, c.SetStep(pattern="four", index=3, step=Step(values=Map({"position": 0.0})))),
    ],
)  # fmt: skip
def test_path_gives_the_command_that_sets_what_it_leads_to(path, value, command):
    assert command_for(PATCHED, path, value) == command


@pytest.mark.parametrize(
    ("path", "value"),
    [("beat.step[4].position", 0.25), ("beat.step[4].note", 52.0), ("kick.volume", 0.5), ("beat.step[4].ratio", "2:3")],
)
def test_path_reads_what_was_set_through_it(path, value):
    assert value_at(apply(PATCHED, command_for(PATCHED, path, value)), path) == value


@pytest.mark.parametrize("field", ["note", "length", "index", "position"])
def test_path_leaves_something_of_a_step_to_the_module_again(field):
    path = f"beat.step[4].{field}"
    held = apply(PATCHED, command_for(PATCHED, path, 1))

    assert value_at(apply(held, command_for(held, path, None)), path) is None


@pytest.mark.parametrize(
    ("path", "error", "text"),
    [
        ("kcik.volume", UnknownName, 'there is no module "kcik"; did you mean "kick"?'),
        ("kick.volum", UnknownName, 'a sampler has no parameter "volum"; did you mean "volume"?'),
        ("kick", PathMistake, 'expected a parameter, such as .volume at column 5 of "kick"'),
        ("kick[2].volume", PathMistake, 'expected "." at column 5 of "kick[2].volume", got "["'),
        ("kick.volume.more", PathMistake, 'expected the end at column 12 of "kick.volume.more"'),
        ("kick.step[1].note", NotAllowed, '"kick" is a sampler: a sequencer or a pattern has steps'),
        ("nobody.step[1].note", UnknownName, 'there is no module "nobody"'),
        ("idle.step[1].note", NotAllowed, '"idle" has no pattern'),
        ("beat.step[17].note", OutOfRange, 'pattern "four" has steps 1 to 16, got 17'),
        ("beat.step[0].note", OutOfRange, 'pattern "four" has steps 1 to 16, got 0'),
        ("beat.step[1]", PathMistake, 'expected something of the step, such as .note, at column 13 of "beat.step[1]"'),
        ("beat.step[1].note.x", PathMistake, 'expected the end at column 18 of "beat.step[1].note.x"'),
        ("beat.step[1].wave", UnknownName, 'nothing that "beat" plays has a parameter "wave"'),
    ],
)
def test_path_that_leads_nowhere_says_why(path, error, text):
    with pytest.raises(error) as caught:
        resolve(PATCHED, path)
    assert str(caught.value).startswith(text)


@pytest.mark.parametrize(
    ("path", "value", "error", "text"),
    [
        ("kick.volume", 7, OutOfRange, "volume is 0 to 2, got 7"),
        ("beat.step[4].velocity", 2, OutOfRange, "velocity is 0 to 1, got 2"),
        ("beat.step[4].position", "x", WrongType, 'position is a number, 0 to 1, got "x"'),
        ("beat.step[4].ratio", "half", WrongType, 'a ratio is written "1:2", got "half"'),
        ("beat.step[4].ratio", "1:99", OutOfRange, "a ratio is 1:1 to 16:16, got 1:99"),
    ],
)
def test_path_refuses_a_value_that_does_not_fit(path, value, error, text):
    with pytest.raises(error) as caught:
        command_for(PATCHED, path, value)
    assert str(caught.value) == text


def test_path_of_a_parameter_is_where_a_cable_may_end():
    assert cable_end(PATCHED, "bass.cutoff") == ("bass", "cutoff")
    assert cable_end(PATCHED, "mix.volume[3]") == ("mix", "volume3")
    assert cable_end(PATCHED, "bass") == ("bass", "")
    with pytest.raises(NotAllowed, match="not in a step"):
        cable_end(PATCHED, "beat.step[4].note")


def test_path_to_what_a_module_was_saved_without_gives_the_default():
    kick = PATCHED.modules["kick"]
    older = replace(PATCHED, modules=PATCHED.modules.set("kick", replace(kick, values=kick.values.delete("volume"))))

    assert value_at(older, "kick.volume") == 1.0
