"""`commands`: does lines of the command shell without a window, one after another, up to the first that fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from queue import SimpleQueue

from app.rig import OfflineRig, Terms
from app.score import InputMistake, read_text, told_in_script
from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES
from engine.core.errors import EngineError
from engine.core.lines.reading import read_line
from engine.core.lines.verb import AppRequest
from engine.core.live import Answer
from engine.core.starting import empty_document
from engine.session.opening import open_session, session_path
from engine.session.writer import SessionWriter
from engine.sound.sample_files import BUNDLED, catalog
from engine.sound.silent import SilentSound

STDIN = "-"


def run_lines(path: str, terms: Terms) -> None:
    """Do the lines of the file at `path`, or of stdin, and print each answer.

    Raises:
        InputMistake: a line failed; what was done before it stays done.
    """
    name = "<stdin>" if path == STDIN else path
    lines: Iterable[str] = sys.stdin if path == STDIN else read_text(path).splitlines()
    folder = Path.cwd() if path == STDIN else Path(path).absolute().parent
    runner = LineRunner(terms._replace(folders=(folder,)))
    try:
        for number, line in enumerate(lines, start=1):
            try:
                answer = runner.do(line.rstrip("\n"))
            except EngineError as error:
                raise InputMistake(f"{name}:{number}: {error}") from None
            if answer:
                print(answer, flush=True)
    finally:
        runner.close()


class LineRunner:
    """An engine without sound, and who talks to it in lines."""

    def __init__(self, terms: Terms) -> None:
        self._rig = OfflineRig(terms, SilentSound(terms.rate, BLOCK_FRAMES))
        self._reports: SimpleQueue[c.Command | BaseException] = SimpleQueue()
        self._writer = SessionWriter(self._reports.put, self._reports.put)
        self._samples = catalog(BUNDLED)
        self._printed = 0
        self._asks = count(1)

    def do(self, line: str) -> str:
        """Do a line and return what there is to say, once it is done.

        Raises:
            EngineError: it cannot be read or done.
        """
        reading = read_line(line, self._rig.engine.snapshot, samples=self._samples)
        answer = self._perform(reading.request) if reading.request is not None else reading.answer
        if reading.whole is not None:
            self._submit(reading.whole)
        return "\n".join([*self._log_lines(), *([answer] if answer else [])])

    def close(self) -> None:
        """End everything."""
        self._writer.flush_and_close()
        self._rig.close()

    def _submit(self, command: c.Command) -> None:
        """Do a command, and what a run that it asked for leads to."""
        before = self._rig.engine.snapshot.problem_count
        ticket = self._rig.do(command)
        if ticket.problem is not None:
            raise InputMistake(ticket.problem.message)
        after = self._rig.settle()
        if after.problem_count > before:
            newest = after.problems[-1]
            raise InputMistake(told_in_script(newest.message, newest.place))

    def _log_lines(self) -> list[str]:
        lines, _ = self._rig.log.since(self._printed)
        self._printed = lines[-1].number if lines else self._printed
        return [f"{line.script}: {line.text}" for line in lines]

    def _perform(self, request: AppRequest) -> str:
        match request.kind:
            case "save":
                return self._save(request)
            case "open":
                return self._open(request.text)
            case "new":
                self._writer.adopt(None)
                self._submit(c.OpenSession(document=empty_document()))
                return "a new session"
            case "evaluate":
                return self._evaluate(request.text)
            case "once":
                return self._answer_to(c.RunOnce(ask=self._new_ask(), text=request.text, name=request.name))
            case "clear":
                return ""

    def _save(self, request: AppRequest) -> str:
        told = self._answer(c.AskStates(ask=self._new_ask())).text
        snapshot = self._rig.engine.snapshot
        path = session_path(request.text, os.getcwd()) if request.text else snapshot.session.path
        self._writer.save(snapshot.document, path, is_forced=request.is_forced)
        report = self._reports.get()
        if isinstance(report, BaseException):
            raise report
        self._rig.do(report)
        if isinstance(report, c.SessionNotSaved):
            raise InputMistake(report.message)
        return "\n".join([*([told] if told else []), f"saved {path}"])

    def _open(self, typed: str) -> str:
        opened = open_session(session_path(typed, os.getcwd()))
        warnings = [self._writer.adopt(opened), *map(str, opened.warnings)]
        self._rig.look_in((Path(opened.path).parent,))
        self._submit(c.OpenSession(document=opened.document, path=opened.path))
        return "\n".join([f"opened {opened.path}", *(each for each in warnings if each)])

    def _evaluate(self, text: str) -> str:
        return self._answer_to(c.Evaluate(ask=self._new_ask(), text=text))

    def _new_ask(self) -> str:
        return f"line {next(self._asks)}"

    def _answer_to(self, question: c.Evaluate | c.RunOnce) -> str:
        answer = self._answer(question)
        if answer.is_mistake:
            raise InputMistake(answer.text)
        return answer.text

    def _answer(self, question: c.Evaluate | c.RunOnce | c.AskStates) -> Answer:
        self._rig.do(question)
        while True:
            for answer in self._rig.engine.snapshot.answers:
                if answer.ask == question.ask:
                    return answer
            self._rig.turn()
