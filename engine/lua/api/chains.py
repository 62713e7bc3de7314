"""Chains of patterns, as scripts say them."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.document import ChainEntry
from engine.core.errors import UnknownName, WrongType
from engine.lua.api.arguments import name_of, whole_of
from engine.lua.api.said_patterns import is_there, nearest_there
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.lua.wording import shown

SINCE = "0.2"


def chain(stage: Stage, name: Any = None, said: Any = None) -> str:
    """There is a chain with these entries; returns its name."""
    called = name_of(name, "chain")
    declare_chain(stage, called, said)
    return called


def declare_chain(stage: Stage, name: str, said: Any) -> None:
    """There is a chain called `name`."""
    if said is not None and not isinstance(said, list):
        raise WrongType(
            f'chain "{name}": its entries are a list such as {{ {{ "four", 4 }}, "fill" }}, got {shown(said)}'
        )
    entries = tuple(_entry(stage, name, each) for each in said or [])
    if stage.is_declaring or name not in stage.document.chains:
        stage.perform(c.AddChain(name=name, entries=entries))
    else:
        stage.perform(c.SetChain(chain=name, entries=entries))


def _entry(stage: Stage, chain_name: str, said: Any) -> ChainEntry:
    """A pattern; or a list of it, how many times it plays, and whether it does."""
    who, times, is_enabled = f'chain "{chain_name}"', 1, True
    match said:
        case str() | Handle():
            pattern = said
        case [(str() | Handle()) as pattern, repeats]:
            times = whole_of(repeats, who, "how many times")
        case [(str() | Handle()) as pattern, repeats, bool() as is_enabled]:
            times = whole_of(repeats, who, "how many times")
        case _:
            raise WrongType(f'{who}: an entry is a pattern or {{ "four", 4 }}, got {shown(said)}')
    name = name_of(pattern, who, "each pattern")
    if not is_there(stage, name):
        raise UnknownName(f'{who}: there is no pattern "{name}"{nearest_there(stage, name)}')
    return ChainEntry(name, times, is_enabled)


CHAINS = (
    LuaFunction(name="chain", usage='chain(name, { { "four", 4 }, "fill" })', since=SINCE, call=chain,
                summary="There is a chain: patterns that play one after another, each so many times.",
                example='pattern("four", 16) pattern("fill", 8) chain("song", { { "four", 4 }, { "fill", 1 } })'),
)  # fmt: skip
