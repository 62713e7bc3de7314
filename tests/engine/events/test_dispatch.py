"""A chain calls handlers in order, whatever each of them does, and a simple model says the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.events.dispatch import Dispatch
from engine.events.event import Event, as_table
from engine.events.registry import Registry
from engine.events.results import Cancelled, Injection, Replaced

EVENT = Event("note", {"n": 1})


def run(*does, event=EVENT, is_interceptable=True, registry=None):
    """Dispatch an event to functions of its table; one that raises fails."""
    registry = Registry() if registry is None else registry
    for function in does:
        registry.add(event.name, function, "song")
    chain = Dispatch(event, registry.matching(event.name), registry, is_interceptable=is_interceptable)
    drive(chain)
    return chain.outcome


def drive(chain):
    while (handler := chain.next()) is not None:
        try:
            returned = handler.function(as_table(chain.event))
        except ValueError as mistake:
            chain.fail(str(mistake), 7)
        else:
            chain.take(returned)


def raising(event):
    raise ValueError("boom")


def test_event_is_received_with_its_name_and_fields():
    received = []
    run(received.append)

    assert received == [{"type": "note", "is_continuation": False, "n": 1}]


def test_transforms_see_what_the_handler_before_them_returned():
    outcome = run(lambda e: {"n": e["n"] + 1}, lambda e: {"n": e["n"] * 10}, lambda e: None)

    assert outcome.event.fields == {"n": 20}
    assert outcome.called == 3


def test_changing_the_event_in_place_has_no_effect():
    outcome = run(lambda e: e.update(n=99), lambda e: {"seen": e["n"]})

    assert outcome.event.fields == {"n": 1, "seen": 1}


def test_cancel_stops_the_chain():
    outcome = run(lambda e: {"cancel": True, "reason": "no"}, raising)

    assert (outcome.cancelled, outcome.called, outcome.failures) == (Cancelled("no"), 1, [])


def test_handled_stops_the_chain():
    outcome = run(lambda e: {"handled": True, "result": 5}, raising)

    assert (outcome.replaced, outcome.called) == (Replaced(5), 1)


def test_error_is_told_and_the_chain_goes_on():
    outcome = run(raising, lambda e: {"n": 5}, lambda e: 3)

    assert outcome.event.fields == {"n": 5}
    assert [(failure.message[:4], failure.line) for failure in outcome.failures] == [("boom", 7), ("a ha", 0)]


def test_second_inject_replaces_the_first_and_its_position_is_kept():
    first = {"inject": {"content": "a"}}
    second = {"inject": {"content": "b", "position": "user_suffix"}}

    assert run(lambda e: first, lambda e: second, lambda e: None).injection == Injection("b", "user_suffix")


def test_nothing_returned_injects_nothing():
    assert run(lambda e: None).injection is None


def test_what_is_returned_where_nothing_can_be_changed_is_told_and_has_no_effect():
    outcome = run(lambda e: {"cancel": True}, lambda e: {"n": 5}, lambda e: None, is_interceptable=False)

    assert (outcome.cancelled, outcome.event, outcome.called) == (None, EVENT, 3)
    assert [handler.number for handler in outcome.ineffective] == [1, 2]


def test_handler_that_is_removed_during_the_dispatch_is_passed_by():
    registry = Registry()
    calls = []

    def remove_others(event):
        registry.drop("song")
        calls.append("first")

    run(remove_others, lambda e: calls.append("second"), registry=registry)

    assert calls == ["first"]


def test_handler_that_is_added_during_the_dispatch_waits_for_the_next():
    registry = Registry()
    calls = []

    def add(event):
        registry.add("note", lambda e: calls.append("late"), "song")

    run(add, registry=registry)

    assert calls == []
    assert len(registry) == 2


def test_handler_that_wants_to_be_called_once_is():
    registry = Registry()
    calls = []
    registry.add("note", lambda e: calls.append(1), "song", is_once=True)
    run(registry=registry)
    run(registry=registry)

    assert calls == [1]


# --- against a model ---

RETURNS = st.sampled_from([
    None, "raise", {"n": 2}, {"m": 3}, {"cancel": True}, {"handled": True, "result": 1}, {"inject": {"content": "a"}},
    {"inject": {"content": "b"}}, {"inject": {}}, {"type": "note", "k": 1}, 4,
])  # fmt: skip
HANDLERS = st.lists(st.tuples(st.integers(0, 3), RETURNS), max_size=8)


def expected(handlers):
    """What a loop of a few lines makes of it."""
    fields, injection, ending, failed = {"n": 1}, None, None, 0
    for _, returned in sorted(handlers, key=lambda each: each[0]):
        if returned in ("raise", 4, {"inject": {}}):
            failed += 1
        elif returned and "type" in returned:
            fields = {"k": 1}
        elif returned and "inject" in returned:
            injection = returned["inject"]["content"]
        elif returned and ("handled" in returned or "cancel" in returned):
            ending = next(iter(returned))
            break
        elif returned:
            fields = {**fields, **returned}
    return fields, injection, ending, failed


@given(HANDLERS)
def test_dispatch_does_what_the_model_does(handlers):
    registry = Registry()
    for priority, returned in handlers:
        registry.add("note", raising if returned == "raise" else lambda e, it=returned: it, "song", priority)
    chain = Dispatch(EVENT, registry.matching("note"), registry, is_interceptable=True)
    drive(chain)
    outcome = chain.outcome

    ending = "cancel" if outcome.cancelled else "handled" if outcome.replaced else None
    injection = outcome.injection.content if outcome.injection else None
    assert (outcome.event.fields, injection, ending, len(outcome.failures)) == expected(handlers)


@given(HANDLERS, st.sets(st.integers(0, 7)))
def test_dispatch_survives_whatever_is_removed_between_its_steps(handlers, removed):
    registry = Registry()
    added = [registry.add("note", returned, "song", priority) for priority, returned in handlers]
    chain = Dispatch(EVENT, registry.matching("note"), registry, is_interceptable=False)
    called = []
    while (handler := chain.next()) is not None:
        called.append(handler)
        chain.take(None)
        for place in removed:
            if place < len(added):
                registry.remove(added[place])

    first, *others = sorted(added) or [None]
    left = [each for each in others if added.index(each) not in removed]
    assert called == ([first, *left] if added else [])
