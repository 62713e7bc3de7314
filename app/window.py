"""The window: three shells under one transport bar, with menus, notices and a foot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.levels import Levels
from engine.core import commands as c
from engine.core.document import PlayState
from engine.core.engine import Engine
from engine.core.live import Place
from engine.core.snapshot import Snapshot
from shells.action_set import ActionSet
from shells.code.editor import CodeEditor
from shells.code.shell import CodeShell
from shells.command.shell import CommandShell
from shells.dialogs.ask import ask_name, ask_whether
from shells.dialogs.foot import Foot
from shells.dialogs.notice import NoticeBar
from shells.dialogs.palette import Palette
from shells.dialogs.problem_list import ProblemList
from shells.editor.gestures import Gestures
from shells.editor.shell import EditorShell
from shells.focus_order import focus_next, focus_part
from shells.problem_words import lateness, put_right
from shells.requests import Requests
from shells.shell import Shell
from shells.widgets.transport_bar import TransportBar

TICK_MS = 33
ORIGIN = "window"  # of what the transport bar and the menus ask for


class Window(QMainWindow):
    """The one window. Who made it wires the menu File and the supply of snapshots."""

    leave_wanted = Signal()  # the player closes the window; `leave` closes it for good

    def __init__(
        self, engine: Engine, requests: Requests, levels: Levels, shells: tuple[CommandShell, CodeShell, EditorShell]
    ) -> None:
        super().__init__()
        self._engine, self._requests, self._levels = engine, requests, levels
        self.command, self.code, self.editor = shells
        self.shells: dict[str, Shell] = {"command": self.command, "code": self.code, "editor": self.editor}
        self.snapshot = Snapshot()
        self.gestures = Gestures()
        self._may_close = False
        self.actions_ = ActionSet(self)
        self.transport = TransportBar()
        self.notice = NoticeBar()
        self.foot = Foot([("command", "Command", "F1"), ("code", "Code", "F2"), ("editor", "Editor", "F3")])
        self.problems = ProblemList(self)
        self.palette_ = Palette(self)
        self._stack = QStackedWidget()
        self.menus = self.actions_.fill(self.menuBar())
        self.setMinimumSize(640, 420)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.show_shell("code")

    # --- showing ---

    def on_snapshot(self, snapshot: Snapshot) -> None:
        """Show what the window itself shows of a snapshot; shells are subscribed for themselves."""
        before, self.snapshot = self.snapshot, snapshot
        is_first = before.version == 0
        if is_first or snapshot.document.transport is not before.document.transport:
            self.transport.show_transport(snapshot.document.transport)
        told = (snapshot.device, snapshot.late_count, snapshot.problem_count)
        if is_first or told != (before.device, before.late_count, before.problem_count):
            self.transport.show_status(
                snapshot.device, late_count=snapshot.late_count, problem_count=snapshot.problem_count
            )
        if snapshot.problems is not before.problems:
            self.foot.show_problems(snapshot.problems)
            self.problems.show_problems(snapshot.problems)
        for script in put_right(before.scripts, snapshot.scripts):
            self.foot.forgive(script)
        if is_first or snapshot.outlook != before.outlook:
            self._show_outlook(snapshot)

    def show_session(self, path: str, is_changed: bool) -> None:
        """Show which session it is in the title."""
        name = Path(path).stem if path else "Untitled"
        self.setWindowTitle(f"{name}[*] – Moonloop")
        self.setWindowFilePath(path)
        self.setWindowModified(is_changed)

    def show_shell(self, name: str) -> None:
        """Bring a shell to the front; the others are up to date all the same."""
        self.code.finish_typing()
        self._stack.setCurrentWidget(self.shells[name])
        self.foot.show_shell(name)
        self._tick()
        self.shells[name].on_shown()

    def shell(self) -> Shell:
        """Return the shell in front."""
        return next(shell for shell in self.shells.values() if shell is self._stack.currentWidget())

    def show_place(self, place: Place) -> None:
        """Bring a line of a script to the front."""
        self.show_shell("code")
        self.code.show_place(place)

    def leave(self) -> None:
        """Close for good."""
        self._may_close = True
        self.close()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: go through the parts in the order in which they are seen, not in which they were made."""
        return focus_next(self, self._parts(), 1 if next else -1)

    def go_to_part(self, by: int) -> None:
        """Bring the keyboard to the next part, or with -1 to the one before, also out of a text that keeps Tab."""
        focus_part(self, self._parts(), by)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is asked for; whether there is something to save is looked at first."""
        if self._may_close:
            self._timer.stop()
            event.accept()
        else:
            event.ignore()
            QTimer.singleShot(0, self, self.leave_wanted.emit)  # a window cannot be closed while it is being closed

    # --- asking ---

    def stop(self) -> None:
        """Stop the transport, and break off runs that have not finished."""
        self.send(c.Stop(origin=ORIGIN))
        self.send(c.Interrupt(origin=ORIGIN))

    def panic(self) -> None:
        """Silence everything and end every script."""
        self.send(c.Panic(origin=ORIGIN))

    def play_or_pause(self) -> None:
        """Start when it does not play, else hold the place."""
        is_playing = self.snapshot.document.transport.state is PlayState.PLAYING
        self.send(c.Pause(origin=ORIGIN) if is_playing else c.Play(origin=ORIGIN))

    def undo(self) -> None:
        """Take typing back where the keyboard is in text, else the newest change of the document."""
        if not self._types(is_forth=False):
            self.send(c.Undo(origin=ORIGIN))

    def redo(self) -> None:
        """The other way."""
        if not self._types(is_forth=True):
            self.send(c.Redo(origin=ORIGIN))

    def send(self, command: c.Command) -> None:
        """Hand a command to the engine."""
        self._requests.send(command)

    def in_code(self, do: Callable[[], object]) -> None:
        """Do something in the Code shell, which is brought to the front."""
        if self.shell() is not self.code:
            self.show_shell("code")
        do()

    def in_editor(self, do: Callable[[], object]) -> None:
        """Do something in the Editor shell, which is brought to the front."""
        if self.shell() is not self.editor:
            self.show_shell("editor")
        do()

    def in_page(self, do: Callable[[CodeEditor], object]) -> None:
        """Do something with the text in front, if there is one."""
        page = self.code.page()
        if page is not None:
            do(page.editor)

    @property
    def front_shell(self) -> str:
        """Return the name of the shell in front."""
        return next(name for name, shell in self.shells.items() if shell is self.shell())

    @property
    def front_script(self) -> str:
        """Return the script in front of the Code shell; empty for none."""
        return self.code.tabs.current()

    def show_alert(self, script: str, words: str) -> None:
        """Show what a script wants to be read: until it is closed, or in passing while something grave is told."""
        told = f"{script}: {words}"
        if not self.notice.show_calm(told):
            self.foot.show_news(told)

    def ask_new_name(self, name: str = "") -> None:
        """Ask how a script, the one in front unless named, is to be called."""
        name = name or self.code.tabs.current()
        if name:
            ask_name(self, f"Another name for {name}", name, lambda new: self.code.rename_script(name, new))

    def ask_removal(self, name: str = "") -> None:
        """Ask whether a script, the one in front unless named, is to go."""
        name = name or self.code.tabs.current()
        if name:
            words = f"Remove {name}? What it declared is removed too. Undo brings all of it back."
            ask_whether(self, words, "Remove", lambda: self.code.remove_script(name))

    def show_problem_list(self) -> None:
        """Show everything that went wrong."""
        self.problems.show()
        self.problems.raise_()

    def show_or_hide_status(self) -> None:
        """Show how every script is doing, or hide it again where it is seen."""
        is_seen = self.shell() is self.code and self.code.status.isVisible()
        self.in_code(lambda: self.code.show_status(not is_seen))

    def show_late(self) -> None:
        """Say which scripts were late, and where."""
        self.foot.show_news(lateness(self.snapshot.scripts, self.snapshot.late_count))

    def show_device(self) -> None:
        """Say where the sound goes, or why nowhere."""
        device = self.snapshot.device
        words = f"{device.name}, {device.underruns} underruns" if device.is_open else device.message
        self.foot.show_news(words or "There is no sound device; the music goes on silently")

    # --- inside ---

    def _parts(self) -> tuple[QWidget, ...]:
        """From the shell on, as a shell that has the keyboard itself gives it to its first part."""
        return (*self.shell().parts(), self.foot, self.transport, self.notice)

    def _types(self, is_forth: bool) -> bool:
        return self.shell() is self.code and self.code.undo_typing(is_forth)

    def _tick(self) -> None:
        glance = self._engine.glance
        beat = float(glance.beat % glance.beats_per_bar) + 1.0
        self.transport.show_playhead(glance.bar, beat, glance.is_playing)
        self._levels.show_on(self.transport)
        self.shell().on_tick(glance)

    def _show_outlook(self, snapshot: Snapshot) -> None:
        for id_, word, what in (
            ("edit.undo", "&Undo", snapshot.outlook.undo),
            ("edit.redo", "&Redo", snapshot.outlook.redo),
        ):
            self.actions_.action(id_).setText(f"{word} {what}" if what else word)

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for shell in self.shells.values():
            self._stack.addWidget(shell)
        for part in (self.transport, self.notice):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(inside)
