"""Patterns: parsing, cycles asked for the first time and again, beside Strudel and Vortex; and what playing them costs.

Strudel is measured where PEERS_JS names a folder with its packages, Vortex where PEERS_PYTHON names a Python with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from operator import add
from statistics import geometric_mean, median

from benches.effort import Effort
from benches.pattern_peers import Peer, strudel, vortex
from benches.table import Result
from engine.patterns.combining import stack
from engine.patterns.joining import app_left
from engine.patterns.mini.notation import mini
from engine.patterns.pattern import Pattern
from engine.patterns.timing import fast, first_of, late, rev

TEXTS = {
    "simple": "bd sd hh cp",
    "nested": "bd [sd hh] cp*2 <a b c>",
    "euclid": "bd(3,8) sd(5,8,2) hh*16",
    "complex": "[bd(3,8,<0 2>) , hh*8? , <sd [sd cp]>(5,8)]/2 [a b c d]@3 e!2 ~ [f g]*<2 3>",
    "polymeter": "{a b c d e}%8 {x y z}%4 <0 .. 3>",
}
ROWS = (*TEXTS, "layered")
PLAYING, WINDOW = 64, Fraction(1, 375)  # patterns at once; cycles of a block of 5.3 ms where a cycle takes 2 s
CYCLE_SECONDS = 2.0
PARSE_HIT_TARGET_NS, PLAYING_TARGET_PERCENT = 1000.0, 5.0
BUSY = "the machine is busy, or somebody made patterns slower"


def measure(effort: Effort) -> Iterator[Result]:
    """Yield every number of the patterns."""
    cycles, rounds = (40, 1) if effort.is_quick else (200, 3)
    peers = [peer for peer in (strudel(), vortex()) if peer is not None]
    ours, theirs = _in_turns(peers, cycles, rounds)
    yield from _against_strudel(ours, theirs.get("Strudel"))
    yield from _against_vortex(ours, theirs.get("Vortex"))
    hit = effort.side_by_side(2000, hit=lambda: mini(TEXTS["complex"]))["hit"]
    yield Result("a text that was parsed before", "<= 1 us", f"{hit:.0f} ns", hit <= PARSE_HIT_TARGET_NS, reason=BUSY)
    yield _playing(2 if effort.is_quick else 20)


Times = dict[str, dict[str, float]]
"""Microseconds by row and kind."""


def _in_turns(peers: list[Peer], cycles: int, rounds: int) -> tuple[Times, dict[str, Times]]:
    """Measure ours and theirs in turn, so that a busy machine is fair to all, and return the medians."""
    all_ours: list[Times] = []
    all_theirs: dict[str, list[Times]] = {peer.name: [] for peer in peers}
    for _ in range(rounds):
        all_ours.append(_ours(cycles))
        for peer in peers:
            all_theirs[peer.name].append(peer.measured(TEXTS, cycles))
    return _medians(all_ours), {name: _medians(times) for name, times in all_theirs.items()}


def _medians(times: list[Times]) -> Times:
    return {row: {kind: median(each[row][kind] for each in times) for kind in times[0][row]} for row in times[0]}


def _ours(cycles: int) -> Times:
    return {row: _our_times(_maker(row), cycles) for row in ROWS}


def _maker(row: str) -> Callable[[], Pattern]:
    """Return what makes the pattern of a row anew, without the memory of the texts that were parsed."""
    return _layered if row == "layered" else lambda: mini.__wrapped__(TEXTS[row])


def _layered() -> Pattern:
    texts = ("bd*4", "hh*8", "~ sd", "0 2 4 <7 9>", "<0 3>")
    kick, hat, snare, tune, steps = (mini.__wrapped__(text) for text in texts)
    layers = stack([kick, hat, fast(snare, 2), app_left(tune, steps, add)])
    turned = first_of(layers, 4, rev)
    return stack([turned, late(turned, Fraction(1, 8))])


def _our_times(make: Callable[[], Pattern], cycles: int) -> dict[str, float]:
    """Return microseconds; `query` is of cycles that were never asked for, every time in them read."""
    pattern = make()
    return {
        "parse": _microseconds(make, max(20, cycles // 4)),
        "query": median(_microseconds(_reading(make()), cycles) for _ in range(5)),
        "again": _microseconds(lambda: pattern.query(5, 6), cycles),
    }


def _reading(pattern: Pattern) -> Callable[[], None]:
    cycle = 0

    def read() -> None:
        nonlocal cycle
        for event in pattern.query(cycle, cycle + 1):
            _ = event.part, event.whole
        cycle += 1

    return read


def _microseconds(act: Callable[[], object], repeats: int) -> float:
    began = time.perf_counter()
    for _ in range(repeats):
        act()
    return (time.perf_counter() - began) / repeats * 1e6


# --- held against the others ---


def _against_strudel(ours: Times, theirs: Times | None) -> Iterator[Result]:
    if theirs is None:
        yield Result("Strudel was not measured", "", "no node, or no PEERS_JS", is_met=True)
        return
    for row in ROWS:
        yield _quicker(f"a new cycle of {row}, every time read", ours[row]["query"], theirs[row]["query"], 0.8)
    yield _mean("a new cycle, mean of all", ours, theirs, ("query", "query"), 0.8)
    yield _mean("a cycle asked for again, mean of all", ours, theirs, ("again", "query"), 3.0)
    for row in TEXTS:
        yield _quicker(f"parsing {row}", ours[row]["parse"], theirs[row]["parse"], 1.0)


def _against_vortex(ours: Times, theirs: Times | None) -> Iterator[Result]:
    if theirs is None:
        yield Result("Vortex was not measured", "", "no PEERS_PYTHON with it", is_met=True)
        return
    yield _mean("a new cycle, mean of all", ours, theirs, ("query", "query"), 10.0, "Vortex")


def _quicker(name: str, ours: float, theirs: float, target: float) -> Result:
    """Return how many times as quick as Strudel we are."""
    ratio = theirs / ours
    return Result(
        name, f">= {target:g}x Strudel", f"{ours:.1f} us", ratio >= target, f"Strudel {theirs:.1f} us", ratio, BUSY
    )


def _mean(
    name: str, ours: Times, theirs: Times, kinds: tuple[str, str], target: float, whose: str = "Strudel"
) -> Result:
    """Return the geometric mean of how many times as quick as somebody we are."""
    ratios = [theirs[row][kinds[1]] / ours[row][kinds[0]] for row in ROWS]
    ratio = geometric_mean(ratios)
    spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
    return Result(name, f">= {target:g}x {whose}", spread, ratio >= target, whose, ratio, BUSY)


def _playing(cycles: int) -> Result:
    """What it costs to ask many patterns, window by window, as playing does."""
    patterns = [_maker(ROWS[number % len(ROWS)])() for number in range(PLAYING)]
    windows = [(n * WINDOW, (n + 1) * WINDOW) for n in range(int(cycles / WINDOW))]
    began = time.process_time()
    for begin, end in windows:
        for pattern in patterns:
            pattern.window(begin, end)
    percent = (time.process_time() - began) / (cycles * CYCLE_SECONDS) * 100
    return Result(
        f"{PLAYING} patterns asked in windows of 5.3 ms", f"< {PLAYING_TARGET_PERCENT:g}% of a core",
        f"{percent:.2f}%", percent < PLAYING_TARGET_PERCENT, reason=BUSY,
    )  # fmt: skip
