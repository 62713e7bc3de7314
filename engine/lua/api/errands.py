"""What scripts ask of the window: `action`, `keyPress` and their kin, `alert`. The Lua is in `library/errands.lua`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from engine.core.errors import OutOfRange, UnknownName, WrongType, did_you_mean
from engine.lua.api.arguments import number_of, text_of, whole_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.library import errands_text
from engine.lua.wording import shown

SINCE = "0.3"
MOST_KEYS = 100
DELAY_MS, LONGEST_DELAY_MS, LONGEST_SECONDS = 50, 5000, 25.0
LONGEST_NOTICE = 500
NO_WINDOW = "there is no window"  # which is no mistake of the script's: a render and `run` have none
NO_TYPING = (
    "typeText: a script does not type into your texts, where it would land wherever the cursor is; "
    'use exec("set kick volume 0.5") for a command line, and action("transport.play") for an action'
)

_MODIFIERS = {
    "ctrl": "Ctrl", "control": "Ctrl", "cmd": "Ctrl", "command": "Ctrl", "shift": "Shift", "alt": "Alt",
    "option": "Alt", "meta": "Meta",
}  # fmt: skip
_NAMED_KEYS = {
    "space": "Space", "return": "Return", "enter": "Enter", "escape": "Esc", "esc": "Esc", "tab": "Tab",
    "backspace": "Backspace", "delete": "Del", "del": "Del", "up": "Up", "down": "Down", "left": "Left",
    "right": "Right", "home": "Home", "end": "End", "pageup": "PgUp", "pgup": "PgUp", "pagedown": "PgDown",
    "pgdown": "PgDown", "insert": "Ins", "ins": "Ins", "plus": "+", " ": "Space",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip


class Library(Protocol):
    """The part of a runtime that takes a library."""

    def load_library(self, text: str, name: str, functions: dict[str, Callable[..., Any]]) -> None: ...


def install_errands(runtime: Library, stage: Stage) -> None:
    """Give a script what asks the window."""
    functions: dict[str, Callable[..., Any]] = {
        "ask": partial(_ask, stage),
        "answer": stage.answer_to,
        "notice": partial(_notice, stage),
        "named": _named,
        "action_id": _action_id,
        "chord": chord,
        "repeated": _repeated,
        "sequence": _sequence,
        "delay_seconds": _delay_seconds,
        "is_no_window": lambda failure=None: failure == NO_WINDOW,
        "no_typing": lambda: NO_TYPING,
    }
    runtime.load_library(errands_text(), "errands", functions)


def chord(function: str, key: Any = None, mods: Any = None) -> str:
    """Return a key with its modifiers as tables of keys write it: `Ctrl+Shift+R`.

    Raises:
        UnknownName: there is no such key or modifier.
        WrongType: it is no text.
    """
    words = text_of(key, function, "the key").strip() or str(key)
    *before, last = words.split("+") if len(words) > 1 and not words.endswith("+") else [words]
    said = mods if isinstance(mods, list) else [] if mods is None else text_of(mods, function, "mods").split("+")
    modifiers = [_modifier(function, each) for each in (*before, *said)]
    return "+".join([*dict.fromkeys(modifiers), _key(function, last)])


def _modifier(function: str, said: Any) -> str:
    word = text_of(said, function, "each modifier").strip()
    found = _MODIFIERS.get(word.lower())
    if found is None:
        hint = did_you_mean(word, _MODIFIERS) or "; there are ctrl, shift, alt and meta"
        raise UnknownName(f'{function}: there is no modifier "{word}"{hint}')
    return found


def _key(function: str, said: str) -> str:
    word = said.strip() or said
    found = _NAMED_KEYS.get(word.lower())
    if found is None and len(word) == 1 and word.isprintable():
        found = word.upper()
    if found is None:
        raise UnknownName(f'{function}: there is no key "{word[:40]}"{did_you_mean(word, _NAMED_KEYS)}')
    return found


def _repeated(key: Any = None, times: Any = None, mods: Any = None) -> list[str]:
    name = "keyPressMultiple"
    count = whole_of(times, name, "how many times")
    if not 1 <= count <= MOST_KEYS:
        raise OutOfRange(f"{name}: a key is pressed 1 to {MOST_KEYS} times, got {count}")
    return [chord(name, key, mods)] * count


def _sequence(keys: Any = None) -> list[str]:
    if not isinstance(keys, list) or not keys:
        raise WrongType(f'typeSequence: the keys are a list such as {{ "f2", "ctrl+r" }}, got {shown(keys)}')
    if len(keys) > MOST_KEYS:
        raise OutOfRange(f"typeSequence: at most {MOST_KEYS} keys, got {len(keys)}")
    return [chord("typeSequence", each) for each in keys]


def _delay_seconds(delay_ms: Any = None) -> float:
    milliseconds = DELAY_MS if delay_ms is None else number_of(delay_ms, "keys", "the delay in milliseconds")
    if not 0 <= milliseconds <= LONGEST_DELAY_MS:
        raise OutOfRange(f"the delay between two keys is 0 to {LONGEST_DELAY_MS} ms, got {milliseconds:g}")
    return milliseconds / 1000


def _action_id(said: Any = None) -> str:
    return text_of(said, "action", "the action")


def _ask(stage: Stage, kind: Any, what: list[str], delay_seconds: float = 0.0) -> str:
    if (len(what) - 1) * delay_seconds > LONGEST_SECONDS:
        raise OutOfRange(f"these keys would take longer than {LONGEST_SECONDS:g} s; press fewer, or faster")
    return stage.ask_errand(kind, tuple(what), float(delay_seconds))


def _notice(stage: Stage, words: str = "") -> None:
    stage.ask_errand("notice", (words[:LONGEST_NOTICE],))


def _named(kind: str, what: list[str]) -> str:
    return f'action "{what[0]}"' if kind == "action" else f"keyPress {', '.join(what)}"


ERRANDS = (
    LuaFunction(name="action", usage="action(id)", since=SINCE, example='action("view.editor")',
                summary='Do an action of the window, as "transport.play"; Help > Keys lists them.'),
    LuaFunction(name="keyPress", usage="keyPress(key[, mods])", since=SINCE, example='keyPress("r", "ctrl")',
                summary="Do the action that is on a key of the window; no key reaches anything else."),
    LuaFunction(name="keyPressMultiple", usage="keyPressMultiple(key, times[, mods[, delay_ms]])", since=SINCE,
                summary="Press a key several times, 50 ms apart unless said otherwise.",
                example='keyPressMultiple("pgdown", 2, "ctrl", 100)'),
    LuaFunction(name="typeSequence", usage="typeSequence({ key, ... }[, delay_ms])", since=SINCE,
                summary="Press several keys, one after another.", example='typeSequence{ "f3", "f2", "ctrl+r" }'),
    LuaFunction(name="typeText", usage="typeText(text)", since=SINCE, example='print(pcall(typeText, "hello"))',
                summary="Refused: no script types into your texts; use exec or action."),
    LuaFunction(name="alert", usage="alert(...)", since=SINCE, example='alert("the drop is near")',
                summary="Show a notice in the window."),
)  # fmt: skip
