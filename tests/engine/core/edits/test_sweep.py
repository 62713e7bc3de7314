"""What goes when a script no longer says it, and what stays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, REST, Step
from engine.patterns.notation import format_steps, parse_steps
from tests.engine.core.documents import TO_MASTER, after, run_of

HIT = Step(velocity=1.0)


def module(name, script="song", type="synth", **values):
    return c.DeclareModule(script=script, type=type, name=name, values=tuple(values.items()))


def cable(source, target, script="song"):
    return c.DeclareConnection(script=script, source=source, target=target)


def no_cable(source, target):
    return c.DeclareNoConnection(script="song", source=source, target=target)


def step(index, step=HIT, script="song"):
    return c.DeclareStep(script=script, pattern="four", index=index, step=step)


@pytest.fixture
def duo(studio):
    """The studio with a second script, `other`."""
    return apply(studio, c.AddScript(name="other"))


def test_a_module_no_longer_declared_goes_with_its_cables(studio):
    document = after(studio, run_of("song", module("lead"), cable("beat", "lead")), run_of("song"))

    assert document.modules == studio.modules
    assert document.connections == studio.connections


def test_a_pattern_no_longer_declared_goes(studio):
    document = after(studio, run_of("song", c.DeclarePattern(script="song", name="fill")), run_of("song"))

    assert set(document.patterns) == {"four"}


def test_a_module_that_hands_made_stays_when_no_longer_declared(studio):
    document = after(studio, run_of("song", module("bass")), run_of("song"))

    assert document.modules["bass"] is studio.modules["bass"]


def test_a_value_no_longer_declared_goes_back_to_its_default(studio):
    document = after(studio, run_of("song", module("lead", cutoff=900)), run_of("song", module("lead")))

    assert document.modules["lead"].values["cutoff"] == 2000.0


def test_a_value_that_hands_changed_stays_when_no_longer_declared(studio):
    document = after(
        studio,
        run_of("song", module("lead", cutoff=900)),
        c.SetParameter(module="lead", parameter="cutoff", value=400.0),
        run_of("song", module("lead")),
    )

    assert document.modules["lead"].values["cutoff"] == 400.0


def test_a_cable_no_longer_declared_goes_and_its_module_is_heard_again(studio):
    document = after(
        studio,
        run_of("song", module("lead"), module("desk", type="mixer"), cable("lead", "desk")),
        run_of("song", module("lead"), module("desk", type="mixer")),
    )

    assert "lead>desk:audio" not in document.connections
    assert document.connections[f"lead>{MASTER}:audio"].is_auto


def test_what_fed_a_swept_mixer_is_heard_again(studio):
    document = after(
        studio,
        run_of("song", module("desk", type="mixer"), cable("kick", "desk")),
        run_of("song"),
    )

    assert document.connections[TO_MASTER].is_auto


def test_what_a_script_says_is_not_connected_stays_silent_when_its_cable_goes(studio):
    quiet = run_of("song", module("desk", type="mixer"), no_cable("kick", MASTER))
    document = after(studio, run_of("song", module("desk", type="mixer"), cable("kick", "desk")), quiet)

    assert TO_MASTER not in document.connections
    assert apply(document, quiet) == document


def test_a_cable_that_hands_laid_stays_when_no_longer_declared(studio):
    document = after(studio, run_of("song", cable("beat", "kick")), run_of("song"))

    assert document.connections["beat>kick:event"] is studio.connections["beat>kick:event"]


def test_a_step_no_longer_declared_becomes_what_the_pattern_says_under_it(studio):
    steps = c.DeclarePattern(script="song", name="four", steps=parse_steps("xxxx"))
    document = after(studio, run_of("song", steps, step(1, REST), step(2)), run_of("song", steps, step(2)))

    assert format_steps(document.patterns["four"].steps[:4]) == "xxXx"


def test_a_step_no_longer_declared_over_nothing_becomes_a_rest(studio):
    document = after(studio, run_of("song", step(1)), run_of("song"))

    assert document.patterns["four"].steps[1] == REST


@pytest.mark.parametrize("whole", [Step(velocity=1, note=60), Step(velocity=1.0, note=60.0, length=2)])
def test_a_step_written_in_whole_numbers_is_recognised_too(studio, whole):
    document = after(studio, run_of("song", step(1, whole)), run_of("song"))

    assert document.patterns["four"].steps[1] == REST


def test_a_step_that_hands_changed_stays_when_no_longer_declared(studio):
    document = after(
        studio,
        run_of("song", step(1)),
        c.SetStep(pattern="four", index=1, step=Step(velocity=0.2)),
        run_of("song"),
    )

    assert document.patterns["four"].steps[1] == Step(velocity=0.2)


def test_a_step_hidden_by_hand_is_left_alone_when_no_longer_declared(studio):
    document = after(studio, run_of("song", step(9)), c.SetStepCount(pattern="four", count=8), run_of("song"))

    assert document.patterns["four"].steps[9] == HIT


def test_what_two_scripts_declare_stays_until_both_are_silent_about_it(duo):
    fill = {name: c.DeclarePattern(script=name, name="fill") for name in ("song", "other")}
    both = after(
        duo,
        run_of("song", module("lead", "song", cutoff=900), fill["song"], cable("beat", "lead"), step(1)),
        run_of(
            "other", module("lead", "other", cutoff=900), fill["other"], cable("beat", "lead", "other"),
            step(1, script="other"),
        ),
    )  # fmt: skip
    one = apply(both, run_of("song"))

    assert one.modules["lead"].owner == one.patterns["fill"].owner == "other"
    assert one.connections["beat>lead:event"].owner == "other"
    assert one.modules["lead"].values["cutoff"] == 900.0
    assert one.patterns["four"].steps[1] == HIT

    none = apply(one, run_of("other"))
    assert set(none.modules) == set(duo.modules)
    assert set(none.patterns) == set(duo.patterns)
    assert set(none.connections) == set(duo.connections)


def test_a_swept_value_of_a_module_that_is_of_another_type_now_is_left_alone(studio):
    document = after(
        studio,
        run_of("song", module("lead", cutoff=900)),
        c.RemoveModule(name="lead"),
        c.AddModule(type="sequencer", name="lead"),
        run_of("song"),
    )

    assert document.modules["lead"].type == "sequencer"


def test_a_value_of_a_module_whose_plug_in_is_gone_is_left_alone(studio):
    said = after(studio, run_of("song", value("kick", "volume", 0.5)))
    gone = replace(said, modules=said.modules.set("kick", replace(said.modules["kick"], type="missingPlugIn")))

    assert after(gone, run_of("song")).modules["kick"].values["volume"] == 0.5


def value(module, parameter, value):
    return c.DeclareValue(script="song", module=module, parameter=parameter, value=value)
