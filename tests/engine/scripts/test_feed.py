"""What changed in a document reaches a worker whole."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document, RunRequest
from engine.core.errors import EngineError
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.feed import fed, feed_between
from tests.engine.core.documents import after, run_of, studio
from tests.engine.core.wild_commands import edits


def without_texts(document):
    """The document as a worker knows it."""
    scripts = {
        name: replace(script, text="", kept="{}", request=RunRequest()) for name, script in document.scripts.items()
    }
    return replace(document, scripts=Map(scripts))


def wild(document, commands):
    for command in commands:
        try:
            document = apply(document, command)
        except EngineError:
            continue
    return document


@given(st.lists(edits, max_size=12), st.lists(edits, max_size=12))
def test_what_is_fed_between_two_documents_makes_one_of_the_other(first, then):
    old = wild(studio(), first)
    new = wild(old, then)
    feed = feed_between(old, new)

    told = without_texts(old) if feed is None else fed(without_texts(old), p.to_worker.decode(encode(feed)))
    assert without_texts(new) == told


def test_a_new_worker_is_fed_everything():
    feed = feed_between(Document(), studio())

    assert without_texts(studio()) == fed(Document(), feed)


def test_unchanged_document_is_not_fed():
    assert feed_between(studio(), studio()) is not None
    document = studio()
    assert feed_between(document, document) is None


def test_typing_is_not_fed():
    document = studio()
    typed = after(document, c.SetScriptText(name="song", text="x = 1"), c.RunScript(name="song", text="x = 2"))

    assert feed_between(document, typed) is None


def test_feed_holds_only_what_changed():
    document = studio()
    feed = feed_between(document, after(document, c.SetParameter(module="bass", parameter="volume", value=0.5)))

    assert list(feed.modules) == ["bass"]
    assert (feed.transport, feed.connections, feed.patterns, feed.scripts, feed.gone) == (None, {}, {}, {}, ())


def test_feed_tells_what_is_gone():
    document = after(studio(), run_of("song", c.DeclareModule(script="song", type="mixer", name="mix")))
    feed = feed_between(document, after(document, c.RemoveModule(name="mix")))

    assert ("modules", "mix") in feed.gone
    assert ("connections", "mix>masterAudioOut:audio") in feed.gone


@pytest.mark.parametrize("seed", range(20))
def test_feeds_one_after_the_other_keep_a_worker_in_step(seed):
    random = Random(seed)
    document, known = studio(), without_texts(studio())
    last = document
    for number in range(30):
        document = wild(document, [c.AddModule(type="synth", name=f"s{random.randrange(5)}-{number}")])
        if random.random() < 0.3:
            document = wild(document, [c.RemoveModule(name=random.choice(sorted(document.modules)))])
        if random.random() < 0.5:
            feed = feed_between(last, document)
            known, last = (known if feed is None else fed(known, feed)), document
    feed = feed_between(last, document)

    assert without_texts(document) == (known if feed is None else fed(known, feed))
