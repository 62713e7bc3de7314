"""What the table of modules must be like for everything made from it to work."""

from __future__ import annotations

import pytest

from engine.core.edits.branches import check_name
from engine.core.errors import UnknownName
from engine.modules.mixing import AUDIO_OUT
from engine.modules.table import MODULE_TYPES, module_type

TYPES = sorted(MODULE_TYPES.values(), key=lambda each: each.name)
PARAMETERS = [(each.name, parameter) for each in TYPES for parameter in each.parameters]


def named(pair):
    return pair if isinstance(pair, str) else pair.name


def test_the_table_has_the_modules_of_the_instrument():
    assert {each.name for each in TYPES} == {
        "sampler", "synth", "sequencer",
        "delay", "reverb", "filter", "distortion", "chorus", "compressor", "eq", "bitcrusher", "limiter",
        "lfo", "envelope", "follower", "random", "macro",
        "mixer", "oscilloscope", "spectrogram", "audioOut",
    }  # fmt: skip


@pytest.mark.parametrize(("type_name", "parameter"), PARAMETERS, ids=named)
def test_every_default_is_a_value_that_its_parameter_holds(type_name, parameter):
    checked = parameter.check(parameter.default)

    assert checked == parameter.default
    assert type(checked) is type(parameter.default)


@pytest.mark.parametrize(("type_name", "parameter"), PARAMETERS, ids=named)
def test_every_parameter_can_be_named_shown_and_explained(type_name, parameter):
    assert check_name(parameter.name)
    assert parameter.label
    assert parameter.summary.endswith(".")
    assert parameter.minimum < parameter.maximum
    assert (parameter.kind == "choice") == bool(parameter.choices)


@pytest.mark.parametrize("each", TYPES, ids=named)
def test_every_type_names_its_parameters_once_and_finds_them(each):
    names = [parameter.name for parameter in each.parameters]

    assert len(set(names)) == len(names)
    assert [each.parameter(name).name for name in names] == names
    assert set(each.defaults()) == set(names)
    assert each.summary.endswith(".")


def test_only_the_master_is_a_system_module():
    assert [each for each in TYPES if each.is_single] == [AUDIO_OUT]


def test_a_mixer_has_a_volume_for_each_of_its_channels():
    mixer = module_type("mixer")

    assert [mixer.parameter(f"volume{channel}").default for channel in range(1, mixer.channels + 1)] == [1.0] * 8


def test_a_type_that_is_not_there_is_answered_with_the_nearest():
    with pytest.raises(UnknownName) as caught:
        module_type("sequenser")
    assert str(caught.value) == 'there is no module type "sequenser"; did you mean "sequencer"?'


def test_a_type_like_none_is_answered_with_all_that_there_are():
    with pytest.raises(UnknownName, match="; there are audioOut, bitcrusher, chorus, compressor, delay, "):
        module_type("")


def test_a_parameter_that_is_not_there_is_answered_with_the_nearest():
    with pytest.raises(UnknownName) as caught:
        module_type("sampler").parameter("vollume")
    assert str(caught.value) == 'a sampler has no parameter "vollume"; did you mean "volume"?'


def test_a_parameter_like_none_is_answered_with_all_that_there_are():
    with pytest.raises(UnknownName) as caught:
        module_type("audioOut").parameter("zzz")
    assert str(caught.value) == 'a audioOut has no parameter "zzz"; it has volume, device'
