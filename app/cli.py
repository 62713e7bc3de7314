"""The command line: says what there is, reads what is asked, and turns every outcome into an exit code and a message.

0 is done; 1, the input was at fault; 2, wrong usage; 70, a bug of ours; 130, interrupted.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Callable, Sequence

from app.log import write_crash
from app.version import VERSION
from engine.core.errors import EngineError
from engine.lua.limits import Limits

# What a command needs is imported when it is called: `validate` answers in a tenth of a second, and the window, which
# takes half a second to import, is not loaded by a machine that has no display.

DONE, AT_FAULT, BUG, INTERRUPTED = 0, 1, 70, 130
LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000
_WINDOWLESS = ("render", "run", "check", "commands", "validate", "pattern")
_MOST_CYCLES = 10_000
_PATTERN_OPTIONS = ("--cycles", "--json", "--batch", "--help", "-h")


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code; wrong usage ends the program with code 2."""
    try:
        return _parse(arguments)
    except EngineError as mistake:
        _tell(str(mistake))
        return AT_FAULT
    except KeyboardInterrupt:
        _tell("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # who read our output has gone; Python would complain once more at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return AT_FAULT
    except Exception as bug:  # noqa: BLE001 - the top of this thread
        path = write_crash(bug, f"command line: {' '.join(arguments)}")
        where = f"; what is known of it is in {path}" if path is not None else ""
        _tell(f"Moonloop has a bug: {type(bug).__name__}: {bug}{where}")
        return BUG


def _parse(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in _WINDOWLESS:
        asked = _commands_parser().parse_args(_with_text_last(arguments) if arguments[0] == "pattern" else arguments)
        action: Callable[[argparse.Namespace], None] = asked.action
        action(asked)
        return DONE
    return _open_window(_window_parser().parse_args(arguments).file)


def _with_text_last(arguments: Sequence[str]) -> list[str]:
    """Return the arguments of `pattern` with its text behind `--`: a pattern may begin with a minus."""
    if "--" in arguments:
        return list(arguments)
    options: list[str] = []
    texts: list[str] = []
    is_value = False
    for argument in arguments:
        is_text = argument.startswith("-") and not is_value and argument.split("=")[0] not in _PATTERN_OPTIONS
        (texts if is_text else options).append(argument)
        is_value = argument == "--cycles"
    return [*options, "--", *texts] if texts else options


def _open_window(path: str | None) -> int:
    if _has_no_display():
        _tell(f"There is no display for a window. These commands need none: {', '.join(_WINDOWLESS)} (see --help).")
        return AT_FAULT
    from app.main import run_ide  # noqa: PLC0415 - see above

    return run_ide(path)


def _has_no_display() -> bool:
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(each) for each in given)


# --- what there is ---


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="moonloop",
        description="A live-coding instrument: edit Lua, and what sounds changes on the next bar.",
        epilog=f"Without a window: {', '.join(_WINDOWLESS)}. `moonloop <command> --help` tells more. "
        "Exit codes: 0 done, 1 the input was at fault, 2 wrong usage, 70 a bug of ours.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="session (.moonloop) to open")
    parser.add_argument("--version", action="version", version=f"Moonloop {VERSION}")
    return parser


def _commands_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="moonloop")
    commands = parser.add_subparsers()
    _add_render(commands)
    _add_run(commands)
    _add_others(commands)
    return parser


def _add_render(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    render = _add(commands, "render", "write the sound of a script or a session to a WAV file", _render)
    render.add_argument("file", metavar="FILE", help="script (.lua) or session (.moonloop)")
    render.add_argument("-o", "--out", required=True, type=_wave_name, metavar="OUT.wav", help="file to write")
    length = render.add_mutually_exclusive_group()
    length.add_argument("--bars", type=_whole_above_0, metavar="N", help="how many bars (8)")
    length.add_argument("--seconds", type=_seconds, metavar="S", help="how many seconds, instead of bars")
    render.add_argument("--stems", default="", metavar="DIR", help="folder for a file of each module that sounds")
    render.add_argument("--rate", type=_rate, default=48_000, metavar="HZ", help="frames per second (48000)")
    render.add_argument("--seed", type=int, default=0, metavar="N", help="where chance begins (0)")


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = _add(commands, "run", "play a script or a session without a window", _run)
    run.add_argument("file", metavar="FILE", help="script (.lua) or session (.moonloop)")
    run.add_argument("--seconds", type=_seconds, metavar="S", help="how long; else until Ctrl+C")
    usual_seconds = Limits().run_seconds
    budget = f"seconds that a run may take ({usual_seconds:g})"
    run.add_argument("--budget", type=_seconds, default=usual_seconds, metavar="S", help=budget)


def _add_others(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = _add(commands, "check", "say what is wrong with a script without running it", _check)
    check.add_argument("file", metavar="FILE.lua")
    check.add_argument("--json", action="store_true", help='as a list of {"line", "column", "message", "severity"}')
    check.add_argument("--mode", choices=("live", "repeat"), help="what it is written for (either)")
    levels = ("minimal", "standard", "strict", "trusted")
    check.add_argument("--level", choices=levels, default="standard", help="what of Lua it has (standard)")
    lines = _add(commands, "commands", "do lines of the command shell, up to the first that fails", _lines)
    lines.add_argument("file", metavar="FILE", help="a line each, or - for standard input")
    validate = _add(commands, "validate", "say what is wrong with a session, and where", _validate)
    validate.add_argument("file", metavar="FILE.moonloop")
    _add_pattern(commands)


def _add_pattern(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pattern = _add(commands, "pattern", "say what a text in mini-notation plays", _pattern)
    pattern.add_argument("--cycles", type=_cycles, default=1, metavar="N", help="how many cycles (1)")
    pattern.add_argument("--json", action="store_true", help='as a list of {"begin", "end", "whole", "value"}')
    what = pattern.add_mutually_exclusive_group(required=True)
    what.add_argument("--batch", action="store_true", help="answer many, a JSON string each line of standard input")
    what.add_argument("text", nargs="?", metavar="TEXT", help="the pattern: 'bd*2 <sd [hh hh]>'")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    action: Callable[[argparse.Namespace], None],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(action=action)
    return parser


# --- what each does ---


def _render(asked: argparse.Namespace) -> None:
    from app.rendering import DEFAULT_BARS, Length, render  # noqa: PLC0415 - see above
    from app.rig import Terms  # noqa: PLC0415

    length = Length(asked.bars or DEFAULT_BARS, asked.seconds)
    render(asked.file, asked.out, length, Terms(rate=asked.rate, seed=asked.seed), asked.stems)


def _run(asked: argparse.Namespace) -> None:
    from app.playing import play  # noqa: PLC0415 - see above
    from app.rig import Terms  # noqa: PLC0415

    play(asked.file, asked.seconds, Terms(run_budget_seconds=asked.budget))


def _check(asked: argparse.Namespace) -> None:
    from app.checking import check  # noqa: PLC0415 - see above

    check(asked.file, as_json=asked.json, mode=asked.mode, level=asked.level)


def _lines(asked: argparse.Namespace) -> None:
    from app.line_runner import run_lines  # noqa: PLC0415 - see above
    from app.rig import Terms  # noqa: PLC0415

    run_lines(asked.file, Terms())


def _validate(asked: argparse.Namespace) -> None:
    from app.checking import validate  # noqa: PLC0415 - see above

    validate(asked.file)


def _pattern(asked: argparse.Namespace) -> None:
    from app.pattern_command import show_batch, show_pattern  # noqa: PLC0415 - see above

    if asked.batch:
        show_batch(asked.cycles)
    else:
        show_pattern(asked.text, asked.cycles, as_json=asked.json)


# --- what an argument may be ---


def _whole_above_0(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f'a whole number from 1, got "{text}"')
    return number


def _cycles(text: str) -> int:
    number = _whole_above_0(text)
    if number > _MOST_CYCLES:
        raise argparse.ArgumentTypeError(f"at most {_MOST_CYCLES} cycles, got {number}")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not (math.isfinite(seconds) and 0.0 < seconds <= 86_400.0):
        raise argparse.ArgumentTypeError(f'seconds above 0 and up to a day, got "{text}"')
    return seconds


def _rate(text: str) -> int:
    rate = int(text) if text.isascii() and text.isdigit() else 0
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise argparse.ArgumentTypeError(f'{LOWEST_RATE} to {HIGHEST_RATE} frames per second, got "{text}"')
    return rate


def _wave_name(text: str) -> str:
    if not text.lower().endswith(".wav"):
        raise argparse.ArgumentTypeError(f'a name that ends in .wav, got "{text}"')
    return text


def _tell(words: str) -> None:
    if words:
        print(words, file=sys.stderr, flush=True)
