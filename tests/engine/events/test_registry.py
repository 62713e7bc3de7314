"""The registry keeps handlers in order, by names that are never used again."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, UnknownName
from engine.events import registry as registry_module
from engine.events.registry import Registry


@pytest.fixture
def registry():
    return Registry()


def functions(handlers):
    return [handler.function for handler in handlers]


def test_function_is_stored_under_a_name_that_counts_up(registry):
    first, second = registry.add("bar", "f", "song"), registry.add("beat", "g", "song")

    assert (first.name, second.name) == ("runtime_handler_1", "runtime_handler_2")
    assert registry.named("runtime_handler_2").function == "g"


def test_names_are_never_used_again(registry):
    a, b = registry.add("bar", "a", "A"), registry.add("bar", "b", "B")
    registry.remove(a)
    c = registry.add("bar", "c", "C")

    assert registry.named(b.name).function == "b"
    assert c.name == "runtime_handler_3"
    with pytest.raises(UnknownName, match="runtime_handler_1"):
        registry.named(a.name)


def test_lower_priority_comes_first_and_ties_in_order_of_registration(registry):
    for priority, name in [(100, "a"), (5, "b"), (100, "c"), (-1, "d"), (5, "e")]:
        registry.add("bar", name, "song", priority)

    assert functions(registry.matching("bar")) == ["d", "b", "e", "a", "c"]


def test_usual_priority_is_100(registry):
    assert registry.add("bar", "f", "song").priority == 100


def test_pattern_filters_what_the_event_happened_to(registry):
    registry.add("module:added", "all", "song")
    registry.add("module:added", "k", "song", pattern="k*")
    registry.add("module:added", "one", "song", pattern="kick[12]")

    assert functions(registry.matching("module:added", "kick1")) == ["all", "k", "one"]
    assert functions(registry.matching("module:added", "bass")) == ["all"]
    assert functions(registry.matching("module:added", "Kick")) == ["all"]


def test_handler_with_a_pattern_never_fires_on_an_event_without_identifier(registry):
    registry.add("my:event", "f", "song", pattern="*")

    assert registry.matching("my:event") == ()


def test_owner_and_all_of_its_handlers_go_at_once(registry):
    for turn in range(50):
        registry.drop(turn - 1)
        registry.add("bar", turn, turn)
        registry.add("beat", turn, turn)

    assert functions(registry.matching("bar")) == [49]
    assert len(registry) == 2


def test_sessions_do_not_see_one_another_and_leave_nothing(registry):
    for session in range(1000):
        registry.add("bar", f"of {session}", session)
        if session % 2:
            registry.add("my:event", session, session)
        assert functions(registry.matching("bar", owner=session)) == [f"of {session}"]
        registry.drop(session)

    assert len(registry) == 0
    assert registry.matching("bar") == ()
    assert registry.owners == set()
    assert registry._by_event == {}


def test_there_are_only_so_many(registry, monkeypatch):
    monkeypatch.setattr(registry_module, "MOST_HANDLERS", 2)
    registry.add("bar", 1, "song")
    registry.add("bar", 2, "song")

    with pytest.raises(OutOfRange, match="at most 2"):
        registry.add("bar", 3, "song")
