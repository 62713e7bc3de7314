"""What editing chains does, and what follows when a pattern or chain is renamed or goes."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.book import Book, perform
from engine.core.document import ChainEntry
from engine.core.errors import EngineError
from tests.engine.core.documents import after, run_of

A, B = ChainEntry("four"), ChainEntry("fill", 2)


@pytest.fixture
def song(studio):
    """The studio with a pattern `fill`, and the chain `song` that the sequencer plays."""
    return after(
        studio,
        c.AddPattern(name="fill"),
        c.AddChain(name="song", entries=(A, B)),
        c.SetParameter(module="beat", parameter="chain", value="song"),
    )


def entries(document, name="song"):
    return [(each.pattern, each.repeats, each.is_enabled) for each in document.chains[name].entries]


def test_add_chain_without_a_name_is_called_chain1_chain2(studio):
    assert set(after(studio, c.AddChain(), c.AddChain()).chains) == {"chain1", "chain2"}


def test_a_new_chain_plays(song):
    assert (song.chains["song"].is_enabled, song.chains["song"].restarts) == (True, 0)


@pytest.mark.parametrize(
    ("index", "patterns"),
    [(None, ["four", "fill", "four"]), (0, ["four", "four", "fill"]), (1, ["four", "four", "fill"])],
)
def test_insert_puts_an_entry_before_the_one_at_its_index(song, index, patterns):
    document = apply(song, c.InsertEntry(chain="song", entry=A, index=index))

    assert [each.pattern for each in document.chains["song"].entries] == patterns


def test_equal_entries_stand_side_by_side(song):
    assert entries(apply(song, c.SetChain(chain="song", entries=(A, A)))) == [("four", 1, True)] * 2


def test_an_entry_is_replaced_switched_off_and_taken_out(song):
    off = apply(song, c.SetEntry(chain="song", index=1, entry=ChainEntry("fill", 99, is_enabled=False)))
    assert entries(off) == [("four", 1, True), ("fill", 99, False)]

    assert entries(apply(off, c.RemoveEntry(chain="song", index=0))) == [("fill", 99, False)]


def test_a_chain_without_entries_is_as_much_on_as_it_was(song):
    document = after(song, c.EnableChain(chain="song", is_enabled=False), c.SetChain(chain="song", entries=()))

    assert (document.chains["song"].entries, document.chains["song"].is_enabled) == ((), False)


def test_what_changes_nothing_gives_the_same_document(song):
    for command in (
        c.SetChain(chain="song", entries=(A, B)),
        c.SetEntry(chain="song", index=0, entry=A),
        c.EnableChain(chain="song", is_enabled=True),
        c.RenameChain(name="song", new_name="song"),
        c.RenamePattern(name="four", new_name="four"),
    ):
        assert apply(song, command) is song


def test_restart_is_a_wish_with_a_number(song):
    assert after(song, c.RestartChain(chain="song"), c.RestartChain(chain="song")).chains["song"].restarts == 2


def test_remove_chain_takes_it_out_of_the_sequencers_that_play_it(song):
    document = apply(song, c.RemoveChain(name="song"))

    assert not document.chains
    assert document.modules["beat"].values["chain"] == ""
    assert document.modules["beat"].values["pattern"] == "four"


def test_rename_chain_takes_its_sequencers_along(song):
    document = apply(song, c.RenameChain(name="song", new_name="tune"))

    assert document.chains["tune"].entries == (A, B)
    assert document.modules["beat"].values["chain"] == "tune"


def test_remove_pattern_takes_its_entries_out_of_chains(song):
    document = after(song, c.SetChain(chain="song", entries=(A, B, A)), c.RemovePattern(name="four"))

    assert entries(document) == [("fill", 2, True)]


def test_rename_pattern_takes_sequencers_and_chains_along(song):
    document = apply(song, c.RenamePattern(name="four", new_name="five"))

    assert (set(document.patterns), document.patterns["five"].name) == ({"five", "fill"}, "five")
    assert document.patterns["five"].number == song.patterns["four"].number
    assert document.modules["beat"].values["pattern"] == "five"
    assert entries(document) == [("five", 1, True), ("fill", 2, True)]


def test_rename_takes_along_what_scripts_said_so_that_patched_text_changes_nothing(studio):
    def text(pattern, chain):
        song = {"script": "song"}
        return run_of(
            "song",
            c.DeclareModule(type="sequencer", name="seq", values=(("pattern", pattern), ("chain", chain)), **song),
            c.DeclarePattern(name=pattern, **song),
            c.DeclareStep(pattern=pattern, index=2, step=type(studio.patterns["four"].steps[0])(1.0), **song),
            c.DeclareChain(name=chain, entries=(ChainEntry(pattern),), **song),
        )

    ran = apply(studio, text("p", "all"))
    renamed = after(ran, c.RenamePattern(name="p", new_name="q"), c.RenameChain(name="all", new_name="every"))
    again = apply(renamed, text("q", "every"))

    assert again.patterns is renamed.patterns
    assert again.modules is renamed.modules
    assert again.chains == renamed.chains


@pytest.mark.parametrize(
    "command",
    [
        c.AddChain(name="other", entries=(A,)),
        c.RemoveChain(name="song"),
        c.RenameChain(name="song", new_name="tune"),
        c.InsertEntry(chain="song", entry=A, index=0),
        c.EnableChain(chain="song", is_enabled=False),
        c.RenamePattern(name="four", new_name="five"),
        c.RemovePattern(name="four"),
    ],
)
def test_undo_brings_chains_and_who_plays_them_back(song, command):
    book = perform(Book(song), command)
    undone = perform(book, c.Undo()).document

    assert (undone.chains, undone.modules, undone.patterns) == (song.chains, song.modules, song.patterns)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (c.AddChain(name="song"), 'there is a chain called "song" already'),
        (c.AddChain(name="a b"), 'a name is 1 to 64 letters, digits, _ or -, got "a b"'),
        (c.AddChain(entries=(ChainEntry("for"),)), 'there is no pattern "for"; did you mean "four"?'),
        (c.AddChain(entries=(A,) * 257), "a chain has up to 256 entries, got 257"),
        (c.SetChain(chain="sogn", entries=()), 'there is no chain "sogn"; did you mean "song"?'),
        (
            c.SetEntry(chain="song", index=0, entry=ChainEntry("four", 0)),
            "an entry of a chain plays 1 to 99 times, got 0",
        ),
        (
            c.SetEntry(chain="song", index=0, entry=ChainEntry("four", 100)),
            "an entry of a chain plays 1 to 99 times, got 100",
        ),
        (c.SetEntry(chain="song", index=2, entry=A), 'chain "song" has entries 1 to 2, got 3'),
        (c.RemoveEntry(chain="song", index=-1), 'chain "song" has entries 1 to 2, got 0'),
        (c.InsertEntry(chain="song", entry=A, index=3), 'an entry of chain "song" goes to place 1 to 3, got 4'),
        (c.RenameChain(name="song", new_name="a b"), 'a name is 1 to 64 letters, digits, _ or -, got "a b"'),
        (c.RenamePattern(name="four", new_name="fill"), 'there is a pattern called "fill" already'),
        (c.RenamePattern(name="nobody", new_name="x"), 'there is no pattern "nobody"'),
    ],
)
def test_edits_of_chains_say_what_is_wrong(song, command, text):
    with pytest.raises(EngineError) as caught:
        apply(song, command)
    assert str(caught.value) == text


def test_a_chain_without_entries_says_so(studio):
    document = apply(studio, c.AddChain(name="song"))

    with pytest.raises(EngineError, match='chain "song" has no entries, got 1'):
        apply(document, c.RemoveEntry(chain="song", index=0))
