"""The catalog knows its events, and what was probably meant."""

from __future__ import annotations

import pytest

from engine.core.errors import NotAllowed, UnknownName
from engine.events.catalog import CATALOG, KINDS, check_event, check_own_event
from engine.events.nearness import distance


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_kind_of_event_can_be_shown_in_help(kind):
    assert kind.summary.endswith(".")
    assert kind.since == "0.3"
    assert not kind.identifier or kind.identifier in dict(kind.fields)


def test_catalog_names_nothing_twice():
    assert len(KINDS) == len(CATALOG)


@pytest.mark.parametrize("name", ["bar", "module:added", "drop", "my:event", "x", "kick.hit", "boom"])
def test_event_of_the_engine_or_of_a_script_can_be_listened_to(name):
    check_event(name, "on")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("bars", "bar"), ("Beat", "beat"), ("module:add", "module:added"), ("modul:aded", "module:added"),
        ("transport:start", "transport:started"), ("session:save", "session:saved"),
    ],
)  # fmt: skip
def test_unknown_event_names_the_nearest_within_three_letters(wrong, meant):
    with pytest.raises(UnknownName, match=f'did you mean "{meant}"'):
        check_event(wrong, "on")


def test_unknown_event_of_a_family_of_the_engine_lists_all():
    with pytest.raises(UnknownName, match=r"there are bar, beat, transport:started.*engine:changed, and your own"):
        check_event("module:exploded-with-a-bang", "on")


@pytest.mark.parametrize("name", ["", "two words", "a:", ":a", "x" * 81, "é"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(UnknownName, match="an event has a name"):
        check_event(name, "on")


def test_event_of_the_engine_cannot_be_emitted():
    with pytest.raises(NotAllowed, match="told by the engine alone"):
        check_own_event("bar", "emit")


@pytest.mark.parametrize(
    ("one", "other", "most", "wanted"),
    [("", "", 4, 0), ("bar", "bar", 4, 0), ("bar", "bars", 4, 1), ("kitten", "sitting", 9, 3), ("a", "bcdef", 4, 4),
     ("kitten", "sitting", 2, 2)],
)  # fmt: skip
def test_distance_counts_letters_up_to_a_bound(one, other, most, wanted):
    assert distance(one, other, most) == wanted
