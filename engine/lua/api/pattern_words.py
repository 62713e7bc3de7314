"""What help tells of pattern values: a row for each operation, and for the words that only Lua has."""

from __future__ import annotations

from engine.lua.api.stage import LuaFunction
from engine.modules.table import MODULE_TYPES
from engine.patterns.operation import Operation
from engine.patterns.operations import OPERATIONS
from engine.patterns.transforms.controls import ALIASES, NOTE_CONTROLS
from engine.patterns.transforms.sources import SIGNALS

SINCE = "0.2"
_GLOBAL_PARAMETERS = ("volume", "pan", "cutoff", "resonance", "speed")  # others are methods, or control("name", …)
_ELSEWHERE = ("rand",)  # words with another meaning, and a row, of their own

CHANGES: dict[str, tuple[str, str, str]] = {
    "every": ("every(cycles, transform, pattern)", "Change the first of every so many cycles.",
              's("bd sd"):every(4, rev)'),
    "off": ("off(cycles, transform, pattern) | off(handler)",
            "Add a changed copy that is later by some cycles; or do not call a handler any more.",
            'n("0 2"):off(1/8, function(p) return p + 7 end)'),
    "superimpose": ("superimpose(transform, …, pattern)", "Add changed copies.", 's("bd sd"):superimpose(fast(2))'),
    "layer": ("layer(transform, …, pattern)", "Several changed copies at once, without the pattern itself.",
              's("bd sd"):layer(rev, fast(2))'),
    "jux": ("jux(transform, pattern)", "The pattern left, and a changed copy right.", 's("bd sd"):jux(rev)'),
    "juxBy": ("juxBy(amount, transform, pattern)", "The same, only so far from the middle: 0 to 1.",
              's("bd sd"):juxBy(0.5, rev)'),
    "echoWith": ("echoWith(times, cycles, transform, pattern)",
                 "Copies, each later by some cycles; the transform gets the copy and its number from 0.",
                 'n("0"):echoWith(3, 1/8, function(p, turn) return p + 2 * turn end)'),
    "sometimesBy": ("sometimesBy(amount, transform, pattern)", "Change events by chance: 0 none, 1 all.",
                    's("hh*8"):sometimesBy(0.3, ply(2))'),
    "sometimes": ("sometimes(transform, pattern)", "Change half of the events, by chance.",
                  's("hh*8"):sometimes(ply(2))'),
    "often": ("often(transform, pattern)", "Change three quarters of the events, by chance.",
              's("hh*8"):often(ply(2))'),
    "rarely": ("rarely(transform, pattern)", "Change a quarter of the events, by chance.", 's("hh*8"):rarely(ply(2))'),
    "almostAlways": ("almostAlways(transform, pattern)", "Change nine of ten events, by chance.",
                     's("hh*8"):almostAlways(ply(2))'),
    "almostNever": ("almostNever(transform, pattern)", "Change one of ten events, by chance.",
                    's("hh*8"):almostNever(ply(2))'),
    "always": ("always(transform, pattern)", "Change every event.", 's("hh*8"):always(ply(2))'),
    "never": ("never(transform, pattern)", "Change nothing: to switch a transform off for a while.",
              's("hh*8"):never(ply(2))'),
    "someCyclesBy": ("someCyclesBy(amount, transform, pattern)", "Change whole cycles by chance: 0 none, 1 all.",
                     's("hh*8"):someCyclesBy(0.3, rev)'),
    "someCycles": ("someCycles(transform, pattern)", "Change half of the cycles, by chance.",
                   's("hh*8"):someCycles(rev)'),
    "fastChunk": ("fastChunk(parts, transform, pattern)",
                  "Change one part of a cycle, the next in each cycle, while the pattern goes on.",
                  'n("0 1 2 3"):fastChunk(4, fast(2))'),
    "within": ("within(begin, end, transform, pattern)", "Change the events between two moments of a cycle.",
               's("hh*8"):within(0, 1/2, ply(2))'),
    "inside": ("inside(factor, transform, pattern)", "Change a pattern as if it were so many times as slow.",
               'n("0 1 2 3"):inside(2, rev)'),
    "outside": ("outside(factor, transform, pattern)", "Change a pattern as if it were so many times as fast.",
                'n("0 1 2 3"):outside(2, rev)'),
}  # fmt: skip
"""Words that take a transform, which is called at once and is not in the expression: usage, summary, example."""

_WITH_TRANSFORM = ("firstOf", "lastOf", "whenmod", "when", "chunk", "chunkBack")  # operations that Lua says so
METHODS = ("stack", "cat", "seq", "slowcat", "fastcat", "euclidRot", "stut", "somecycles", "somecyclesBy")


def control_names() -> dict[str, bool]:
    """Return the controls that have a word of their own, and whether that is a function too, not only a method."""
    parameters = {
        parameter.name: parameter.name in _GLOBAL_PARAMETERS
        for kind in MODULE_TYPES.values()
        for parameter in kind.parameters
        if parameter.names != "pattern"
    }
    return {**parameters, **dict.fromkeys((*NOTE_CONTROLS, *ALIASES), True)}


def _row(operation: Operation) -> LuaFunction:
    usage = operation.usage
    if operation.name in (*SIGNALS, "silence"):
        usage = operation.name
    elif operation.name in _WITH_TRANSFORM:
        usage = usage.replace("changed", "transform")
    if not operation.is_global:
        usage = f"pattern:{usage.replace(', pattern)', ')').replace('(pattern)', '()')}"
    name = operation.name if operation.is_global else f"pattern:{operation.name}"
    return LuaFunction(
        name=name, usage=usage, summary=operation.summary, since=operation.since, example=operation.example
    )


_FITTING = {  # values for examples that make sense for what they set
    "sound": "<bd sd>",
    "gain": "<0.5 1>",
    "cutoff": "<400 900>",
    "pan": "<-0.5 0.5>",
    "speed": "<1 -0.5>",
}


def _control_row(name: str, summary: str, example: str) -> LuaFunction:
    return LuaFunction(name=name, usage=f"{name}(pattern)", summary=summary, since=SINCE, example=example)


_CONTROL_EXAMPLES = {"s": 's("bd*2 sd:3")', "n": 'n("0 2 4")', "note": 'print(note("c4")) note("c4 e4 g4")',
                     "velocity": 's("hh*4"):velocity("1 0.5")', "length": 'note("c4 e4"):length(0.5)'}  # fmt: skip

PATTERN_WORDS: tuple[LuaFunction, ...] = (
    *(_row(operation) for operation in OPERATIONS.values() if operation.name not in _ELSEWHERE),
    *(
        LuaFunction(name=name, usage=usage, summary=summary, since=SINCE, example=example)
        for name, (usage, summary, example) in CHANGES.items()
    ),
    *(_control_row(name, summary, _CONTROL_EXAMPLES[name]) for name, summary in NOTE_CONTROLS.items()),
    *(_control_row(alias, f"The same as {name}.", f'{alias}("{_FITTING[alias]}")') for alias, name in ALIASES.items()),
    *(
        _control_row(name, f"The parameter {name} of what is played.", f'{name}("{_FITTING.get(name, "<0.25 0.5>")}")')
        for name in _GLOBAL_PARAMETERS
    ),
)
