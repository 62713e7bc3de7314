"""What connecting and disconnecting does."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, Connection
from engine.core.errors import NotAllowed, UnknownName
from tests.engine.core.documents import TO_MASTER, after


@pytest.fixture
def mixed(studio):
    """The studio with a mixer, `desk`."""
    return apply(studio, c.AddModule(type="mixer", name="desk"))


def test_connect_finds_the_only_kind_that_fits(studio):
    document = apply(studio, c.Connect(source="beat", target="bass"))

    assert document.connections["beat>bass:event"].kind == "event"


def test_connect_to_a_mixer_takes_its_lowest_free_channel(mixed):
    document = after(
        mixed,
        c.Connect(source="kick", target="desk"),
        c.Connect(source="bass", target="desk"),
        c.Disconnect(source="kick", target="desk"),
        c.AddModule(type="sampler", name="snare"),
        c.Connect(source="snare", target="desk"),
    )

    assert document.connections["bass>desk:audio"].channel == 2
    assert document.connections["snare>desk:audio"].channel == 1


def test_connect_replaces_the_cable_that_the_house_laid(mixed):
    document = apply(mixed, c.Connect(source="kick", target="desk"))

    assert TO_MASTER not in document.connections
    assert not document.connections["kick>desk:audio"].is_auto


def test_connect_where_the_house_did_makes_that_cable_the_players_own(studio):
    cable = apply(studio, c.Connect(source="kick", target=MASTER)).connections[TO_MASTER]

    assert not cable.is_auto
    assert cable.number == studio.connections[TO_MASTER].number


def test_connect_an_event_cable_leaves_the_sound_where_it_goes(studio):
    assert TO_MASTER in apply(studio, c.Connect(source="beat", target="bass")).connections


def test_connect_twice_changes_nothing_the_second_time(studio):
    once = apply(studio, c.Connect(source="beat", target="bass"))

    assert apply(once, c.Connect(source="beat", target="bass")) is once


def test_connect_to_a_full_mixer_says_what_to_do(mixed):
    for number in range(1, 9):
        name = f"s{number}"
        mixed = after(mixed, c.AddModule(type="synth", name=name), c.Connect(source=name, target="desk"))

    with pytest.raises(NotAllowed, match='"desk" has 8 inputs and all are taken; disconnect one first'):
        apply(mixed, c.Connect(source="bass", target="desk"))


@pytest.mark.parametrize(
    ("source", "target", "kind", "text"),
    [
        (
            "kick",
            "bass",
            None,
            '"kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no connection fits',
        ),
        (
            "beat",
            "kick",
            "audio",
            '"beat" (sequencer) gives event, "kick" (sampler) takes event and parameter: no audio connection fits',
        ),
        (
            MASTER,
            "kick",
            None,
            f'"{MASTER}" (audioOut) gives nothing, "kick" (sampler) takes event and parameter: no connection fits',
        ),
        ("kick", "beat", None, '"kick" (sampler) gives audio, "beat" (sequencer) takes nothing: no connection fits'),
    ],
)
def test_connect_says_which_ports_there_are_when_none_fit(studio, source, target, kind, text):
    with pytest.raises(NotAllowed) as caught:
        apply(studio, c.Connect(source=source, target=target, kind=kind))
    assert str(caught.value) == text


def test_connect_refuses_a_circle_and_shows_it(mixed):
    document = after(mixed, c.AddModule(type="mixer", name="bus"), c.Connect(source="desk", target="bus"))

    with pytest.raises(NotAllowed, match="that would close a circle: bus > desk > bus"):
        apply(document, c.Connect(source="bus", target="desk"))


def test_connect_refuses_a_module_with_itself(mixed):
    with pytest.raises(NotAllowed, match="that would close a circle: desk > desk"):
        apply(mixed, c.Connect(source="desk", target="desk"))


@pytest.mark.parametrize("ends", [("snare", "kick"), ("kick", "snare")])
def test_connect_names_an_end_that_is_not_there(studio, ends):
    with pytest.raises(UnknownName, match='there is no module "snare"'):
        apply(studio, c.Connect(source=ends[0], target=ends[1]))


def test_disconnect_takes_every_cable_between_the_two_when_no_kind_is_said(studio):
    assert "beat>kick:event" not in apply(studio, c.Disconnect(source="beat", target="kick")).connections


def test_disconnect_one_kind_takes_just_that(studio):
    document = apply(studio, c.Disconnect(source="beat", target="kick", kind="event"))

    assert set(studio.connections) - set(document.connections) == {"beat>kick:event"}


def test_disconnect_from_the_master_leaves_a_module_silent(studio):
    document = apply(studio, c.Disconnect(source="kick", target=MASTER))

    assert TO_MASTER not in document.connections


@pytest.mark.parametrize("kind", [None, "audio"])
def test_disconnect_what_is_not_connected_says_so(studio, kind):
    with pytest.raises(UnknownName, match='"kick" is not connected to "bass"'):
        apply(studio, c.Disconnect(source="kick", target="bass", kind=kind))


def test_disconnect_names_an_end_that_is_not_there(studio):
    with pytest.raises(UnknownName, match='there is no module "kcik"; did you mean "kick"'):
        apply(studio, c.Disconnect(source="kcik", target=MASTER))


def test_connection_is_kept_under_its_ends_and_kind():
    assert Connection("kick", "desk", "audio", 7).key == "kick>desk:audio"
