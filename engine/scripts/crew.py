"""The crew: decides what every script's worker is to do next, from snapshots, messages and the time. It does no I/O.

Desired and actual state are compared again at every look, so it does not matter what was missed in between: a wish that was
replaced before it was heeded is never run, and a worker that dies in any phase is replaced and given the last good text.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Protocol
from zlib import crc32

from engine.core import commands as c
from engine.core.document import RunRequest
from engine.core.errors import EngineError
from engine.core.glance import Glance
from engine.core.live import Answer, Place, Problem, ScriptState, ScriptStatus
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.core.units import NEXT_BAR, Beat
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.hand import Hand, Landing, Running

RUN_BUDGET_SECONDS = 5.0
TURN_BUDGET_SECONDS = 0.5  # of a loop, between two sleeps
LOOK_AHEAD_SECONDS = 0.1
LANDING_LEAD_SECONDS = 0.04  # time for a worker to learn the beat its run lands on
GRACE_SECONDS = 0.3  # between asking a worker to break off and ending its process
MOST_LOSSES, LOSSES_WITHIN_SECONDS = 3, 10.0
GRID = 96  # loops are played up to beats on this grid, so that fractions stay small
CONSOLE = "="  # no script can be called that


class Port(Protocol):
    """What the crew may do to the world."""

    def hire(self, script: str) -> int:
        """Return the number of a worker that can be sent to from now on."""

    def dismiss(self, worker: int) -> None:
        """End a worker's process; nothing more is heard of it."""

    def send(self, worker: int, message: p.ToWorker) -> None:
        """Send to a worker."""

    def submit(self, command: c.Command) -> Ticket:
        """Hand a command to the engine."""

    def log(self, script: str, level: str, text: str) -> None:
        """Show a line to the player."""


class Crew:
    """Every script's hand. Thread: the supervisor's only, or a test's."""

    def __init__(
        self,
        port: Port,
        seed: int = 0,
        run_budget_seconds: float = RUN_BUDGET_SECONDS,
        look_ahead_seconds: float = LOOK_AHEAD_SECONDS,
        folders: Sequence[str] = (),
    ) -> None:
        self._port = port
        self._seed = seed
        self._budget_seconds = run_budget_seconds
        self._look_ahead_seconds = look_ahead_seconds
        self.folders = tuple(folders)
        self._hands: dict[str, Hand] = {}
        self._by_worker: dict[int, Hand] = {}
        self._reported: dict[str, ScriptStatus] = {}
        self._question = 0

    # --- what happens ---

    def look(self, snapshot: Snapshot, glance: Glance, now: float, need: Beat | None = None) -> None:
        """Compare what is wished with what is, and do what is missing.

        Args:
            now: In seconds, from any origin.
            need: In a render that waits, the beat that loops must have been played up to; None is live.
        """
        scripts = snapshot.document.scripts
        for name in sorted(scripts):
            hand = self._hands.setdefault(name, Hand(name))
            if scripts[name].request != hand.seen:
                self._heed(hand, scripts[name].request, now)
        for name in [name for name in self._hands if name not in scripts and name != CONSOLE]:
            self._let_go(name)
        self._ask_console(snapshot, now)
        for hand in list(self._hands.values()):
            self._settle_landings(hand, snapshot, now)
            self._check_patience(hand, snapshot, now)
            self._begin_wanted(hand, snapshot, glance, now)
            self._advance(hand, snapshot, glance, now, need)
            self._report(hand)

    def hear(self, worker: int, message: p.FromWorker, now: float) -> None:
        """Take a message of a worker; one of a worker that was dismissed is nobody's."""
        hand = self._by_worker.get(worker)
        if hand is None:
            return
        match message:
            case p.Fed():
                hand.is_feeding = False
            case p.Done():
                self._take_done(hand, message, now)
            case p.Advanced():
                self._take_advanced(hand, message)
            case p.Printed():
                self._take_lines(hand, message)
            case p.Worked():
                self._take_worked(hand, message)
        self._report(hand)

    def lost(self, worker: int, reason: str, now: float) -> None:
        """A worker's process ended by itself."""
        hand = self._by_worker.pop(worker, None)
        if hand is not None:
            self._recover(hand, f"its worker {reason}", now)
            self._report(hand)

    def is_behind(self, glance: Glance, need: Beat) -> bool:
        """Whether some worker still owes something before the music may go on to `need`, in a render that waits."""
        return any(self._owes(hand, glance, need) for hand in self._hands.values())

    def _owes(self, hand: Hand, glance: Glance, need: Beat) -> bool:
        if (
            hand.running
            or hand.wanted
            or (hand.must_restore and hand.good)
            or hand.asked
            or hand.is_feeding
            or hand.advancing_since is not None
        ):
            return True
        return bool(hand.loops) and glance.is_playing and (hand.flight != glance.flight or hand.until < need)

    # --- wishes ---

    def _heed(self, hand: Hand, request: RunRequest, now: float) -> None:
        hand.seen = request
        hand.wanted = request if request.wish == "run" else None
        if hand.running is not None and request.wish != "kill":
            self._break(hand, now)
        match request.wish:
            case "run":
                hand.is_stopped = False
                hand.losses.clear()
            case "end":
                hand.good, hand.is_stopped, hand.problem, hand.must_restore = None, True, None, False
                if hand.worker is not None:
                    self._port.send(hand.worker, p.EndLoops())
            case "kill":
                hand.good, hand.is_stopped, hand.problem, hand.must_restore = None, True, None, False
                hand.landings.clear()
                self._dismiss(hand)

    def _break(self, hand: Hand, now: float) -> None:
        if hand.worker is not None and hand.running is not None:
            self._port.send(hand.worker, p.Break())
            hand.running = hand.running._replace(deadline_seconds=now + GRACE_SECONDS)

    def _begin_wanted(self, hand: Hand, snapshot: Snapshot, glance: Glance, now: float) -> None:
        if hand.running is not None:
            return
        if hand.must_restore and hand.good is not None:
            hand.must_restore = False
            self._begin(hand, hand.good, snapshot, glance.beat, now, is_again=True)
        elif hand.wanted is not None:
            request, hand.wanted = hand.wanted, None
            self._begin(hand, request, snapshot, glance.beat, now, is_again=False)

    def _begin(
        self, hand: Hand, request: RunRequest, snapshot: Snapshot, beat: Beat, now: float, is_again: bool
    ) -> None:
        worker = self._worker_of(hand, snapshot)
        self._feed(hand, snapshot)
        self._port.send(worker, p.Run(request.number, request.text, beat, is_again))
        hand.running = Running(request, now + self._budget_seconds + GRACE_SECONDS, is_again)

    def _worker_of(self, hand: Hand, snapshot: Snapshot) -> int:
        if hand.worker is None:
            hand.worker = self._port.hire(hand.script)
            self._by_worker[hand.worker] = hand
            script = snapshot.document.scripts.get(hand.script)
            self._port.send(hand.worker, self._adoption(hand.script, script.kept if script else "{}"))
        return hand.worker

    def _adoption(self, script: str, kept: str) -> p.Adopt:
        seed = crc32(f"{self._seed}/{script}".encode())
        return p.Adopt(script, seed, self._budget_seconds, TURN_BUDGET_SECONDS, self.folders, kept)

    # --- outcomes ---

    def _take_done(self, hand: Hand, done: p.Done, now: float) -> None:
        running, hand.running = hand.running, None
        if running is None or running.request.number != done.number:
            return
        if done.kept is not None:
            self._port.submit(c.KeepState(script=hand.script, json=done.kept))
        if done.fault is not None or done.batch is None:
            hand.problem = self._problem(hand, done.fault or p.Fault("the run was broken off"))
        elif running.is_again:
            assert hand.worker is not None
            hand.loops = done.loops
            self._port.send(hand.worker, p.Land(done.number, None))
        else:
            self._land(hand, running.request, done, done.batch)

    def _land(self, hand: Hand, request: RunRequest, done: p.Done, batch: c.Batch) -> None:
        quantum = request.quantum or done.quantum or NEXT_BAR
        label, origin = f"run {hand.script}", f"script:{hand.script}"
        whole = c.Batch(
            commands=batch.commands, quantum=quantum, lead_seconds=LANDING_LEAD_SECONDS, label=label, origin=origin
        )
        try:
            ticket = self._port.submit(whole)
        except EngineError as error:
            hand.problem = self._problem(hand, p.Fault(str(error)))
            return
        hand.landings.append(Landing(request, ticket, done))

    def _settle_landings(self, hand: Hand, snapshot: Snapshot, now: float) -> None:
        """Tell the worker where its runs land, and take note of those that have."""
        still = []
        for landing in hand.landings:
            beat = snapshot.waiting.get(landing.ticket.number)
            is_done = landing.ticket.is_done(snapshot)
            if not landing.is_told and (beat is not None or is_done) and landing.ticket.problem is None:
                kept = () if beat is None else hand.loops  # what the run no longer defines plays on until it lands
                hand.loops = tuple(sorted({*kept, *landing.done.loops}))
                if hand.worker is not None:
                    self._port.send(hand.worker, p.Land(landing.request.number, beat))
                landing = landing._replace(is_told=True)
            if not is_done:
                still.append(landing)
            elif landing.ticket.problem is not None:
                self._refused(hand, landing.ticket.problem, now)
            else:
                hand.good, hand.problem, hand.ran_lines = landing.request, None, landing.done.ran_lines
        hand.landings = still

    def _refused(self, hand: Hand, problem: Problem, now: float) -> None:
        """The document changed meanwhile, so that the run no longer fits: have the last good one back."""
        hand.problem = self._problem(hand, p.Fault(problem.message))
        self._dismiss(hand)
        hand.must_restore = True

    def _take_advanced(self, hand: Hand, message: p.Advanced) -> None:
        hand.advancing_since = None
        if message.flight == hand.flight:
            hand.loops = message.loops
        for due in message.dues:
            self._submit_due(hand, due)
        for fault in message.faults:
            hand.problem = self._problem(hand, fault)
        if message.kept is not None:
            self._port.submit(c.KeepState(script=hand.script, json=message.kept))

    def _submit_due(self, hand: Hand, due: c.Due) -> None:
        try:
            self._port.submit(due)
        except EngineError as error:
            hand.problem = self._problem(hand, p.Fault(str(error), due.line, loop=due.loop))

    def _take_lines(self, hand: Hand, message: p.Printed) -> None:
        for level, text in message.lines:
            self._port.log(hand.script, level, text)
        if message.dropped:
            self._port.log(hand.script, "warn", f"{message.dropped} more lines were dropped")

    def _problem(self, hand: Hand, fault: p.Fault) -> Problem:
        place = Place(hand.script, fault.line, fault.column) if fault.line else None
        return Problem(fault.message, f"script:{hand.script}", place)

    # --- the console ---

    def _ask_console(self, snapshot: Snapshot, now: float) -> None:
        for question in snapshot.questions:
            if question.number > self._question:
                self._question = question.number
                hand = self._hands.setdefault(CONSOLE, Hand(CONSOLE))
                worker = self._worker_of(hand, snapshot)
                self._feed(hand, snapshot)
                self._port.send(worker, p.Work(question.ask, question.text))
                hand.asked[question.ask] = now + self._budget_seconds + GRACE_SECONDS

    def _take_worked(self, hand: Hand, message: p.Worked) -> None:
        hand.asked.pop(message.ask, None)
        if message.batch is not None:
            self._port.submit(message.batch)
        self._answer(message.ask, message.text, message.is_mistake)

    def _answer(self, ask: str, text: str, is_mistake: bool) -> None:
        self._port.submit(c.ReportAnswer(answer=Answer(ask, text, is_mistake)))

    # --- keeping workers fed, playing and alive ---

    def _feed(self, hand: Hand, snapshot: Snapshot) -> None:
        feed = feed_between(hand.known, snapshot.document)
        if feed is not None and hand.worker is not None:
            self._port.send(hand.worker, feed)
            hand.known = snapshot.document
            hand.is_feeding = True

    def _advance(self, hand: Hand, snapshot: Snapshot, glance: Glance, now: float, need: Beat | None) -> None:
        """Have the loops played up to a little ahead of the music; one advance is under way at a time."""
        if hand.worker is None or not hand.loops or not glance.is_playing or hand.advancing_since is not None:
            return
        ahead = Fraction(self._look_ahead_seconds) * Fraction(glance.bpm) / 60
        until = Fraction(ceil((glance.beat + ahead) * GRID), GRID)
        if hand.flight == glance.flight and (until if need is None else need) <= hand.until:
            return
        if not hand.is_feeding:
            self._feed(hand, snapshot)
        start = glance.flight_start
        self._port.send(hand.worker, p.Advance(glance.flight, start, until))
        hand.flight, hand.until, hand.advancing_since = glance.flight, until, now

    def _check_patience(self, hand: Hand, snapshot: Snapshot, now: float) -> None:
        """End the process of a worker that does not answer."""
        if hand.running is not None and now > hand.running.deadline_seconds:
            is_broken_off = hand.seen.wish != "run" or hand.wanted is not None
            self._dismiss(hand)
            if is_broken_off:
                hand.must_restore = True
            else:
                self._recover(hand, f"it did not end within {self._budget_seconds:g} s and was stopped", now)
        elif self._is_hung(hand, now):
            self._dismiss(hand)
            self._recover(hand, "a loop hung, and the script's worker was replaced", now)
        for ask in [ask for ask, deadline in hand.asked.items() if now > deadline]:
            self._dismiss(hand)
            hand.asked.clear()
            self._answer(ask, f"that took longer than {self._budget_seconds:g} s and was stopped", True)

    def _recover(self, hand: Hand, reason: str, now: float) -> None:
        """Have the last good text in a new worker, unless that keeps failing."""
        hand.forget_worker()
        for ask in hand.asked:
            self._answer(ask, f"there is no answer: {reason}", True)
        hand.asked.clear()
        hand.problem = self._problem(hand, p.Fault(reason))
        hand.losses = [at for at in hand.losses if at > now - LOSSES_WITHIN_SECONDS] + [now]
        if len(hand.losses) > MOST_LOSSES:
            hand.good, hand.must_restore = None, False
            hand.problem = self._problem(
                hand, p.Fault(f"{reason}; it was replaced {MOST_LOSSES} times and is left alone")
            )
        else:
            hand.must_restore = True

    def _is_hung(self, hand: Hand, now: float) -> bool:
        """Whether a loop keeps its worker from answering; during a run the loops take turns with it, which is slow."""
        since = hand.advancing_since
        return since is not None and hand.running is None and now > since + TURN_BUDGET_SECONDS + 1.0

    def _dismiss(self, hand: Hand) -> None:
        if hand.worker is not None:
            self._by_worker.pop(hand.worker, None)
            self._port.dismiss(hand.worker)
        hand.forget_worker()

    def _let_go(self, name: str) -> None:
        self._dismiss(self._hands.pop(name))
        self._reported.pop(name, None)
        self._port.submit(c.ForgetScript(script=name))

    # --- telling ---

    def _report(self, hand: Hand) -> None:
        if hand.script == CONSOLE:
            return
        playing = hand.good.number if hand.good else 0
        status = ScriptStatus(
            hand.script, _state(hand), hand.seen.number, playing, hand.problem, hand.loops, ran_lines=hand.ran_lines
        )
        if self._reported.get(hand.script) != status:
            self._reported[hand.script] = status
            self._port.submit(c.ReportScript(status=status))


def _state(hand: Hand) -> ScriptState:
    if hand.running is not None or hand.wanted is not None or (hand.must_restore and hand.good):
        return "running"
    if hand.landings:
        return "waiting"
    if hand.problem is not None:
        return "failed"
    if hand.is_stopped:
        return "stopped"
    return "live" if hand.loops else "idle"
