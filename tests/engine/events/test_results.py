"""What a handler returns is read one way: inject, handled, cancel, or other fields."""

from __future__ import annotations

import pytest

from engine.core.errors import WrongType
from engine.events.event import Event, as_table
from engine.events.results import Cancelled, Changed, Injection, Replaced, read_result

EVENT = Event("note", {"pitch": 60, "velocity": 0.5})


@pytest.mark.parametrize("returned", [None, [], {}])
def test_nothing_passes(returned):
    assert read_result(returned, EVENT) is None


@pytest.mark.parametrize(
    ("returned", "wanted"),
    [
        ({"cancel": True}, Cancelled("cancelled")),
        ({"cancel": True, "reason": "no"}, Cancelled("no")),
        ({"cancel": False, "pitch": 1}, Changed({"pitch": 1, "velocity": 0.5, "cancel": False})),
        ({"handled": True}, Replaced()),
        ({"handled": True, "result": 3, "terminate": True}, Replaced(3, terminate=True)),
        ({"inject": {"content": "go"}}, Injection("go", "user_prefix")),
        ({"inject": {"content": "go", "position": "user_suffix"}}, Injection("go", "user_suffix")),
        ({"inject": {"content": ""}}, Injection("")),
        ({"pitch": 72}, Changed({"pitch": 72, "velocity": 0.5})),
    ],
)
def test_table_says_what_shall_be(returned, wanted):
    assert read_result(returned, EVENT) == wanted


def test_inject_comes_before_handled_before_cancel_before_a_transform():
    everything = {"inject": {"content": "x"}, "handled": True, "cancel": True, "pitch": 1}
    without_inject = {name: value for name, value in everything.items() if name != "inject"}

    assert isinstance(read_result(everything, EVENT), Injection)
    assert isinstance(read_result(without_inject, EVENT), Replaced)
    assert isinstance(read_result({"cancel": True, "pitch": 1}, EVENT), Cancelled)


def test_returned_event_is_always_a_transform_whatever_its_fields_are_called():
    event = Event("note", {"cancel": True, "inject": {"content": "x"}, "handled": True})
    returned = as_table(event) | {"payload": {}}

    assert read_result(returned, event) == Changed(event.fields)
    assert read_result({"type": "note", "pitch": 1}, EVENT) == Changed({"pitch": 1})


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (3, "returns nothing or a table"),
        ([1, 2], "got a list"),
        ({"inject": {}}, "content"),
        ({"inject": "text"}, "content"),
        ({"inject": {"content": 3}}, "content is a text"),
        ({"inject": {"content": "x", "position": "middle"}}, "user_prefix"),
        ({"cancel": "yes"}, "cancel is true or false"),
        ({"cancel": True, "reason": 3}, "reason is a text"),
        ({"handled": 1}, "handled is true or false"),
    ],
)
def test_what_means_nothing_is_refused(returned, words):
    with pytest.raises(WrongType, match=words):
        read_result(returned, EVENT)
