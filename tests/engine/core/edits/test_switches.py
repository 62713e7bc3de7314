"""What switches, presets and fades do to a module."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Glide
from engine.core.errors import OutOfRange, UnknownName
from engine.modules.synth import SYNTH
from tests.engine.core.documents import after, run_of

SWITCHES = {"enabled": "is_enabled", "muted": "is_muted", "soloed": "is_soloed"}


@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.parametrize("is_on", [True, False])
def test_switch_is_turned_on_and_off(studio, switch, is_on):
    document = after(
        studio,
        c.SetSwitch(module="kick", switch=switch, is_on=not is_on),
        c.SetSwitch(module="kick", switch=switch, is_on=is_on),
    )

    assert getattr(document.modules["kick"], SWITCHES[switch]) is is_on
    assert document.modules["bass"] is studio.modules["bass"]


def test_switch_that_is_so_already_changes_nothing(studio):
    assert apply(studio, c.SetSwitch(module="kick", switch="muted", is_on=False)) is studio


def test_switch_of_a_module_that_is_not_there_says_so(studio):
    with pytest.raises(UnknownName, match='there is no module "kik"; did you mean "kick"'):
        apply(studio, c.SetSwitch(module="kik", switch="muted", is_on=True))


def test_preset_sets_what_it_tells_and_the_rest_to_its_default(studio):
    preset = SYNTH.presets[0]
    document = after(
        studio,
        c.SetParameter(module="bass", parameter="volume", value=0.1),
        c.ApplyPreset(module="bass", preset=preset.name),
    )

    assert document.modules["bass"].values == SYNTH.defaults().update(preset.values)
    assert apply(document, c.ApplyPreset(module="bass", preset=preset.name)) is document


def test_preset_that_is_not_there_says_so(studio):
    with pytest.raises(UnknownName, match='a synth has no preset "zzz"'):
        apply(studio, c.ApplyPreset(module="bass", preset="zzz"))


@pytest.mark.parametrize(
    ("decibels", "volume"), [(0.0, 1.0), (-6.0206, 0.5), (6.0, 1.99526), (-60.0, 0.0), (-900, 0.0)]
)
def test_fade_sets_the_volume_and_says_how_to_get_there(studio, decibels, volume):
    start = apply(studio, c.SetParameter(module="kick", parameter="volume", value=0.25))
    kick = apply(start, c.Fade(module="kick", decibels=decibels, beats=Fraction(8))).modules["kick"]

    assert kick.values["volume"] == pytest.approx(volume, abs=1e-5)
    assert kick.glide == Glide(1, Fraction(8))


def test_fade_after_fade_is_another_one(studio):
    document = after(studio, c.Fade(module="kick", decibels=-6.0), c.Fade(module="kick", decibels=-60.0))

    assert document.modules["kick"].glide.number == 2


def test_fade_to_where_the_volume_is_changes_nothing(studio):
    assert apply(studio, c.Fade(module="kick", decibels=0.0)) is studio


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.Fade(module="kick", decibels=24.0), OutOfRange, 'sampler "kick": volume is 0 to 2, got 15.8489'),
        (c.Fade(module="kick", decibels=float("inf")), OutOfRange, 'sampler "kick": volume is 0 to 2'),
        (c.Fade(module="kick", decibels=float("nan")), OutOfRange, "a fade goes to a level in dB, got no number"),
        (c.Fade(module="kick", decibels=0, beats=Fraction(-1)), OutOfRange, "a fade lasts 0 to 4096 beats, got -1"),
        (c.Fade(module="beat", decibels=0), UnknownName, 'sequencer "beat": a sequencer has no parameter "volume"'),
    ],
)
def test_fade_says_what_is_wrong(studio, command, error, text):
    with pytest.raises(error) as caught:
        apply(studio, command)
    assert str(caught.value).startswith(text)


# --- as scripts say it

MUTED = c.DeclareSwitch(script="song", module="kick", switch="muted", is_on=True)
BY_HAND = c.SetSwitch(module="kick", switch="muted", is_on=False)


def test_switch_that_is_declared_again_leaves_what_hands_did(studio):
    document = after(studio, run_of("song", MUTED), BY_HAND, run_of("song", MUTED, run=2))

    assert not document.modules["kick"].is_muted


def test_switch_that_is_declared_otherwise_is_turned(studio):
    other = c.DeclareSwitch(script="song", module="kick", switch="muted", is_on=False)

    assert not after(studio, run_of("song", MUTED), run_of("song", other, run=2)).modules["kick"].is_muted


def test_switch_that_is_declared_no_longer_goes_back(studio):
    assert after(studio, run_of("song", MUTED), run_of("song", run=2)).modules == studio.modules


def test_switch_that_hands_turned_stays_when_declared_no_longer(studio):
    off = c.DeclareSwitch(script="song", module="kick", switch="enabled", is_on=False)
    back = c.SetSwitch(module="kick", switch="enabled", is_on=True)

    assert after(studio, run_of("song", off), back, run_of("song", run=2)).modules["kick"].is_enabled
