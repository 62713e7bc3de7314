"""What a handler injects follows in a loop, a few times at most, and the end of it is shown."""

from __future__ import annotations

from engine.events.continuations import MOST_CONTINUATIONS, Continuations
from engine.events.emission import Emission
from engine.events.event import Event, as_table
from engine.events.registry import Registry
from engine.events.results import Injection


def emit(*does, **fields):
    """Emit an event to functions of its table; return the emission and the events that were seen."""
    registry = Registry()
    for function in does:
        registry.add("turn", function, "song")
    seen = []
    emission = Emission(Event("turn", fields), registry, "song")
    while (handler := emission.next()) is not None:
        seen.append(emission.event)
        emission.take(handler.function(as_table(emission.event)))
    return emission, seen


def test_injection_is_followed_by_a_continuation_and_then_it_stops():
    emission, seen = emit(lambda e: None if e["is_continuation"] else {"inject": {"content": "go on"}}, text="hello")

    assert [(event.is_continuation, event.fields) for event in seen] == [
        (False, {"text": "hello"}),
        (True, {"content": "go on", "position": "user_prefix"}),
    ]
    assert (emission.continuations.count, emission.continuations.stopped) == (1, "")


def test_handler_that_always_injects_gets_exactly_five_continuations_and_a_visible_stop():
    turns = []

    def always(event):
        turns.append(event["is_continuation"])
        return {"inject": {"content": f"again {len(turns)}"}}

    emission, _ = emit(always)

    assert turns == [False] + [True] * MOST_CONTINUATIONS
    assert emission.as_table()["continuations"] == 5
    assert "5 times" in emission.as_table()["stopped"]


def test_the_same_text_twice_ends_it():
    emission, seen = emit(lambda e: {"inject": {"content": "the same"}})

    assert len(seen) == 2
    assert "same text" in emission.continuations.stopped


def test_position_is_kept_for_whoever_sends_it():
    _, seen = emit(lambda e: None if e["is_continuation"] else {"inject": {"content": "x", "position": "user_suffix"}})

    assert seen[1].fields["position"] == "user_suffix"


def test_what_is_cancelled_is_not_continued():
    emission, seen = emit(lambda e: {"inject": {"content": "x"}}, lambda e: {"cancel": True})

    assert len(seen) == 2
    assert emission.as_table()["reason"] == "cancelled"


def test_nothing_injected_leaves_no_trace():
    assert Continuations().follow(Event("turn"), None) is None
    assert emit(lambda e: None)[0].as_table() == {"event": {}, "called": 1}


def test_empty_text_is_one_that_can_be_injected():
    assert Continuations().follow(Event("turn"), Injection("")).fields["content"] == ""


def test_mistakes_of_all_chains_are_told():
    emission, _ = emit(lambda e: 3, lambda e: None if e["is_continuation"] else {"inject": {"content": "x"}})

    assert len(emission.as_table()["mistakes"]) == 2
