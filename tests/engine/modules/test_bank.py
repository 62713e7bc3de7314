"""Banks of samples: what is in one, how large it is, and which sample a note means."""

from __future__ import annotations

import pytest

from engine.modules.bank import bank_size, chosen, entries, expanded, stem

KIT = ("kick", "sounds/Kick 2.wav", "snare", "sounds/kick_03.wav", "sounds/kicker.wav")


def test_bank_is_sample_and_samples_in_this_order_without_repeats():
    assert entries({"sample": "hat", "samples": ("kick", "hat", "", "kick", "a.wav")}) == ("hat", "kick", "a.wav")
    assert entries({"sample": "", "samples": ("kick",)}) == ("kick",)
    assert entries({"sample": "", "samples": ()}) == ()


def test_folder_stands_for_its_samples_where_it_was_named():
    folders = {"kit/": ("kit/a.wav", "kit/b.wav")}

    assert expanded(("kick", "kit/", "kit/b.wav", "hat"), folders) == ("kick", "kit/a.wav", "kit/b.wav", "hat")
    assert expanded(("kit/",), {}) == ("kit/",)


def test_bank_size_counts_what_is_in_folders_as_far_as_they_are_known():
    values = {"sample": "kick", "samples": ("kit/", "hat")}

    assert bank_size(values, {"kit/": 12}) == 14
    assert bank_size(values, {}) == 3
    assert bank_size({"sample": "", "samples": ()}, {}) == 0


@pytest.mark.parametrize(
    ("sample", "expected"),
    [("kick", "kick"), ("a/b/Kick 1.wav", "Kick 1"), ("C:\\kit\\hat.v2.wav", "hat.v2"), (".wav", ".wav")],
)
def test_stem_is_the_name_of_the_file(sample: str, expected: str):
    assert stem(sample) == expected


@pytest.mark.parametrize(("index", "expected"), [(0, "kick"), (2, "snare"), (5, "kick"), (-1, "sounds/kicker.wav")])
def test_index_counts_round(index: int, expected: str):
    assert chosen(KIT, index) == expected


@pytest.mark.parametrize(
    ("index", "word", "expected"),
    [
        (0, "snare", "snare"),
        (7, "snare", "snare"),
        (0, "KICK", "kick"),
        (1, "kick", "sounds/Kick 2.wav"),
        (2, "kick", "sounds/kick_03.wav"),
        (3, "kick", "kick"),
        (0, "kicker", "sounds/kicker.wav"),
    ],
)
def test_index_with_a_word_counts_round_among_the_samples_of_that_word(index: int, word: str, expected: str):
    assert chosen(KIT, index, word) == expected


def test_no_sample_is_meant_by_a_word_that_is_not_there_or_in_an_empty_bank():
    assert chosen(KIT, 0, "cowbell") is None
    assert chosen((), 3) is None
