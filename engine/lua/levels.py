"""Security levels: what of Lua there is at each, as a table, and what a script may take. Nothing is enforced here.

Every name of Lua 5.4 stands in the table once, with its fate at each level. A policy denies or allows single names on
top of a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from engine.core.document import ScriptLevel
from engine.core.errors import NotAllowed, UnknownName, did_you_mean
from engine.lua.limits import Limits

Fate = Literal["kept", "ours", "absent"]

KEPT: Fate = "kept"  # Lua's own
OURS: Fate = "ours"  # a safe one in its place
GONE: Fate = "absent"


class Row(NamedTuple):
    """Names of one library that share their fate."""

    library: str  # "" for the globals
    names: str
    minimal: Fate
    standard: Fate
    strict: Fate


TABLE = (
    Row("", "assert error ipairs rawequal rawget rawlen select tonumber type _VERSION", KEPT, KEPT, KEPT),
    Row("", "collectgarbage getmetatable next pairs pcall print rawset setmetatable", OURS, OURS, OURS),
    Row("", "tostring xpcall _G", OURS, OURS, OURS),
    Row("", "load", OURS, OURS, GONE),  # text only, no longer than `Limits.load_bytes`
    Row("", "require", OURS, OURS, OURS),
    Row("", "dofile loadfile warn", GONE, GONE, GONE),
    Row("coroutine", "isyieldable running status", KEPT, KEPT, KEPT),
    Row("coroutine", "close create resume wrap yield", OURS, OURS, OURS),
    Row("debug", "getinfo getmetatable traceback", OURS, OURS, GONE),  # nothing that can be called or changed
    Row("debug", "debug gethook getlocal getregistry getupvalue getuservalue", GONE, GONE, GONE),
    Row("debug", "sethook setlocal setmetatable setupvalue setuservalue upvalueid upvaluejoin", GONE, GONE, GONE),
    Row("debug", "setcstacklimit", GONE, GONE, GONE),
    Row("io", "close lines open read type", OURS, GONE, GONE),  # in one folder
    Row("io", "stderr stdout write", OURS, OURS, GONE),  # to where `print` goes
    Row("io", "flush input output popen stdin tmpfile", GONE, GONE, GONE),
    Row("math", "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min", KEPT, KEPT, KEPT),
    Row("math", "mininteger modf pi rad sin sqrt tan tointeger type ult", KEPT, KEPT, KEPT),
    Row("math", "random randomseed", OURS, OURS, OURS),  # from the host's seed
    Row("os", "difftime", KEPT, KEPT, KEPT),
    Row("os", "clock date time", OURS, OURS, OURS),  # on the host's clock
    Row("os", "remove rename tmpname", OURS, GONE, GONE),  # in the same folder
    Row("os", "getenv", OURS, OURS, GONE),  # no variable is set
    Row("os", "execute exit setlocale", GONE, GONE, GONE),
    Row("package", "config cpath loaded path preload", OURS, OURS, OURS),
    Row("package", "loadlib searchers searchpath", GONE, GONE, GONE),
    Row("string", "byte char len lower pack packsize reverse sub unpack upper", KEPT, KEPT, KEPT),
    Row("string", "find format gmatch gsub match rep", OURS, OURS, OURS),  # those that C could be busy with for ever
    Row("string", "dump", GONE, GONE, GONE),
    Row("table", "pack unpack", KEPT, KEPT, KEPT),
    Row("table", "concat insert move remove sort", OURS, OURS, OURS),
    Row("utf8", "char charpattern codepoint codes len offset", KEPT, KEPT, KEPT),
)

MB = 1 << 20
HEADROOM_BYTES = 32 * MB  # above what a script may keep, for values that cross


@dataclass(frozen=True, slots=True)
class Level:
    """One level."""

    name: ScriptLevel
    summary: str  # for the player who chooses
    column: Literal["minimal", "standard", "strict"]  # of the table
    limits: Limits


def _limits(kept_mb: int) -> Limits:
    """The time is the same at every level: no run of a script may hold up the next for longer."""
    return Limits(memory_bytes=kept_mb * MB + HEADROOM_BYTES, headroom_bytes=HEADROOM_BYTES)


LEVELS: Mapping[str, Level] = {
    level.name: level
    for level in (
        Level("minimal", "few restrictions: files in one folder too", "minimal", _limits(100)),
        Level("standard", "no files", "standard", _limits(50)),
        Level(
            "strict",
            "no files, no load, and a bound on instructions",
            "strict",
            # Instructions and depth are counted by a hook that always runs, which halves the speed: only here.
            replace(_limits(10), hook="always", instructions=1_000_000, stack_depth=100),
        ),
        Level(
            "trusted",
            "as standard, at full speed: nothing but ending its process stops it",
            "standard",
            replace(_limits(50), hook="never"),
        ),
    )
}


_LOOSER: Mapping[str, tuple[str, ...]] = {  # by level, those that allow all that it does, and more
    "strict": ("standard", "minimal", "trusted"),
    "standard": ("minimal", "trusted"),
    "minimal": (),
    "trusted": (),
}


def level_named(name: str) -> Level:
    """Return a level; raises UnknownName."""
    if name not in LEVELS:
        raise UnknownName(f'there is no level "{name}"{did_you_mean(name, LEVELS)}: {", ".join(LEVELS)}')
    return LEVELS[name]


def is_within(name: str, other: str) -> bool:
    """Return whether nothing is allowed at level `name` that is not at `other`; raises UnknownName."""
    level, bound = level_named(name), level_named(other)
    return level is bound or bound.name in _LOOSER[level.name]


@cache
def rows_by_name() -> Mapping[str, Row]:
    """Return the table's row of each name, written as scripts write it: `load`, `os.time`."""
    return {_written(row.library, name): row for row in TABLE for name in row.names.split()}


def levels_with(name: str, *, is_global: bool) -> tuple[str, tuple[str, ...]] | None:
    """Return how a name of Lua is written that some level lacks, and at which levels it is there; None for no such.

    Args:
        name: `load`, or of something in a library what follows the dot.
        is_global: Whether it is none of a library.
    """
    for written, row in rows_by_name().items():
        is_it = written == name if is_global else row.library and written == f"{row.library}.{name}"
        if is_it and GONE in (row.minimal, row.standard, row.strict):
            return written, tuple(each for each, level in LEVELS.items() if getattr(row, level.column) != GONE)
    return None


def _written(library: str, name: str) -> str:
    return f"{library}.{name}" if library else name


@dataclass(frozen=True)
class Policy:
    """A level, with names that are denied or allowed besides; a library's name stands for all that is in it.

    Raises:
        UnknownName: There is no such level or name.
        NotAllowed: A name is to be allowed that no level has, or is both denied and allowed.
    """

    level: str = "standard"
    deny: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()  # what another level has

    def __post_init__(self) -> None:
        level_named(self.level)
        denied, allowed = _spread(self.deny), _spread(self.allow)
        for name in sorted(denied & allowed):
            raise NotAllowed(f"{name} is both denied and allowed")
        for name in self.allow:
            if all(_best(rows_by_name()[each]) == GONE for each in _spread([name])):
                raise NotAllowed(f"{name} cannot be allowed: no level has it")

    def fate(self, name: str) -> Fate:
        """Return what becomes of `os.time` or the like; raises UnknownName."""
        _spread([name])
        row = rows_by_name()[name]
        if name in _spread(self.deny):
            return GONE
        fate: Fate = getattr(row, level_named(self.level).column)
        return _best(row) if name in _spread(self.allow) else fate

    @property
    def absent(self) -> tuple[str, ...]:
        """All names of Lua that are not there."""
        return _absent(self)

    @property
    def limits(self) -> Limits:
        """What a script may take."""
        return level_named(self.level).limits


@cache
def _absent(policy: Policy) -> tuple[str, ...]:
    return tuple(sorted(name for name in rows_by_name() if policy.fate(name) == GONE))


def _best(row: Row) -> Fate:
    return next((fate for fate in (row.minimal, row.standard, row.strict) if fate != GONE), GONE)


@cache
def _libraries() -> frozenset[str]:
    return frozenset(row.library for row in TABLE if row.library)


def _spread(names: Iterable[str]) -> frozenset[str]:
    """Return `names` with those of libraries replaced by all that is in them; raises UnknownName."""
    rows, libraries = rows_by_name(), _libraries()
    spread: set[str] = set()
    for name in names:
        if name in libraries:
            spread.update(each for each, row in rows.items() if row.library == name)
        elif name in rows:
            spread.add(name)
        else:
            raise UnknownName(f'Lua has no "{name}"{did_you_mean(name, [*rows, *libraries])}')
    return frozenset(spread)
