"""New, open, save and close, as a player does them: asks where something could be lost, and waits for no disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.window import Window
from engine.core import commands as c
from engine.core.document import Document
from engine.core.errors import EngineError
from engine.core.lines.verb import AppRequest
from engine.core.live import Answer, Problem, SessionStatus
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.session.content import is_same_content
from engine.session.opening import SUFFIX, Opened, open_session, session_path
from engine.session.writer import SessionWriter
from shells.dialogs.ask import ask_file, ask_which, tell
from shells.requests import Requests

ORIGIN = "session"
LEAVE_MS = 1000  # that scripts have for what they do when the session is left; then it is left all the same
PATIENCE_MS = 1000  # with an engine that does not confirm what was typed; then it is taken from the editors
_FILES = f"Moonloop sessions (*{SUFFIX});;All files (*)"

Do = Callable[[], object]


class SessionFlow(QObject):
    """The session of one window."""

    path_used = Signal(str)  # opened or saved: for the list of recent files
    _read = Signal(object)  # what a reading thread found: Opened, or EngineError

    def __init__(self, window: Window, requests: Requests, writer: SessionWriter) -> None:
        super().__init__(window)
        self._window, self._requests, self._writer = window, requests, writer
        self._session = SessionStatus()
        self._document = empty_document()
        self._saving: Document | None = None  # on its way to the disk
        self._tried = ""  # the path of the newest save
        self._after_save: list[Do] = []
        self._is_reading = False
        self._has_engine, self._has_scripts = True, False
        self._leaving = 0  # number of the newest wish to leave the session
        self._after_leaving: Do | None = None
        self._read.connect(self._on_read)
        window.leave_wanted.connect(lambda: self.ask_to_keep(lambda: self._leave(window.leave)))

    # --- what is shown ---

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Show the session in the title, and go on with what waited for a save."""
        before, self._session = self._session, snapshot.session
        self._document, self._has_scripts = snapshot.document, bool(snapshot.scripts)
        self._window.show_session(self._session.path, self.is_changed())
        if self._session is not before and self._saving is not None:
            self._on_saved_or_not()
        self._go(self._session.left)

    def is_changed(self) -> bool:
        """Whether there is something that is not on disk."""
        saved = self._session.saved
        return not is_same_content(self._document, saved if saved is not None else empty_document())

    def is_busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._saving is not None or self._is_reading

    def on_engine_ended(self) -> None:
        """From now on nothing is confirmed any more: what is saved is taken from the last snapshot and the editors."""
        self._has_engine = False

    # --- what a player asks for ---

    def new(self) -> None:
        """Begin with nothing, after asking about changes."""
        self.ask_to_keep(self._begin_anew)

    def open(self) -> None:
        """Ask for a file and open it, after asking about changes."""
        self.ask_to_keep(lambda: self._ask_file(is_saving=False, do=self._open_now))

    def open_path(self, path: str) -> None:
        """Open a file, after asking about changes."""
        self.ask_to_keep(lambda: self._open_now(path))

    def perform(self, request: AppRequest) -> None:
        """Do what a line of the Command shell asks. Nothing is asked back there: what would be lost must be forced."""
        if request.kind == "save":
            self._perform_save(request)
        elif self.is_changed() and not request.is_forced:
            self._window.command.refuse("this session has changes that are not saved: save first, or add `force`")
        elif request.kind == "new":
            self._begin_anew()
            self._window.command.say("a new session")
        elif request.kind == "open":
            self._perform_open(request)

    def save(self, after: Do | None = None) -> None:
        """Save under the name it has, or ask for one; `after` is done once it is on disk."""
        if self._session.path:
            self._save_to(self._session.path, after)
        else:
            self.save_as(after)

    def save_as(self, after: Do | None = None) -> None:
        """Ask for a name and save under it."""
        self._ask_file(is_saving=True, do=lambda path: self._save_to(path, after, is_forced=Path(path).exists()))

    def ask_to_keep(self, then: Do) -> None:
        """Do `then`, after asking whether to save what is not on disk; never when the player thinks better of it.

        A save under way is waited for: its answer would name the session that is opened next.
        """
        if self._saving is not None:
            self._after_save.append(lambda: self.ask_to_keep(then))
        else:
            self._when_settled(lambda document: self._ask_about(document, then))

    # --- inside: saving ---

    def _ask_about(self, document: Document, then: Do) -> None:
        self._document = document
        if not self.is_changed():
            then()
            return
        name = Path(self._session.path).stem if self._session.path else "this session"
        choices = (("Save", lambda: self.save(then)), ("Don't Save", then))
        ask_which(self._window, f"Save the changes to {name}?", choices)

    def _save_to(self, path: str, after: Do | None, *, is_forced: bool = False) -> None:
        def write(document: Document) -> None:
            self._saving, self._tried = document, path
            self._after_save += [after] if after is not None else []
            self._writer.save(document, path, is_forced=is_forced)
            if not self._has_engine:
                self._finish_save(f"{path} is being saved; the engine cannot tell when that is done")

        self._when_settled(write)

    def _on_saved_or_not(self) -> None:
        """Several saves may be answered by the newest alone, so it is the content that tells."""
        saved, wanted = self._session.saved, self._saving
        if saved is not None and wanted is not None and not self._session.message and is_same_content(saved, wanted):
            self.path_used.emit(self._session.path)
            self._finish_save(f"Saved {self._session.path}")
        elif self._session.message:
            after, self._after_save, self._saving = self._after_save, [], None
            self._offer_another_way(lambda: [do() for do in after])

    def _finish_save(self, news: str) -> None:
        after, self._after_save, self._saving = self._after_save, [], None
        self._window.foot.show_news(news)
        for do in after:
            do()

    def _offer_another_way(self, after: Do) -> None:
        """What is there already, or was changed by another program, can be written over; it is kept as the backup."""
        path = self._tried
        choices = (
            ("Save As…", lambda: self.save_as(after)),
            ("Save Anyway", lambda: self._save_to(path, after, is_forced=True)),
        )
        ask_which(self._window, self._session.message, choices)

    def _perform_save(self, request: AppRequest) -> None:
        say = self._window.command.say
        try:
            path = session_path(request.text, Path.cwd()) if request.text else self._session.path
        except EngineError as mistake:
            self._window.command.refuse(str(mistake))
            return
        self._save_to(path, lambda: say(f"saved {path}"), is_forced=request.is_forced)

    def _perform_open(self, request: AppRequest) -> None:
        try:
            self._open_now(session_path(request.text, Path.cwd()))
        except EngineError as mistake:
            self._window.command.refuse(str(mistake))

    def _when_settled(self, then: Callable[[Document], object]) -> None:
        """Have the engine know everything that was typed, and what scripts keep now; then go on with its document."""
        self._window.code.finish_typing()
        is_done = False

        def go_on(document: Document) -> None:
            nonlocal is_done
            if not is_done:
                is_done = True
                then(document)

        def confirmed(snapshot: Snapshot, _problem: Problem | None) -> None:
            go_on(snapshot.document)

        def answered(snapshot: Snapshot, answer: Answer) -> None:
            if answer.is_mistake and not is_done:
                self._window.notice.show_notice(answer.text)
            go_on(snapshot.document)

        if not self._has_engine:
            then(self._window.code.with_typed(self._document))
            return
        has_run = any(script.request.wish != "none" for script in self._document.scripts.values())
        if not has_run or self._requests.ask(lambda ask: c.AskStates(ask=ask, origin=ORIGIN), answered) is None:
            self._requests.settle(confirmed)
        if not is_done:
            QTimer.singleShot(PATIENCE_MS, self, lambda: go_on(self._window.code.with_typed(self._document)))

    # --- inside: leaving and opening ---

    def _leave(self, then: Do) -> None:
        """Have the scripts told that the session is left, then do `then`; who takes too long is not waited for."""
        self._leaving, self._after_leaving = self._session.leaving + 1, then
        number = self._leaving
        if self._has_engine and self._has_scripts:
            self._requests.send(c.LeaveSession(origin=ORIGIN))
            QTimer.singleShot(LEAVE_MS, self, lambda: self._go(number))
        else:
            self._go(number)

    def _go(self, left: int) -> None:
        """Leave the session, if every script has been told of the wish of this number."""
        then = self._after_leaving
        if then is not None and left >= self._leaving:
            self._after_leaving = None
            then()

    def begin_with(self, document: Document) -> None:
        """Have a session that has no file yet."""
        self._writer.adopt(None)
        self._requests.send(c.OpenSession(document=document, origin=ORIGIN))

    def replace(self, document: Document) -> None:
        """Leave the session for one that has no file yet, after asking about changes."""
        self.ask_to_keep(lambda: self._leave(lambda: self.begin_with(document)))

    def _begin_anew(self) -> None:
        self._leave(lambda: self.begin_with(empty_document()))

    def _open_now(self, path: str) -> None:
        self._is_reading = True
        threading.Thread(target=self._read_file, args=(path,), name="open session", daemon=True).start()

    def _read_file(self, path: str) -> None:
        """Thread: one of its own, as the file may be large, or on a slow disk."""
        try:
            found: Opened | EngineError = open_session(path)
        except EngineError as mistake:
            found = mistake
        self._read.emit(found)

    def _on_read(self, found: Opened | EngineError) -> None:
        self._is_reading = False
        if isinstance(found, EngineError):
            tell(self._window, str(found))
            self._window.command.refuse(str(found))
            return
        self._leave(lambda: self.adopt(found))

    def adopt(self, opened: Opened) -> None:
        """Have a session that was read."""
        warning = self._writer.adopt(opened)
        self.path_used.emit(opened.path)  # first, so that its samples are looked for beside it
        self._requests.send(c.OpenSession(document=opened.document, path=opened.path, origin=ORIGIN))
        for words in (warning, *(str(each) for each in opened.warnings)):
            if words:
                self._window.notice.show_notice(words)

    def _ask_file(self, *, is_saving: bool, do: Callable[[str], object]) -> None:
        here = Path(self._session.path) if self._session.path else Path.home() / f"untitled{SUFFIX}"
        ask_file(self._window, _FILES, here, is_saving=is_saving, do=do)
