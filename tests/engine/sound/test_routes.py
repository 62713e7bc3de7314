"""The ways of sound that a document asks for."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import MASTER, Connection
from engine.sound.routes import Route, routes
from tests.engine.sound.scenes import document, module, sampler


def test_connections_come_first_in_the_order_in_which_they_were_made():
    start = document(sampler("a", 2), sampler("b", 3))
    made = routes(start)

    assert made == [Route("a", MASTER, 1000), Route("b", MASTER, 1001)]


def test_send_is_a_way_from_each_channel_to_the_module_that_is_named():
    start = document(
        sampler("a", 2), sampler("b", 3), module("desk", 4, "mixer", sendB="echo"), module("echo", 5, "delay"),
        cables=[("a", "desk", 1), ("b", "desk", 2), ("echo", "desk", 3)],
    )  # fmt: skip

    assert routes(start)[3:] == [
        Route("a", "echo", 1000, "send", 1, mixer="desk", send="sendB"),
        Route("b", "echo", 1001, "send", 2, mixer="desk", send="sendB"),
    ]


def test_side_chain_is_a_way_from_the_module_that_is_named():
    start = document(module("glue", 2, "compressor", sidechain="kick"), sampler("kick", 3), cables=[])

    assert routes(start) == [Route("kick", "glue", 2, "sidechain")]


def test_only_sound_counts_and_delays_are_kept():
    start = document(sampler("a", 2), cables=[])
    notes = Connection("a", MASTER, "event", 7)
    late = Connection("a", MASTER, "audio", 8, is_delayed=True)
    start = replace(start, connections=start.connections.update({"notes": notes, "late": late}))

    assert routes(start) == [Route("a", MASTER, 8, is_delayed=True)]


def test_key_of_a_way_does_not_depend_on_names():
    assert Route("a", "b", 5, "send", 1, mixer="m", send="sendA").key == Route("x", "y", 5, "send", send="sendA").key
    assert Route("a", "b", 5).key != Route("a", "b", 5, "send", send="sendA").key
