"""Which samples a module's values name, and which of them a note means. Pure: nothing here looks at a disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.core.units import Value

Folders = Mapping[str, Sequence[str]]  # the samples of each folder that has been read
Sizes = Mapping[str, int]  # how many those are


def entries(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return what `sample` and `samples` name, in this order, without repeats. An entry may be a folder."""
    first, more = values.get("sample", ""), values.get("samples", ())
    named = (first, *(more if isinstance(more, tuple) else ()))
    return tuple(dict.fromkeys(name for name in named if isinstance(name, str) and name))


def expanded(named: Sequence[str], folders: Folders) -> tuple[str, ...]:
    """Return the samples of these entries, those of folders in their places, without repeats."""
    return tuple(dict.fromkeys(sample for name in named for sample in folders.get(name, (name,))))


def bank_size(values: Mapping[str, Value], folder_sizes: Sizes) -> int:
    """Return how many samples `index` chooses from: the highest index that is not another's is one less."""
    return sum(folder_sizes.get(name, 1) for name in entries(values))


def stem(sample: str) -> str:
    """Return what a note calls a sample by: the name of its file without folder and suffix."""
    name = sample.replace("\\", "/").rstrip("/").rpartition("/")[2]
    before, dot, _ = name.rpartition(".")
    return before if dot and before else name


def chosen(bank: Sequence[str], index: int, word: str = "") -> str | None:
    """Return the sample that a note means; None when there is none of that word, or none at all.

    The index counts round: beyond the last sample it goes on with the first. With a word it counts among the samples
    of that word, numbered ones such as "kick 2" or "kick_02" included; else among all.
    """
    among = _of_word(bank, word) if word else bank
    return among[index % len(among)] if among else None


def _of_word(bank: Sequence[str], word: str) -> list[str]:
    wanted = word.casefold()
    stems = [(sample, stem(sample).casefold()) for sample in bank]
    same = [sample for sample, its in stems if its == wanted]
    numbered = [sample for sample, its in stems if its != wanted and _is_numbered(its, wanted)]
    return same + numbered


def _is_numbered(name: str, word: str) -> bool:
    return name.startswith(word) and name[len(word) :].lstrip(" _-").isdecimal()
