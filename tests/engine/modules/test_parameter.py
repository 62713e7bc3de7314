"""What a parameter lets pass, and what it says to the rest."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, WrongType
from engine.modules.parameter import Parameter

CUTOFF = Parameter(name="cutoff", label="Cutoff", minimum=20.0, maximum=20000.0, unit="Hz")
TRANSPOSE = Parameter(name="transpose", label="Transpose", kind="int", minimum=-48, maximum=48, unit="st")
LOOP = Parameter(name="loop", label="Loop", kind="bool")
WAVE = Parameter(name="wave", label="Wave", kind="choice", choices=("saw", "square"))
SAMPLE = Parameter(name="sample", label="Sample", kind="text")


@pytest.mark.parametrize(
    ("parameter", "given", "held"),
    [
        (CUTOFF, 900.5, 900.5),
        (CUTOFF, 20, 20.0),
        (TRANSPOSE, 12, 12),
        (TRANSPOSE, -12.0, -12),
        (LOOP, True, True),
        (WAVE, "square", "square"),
        (SAMPLE, "", ""),
    ],
)
def test_check_lets_a_fitting_value_pass_in_the_parameters_own_type(parameter, given, held):
    checked = parameter.check(given)

    assert checked == held
    assert type(checked) is type(held)


@pytest.mark.parametrize(
    ("parameter", "given", "error", "text"),
    [
        (CUTOFF, 19, OutOfRange, "cutoff is 20 to 20000 Hz, got 19"),
        (CUTOFF, 20001.0, OutOfRange, "cutoff is 20 to 20000 Hz, got 20001"),
        (CUTOFF, float("nan"), OutOfRange, "cutoff is 20 to 20000 Hz, got nan"),
        (CUTOFF, float("inf"), OutOfRange, "cutoff is 20 to 20000 Hz, got inf"),
        (CUTOFF, "900", WrongType, 'cutoff is a number, 20 to 20000 Hz, got "900"'),
        (CUTOFF, True, WrongType, "cutoff is a number, 20 to 20000 Hz, got true"),
        (CUTOFF, None, WrongType, "cutoff is a number, 20 to 20000 Hz, got nothing"),
        (CUTOFF, [1], WrongType, "cutoff is a number, 20 to 20000 Hz, got a list"),
        (TRANSPOSE, 0.5, WrongType, "transpose is a whole number, -48 to 48 st, got 0.5"),
        (LOOP, 1, WrongType, "loop is true or false, got 1"),
        (WAVE, "sqare", WrongType, 'wave is one of saw, square, got "sqare"; did you mean "square"?'),
        (WAVE, 1, WrongType, "wave is one of saw, square, got 1"),
        (SAMPLE, 1.5, WrongType, "sample is a text, got 1.5"),
        (SAMPLE, False, WrongType, "sample is a text, got false"),
    ],
)
def test_check_says_what_it_wants_and_what_it_got(parameter, given, error, text):
    with pytest.raises(error) as caught:
        parameter.check(given)
    assert str(caught.value) == text


@pytest.mark.parametrize("parameter", [CUTOFF, TRANSPOSE])
def test_parameter_refuses_a_whole_number_beyond_any_float(parameter):
    with pytest.raises(OutOfRange, match="got a number that is far beyond"):
        parameter.check(10**400)
