"""The Command shell: a prompt that answers every line when the engine has done what it asked for, and never before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import count

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.core import commands as c
from engine.core.errors import EngineError
from engine.core.lines.completing import complete_line, word_start
from engine.core.lines.reading import Reading, read_line
from engine.core.lines.verb import AppRequest
from engine.core.live import Problem
from engine.core.snapshot import Snapshot
from shells.requests import Requests
from shells.shell import Shell
from shells.widgets.log_view import LogView
from shells.widgets.prompt import Candidates, PromptLine

WELCOME = "Every line is answered here. `help` lists the words, Tab completes, `= 1 + 1` asks Lua."
_BEHIND = "the engine is too far behind to take that; wait a moment and do it again"


class CommandShell(Shell):
    """A log above a prompt. Lines are read one after another, each against what the one before has done."""

    origin = "command"
    title = "Command"
    request_made = Signal(object)  # AppRequest: save, open, new; the answer comes by `say` or `refuse`

    def __init__(self, requests: Requests, sample_names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(requests, parent)
        self._samples = tuple(sample_names)
        self._asks = count(1)
        self._asked: set[str] = set()
        self._lines: deque[str] = deque()  # entered, and not read yet
        self._is_waiting = False  # for what the last line asked of the engine
        self.log = LogView()
        self.prompt = PromptLine(self._complete)
        self.prompt.show_placeholder("play, add sampler kick, set kick volume 0.5, help …")
        self.prompt.submitted.connect(self._on_line)
        self.log.append("info", WELCOME)
        self.setFocusProxy(self.prompt)
        self.setAccessibleName("Command shell")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.log, 1)
        column.addWidget(self.prompt)

    def show_snapshot(self, before: Snapshot, now: Snapshot) -> None:
        """Print the answers of Lua that were asked for here."""
        if now.answers is before.answers:
            return
        for answer in now.answers:
            if answer.ask in self._asked:
                self._asked.discard(answer.ask)
                self.log.append("error" if answer.is_mistake else "result", answer.text or "nothing")

    def say(self, words: str) -> None:
        """Print what was done."""
        self.log.append("result", words)

    def refuse(self, words: str) -> None:
        """Print why something was not done."""
        self.log.append("error", words)

    def on_shown(self) -> None:
        """Put the keyboard in the prompt."""
        self.prompt.setFocus()

    def parts(self) -> Sequence[QWidget]:
        """Log and prompt."""
        return (self.log, self.prompt)

    def _complete(self, text: str) -> Candidates:
        """Offer whole words for the one before the caret."""
        words = complete_line(text, len(text), self._shown, self._samples)
        return Candidates(word_start(text, len(text)), words)

    def _on_line(self, line: str) -> None:
        self._lines.append(line)
        self._read_next()

    def _read_next(self) -> None:
        while self._lines and not self._is_waiting:
            line = self._lines.popleft()
            self.log.append("echo", f"› {line}")
            try:
                reading = read_line(line, self._shown, samples=self._samples, origin=self.origin)
            except EngineError as error:
                self.refuse(str(error))
                continue
            self._perform(reading)

    def _perform(self, reading: Reading) -> None:
        if reading.request is not None:
            self._request(reading.request)
        elif reading.whole is not None:
            self._is_waiting = True
            if self.send(reading.whole, lambda _, problem: self._on_done(reading, problem)) is None:
                self._is_waiting = False
                self.refuse(_BEHIND)
        elif reading.answer:
            self.say(reading.answer)

    def _on_done(self, reading: Reading, problem: Problem | None) -> None:
        self._is_waiting = False
        if problem is not None:
            self.refuse(problem.message)
        elif reading.answer:
            self.say(reading.answer)
        self._read_next()

    def _request(self, request: AppRequest) -> None:
        if request.kind == "evaluate":
            self._ask(lambda ask: c.Evaluate(ask=ask, text=request.text, origin=self.origin))
        elif request.kind == "once":
            self._ask(lambda ask: c.RunOnce(ask=ask, text=request.text, name=request.name, origin=self.origin))
        elif request.kind == "clear":
            self.log.clear()
        else:
            self.request_made.emit(request)

    def _ask(self, question: Callable[[str], c.Evaluate | c.RunOnce]) -> None:
        ask = f"{self.origin} {next(self._asks)}"
        self._asked.add(ask)
        if self.send(question(ask)) is None:
            self._asked.discard(ask)
            self.refuse(_BEHIND)
