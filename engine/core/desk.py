"""The desk: everything that a snapshot tells beside the document, and how reports change it. Pure."""

from __future__ import annotations

import msgspec
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core import errands
from engine.core.document import Document
from engine.core.live import (
    Answer,
    DeviceStatus,
    Emitted,
    Errand,
    PackageStatus,
    Place,
    PluginStatus,
    Problem,
    Question,
    RecordingStatus,
    SampleStatus,
    ScriptStatus,
    SessionStatus,
)
from engine.core.snapshot import MOST_PROBLEMS

MOST_EMITTED = 256
MOST_QUESTIONS = 256  # that wait for their answer; one more is answered at once, that it was too many
MOST_ANSWERS = 256
_SAME_AMONG = 8  # a problem equal to one of the newest few is counted, not listed again


class Desk(msgspec.Struct, frozen=True):
    """How scripts, samples, the device and the session are, and what went wrong so far."""

    scripts: Map[str, ScriptStatus] = Map()
    samples: Map[str, SampleStatus] = Map()
    device: DeviceStatus = DeviceStatus()
    session: SessionStatus = SessionStatus()
    recording: RecordingStatus = RecordingStatus()
    plugins: tuple[PluginStatus, ...] = ()
    packages: Map[str, PackageStatus] = Map()
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    late_count: int = 0
    questions: tuple[Question, ...] = ()  # that are not answered yet
    question_count: int = 0  # since the engine started
    answers: tuple[Answer, ...] = ()  # the newest few
    emitted: tuple[Emitted, ...] = ()  # the newest few
    errands: Map[int, Errand] = Map()
    errand_count: int = 0
    has_window: bool = False
    interrupts: int = 0


FROM_SCRIPTS = (c.AskErrand, c.Hush, c.Panic)  # what is reported wherever a script says it: in a run, a loop, a handler


def report(desk: Desk, command: c.Command, document: Document) -> Desk:
    """Return the desk after `command`; `desk` itself when it reports nothing new. `document` is the one after it."""
    match command:
        case c.ReportScript(status=status):
            return _with_script(desk, status)
        case c.ForgetScript(script=name) if name in desk.scripts:
            return replace(desk, scripts=desk.scripts.delete(name))
        case c.ReportSample(status=status) if desk.samples.get(status.name) != status:
            after = replace(desk, samples=desk.samples.set(status.name, status))
            return with_problem(after, status.message, "samples") if status.state == "failed" else after
        case c.ReportDevice(status=status) if desk.device != status:
            return replace(desk, device=status)
        case c.StartRecording(path=path, has_stems=has_stems):
            return replace(desk, recording=RecordingStatus(desk.recording.number + 1, "asked", path, has_stems))
        case c.StopRecording() if desk.recording.state in ("asked", "recording"):
            return replace(desk, recording=replace(desk.recording, state="stopping"))
        case c.ReportRecording(status=status) if status.number == desk.recording.number:
            after = replace(desk, recording=status)
            return with_problem(after, status.message, "recorder") if status.state == "failed" else after
        case c.ReportPlugins(plugins=plugins) if plugins != desk.plugins:
            return _with_plugins(desk, plugins)
        case c.ReportPackages(packages=packages):
            return _with_packages(desk, packages)
        case c.Evaluate(ask=ask, text=text):
            return _with_question(desk, Question(desk.question_count + 1, ask, text))
        case c.RunOnce(ask=ask, text=text, name=name, level=level):
            return _with_question(desk, Question(desk.question_count + 1, ask, text, "once", name, level))
        case c.AskStates(ask=ask):
            return _with_question(desk, Question(desk.question_count + 1, ask, "", "states"))
        case c.ReportAnswer(answer=answer):
            return _with_answer(desk, answer)
        case c.Interrupt() | c.Hush() | c.Panic():
            return replace(desk, interrupts=desk.interrupts + 1)
        case c.AskErrand():
            return _with_errand(desk, command)
        case c.Batch(commands=members):
            for member in members:
                if isinstance(member, FROM_SCRIPTS):
                    desk = report(desk, member, document)
            return desk
        case c.ReportErrands(results=results):
            return replace(desk, errands=errands.reported(desk.errands, results))
        case c.ForgetErrands(numbers=numbers):
            return replace(desk, errands=errands.forgotten(desk.errands, numbers))
        case c.ReportWindow(is_open=is_open) if desk.has_window is not is_open:
            return replace(desk, has_window=is_open)
        case c.OpenSession(path=path):
            return _with_session(desk, path, document)
        case c.LeaveSession():
            return replace(desk, session=replace(desk.session, leaving=desk.session.leaving + 1))
        case c.ReportLeft(number=number) if number > desk.session.left:
            return replace(desk, session=replace(desk.session, left=number))
        case c.SessionSaved(path=path, document=saved):
            return replace(desk, session=replace(desk.session, path=path, saved=saved, message=""))
        case c.SessionNotSaved(message=message):
            failed = replace(desk.session, message=message)
            return with_problem(replace(desk, session=failed), message, "session")
        case _:
            return desk


def _with_session(desk: Desk, path: str, document: Document) -> Desk:
    """Whoever still waited to leave the session before has left it."""
    was = desk.session
    opened = SessionStatus(path, document, opened=was.opened + 1, leaving=was.leaving, left=was.leaving)
    return replace(desk, session=opened)


def _with_errand(desk: Desk, command: c.AskErrand) -> Desk:
    number = desk.errand_count + 1
    more = errands.asked(desk.errands, command, number)
    if more is None:
        words = f"{command.script}: {errands.MOST_ERRANDS} actions wait for the window already; this one was not done"
        return with_problem(desk, words, f"script:{command.script}")
    return replace(desk, errands=more, errand_count=number)


def _with_question(desk: Desk, question: Question) -> Desk:
    after = replace(desk, question_count=question.number)
    if len(desk.questions) < MOST_QUESTIONS:
        return replace(after, questions=(*desk.questions, question))
    words = f"{MOST_QUESTIONS} questions wait for an answer already; ask again later"
    return _with_answer(after, Answer(question.ask, words, is_mistake=True, number=question.number))


def _with_answer(desk: Desk, answer: Answer) -> Desk:
    left = tuple(question for question in desk.questions if question.number != answer.number)
    return replace(desk, questions=left, answers=(*desk.answers[-MOST_ANSWERS + 1 :], answer))


def with_problem(desk: Desk, message: str, origin: str, place: Place | None = None) -> Desk:
    """Return the desk with one problem more."""
    count = desk.problem_count + 1
    problem = Problem(message, origin, place, count)
    recent = desk.problems[-_SAME_AMONG:]
    if any((each.message, each.origin, each.place) == (message, origin, place) for each in recent):
        return replace(desk, problem_count=count)
    return replace(desk, problem_count=count, problems=(*desk.problems[-MOST_PROBLEMS + 1 :], problem))


def with_emitted(desk: Desk, command: c.Emit) -> Desk:
    """Return the desk with one event more that was told."""
    number = desk.emitted[-1].number + 1 if desk.emitted else 1
    told = Emitted(number, command.event, command.json, command.script, command.depth)
    return replace(desk, emitted=(*desk.emitted[-MOST_EMITTED + 1 :], told))


def with_late(desk: Desk, script: str, line: int) -> Desk:
    """Return the desk with one late event more, made at `line` of `script`, which may be gone by now."""
    after = replace(desk, late_count=desk.late_count + 1)
    status = desk.scripts.get(script)
    if status is None:
        return after
    return replace(after, scripts=desk.scripts.set(script, replace(status, late=status.late + 1, late_line=line)))


def _with_plugins(desk: Desk, plugins: tuple[PluginStatus, ...]) -> Desk:
    known = {status.message for status in desk.plugins}
    after = replace(desk, plugins=plugins)
    for status in plugins:
        if status.message and status.message not in known:
            after = with_problem(after, status.message, "plug-ins")
    return after


def _with_packages(desk: Desk, packages: tuple[PackageStatus, ...]) -> Desk:
    now = Map({status.path: status for status in packages})
    if now == desk.packages:
        return desk
    after = replace(desk, packages=now)
    for status in packages:
        before = desk.packages.get(status.path)
        if status.message and (before is None or status.message != before.message):
            after = with_problem(after, status.message, "packages")
    return after


def _with_script(desk: Desk, status: ScriptStatus) -> Desk:
    """Lateness is what the engine saw, so a report of the supervisor does not touch it."""
    known = desk.scripts.get(status.script, ScriptStatus(status.script))
    status = replace(status, late=known.late, late_line=known.late_line)
    if known == status and status.script in desk.scripts:
        return desk
    after = replace(desk, scripts=desk.scripts.set(status.script, status))
    problem = status.problem
    if problem is None or problem == known.problem:
        return after
    return with_problem(after, problem.message, problem.origin, problem.place)
