"""What a script's run declares, and what saying it again does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, REST, Step
from engine.core.errors import NameTaken, NotAllowed, OutOfRange, UnknownName
from engine.patterns.notation import format_steps, parse_steps
from tests.engine.core.documents import TO_MASTER, after, run_of

HIT = Step(velocity=1.0)


def module(name, type="synth", **values):
    return c.DeclareModule(script="song", type=type, name=name, values=tuple(values.items()))


def value(module, parameter, value):
    return c.DeclareValue(script="song", module=module, parameter=parameter, value=value)


def pattern(name, steps="", count=16):
    return c.DeclarePattern(script="song", name=name, count=count, steps=parse_steps(steps) if steps else ())


def step(pattern, index, step):
    return c.DeclareStep(script="song", pattern=pattern, index=index, step=step)


def hands(module, parameter, value):
    return c.SetParameter(module=module, parameter=parameter, value=value, origin="editor")


A_RUN = run_of(
    "song",
    c.DeclareTempo(script="song", bpm=137),
    c.DeclareSignature(script="song", beats_per_bar=3),
    module("lead", cutoff=900, wave="square"),
    module("snare", type="sampler"),
    module("desk", type="mixer"),
    value("lead", "volume", 0.5),
    value("kick", "volume", 0.7),
    pattern("fill", "x.x."),
    pattern("long", count=32),
    step("fill", 1, Step(velocity=0.3, note=52)),
    c.DeclareConnection(script="song", source="lead", target="desk"),
    c.DeclareNoConnection(script="song", source="snare", target=MASTER),
)


def test_a_run_makes_what_it_declares_and_owns_it(studio):
    document = apply(studio, A_RUN)

    assert (document.transport.bpm, document.transport.beats_per_bar) == (137.0, 3)
    assert document.modules["lead"].values["cutoff"] == 900.0
    assert document.modules["lead"].values["volume"] == 0.5
    assert document.modules["kick"].values["volume"] == 0.7
    assert document.patterns["fill"].steps == (Step(0.8), Step(0.3, 52), Step(0.8), REST)
    assert document.patterns["long"].count == 32
    assert document.connections["lead>desk:audio"].owner == "song"
    assert f"snare>{MASTER}:audio" not in document.connections
    assert document.modules["lead"].owner == document.patterns["fill"].owner == "song"
    assert document.modules["kick"].owner == ""


def test_a_run_applied_twice_is_the_run_applied_once(studio):
    once = apply(studio, A_RUN)

    assert apply(once, A_RUN) == once


def test_a_run_again_under_a_later_number_shares_every_branch_but_its_record(studio):
    once = apply(studio, A_RUN)
    again = apply(once, replace(A_RUN, commands=(c.BeginRun(script="song", run=2), *A_RUN.commands[1:])))

    for branch in ("transport", "modules", "connections", "patterns", "scripts"):
        assert getattr(again, branch) is getattr(once, branch)
    assert again.declared["song"].run == 2


def test_a_value_said_again_leaves_what_hands_did_in_between(studio):
    document = after(studio, A_RUN, hands("lead", "cutoff", 400), hands("lead", "volume", 0.1), A_RUN)

    assert document.modules["lead"].values["cutoff"] == 400.0
    assert document.modules["lead"].values["volume"] == 0.1


def test_a_value_said_differently_is_set_whatever_hands_did(studio):
    document = after(
        studio,
        run_of("song", module("lead", cutoff=900)),
        hands("lead", "cutoff", 400),
        run_of("song", module("lead", cutoff=901)),
    )

    assert document.modules["lead"].values["cutoff"] == 901.0


def test_a_value_said_twice_in_a_run_ends_as_it_was_said_last(studio):
    run = run_of("song", module("lead"), value("lead", "volume", 0.2), value("lead", "volume", 0.4))

    assert after(studio, run).modules["lead"].values["volume"] == 0.4
    assert after(studio, run, run) == after(studio, run)


def test_a_value_out_of_range_is_refused_even_when_it_was_not_to_be_set_again(studio):
    with pytest.raises(OutOfRange, match='synth "lead": cutoff is 20 to 20000 Hz, got 1'):
        apply(studio, run_of("song", module("lead"), value("lead", "cutoff", 1)))


def test_tempo_and_signature_said_again_leave_what_hands_did(studio):
    document = after(studio, A_RUN, c.SetTempo(bpm=99), c.SetSignature(beats_per_bar=5), A_RUN)

    assert (document.transport.bpm, document.transport.beats_per_bar) == (99.0, 5)


def test_a_module_removed_by_hand_comes_back_as_the_script_says_it(studio):
    document = after(
        studio,
        run_of("song", module("lead", cutoff=900), value("lead", "volume", 0.5)),
        c.RemoveModule(name="lead"),
        run_of("song", module("lead", cutoff=900), value("lead", "volume", 0.5)),
    )

    assert document.modules["lead"].values["cutoff"] == 900.0
    assert document.modules["lead"].values["volume"] == 0.5


def test_a_pattern_removed_by_hand_comes_back_as_the_script_says_it(studio):
    run = run_of("song", pattern("fill", "x.x."), step("fill", 1, HIT))

    assert after(studio, run, c.RemovePattern(name="fill"), run).patterns["fill"].steps == (
        Step(0.8),
        HIT,
        Step(0.8),
        REST,
    )


def test_a_module_that_hands_made_is_used_and_stays_theirs(studio):
    document = apply(studio, run_of("song", module("bass", cutoff=500)))

    assert document.modules["bass"].values["cutoff"] == 500.0
    assert document.modules["bass"].owner == ""
    assert document.modules["bass"].number == studio.modules["bass"].number


def test_a_module_of_another_type_under_that_name_is_refused(studio):
    with pytest.raises(NameTaken) as caught:
        apply(studio, run_of("song", module("kick")))
    assert str(caught.value) == 'there is a sampler called "kick" already; call this synth something else'


def test_a_script_may_make_its_own_module_one_of_another_type(studio):
    document = after(studio, run_of("song", module("lead")), run_of("song", module("lead", type="sampler")))

    assert document.modules["lead"].type == "sampler"
    assert f"lead>{MASTER}:audio" in document.connections


def test_a_script_cannot_declare_one_name_as_two_types(studio):
    with pytest.raises(NameTaken, match='there is a synth called "lead" already'):
        apply(studio, run_of("song", module("lead"), module("lead", type="sampler")))


@pytest.mark.parametrize("declaration", [module(""), pattern("")])
def test_a_declaration_needs_a_name(studio, declaration):
    with pytest.raises(NotAllowed, match="a name is 1 to 64 letters"):
        apply(studio, run_of("song", declaration))


def test_a_connection_declared_where_the_house_laid_one_becomes_the_scripts(studio):
    document = apply(studio, run_of("song", c.DeclareConnection(script="song", source="kick", target=MASTER)))

    assert (document.connections[TO_MASTER].owner, document.connections[TO_MASTER].is_auto) == ("song", False)


def test_a_connection_that_hands_made_stays_theirs_when_declared(studio):
    document = apply(studio, run_of("song", c.DeclareConnection(script="song", source="beat", target="kick")))

    assert document.connections["beat>kick:event"].owner == ""


def test_no_connection_where_there_is_none_is_no_mistake(studio):
    document = apply(studio, run_of("song", c.DeclareNoConnection(script="song", source="kick", target="bass")))

    assert document.connections is studio.connections


def test_no_connection_of_an_unknown_module_is_a_mistake(studio):
    with pytest.raises(UnknownName, match='there is no module "snare"'):
        apply(studio, run_of("song", c.DeclareNoConnection(script="song", source="kick", target="snare")))


def test_steps_said_again_leave_what_hands_did_in_between(studio):
    clicked = c.SetStep(pattern="fill", index=3, step=HIT)

    assert format_steps(after(studio, A_RUN, clicked, A_RUN).patterns["fill"].steps) == "xoxX"


def test_steps_said_differently_replace_all_that_play_and_keep_the_hidden(studio):
    document = after(
        studio, run_of("song", pattern("fill", "xxxxxxxx")), run_of("song", pattern("fill", "x..."))
    ).patterns["fill"]

    assert document.count == 4
    assert format_steps(document.steps) == "x...xxxx"


def test_a_step_said_again_is_laid_over_steps_that_changed(studio):
    document = after(
        studio,
        run_of("song", pattern("fill", "x..."), step("fill", 2, HIT)),
        run_of("song", pattern("fill", "xx.."), step("fill", 2, HIT)),
    )

    assert format_steps(document.patterns["fill"].steps) == "xxX."


def test_steps_said_after_a_step_of_theirs_win_each_time(studio):
    run = run_of("song", step("four", 1, HIT), pattern("four", "x..."))
    once = apply(studio, run)

    assert format_steps(once.patterns["four"].steps[:4]) == "x..."
    assert apply(once, run) == once


def test_a_step_beyond_the_pattern_is_refused(studio):
    with pytest.raises(OutOfRange, match='pattern "four" has steps 1 to 16, got 17'):
        apply(studio, run_of("song", step("four", 16, HIT)))


def test_a_pattern_of_a_count_never_wipes_steps(studio):
    document = after(studio, run_of("song", pattern("four", count=8)), run_of("song", pattern("four", count=16)))

    assert document.patterns["four"].steps == studio.patterns["four"].steps


def test_a_declaration_outside_a_run_is_refused(studio):
    with pytest.raises(UnknownName, match='"song" declares something outside a run'):
        apply(studio, module("lead"))


def test_a_run_of_a_script_that_is_gone_is_refused(studio):
    with pytest.raises(UnknownName, match='there is no script "tune"'):
        apply(studio, run_of("tune"))


def test_a_run_begun_again_before_its_end_forgets_nothing_of_the_one_before(studio):
    document = after(
        studio,
        run_of("song", module("lead")),
        c.BeginRun(script="song", run=2),
        c.BeginRun(script="song", run=3),
        c.EndRun(script="song"),
    )

    assert "lead" not in document.modules
