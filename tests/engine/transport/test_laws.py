"""What holds for sequencers whatever the document becomes while they play."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import EngineError
from engine.transport.tracks import Tracks
from tests.depth import cases
from tests.engine.core import wild_commands as wild
from tests.engine.core.documents import after, studio

pytestmark = pytest.mark.slow

HALF = Fraction(1, 2)  # a swung step may come so much later than its time, and swing be turned back meanwhile
laws = settings(max_examples=cases(300), deadline=None, suppress_health_check=list(HealthCheck))
START = after(
    studio(),
    c.AddPattern(name="fill", expression='["mini","c4 [e4 g4]? <a4 b4>"]'),
    c.AddChain(name="song"),
    c.AddModule(type="sequencer", name="lead", values=(("chain", "song"), ("pattern", "fill"))),
    c.Connect(source="lead", target="bass"),
)
commands = st.lists(wild.by_hand, max_size=25)
spans = st.fractions(Fraction(1, 48), 5, max_denominator=48)


def edited(document: Document, command: c.Command) -> Document:
    try:
        return apply(document, command)
    except EngineError:
        return document


@laws
@given(st.lists(st.tuples(wild.by_hand, spans), max_size=25))
def test_notes_lie_in_the_span_that_was_asked_for_in_order_and_are_for_modules_that_are_there(asked):
    tracks, document, start = Tracks(), START, Fraction(0)
    for command, span in asked:
        document = edited(document, command)
        tracks.follow(document)
        tracks.work_ahead()
        notes = tracks.play(start, start + span)
        assert all(start - HALF <= note.beat < start + span for note in notes)
        assert all(one.beat <= other.beat for one, other in pairwise(notes))
        assert {note.module for note in notes} <= set(document.modules)
        assert all(0.0 < note.velocity <= 1.0 and note.length > 0 for note in notes)
        assert set(tracks.playing) <= set(document.modules)
        start += span


@laws
@given(commands, spans, st.lists(spans, max_size=6))
def test_whoever_comes_later_hears_the_same_as_who_was_there_from_the_start(asked, until, cuts):
    document = START
    for command in asked:
        document = edited(document, command)
    there, later = Tracks(), Tracks()
    there.follow(document)
    later.follow(document)
    there.play(Fraction(0), until)
    start = until
    for span in cuts:
        assert there.play(start, start + span) == later.play(start, start + span)
        start += span
