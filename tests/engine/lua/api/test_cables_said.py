"""Connections of each kind as scripts say them: what comes of them, that twice is once, and what is refused."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.document import MASTER
from tests.engine.core.documents import after
from tests.engine.scripts.room import Room

STUDIO = (
    'sampler("kick", { sample = "kick" }) synth("bass") mixer("mix") lfo("wobble") follower("ears")'
    ' pattern("four", "x...x...") sequencer("beat", { pattern = "four" }) '
)


@pytest.fixture(scope="module")
def shared():
    """A performer whose document has what the mistakes speak of."""
    room = Room()
    room.run(STUDIO)
    return room


@pytest.fixture
def room():
    """A performer with an empty session."""
    return Room()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ('connect("kick", "mix")', "kick>mix:audio"),
        ('connect("kick", "mix", "audio")', "kick>mix:audio"),
        ('connect("kick", "mix", { kind = "audio" })', "kick>mix:audio"),
        ('connect("beat", "bass")', "beat>bass:event"),
        ('connect("beat", "bass", "event")', "beat>bass:event"),
        ('connect("wobble", "bass.cutoff")', "wobble>bass.cutoff:parameter"),
        ('connect("wobble", "bass.cutoff", "parameter")', "wobble>bass.cutoff:parameter"),
        ('connect("wobble", "bass", { parameter = "cutoff" })', "wobble>bass.cutoff:parameter"),
        ('connect("wobble", "bass", "parameter", { parameter = "cutoff" })', "wobble>bass.cutoff:parameter"),
        ('connect("wobble", "mix.volume[3]")', "wobble>mix.volume3:parameter"),
        ('connect(lfo("wobble"), "bass.cutoff")', "wobble>bass.cutoff:parameter"),
        ('connect("kick", "ears") connect("ears", "bass.cutoff")', "ears>bass.cutoff:parameter"),
    ],
)
def test_each_kind_of_cable_can_be_said(room, said, key):
    assert room.run(STUDIO + said).fault is None

    assert key in room.document.connections


def test_a_parameter_cable_has_depth_offset_and_delay(room):
    room.run(STUDIO + 'connect("wobble", "bass.cutoff", { depth = 0.4, offset = -0.5, delayed = true })')
    cable = room.document.connections["wobble>bass.cutoff:parameter"]

    assert (cable.parameter, cable.depth, cable.offset, cable.is_delayed) == ("cutoff", 0.4, -0.5, True)


def test_an_option_to_connects_a_module_by_the_kind_that_fits(room):
    room.run(
        'synth("bass") mixer("mix") sampler("kick", { to = "mix" }) lfo("wobble", { to = { "bass.cutoff", "kick.pan" } })'
        ' sequencer("beat", { pattern = "x...", to = { "kick", "bass" } })'
    )

    assert {
        "kick>mix:audio",
        "wobble>bass.cutoff:parameter",
        "wobble>kick.pan:parameter",
        "beat>kick:event",
        "beat>bass:event",
    } <= set(room.document.connections)
    assert f"kick>{MASTER}:audio" not in room.document.connections


CABLES = (
    STUDIO
    + """
connect("kick", "mix") connect("beat", "kick", "event")
connect("wobble", "bass.cutoff", { depth = 0.4 }) connect("wobble", "kick.volume", { depth = -0.2 })
"""
)


def test_running_twice_changes_nothing(room):
    room.run(CABLES)
    once = room.document
    room.run(CABLES)

    assert room.document.connections == once.connections
    assert room.document.next_number == once.next_number


def test_a_cable_that_is_said_no_longer_is_taken_away(room):
    room.run(CABLES)
    room.run(STUDIO + 'connect("wobble", "kick.volume", { depth = -0.2 })')

    assert set(room.document.connections) == {
        "wobble>kick.volume:parameter",
        f"kick>{MASTER}:audio",
        f"bass>{MASTER}:audio",
        f"mix>{MASTER}:audio",
    }


def test_a_depth_that_hands_turned_stays_until_another_is_said(room):
    room.run(CABLES)
    turned = c.Connect(source="wobble", target="bass", parameter="cutoff", depth=0.9)
    room.document = after(room.document, turned)
    room.feed()
    room.run(CABLES)
    kept = room.document.connections["wobble>bass.cutoff:parameter"].depth
    room.run(CABLES.replace("0.4", "0.5"))

    assert kept == 0.9
    assert room.document.connections["wobble>bass.cutoff:parameter"].depth == 0.5


def test_one_of_two_parameter_cables_is_taken_away_by_its_path(room):
    room.run(CABLES)
    room.run(CABLES.replace('connect("wobble", "bass.cutoff", { depth = 0.4 })', 'disconnect("wobble", "bass.cutoff")'))

    assert "wobble>bass.cutoff:parameter" not in room.document.connections
    assert "wobble>kick.volume:parameter" in room.document.connections


def test_a_circle_may_be_closed_by_a_delayed_cable_only(room):
    circle = 'mixer("a") mixer("b") connect("a", "b") '

    assert room.fault(circle + 'connect("b", "a")') == (
        1,
        "that would close a circle: b > a > b; a circle needs a cable that is delayed",
    )
    assert room.run(circle + 'connect("b", "a", { delayed = true })').fault is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('connect("wobble", "bass.cutof")', 'a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ('connect("wobble", "bas.cutoff")', 'there is no module "bas"; did you mean "bass"?'),
        ('connect("wobble", "bass.")', 'expected a name at column 6 of "bass.", got the end'),
        ('connect("wobble", "beat.step[1].note")', 'a cable ends in a module or a parameter of one, not in a step: "beat.step[1].note"'),
        ('connect("wobble", "kick")', '"wobble" moves a parameter: say which one of "kick", such as kick.volume'),
        ('connect("wobble", "bass.wave")', '"bass.wave" is no number that can be moved'),
        ('connect("wobble", "bass.cutoff", "audio")', 'connect: only a parameter connection ends in a parameter, got "audio"'),
        ('connect("wobble", "bass.cutoff", { depth = 2 })', "the depth of a parameter cable is -1 to 1, got 2"),
        ('connect("wobble", "bass.cutoff", { depth = 0/0 })', "connect: depth is a finite number, got nan"),
        ('connect("wobble", "bass.cutoff", { depht = 1 })', 'connect: there is no option "depht"; did you mean "depth"?'),
        ('connect("wobble", "bass.cutoff", { delayed = 1 })', "connect: delayed is true or false, got 1"),
        ('connect("kick", "mix", { depth = 0.5 })', "only a parameter cable has depth and offset; this one carries audio"),
        ('connect("kick", "bass.cutoff")', '"kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no parameter connection fits'),
        ('connect("kick", "mix", "midi")', 'connect: a connection is "audio", "event", "parameter" or "video", got "midi"'),
        ('lfo("w", { to = 5 })', 'lfo "w": each module in `to` is a text, got 5'),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_sentence(shared, text, message):
    fault = shared.run(f"{STUDIO}\n{text}", lands=False).fault

    assert (fault.line, fault.message) == (2, message)
