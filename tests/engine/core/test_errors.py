"""The words of a player's mistakes."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError, NameTaken, NotAllowed, OutOfRange, UnknownName, WrongType, did_you_mean
from engine.core.lane import LaneFull


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("kik", '; did you mean "kick"?'),
        ("KICK", '; did you mean "kick"?'),
        ("masteraudioout", '; did you mean "masterAudioOut"?'),
        ("zither", ""),
        ("", ""),
    ],
)
def test_did_you_mean_names_the_nearest_or_nothing(wrong, hint):
    assert did_you_mean(wrong, ["kick", "snare", "masterAudioOut"]) == hint


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [("fot", ""), ("foo", ""), ("bpn", "bpm"), ("bp", "bpm"), ("stp", "stop"), ("vol", "volume"), ("vl", "")],
)
def test_short_name_is_near_only_to_what_begins_as_it_does(wrong, hint):
    known = ["lfo", "pan", "bpm", "step", "stop", "volume"]

    assert did_you_mean(wrong, known) == (f'; did you mean "{hint}"?' if hint else "")


def test_did_you_mean_knows_nothing_among_nothing():
    assert did_you_mean("kick", []) == ""


@pytest.mark.parametrize("mistake", [UnknownName, NameTaken, OutOfRange, WrongType, NotAllowed, LaneFull])
def test_every_mistake_of_a_player_is_an_engine_error(mistake):
    assert issubclass(mistake, EngineError)
