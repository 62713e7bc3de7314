"""What connecting modulators to parameters does, and which circles are refused."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, SCOPE
from engine.core.errors import NotAllowed, OutOfRange, UnknownName
from tests.engine.core.documents import TO_MASTER, after


@pytest.fixture
def moved(studio):
    """The studio with three LFOs, a follower, and a cable from `one` to the cutoff of `bass`."""
    return after(
        studio,
        *(c.AddModule(type="lfo", name=name) for name in ("one", "two", "three")),
        c.AddModule(type="follower", name="env"),
        c.Connect(source="one", target="bass", parameter="cutoff", depth=0.4, offset=-0.5),
    )


def test_connect_to_a_parameter_lays_a_parameter_cable_with_what_is_said_of_it(moved):
    cable = moved.connections["one>bass.cutoff:parameter"]

    assert (cable.kind, cable.parameter, cable.depth, cable.offset, cable.channel) == (
        "parameter",
        "cutoff",
        0.4,
        -0.5,
        0,
    )
    assert (cable.is_delayed, cable.is_auto) == (False, False)


def test_connect_says_what_there_is_anew_where_the_cable_lies_already(moved):
    document = apply(moved, c.Connect(source="one", target="bass", parameter="cutoff", depth=-1))

    cable = document.connections["one>bass.cutoff:parameter"]
    assert (cable.depth, cable.offset) == (-1.0, 0.0)
    assert cable.number == moved.connections["one>bass.cutoff:parameter"].number
    assert len(document.connections) == len(moved.connections)


def test_connect_the_same_again_changes_nothing(moved):
    again = c.Connect(source="one", target="bass", kind="parameter", parameter="cutoff", depth=0.4, offset=-0.5)

    assert apply(moved, again) is moved


def test_one_modulator_moves_many_parameters_and_one_parameter_is_moved_by_many(moved):
    document = after(
        moved,
        c.Connect(source="one", target="bass", parameter="volume"),
        c.Connect(source="two", target="bass", parameter="cutoff"),
        c.Connect(source="one", target="kick", parameter="pan"),
    )

    assert sum(cable.kind == "parameter" for cable in document.connections.values()) == 4


def test_connect_a_modulator_leaves_the_sound_where_it_goes(moved):
    assert TO_MASTER in apply(moved, c.Connect(source="one", target="kick", parameter="volume")).connections


@pytest.mark.parametrize("listener", ["env", SCOPE])
def test_connect_a_sound_to_what_only_looks_on_leaves_it_heard(moved, listener):
    assert TO_MASTER in apply(moved, c.Connect(source="kick", target=listener)).connections


def test_connect_to_a_parameter_of_a_mixer_takes_none_of_its_inputs(moved):
    document = after(
        moved,
        c.AddModule(type="mixer", name="desk"),
        c.Connect(source="one", target="desk", parameter="volume1"),
        c.Connect(source="kick", target="desk"),
    )

    assert document.connections["kick>desk:audio"].channel == 1


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (
            c.Connect(source="one", target="bass"),
            NotAllowed,
            '"one" moves a parameter: say which one of "bass", such as bass.',
        ),
        (
            c.Connect(source="one", target="bass", parameter="cutof"),
            UnknownName,
            'a synth has no parameter "cutof"; did you mean "cutoff"?',
        ),
        (
            c.Connect(source="one", target="bass", parameter="wave"),
            NotAllowed,
            '"bass.wave" is no number that can be moved',
        ),
        (
            c.Connect(source="one", target="bass", kind="audio", parameter="cutoff"),
            NotAllowed,
            'only a parameter cable ends in a parameter, got "audio"',
        ),
        (
            c.Connect(source="one", target="bass", kind="audio"),
            NotAllowed,
            '"one" (lfo) gives parameter, "bass" (synth) takes event and parameter: no audio connection fits',
        ),
        (
            c.Connect(source="kick", target="bass", parameter="cutoff"),
            NotAllowed,
            '"kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no parameter connection fits',
        ),
        (
            c.Connect(source="one", target="bass", parameter="cutoff", depth=1.5),
            OutOfRange,
            "the depth of a parameter cable is -1 to 1, got 1.5",
        ),
        (
            c.Connect(source="one", target="bass", parameter="cutoff", offset=float("nan")),
            OutOfRange,
            "the offset of a parameter cable is -1 to 1, got nan",
        ),
        (
            c.Connect(source="beat", target="bass", depth=0.5),
            NotAllowed,
            "only a parameter cable has depth and offset; this one carries event",
        ),
    ],
)
def test_connect_says_what_is_wrong_with_a_parameter_cable(moved, command, error, text):
    with pytest.raises(error) as caught:
        apply(moved, command)
    assert str(caught.value).startswith(text)


# --- circles


def circled(document, *, is_delayed=False):
    return after(
        document,
        c.Connect(source="one", target="two", parameter="rate"),
        c.Connect(source="two", target="three", parameter="rate"),
        c.Connect(source="three", target="one", parameter="rate", is_delayed=is_delayed),
    )


def test_circle_of_modulators_is_refused_with_the_way_round(moved):
    with pytest.raises(NotAllowed) as caught:
        circled(moved)
    assert str(caught.value) == (
        "that would close a circle: three > one > two > three; a circle needs a cable that is delayed"
    )


def test_circle_with_a_delayed_cable_is_allowed(moved):
    assert circled(moved, is_delayed=True).connections["three>one.rate:parameter"].is_delayed


def test_cable_that_closes_a_circle_cannot_become_undelayed(moved):
    with pytest.raises(NotAllowed, match="circle: three > one > two > three"):
        apply(circled(moved, is_delayed=True), c.Connect(source="three", target="one", parameter="rate"))


def test_cable_of_no_circle_may_become_undelayed(moved):
    late = c.Connect(source="one", target="two", parameter="rate", is_delayed=True)

    document = after(moved, late, c.Connect(source="one", target="two", parameter="rate"))

    assert not document.connections["one>two.rate:parameter"].is_delayed


def test_circle_through_sound_and_parameter_is_refused(moved):
    document = apply(moved, c.Connect(source="kick", target="env"))

    with pytest.raises(NotAllowed, match="circle: env > kick > env"):
        apply(document, c.Connect(source="env", target="kick", parameter="volume"))
    delayed = c.Connect(source="env", target="kick", parameter="volume", is_delayed=True)
    assert "env>kick.volume:parameter" in apply(document, delayed).connections


def test_circle_of_sound_is_allowed_with_a_delayed_cable(studio):
    document = after(
        studio,
        c.AddModule(type="mixer", name="desk"),
        c.AddModule(type="mixer", name="bus"),
        c.Connect(source="desk", target="bus"),
        c.Connect(source="bus", target="desk", is_delayed=True),
    )

    assert document.connections["bus>desk:audio"].is_delayed


def test_modulator_that_moves_itself_is_refused_unless_delayed(moved):
    with pytest.raises(NotAllowed, match="circle: one > one"):
        apply(moved, c.Connect(source="one", target="one", parameter="rate"))
    assert apply(moved, c.Connect(source="one", target="one", parameter="rate", is_delayed=True)) is not moved


# --- taking away


@pytest.fixture
def twice(moved):
    """`one` moves two parameters of `bass`."""
    return apply(moved, c.Connect(source="one", target="bass", parameter="volume"))


def cables_of(document, source):
    return {key for key, cable in document.connections.items() if cable.source == source}


def test_disconnect_a_parameter_takes_just_that_cable(twice):
    document = apply(twice, c.Disconnect(source="one", target="bass", parameter="cutoff"))

    assert cables_of(document, "one") == {"one>bass.volume:parameter"}


@pytest.mark.parametrize("kind", [None, "parameter"])
def test_disconnect_without_a_parameter_takes_all_of_them(twice, kind):
    assert not cables_of(apply(twice, c.Disconnect(source="one", target="bass", kind=kind)), "one")


def test_disconnect_a_parameter_that_is_not_moved_says_so(twice):
    with pytest.raises(UnknownName, match=r'"one" is not connected to "bass.pan"'):
        apply(twice, c.Disconnect(source="one", target="bass", parameter="pan"))


def test_disconnect_all_takes_every_cable_of_a_module(twice):
    document = apply(twice, c.DisconnectAll(module="bass"))

    assert set(twice.connections) - set(document.connections) == {
        "one>bass.cutoff:parameter", "one>bass.volume:parameter", f"bass>{MASTER}:audio",
    }  # fmt: skip


def test_disconnect_all_without_a_name_takes_every_cable_there_is(twice):
    assert not apply(twice, c.DisconnectAll()).connections


def test_disconnect_all_of_what_has_no_cables_changes_nothing(twice):
    assert apply(twice, c.DisconnectAll(module="two")) is twice
    with pytest.raises(UnknownName, match='there is no module "nobody"'):
        apply(twice, c.DisconnectAll(module="nobody"))
