"""The cache of compiled chunks: what it keeps, what it lets go, and that names are never confused."""

from __future__ import annotations

import threading

import pytest

from engine.lua.bare import LuaError
from engine.lua.chunks import ChunkCache, ChunkStatistics


class Compiling:
    """Compiles to made-up bytecode of a size, and counts how often it was asked."""

    def __init__(self, size=10):
        self.size = size
        self.asked = []

    def __call__(self, text, name):
        self.asked.append((text, name))
        return f"{name}|{text}".encode().ljust(self.size, b".")


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def test_a_text_is_compiled_once_under_each_name():
    compiling = Compiling()
    chunks = ChunkCache(compiling)

    first = [chunks.bytecode("x = 1", name) for name in ("a.lua", "b.lua", "a.lua", "b.lua")]

    assert compiling.asked == [("x = 1", "a.lua"), ("x = 1", "b.lua")]
    assert first[0] == first[2] != first[1] == first[3]
    assert (chunks.statistics().hits, chunks.statistics().misses) == (2, 2)


def test_names_and_texts_that_read_alike_when_joined_are_told_apart():
    chunks = ChunkCache(Compiling())

    assert chunks.bytecode("b:c", "a") != chunks.bytecode("c", "a:b")
    assert chunks.statistics().misses == 2


def test_the_longest_unused_goes_first_when_there_are_too_many():
    compiling = Compiling()
    chunks = ChunkCache(compiling, most_entries=2)

    for name in ("one", "two", "one", "three", "one", "two"):
        chunks.bytecode("", name)

    assert [name for _, name in compiling.asked] == ["one", "two", "three", "two"]
    assert (chunks.statistics().entries, chunks.statistics().evictions) == (2, 2)


def test_what_is_held_stays_within_the_bound_in_bytes():
    chunks = ChunkCache(Compiling(size=40), most_bytes=100)

    for name in "abcdef":
        chunks.bytecode("text", name)

    assert chunks.statistics() == ChunkStatistics(entries=2, held_bytes=90, hits=0, misses=6, evictions=4, expired=0)


def test_a_chunk_larger_than_the_whole_cache_pushes_nothing_out():
    chunks = ChunkCache(Compiling(size=10), most_bytes=100)
    chunks.bytecode("small", "a")

    assert len(chunks.bytecode("x" * 200, "b")) > 100
    assert (chunks.statistics().entries, chunks.statistics().evictions) == (1, 0)


def test_what_nobody_asked_for_expires_and_what_is_used_stays():
    clock, compiling = Clock(), Compiling()
    chunks = ChunkCache(compiling, keep_seconds=60, clock=clock)
    for seconds, name in ((0, "used"), (0, "left"), (50, "used"), (100, "used"), (100, "left"), (159, "used")):
        clock.seconds = seconds
        chunks.bytecode("", name)

    assert [name for _, name in compiling.asked] == ["used", "left", "left"]
    clock.seconds = 1000
    chunks.bytecode("", "new")
    assert (chunks.statistics().entries, chunks.statistics().expired) == (1, 2)


def test_a_mistake_is_told_each_time_and_not_kept():
    chunks = ChunkCache()

    for _ in range(2):
        with pytest.raises(LuaError, match=r"song\.lua:1: unexpected symbol"):
            chunks.bytecode("= 1", "=song.lua")
    assert chunks.statistics().entries == 0


def test_forget_empties_it_and_keeps_the_counts():
    chunks = ChunkCache(Compiling())
    chunks.bytecode("", "a")
    chunks.forget()
    chunks.bytecode("", "a")

    assert (chunks.statistics().entries, chunks.statistics().misses) == (1, 2)


def test_threads_share_it_and_its_books_balance():
    chunks = ChunkCache(most_entries=5)
    wrong = []

    def work(start):
        for turn in range(200):
            text = f"return {(start + turn) % 9}"
            if chunks.bytecode(text, "=t") != expected[text]:
                wrong.append(text)

    expected = {f"return {n}": ChunkCache().bytecode(f"return {n}", "=t") for n in range(9)}
    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    books = chunks.statistics()
    assert wrong == []
    assert books.hits + books.misses == 800
    assert books.entries <= 5


def test_running_the_same_text_again_compiles_it_once_and_keeps_its_name(make_script):
    from engine.lua.chunks import shared_chunks

    script, other = make_script(), make_script()
    text = "-- only here\nlocal count = (state.count or 0) + 1 state.count = count print(count)"
    before = shared_chunks().statistics()

    assert [script.run(text), script.run(text), other.run(text)] == [["1"], ["2"], ["1"]]
    after = shared_chunks().statistics()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def test_the_same_text_under_another_name_blames_the_other_name(script):
    from engine.lua.mistakes import LuaMistake

    for name in ("one.lua", "two.lua", "one.lua"):
        with pytest.raises(LuaMistake) as caught:
            script.runtime.run_chunk("\nerror('no')", name)
        assert (caught.value.chunk, caught.value.line) == (name, 2)


def test_assigning_to_ENV_in_a_chunk_changes_nothing_for_the_next_run_of_it(script):
    text = "print(x, type(print)) x = 1 _ENV = { print = print, type = type, y = 2 } y = 3"

    assert script.run(text) == ["nil\tfunction"]
    assert script.run(text) == ["1\tfunction"]
