"""Laws of the session file: what is saved is what is opened."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.errors import EngineError
from engine.session.content import is_same_content, saved_content
from engine.session.format import to_text
from engine.session.kept import is_same_state, kept_of, state_of
from engine.session.reading import from_text
from tests.engine.core.documents import after, run_of, studio
from tests.engine.session.documents import COMMANDS, documents


@given(documents())
@settings(max_examples=60, deadline=None)
def test_opening_what_was_saved_gives_the_same_document(document):
    reading = from_text(to_text(document))

    assert [str(problem) for problem in reading.problems if not problem.is_warning] == []
    assert reading.document == saved_content(document)
    assert is_same_content(reading.document, document)


@given(documents())
@settings(max_examples=30, deadline=None)
def test_a_file_is_utf8_json_and_saving_what_was_opened_gives_the_same_bytes(document):
    text = to_text(document)

    assert json.loads(text.encode())["moonloop"] == 2
    assert to_text(from_text(text).document) == text


@given(documents(), st.lists(COMMANDS, max_size=3))
@settings(max_examples=40, deadline=None)
def test_documents_have_the_same_content_exactly_when_they_save_the_same_file(document, commands):
    try:
        changed = after(document, *commands)
    except EngineError:
        changed = document

    assert is_same_content(document, changed) is (to_text(document) == to_text(changed))


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.lists(st.booleans()), max_size=5))
def test_a_kept_state_is_the_same_however_it_is_spaced_and_ordered(state):
    backwards = dict(reversed(state.items()))

    assert is_same_state(json.dumps(state), json.dumps(backwards, indent=4))
    assert kept_of(state_of(json.dumps(state))) == kept_of(state_of(json.dumps(backwards)))


def test_a_kept_state_that_is_no_json_is_saved_as_it_is():
    assert kept_of(state_of('{"broken": ')) == '{"broken": '
    assert kept_of(state_of('{"speed": NaN}')) == '{"speed": NaN}'
    assert kept_of(state_of('"a text"')) == '"a text"'


def test_playing_and_asking_for_a_run_do_not_change_what_would_be_saved():
    document = studio()

    played = after(document, c.Play(), c.Seek(beat=7), c.RunScript(name="song", text="-- nothing yet"))

    assert is_same_content(document, played)
    assert not is_same_content(document, after(document, c.SetTempo(bpm=121)))


def test_a_second_run_that_says_the_same_does_not_change_what_would_be_saved():
    declaration = c.DeclareModule(script="song", type="synth", name="lead")
    once = after(studio(), run_of("song", declaration, run=1))

    again = after(once, run_of("song", declaration, run=2))

    assert again.declared["song"].run == 2
    assert is_same_content(once, again)


def test_what_hands_changed_is_not_overwritten_by_the_next_run_after_the_session_was_saved_and_opened():
    declaration = c.DeclareModule(script="song", type="synth", name="lead", values=(("cutoff", 900.0),))
    turned = after(
        studio(), run_of("song", declaration), c.SetParameter(module="lead", parameter="cutoff", value=400.0)
    )
    opened = from_text(to_text(turned)).document

    assert after(opened, run_of("song", declaration)).modules["lead"].values["cutoff"] == 400.0
