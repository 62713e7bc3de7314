"""The editor offers what scripts can say, and the names of events."""

from __future__ import annotations

from app.names import api_names, first_strings
from shells.code.lua_names import candidates


def test_functions_methods_and_events_are_offered():
    names, signatures = api_names()

    assert "added" in candidates("module:", names)
    assert candidates("onState", names) == ["onStateChange"]
    assert "getModule" in candidates("registry:get", names)
    assert signatures["emit"].startswith("emit(name")
    assert len(names) == len(set(names))


def test_events_actions_and_packages_are_offered_in_strings():
    offered = first_strings()

    assert "module:added" in offered["on"]
    assert "transport.play" in offered["action"]
    assert "file.quit" not in offered["action"]
    assert "promise" in offered["require"]
