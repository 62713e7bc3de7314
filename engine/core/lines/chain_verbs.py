"""Verbs of chains of patterns. Lines count entries from 1."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Chain, ChainEntry
from engine.core.edits.branches import free_name
from engine.core.edits.chains import chain_named
from engine.core.errors import OutOfRange
from engine.core.lines.pattern_listing import chain_details, entry_words, list_chains
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_whole
from engine.core.lines.verb import Arguments, Reading, Scene, Verb


def _list(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading(answer=list_chains(scene))


def _create(words: Arguments, scene: Scene) -> Reading:
    name = words.take_or("") or free_name("chain", scene.document.chains)
    entries = tuple(map(_entry, words.take_rest()))
    command = c.AddChain(name=name, entries=entries, origin=scene.origin)
    return Reading((command,), f"created {name} with {counted(len(entries), 'entry', 'entries')}")


def _entry(word: str) -> ChainEntry:
    """`four` or `four*2`."""
    pattern, times, repeats = word.partition("*")
    return ChainEntry(pattern, read_whole(repeats, "how many times") if times else 1)


def _delete(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the chain")
    words.end()
    return Reading((c.RemoveChain(name=name, origin=scene.origin),), f"deleted {name}")


def _rename(words: Arguments, scene: Scene) -> Reading:
    name, new_name = words.take("the name of the chain"), words.take("the new name")
    words.end()
    return Reading((c.RenameChain(name=name, new_name=new_name, origin=scene.origin),), f"{name} is called {new_name}")


def _info(words: Arguments, scene: Scene) -> Reading:
    chain = chain_named(scene.document, words.take("the name of the chain"))
    words.end()
    return Reading(answer=chain_details(chain))


def _add(words: Arguments, scene: Scene) -> Reading:
    chain = chain_named(scene.document, words.take("the name of the chain"))
    entry = _entry(words.take("the pattern"))
    place = read_whole(words.take("the place"), "the place") if len(words) else len(chain.entries) + 1
    words.end()
    command = c.InsertEntry(chain=chain.name, entry=entry, index=place - 1, origin=scene.origin)
    return _told(scene, command, chain.name)


def _remove(words: Arguments, scene: Scene) -> Reading:
    chain = chain_named(scene.document, words.take("the name of the chain"))
    index = _index(chain, words.take("the number of the entry"))
    words.end()
    return _told(scene, c.RemoveEntry(chain=chain.name, index=index, origin=scene.origin), chain.name)


def _repeat(words: Arguments, scene: Scene) -> Reading:
    chain = chain_named(scene.document, words.take("the name of the chain"))
    index = _index(chain, words.take("the number of the entry"))
    repeats = read_whole(words.take("how many times"), "how many times")
    words.end()
    entry = replace(chain.entries[index], repeats=repeats)
    return _told(scene, c.SetEntry(chain=chain.name, index=index, entry=entry, origin=scene.origin), chain.name)


def _enable(words: Arguments, scene: Scene) -> Reading:
    return _enabled(words, scene, is_on=True)


def _disable(words: Arguments, scene: Scene) -> Reading:
    return _enabled(words, scene, is_on=False)


def _enabled(words: Arguments, scene: Scene, *, is_on: bool) -> Reading:
    """A whole chain, or one of its entries."""
    chain = chain_named(scene.document, words.take("the name of the chain"))
    if len(words):
        index = _index(chain, words.take("the number of the entry"))
        words.end()
        entry = replace(chain.entries[index], is_enabled=is_on)
        return _told(scene, c.SetEntry(chain=chain.name, index=index, entry=entry, origin=scene.origin), chain.name)
    command = c.EnableChain(chain=chain.name, is_enabled=is_on, origin=scene.origin)
    return Reading((command,), f"{chain.name} {'plays' if is_on else 'does not play'}")


def _clear(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the chain")
    words.end()
    return Reading((c.SetChain(chain=name, entries=(), origin=scene.origin),), f"{name} is empty")


def _reset(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the chain")
    words.end()
    return Reading((c.RestartChain(chain=name, origin=scene.origin),), f"{name} begins anew")


def _index(chain: Chain, typed: str) -> int:
    number = read_whole(typed, "the number of the entry")
    if not 1 <= number <= len(chain.entries):
        has = f"entries 1 to {len(chain.entries)}" if chain.entries else "no entries"
        raise OutOfRange(f'chain "{chain.name}" has {has}, got {number}')
    return number - 1


def _told(scene: Scene, command: c.Command, name: str) -> Reading:
    entries = apply(scene.document, command).chains[name].entries
    return Reading((command,), f"{name}: {' '.join(map(entry_words, entries)) or 'empty'}")


CHAIN_VERBS = (
    Verb(
        name="chain ls",
        aliases=("chain list",),
        usage="chain ls",
        summary="List the chains of patterns.",
        example="chain ls",
        read=_list,
    ),
    Verb(
        name="chain create",
        aliases=("chain new",),
        usage="chain create [<name>] [<pattern>[*<times>] ...]",
        summary="Make a chain.",
        example="chain create night four*3 four",
        arguments=("other", "pattern"),
        read=_create,
    ),
    Verb(
        name="chain delete",
        aliases=("chain rm", "chain del"),
        usage="chain delete <chain>",
        summary="Remove a chain; its sequencers go back to their pattern.",
        example="chain delete song",
        arguments=("chain",),
        read=_delete,
    ),
    Verb(
        name="chain rename",
        usage="chain rename <chain> <new name>",
        summary="Give a chain another name; sequencers follow.",
        example="chain rename song night",
        arguments=("chain", "other"),
        read=_rename,
    ),
    Verb(
        name="chain info",
        usage="chain info <chain>",
        summary="Tell a chain's entries.",
        example="chain info song",
        arguments=("chain",),
        read=_info,
    ),
    Verb(
        name="chain add",
        usage="chain add <chain> <pattern>[*<times>] [<place>]",
        summary="Put a pattern into a chain, at its end or at a place.",
        example="chain add song four*2 1",
        arguments=("chain", "pattern", "other"),
        read=_add,
    ),
    Verb(
        name="chain remove",
        usage="chain remove <chain> <number>",
        summary="Take an entry out of a chain.",
        example="chain remove song 1",
        arguments=("chain", "other"),
        read=_remove,
    ),
    Verb(
        name="chain repeat",
        usage="chain repeat <chain> <number> <times>",
        summary="Say how many times an entry plays, 1 to 99.",
        example="chain repeat song 1 4",
        arguments=("chain", "other"),
        read=_repeat,
    ),
    Verb(
        name="chain enable",
        usage="chain enable <chain> [<number>]",
        summary="Have a chain play, or one of its entries.",
        example="chain enable song",
        arguments=("chain", "other"),
        read=_enable,
    ),
    Verb(
        name="chain disable",
        usage="chain disable <chain> [<number>]",
        summary="Have a chain not play, or pass one of its entries over.",
        example="chain disable song 1",
        arguments=("chain", "other"),
        read=_disable,
    ),
    Verb(
        name="chain clear",
        usage="chain clear <chain>",
        summary="Take every entry out; it stays enabled or not.",
        example="chain clear song",
        arguments=("chain",),
        read=_clear,
    ),
    Verb(
        name="chain reset",
        aliases=("chain restart",),
        usage="chain reset <chain>",
        summary="Play a chain from its first entry.",
        example="chain reset song",
        arguments=("chain",),
        read=_reset,
    ),
)
