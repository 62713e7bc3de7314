"""Everything that can be said over a link, and every command in it, comes out as it went in."""

from __future__ import annotations

import string
from fractions import Fraction
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from engine.core import commands as c
from engine.core.wire import encode
from engine.scripts import protocol as p

NEVER_SENT = (c.Restore, c.OpenSession, c.SessionSaved)  # they hold a whole document
COMMANDS = [command for command in get_args(c.Command) if command not in NEVER_SENT]
fractions = st.fractions() | st.builds(Fraction, st.integers(), st.integers(1, 2**90))
texts = st.text(string.printable, max_size=8)


def values_of(wanted):
    """Anything that fits an annotation."""
    return st.from_type(wanted)


st.register_type_strategy(Fraction, fractions)
st.register_type_strategy(str, texts)
st.register_type_strategy(
    Map, lambda wanted: st.dictionaries(*map(st.from_type, get_args(wanted)), max_size=3).map(Map)
)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))


def made(command, data):
    """A command with whatever fits its fields; a batch holds a few simple ones."""
    parts = {}
    for field in msgspec.structs.fields(command):
        if command is c.Batch and field.name == "commands":
            parts[field.name] = (c.Play(), c.SetTempo(bpm=90.0), c.Trigger(module="kick", length=Fraction(1, 3)))
        elif command is c.Due and field.name == "commands":
            parts[field.name] = (c.Trigger(module="kick"),)
        else:
            parts[field.name] = data.draw(values_of(field.type), label=field.name)
    return command(**parts)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
@settings(max_examples=30)  # of each command; the parts they share are seen in all
@given(data=st.data())
def test_command_goes_over_the_wire(command, data):
    sent = c.Batch(commands=(made(command, data),))

    assert p.from_worker.decode(encode(p.Done(1, sent))) == p.Done(1, sent)


@given(fractions)
def test_beat_goes_over_the_wire_however_it_came_about(beat):
    for sent in (p.Run(1, "", beat), p.Land(1, beat, beat), p.Advance(1, beat, beat)):
        assert p.to_worker.decode(encode(sent)) == sent


@pytest.mark.parametrize(
    "message", [b"", b"\x93abc", encode({"message": "Run"}), encode({"message": "Nonsense"}), b"\xc0"]
)
def test_what_is_no_message_is_refused(message):
    for decoder in (p.to_worker, p.from_worker):
        with pytest.raises(msgspec.DecodeError):
            decoder.decode(message)


def test_what_happened_goes_over_the_wire_with_whatever_its_fields_hold():
    told = p.Happened(3, "drop", {"n": 1, "x": 0.5, "list": [1, None, {"a": "b"}], "yes": True}, "kick", Fraction(1, 3))
    done = p.Handled(3, False, c.Batch(commands=(c.Play(),), is_played=True), (p.Fault("boom", 2),), "{}")

    assert p.to_worker.decode(encode(told)) == told
    assert p.from_worker.decode(encode(done)) == done
