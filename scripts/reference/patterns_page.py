"""`patterns.md`, its second half: every transform of pattern values, and the names of scales, chords and orders."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lua.api.pattern_words import CHANGES, PATTERN_WORDS
from engine.lua.api.stage import LuaFunction
from engine.patterns.operation import Operation
from engine.patterns.operations import OPERATIONS
from engine.patterns.theory.arpeggios import ORDERS
from engine.patterns.theory.chords import CHORD_ALIASES, CHORDS
from engine.patterns.theory.scales import SCALE_ALIASES, SCALES
from engine.patterns.transforms.arithmetic import ARITHMETIC, MEANINGS, STRUCTURES
from engine.patterns.transforms.chance import CHANCE
from engine.patterns.transforms.conditions import CONDITIONS
from engine.patterns.transforms.controls import CONTROLS
from engine.patterns.transforms.cutting import CUTTING
from engine.patterns.transforms.layers import LAYERS
from engine.patterns.transforms.pace import PACE
from engine.patterns.transforms.rhythm import RHYTHM
from engine.patterns.transforms.sources import SIGNALS, SOURCES
from engine.patterns.transforms.tonal import TONAL
from reference.markdown import code, codes, section, table, usages

GROUPS: dict[str, tuple[Operation, ...]] = {
    "What patterns begin with": tuple(each for each in SOURCES if each.name not in SIGNALS),
    "Signals": tuple(each for each in SOURCES if each.name in SIGNALS),
    "Putting patterns together": LAYERS,
    "Faster, slower, sooner, later": PACE,
    "Cutting and turning": CUTTING,
    "Rhythm from elsewhere": RHYTHM,
    "Now and then": CONDITIONS,
    "Chance": CHANCE,
    "Notes": TONAL,
    "Arithmetic": ARITHMETIC,
}
_VARIANTS = {name + structure for name in MEANINGS for structure in STRUCTURES if structure}
_WORDS = {word.name.removeprefix("pattern:"): word for word in PATTERN_WORDS}


def patterns_page() -> str:
    """Return what stands below the mark of the page."""
    listed = [_group(heading, operations) for heading, operations in GROUPS.items()]
    changes = section(3, "With a transform of your own", _rows(_WORDS[name] for name in CHANGES))
    controls = section(3, "Controls", _rows(_control_words()))
    return "\n\n".join([*listed, changes, controls, _names()])


def _group(heading: str, operations: Iterable[Operation]) -> str:
    words = [_WORDS.get(each.name, each) for each in operations if each.name not in _VARIANTS]
    return section(3, heading, _rows(words), _structures() if heading == "Arithmetic" else "")


def _structures() -> str:
    said = (
        f"The first {len(MEANINGS)} keep the times of the pattern on the left. As methods they have other endings too:"
    )
    rows = [[code(f":add{ending}(other)"), remark.strip()] for ending, (_, _, remark) in STRUCTURES.items() if ending]
    return f"{said}\n\n{table(['as in', 'times'], rows)}"


def _control_words() -> list[LuaFunction | Operation]:
    """Return what makes controls: the words of PATTERN_WORDS that are neither operations nor changes, and `control`."""
    return [*CONTROLS, *(word for name, word in _WORDS.items() if name not in OPERATIONS and name not in CHANGES)]


def _rows(words: Iterable[LuaFunction | Operation]) -> str:
    return table(
        ["usage", "does", "example"],
        [
            [code(word.name) if word.name in SIGNALS else usages(word.usage), word.summary, code(word.example)]
            for word in words
        ],
    )


def _names() -> str:
    return "\n\n".join([
        section(3, "Scales", f"{codes(SCALES)}.", f"Also called: {_aliases(SCALE_ALIASES)}."),
        section(3, "Chords", f"{codes(CHORDS)}.", f"Also called: {_aliases(CHORD_ALIASES)}."),
        section(3, "Orders of arpeggios", f"{codes(ORDERS)}."),
    ])  # fmt: skip


def _aliases(aliases: dict[str, str]) -> str:
    """Return the other names of each, behind it: `7` dom7, dominant7."""
    named: dict[str, list[str]] = {}
    for alias, name in aliases.items():
        named.setdefault(name, []).append(alias)
    return "; ".join(f"{code(name)} {codes(filter(None, others))}" for name, others in named.items())
