"""Moments, and the seconds since, as scripts ask for them."""

from __future__ import annotations

from typing import Any

from engine.lua.api.arguments import number_of
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.3"


def now(stage: Stage) -> float:
    """Tell this moment, in seconds."""
    return stage.seconds


def time_since(stage: Stage, moment: Any = None) -> float:
    """Tell how many seconds have passed since a moment."""
    return stage.seconds - number_of(moment, "timeSince", "the moment")


def seconds_since(stage: Stage, moment: Any = None) -> float:
    """Tell the same, by its other name."""
    return stage.seconds - number_of(moment, "secsSince", "the moment")


MOMENTS = (
    LuaFunction(name="now", usage="now()", since=SINCE, example="local began = now() print(now() - began)", call=now,
                summary="Tell this moment in seconds, the same for every script; in a loop that of its beat."),
    LuaFunction(name="timeSince", usage="timeSince(moment)", since=SINCE, call=time_since,
                summary="Tell how many seconds have passed since a moment that now() told.",
                example='last = last or now() if timeSince(last) > 10 then last = now() print("ten seconds") end'),
    LuaFunction(name="secsSince", usage="secsSince(moment)", since=SINCE, call=seconds_since,
                summary="The same as timeSince.", example="local began = now() print(secsSince(began))"),
)  # fmt: skip
