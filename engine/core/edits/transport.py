"""Edits of the transport: tempo, metre, play state and place."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from engine.core.document import Document, Locate, PlayState, Transport
from engine.core.errors import OutOfRange
from engine.core.units import Beat, check_beats_per_bar, check_bpm

START = Fraction(0)


def set_state(document: Document, state: PlayState) -> Document:
    """Play or pause; the same document when it does already."""
    return (
        _with(document, replace(document.transport, state=state)) if document.transport.state is not state else document
    )


def pause(document: Document) -> Document:
    """Hold the place; there is nothing to hold when it does not play."""
    return set_state(document, PlayState.PAUSED) if document.transport.state is PlayState.PLAYING else document


def stop(document: Document) -> Document:
    """Stop and go to the first beat; stopping what is stopped is nothing."""
    if document.transport.state is PlayState.STOPPED:
        return document
    return seek(set_state(document, PlayState.STOPPED), START)


def seek(document: Document, beat: Beat) -> Document:
    """Go to `beat`; raises OutOfRange below 0."""
    if beat < 0:
        raise OutOfRange(f"a place is beat 0 or later, got {float(beat):g}")
    now = document.transport
    return _with(document, replace(now, locate=Locate(now.locate.number + 1, beat)))


def set_tempo(document: Document, bpm: float) -> Document:
    """Set quarter notes per minute."""
    bpm = check_bpm(bpm)
    return document if document.transport.bpm == bpm else _with(document, replace(document.transport, bpm=bpm))


def set_signature(document: Document, beats_per_bar: int) -> Document:
    """Set beats per bar."""
    check_beats_per_bar(beats_per_bar)
    if document.transport.beats_per_bar == beats_per_bar:
        return document
    return _with(document, replace(document.transport, beats_per_bar=beats_per_bar))


def _with(document: Document, transport: Transport) -> Document:
    return replace(document, transport=transport)
