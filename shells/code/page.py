"""One script's page: its editor, and a line of words under it that says what plays and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.core.document import Script
from engine.core.live import ScriptStatus
from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from engine.lua.lint.finding import Finding
from engine.lua.lint.terms import Terms
from shells.code.editor import CodeEditor
from shells.code.outcome import Tone, outcome, with_findings
from shells.code.proofreading import Proofreader
from shells.code.typed_text import TypedText
from shells.problem_words import loop_in_words, without_place
from shells.theme import current_theme
from shells.widgets.elided import ElidedLabel

SETTLES_MS = 300  # after the last key, the text is sent


class ScriptPage(QWidget):
    """Shows a script. The player's text is replaced only by what somebody else wrote."""

    text_settled = Signal()  # the player paused: `unsent_text` is to be sent

    def __init__(
        self,
        script: Script,
        names: Iterable[str],
        signatures: Mapping[str, str],
        first_strings: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__()
        self.script = script
        self._status: ScriptStatus | None = None
        self._session: int | None = None  # number of the session that was shown last
        self._typed = TypedText(script.text)
        self.editor = CodeEditor()
        self.editor.offer_names(names, signatures)
        self.editor.offer_strings(first_strings)
        self.editor.show_text(script.text)
        self._words, self._caret = ElidedLabel(), QLabel()
        self._scripts: Mapping[str, Script] = {}  # of the session
        self._findings: tuple[Finding, ...] = ()
        self._told: Finding | None = None  # the one whose sentence is shown
        self.proofreader = Proofreader(self, self.editor.text, self._terms)
        self.proofreader.read.connect(self._show_findings)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.text_settled)
        self.editor.text_changed.connect(self._on_typed)
        self.editor.caret_moved.connect(self._on_caret_moved)
        self.setFocusProxy(self.editor)
        self._arrange()
        self._say()

    def show_script(self, script: Script, status: ScriptStatus | None, snapshot: Snapshot) -> None:
        """Show the script and how it is doing in `snapshot`."""
        if script is self.script and status is self._status and not self._typed.is_waiting:
            return
        if (script.text, script.mode, script.level) != (self.script.text, self.script.mode, self.script.level):
            self._read_over()
        self.script, self._scripts = script, snapshot.document.scripts
        if self._is_of_another_session(snapshot):
            self._typed = TypedText(script.text)
            self.editor.show_text(script.text)
        elif self._typed.is_news(script.text, snapshot):
            self.editor.show_foreign_text(script.text)
        before, self._status = self._status, status
        if status is not before:
            self._show_mistakes(before, status)
            self._show_run(before, status)
        self._say()

    def unsent_text(self) -> str | None:
        """Return the text that the engine is to be sent, or None when it has it."""
        self._settling.stop()
        text = self.editor.text()
        return text if self._typed.is_to_be_sent(text) else None

    def note_sent(self, text: str, ticket: Ticket | None) -> None:
        """Note that `text` was handed over; where it was not taken it is tried again."""
        self._typed.sent(text, ticket)
        if ticket is None:
            self._settling.start()
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """A text that nobody saw has not been read over."""
        super().showEvent(event)
        self.proofreader.read_soon()

    def words(self) -> str:
        """Return what the line under the editor says."""
        return self._words.words

    def _arrange(self) -> None:
        self._words.setAccessibleName("How the script is doing")
        self._caret.setProperty("look", "caption")
        line = QHBoxLayout()
        line.setContentsMargins(12, 3, 12, 4)
        line.setSpacing(12)
        line.addWidget(self._words, 1)
        line.addWidget(self._caret)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addLayout(line)
        self._show_caret()

    def _on_typed(self) -> None:
        self._settling.start()
        self._read_over()
        self._say_soon()

    def _say_soon(self) -> None:
        """The words change with the first key after a run; the text is only copied when they are to be said."""
        if self.script.request.text and "edited" not in self._words.words:
            self._say()

    def _on_caret_moved(self) -> None:
        self._show_caret()
        if self._told is not self._finding_here():
            self._say()

    def _show_caret(self) -> None:
        line, column = self.editor.caret()
        self._caret.setText(f"{line}:{column}")

    def _is_of_another_session(self, snapshot: Snapshot) -> bool:
        """Whether a session was opened since the last look."""
        before, self._session = self._session, snapshot.session.opened
        return before is not None and before != self._session

    def _show_mistakes(self, before: ScriptStatus | None, now: ScriptStatus | None) -> None:
        """Mark the line of what is wrong with the script, and that of each loop that does not play its newest version.

        What was marked before does not flash again.
        """
        then, marks = self._mistakes_of(before), self._mistakes_of(now)
        if marks == then:
            return
        self.editor.clear_mistakes()
        for line, message in marks:
            self.editor.mark_mistake(line, message)
            if (line, message) not in then:
                self.editor.flash_lines(line, line, "failed")

    def _mistakes_of(self, status: ScriptStatus | None) -> list[tuple[int, str]]:
        if status is None:
            return []
        marks = [(each.line, loop_in_words(each)) for each in status.trouble if each.line]
        told = {(each.line, each.message) for each in status.trouble}
        problem = status.problem
        place = problem.place if problem is not None else None
        if problem is not None and place is not None and place.line and place.script == self.script.name:
            message = without_place(problem.message, place)
            marks += [] if (place.line, message) in told else [(place.line, message)]
        return marks

    def _show_run(self, before: ScriptStatus | None, now: ScriptStatus | None) -> None:
        """What waits for its beat glows softly, and brightly for a moment once it has landed.

        A run that begins while another one waits changes nothing: both will be heard of.
        """
        then, now = before or ScriptStatus(self.script.name), now or ScriptStatus(self.script.name)
        has_landed = bool(now.run) and now.run != then.run
        if has_landed or now.state not in ("waiting", "running"):
            self.editor.disarm()
        if has_landed:
            self.editor.flash_lines(*(now.ran_lines if now.ran_lines[0] else self.editor.all_lines()), "ran")
        if now.state == "waiting" and (has_landed or (then.state, then.asked) != ("waiting", now.asked)):
            self.editor.flash_lines(*self.editor.all_lines(), "armed")

    # --- proofreading ---

    def _terms(self) -> Terms:
        texts = {name: script.text for name, script in self._scripts.items() if name != self.script.name}
        return Terms(mode=self.script.mode, level=self.script.level, scripts=texts)

    def _read_over(self) -> None:
        """The text has changed. What is underlined stays with its words until it has been read again."""
        if self.isVisible():
            self.proofreader.read_soon()

    def _show_findings(self, findings: list[Finding] | None) -> None:
        """A text that is no Lua is being written: what was found in its other lines may still be so."""
        self._findings = tuple(findings or ())
        if findings is None:
            self.editor.clear_underlines_at_caret()
        else:
            self.editor.underline(findings)
        self._say()

    def _finding_here(self) -> Finding | None:
        """Return what was found in the line of the caret; None while the text is ahead of what was read."""
        if not self._findings or self.proofreader.is_behind:
            return None
        line = self.editor.caret()[0]
        return next((finding for finding in self._findings if finding.line == line), None)

    def _say(self) -> None:
        said = outcome(self.script, self._status, self.editor.text())
        self._told = self._finding_here()
        said = with_findings(said, self._findings, self._told)
        self._words.show_words(said.text, _colour(said.tone))


def _colour(tone: Tone) -> str:
    colours = current_theme().colours
    return {"quiet": colours.text_soft, "good": colours.good, "armed": colours.accent, "bad": colours.bad}[tone]
