"""When a ticket is done, and what it then knows."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.units import Quantum
from tests.engine.core.playing import bass_volume, batch, volume


def test_ticket_is_done_exactly_when_its_effect_is_visible(engine):
    ticket = engine.submit(volume(0.5))
    assert not ticket.is_done(engine.snapshot)

    engine.turn()
    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert ticket.problem is None


def test_ticket_of_a_command_that_changed_nothing_is_done_too(engine):
    ticket = engine.submit(c.Stop())
    engine.turn()

    assert ticket.is_done(engine.snapshot)


def test_ticket_of_a_refused_command_is_done_and_knows_the_problem(engine):
    ticket = engine.submit(c.RemoveModule(name="bas", origin="command"))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem == engine.snapshot.problems[0]
    assert (ticket.problem.message, ticket.problem.origin, ticket.problem.number) == (
        'there is no module "bas"; did you mean "bass"?',
        "command",
        1,
    )


def test_ticket_of_a_refused_batch_leaves_nothing_of_it(engine):
    ticket = engine.submit(batch(volume(0.5), c.RemoveModule(name="nobody"), quantum=Quantum("now")))
    engine.turn()

    assert ticket.problem is not None
    assert bass_volume(engine) == 1.0
