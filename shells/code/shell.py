"""The Code shell: scripts in tabs, run by a key; text is kept as it is typed, mistakes are shown at their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from engine.core import commands as c
from engine.core.document import Document, Script, ScriptMode, in_order
from engine.core.glance import Glance
from engine.core.live import Place, Problem
from engine.core.snapshot import Snapshot
from engine.core.units import Quantum
from shells.code.output import OutputPane, PrintedLines
from shells.code.page import ScriptPage
from shells.code.status_panel import StatusPanel
from shells.code.tabs import ScriptTabs
from shells.requests import Requests
from shells.shell import Shell
from shells.widgets.buttons import icon_button


class CodeShell(Shell):
    """A page a script, kept by the script's number, so that a new name does not lose the place in the text."""

    origin = "code"
    title = "Code"
    rename_wanted = Signal(str)  # the window asks for the new name
    remove_wanted = Signal(str)  # the window asks whether it is meant

    def __init__(
        self,
        requests: Requests,
        printed: PrintedLines,
        names: Iterable[str] = (),
        signatures: Mapping[str, str] | None = None,
        first_strings: Mapping[str, tuple[str, ...]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Take where printed lines are looked up, and what scripts may use.

        Args:
            names: To be completed and coloured.
            signatures: By function.
            first_strings: By function, what its first argument may be, where that is one of a few strings.
        """
        super().__init__(requests, parent)
        self._names, self._signatures = tuple(names), dict(signatures or {})
        self._first_strings = dict(first_strings or {})
        self._pages: dict[int, ScriptPage] = {}
        self.tabs = ScriptTabs()
        self.output = OutputPane(printed)
        self.status = StatusPanel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty_page())
        self.setAccessibleName("Code shell")
        self._arrange()
        self.tabs.chosen.connect(self.show_script)
        self.tabs.add_wanted.connect(self.add_script)
        self.tabs.remove_wanted.connect(self.remove_wanted)
        self.tabs.rename_wanted.connect(self.rename_wanted)
        self.status.hide_wanted.connect(lambda: self.show_status(False))
        self.status.leave_wanted.connect(self.on_shown)
        self.status.script_chosen.connect(self.show_script)
        self.status.enable_wanted.connect(self._enable)
        self.status.mode_wanted.connect(self._set_mode)
        self.status.level_wanted.connect(self._set_level)

    # --- showing ---

    def show_snapshot(self, before: Snapshot, now: Snapshot) -> None:
        """Show scripts that came, went or changed, how they do, and new problems."""
        scripts = in_order(now.document.scripts)
        if before.version == 0 or now.document.scripts is not before.document.scripts:
            self._follow(scripts)
        for script in scripts:
            status = now.scripts.get(script.name)
            self._pages[script.number].show_script(script, status, now)
            if status is not None:
                self.tabs.show_status(script.name, status)
        if now.problems is not before.problems:
            self.output.show_problems(now.problems)
        if self.status.isVisibleTo(self):
            self.status.show_scripts(now.document.scripts, now.scripts)

    def on_tick(self, glance: Glance) -> None:
        """Show what scripts printed."""
        self.output.look()

    def on_shown(self) -> None:
        """Go on writing."""
        page = self.page()
        (self if page is None else page).setFocus()

    def parts(self) -> Sequence[QWidget]:
        """Tabs, text, output, and how scripts are doing where it is seen."""
        return (self.tabs, self._stack, self.output, self.status)

    def show_status(self, is_wanted: bool) -> None:
        """Show how every script is doing, or hide it; nothing of it is brought up to date while it is hidden."""
        if is_wanted:
            self.status.show_scripts(self._shown.document.scripts, self._shown.scripts)
        self.status.setVisible(is_wanted)

    def show_script(self, name: str) -> None:
        """Bring a script to the front, and send what was typed in the one before."""
        self.finish_typing()
        for page in self._pages.values():
            if page.script.name == name:
                self.tabs.show_current(name)
                self._stack.setCurrentWidget(page)
                page.setFocus()

    def show_neighbour(self, by: int) -> None:
        """Bring the tab so many further on to the front."""
        if self.tabs.neighbour(by):
            self.show_script(self.tabs.neighbour(by))

    def show_place(self, place: Place) -> None:
        """Bring a line of a script to the front."""
        self.show_script(place.script)
        page = self.page()
        if page is not None and page.script.name == place.script:
            page.editor.go_to(place.line, max(1, place.column))
            page.setFocus()

    def page(self) -> ScriptPage | None:
        """Return the page in front, or None where there is no script."""
        page = self._stack.currentWidget()
        return page if isinstance(page, ScriptPage) else None

    # --- asking ---

    def run(self, quantum: Quantum | None = None) -> None:
        """Run the script in front, to land where it asks for unless `quantum` says otherwise."""
        page = self.page()
        if page is None:
            return
        text = page.editor.text()
        command = c.RunScript(name=page.script.name, text=text, quantum=quantum, origin=self.origin)
        page.note_sent(text, self.send(command))

    def add_script(self) -> None:
        """Ask for an empty script, and bring it to the front once it is there."""
        known = self._shown.document.scripts

        def show(snapshot: Snapshot, problem: Problem | None) -> None:
            for name in snapshot.document.scripts:
                if problem is None and name not in known:
                    self.show_script(name)

        self.send(c.AddScript(origin=self.origin), show)

    def rename_script(self, name: str, new_name: str) -> None:
        """Ask for another name."""
        self.finish_typing()
        self.send(c.RenameScript(name=name, new_name=new_name, origin=self.origin))

    def remove_script(self, name: str) -> None:
        """Ask for a script to go."""
        self.finish_typing()
        self.send(c.RemoveScript(name=name, origin=self.origin))

    def finish_typing(self) -> None:
        """Send every text that the engine does not have."""
        for page in self._pages.values():
            self._send_text(page)

    def with_typed(self, document: Document) -> Document:
        """Return `document` with the texts as the editors show them, for when the engine cannot be waited for."""
        scripts = document.scripts
        for page in self._pages.values():
            if page.script.name in scripts:
                scripts = scripts.set(page.script.name, replace(scripts[page.script.name], text=page.editor.text()))
        return replace(document, scripts=scripts)

    def undo_typing(self, is_forth: bool) -> bool:
        """Take typing back, or forth, when the keyboard is in the text; returns whether it was."""
        page = self.page()
        if page is None or not _has_keyboard(page.editor):
            return False
        (page.editor.redo if is_forth else page.editor.undo)()
        return True

    # --- inside ---

    def _enable(self, name: str, is_enabled: bool) -> None:
        self.send(c.EnableScript(name=name, is_enabled=is_enabled, origin=self.origin))

    def _set_mode(self, name: str, mode: ScriptMode) -> None:
        self.send(c.SetScriptMode(name=name, mode=mode, origin=self.origin))

    def _set_level(self, name: str, level: str) -> None:
        self.send(c.SetScriptLevel(name=name, level=level, origin=self.origin))

    def _arrange(self) -> None:
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setObjectName("code.rows")
        self._split.addWidget(self._stack)
        self._split.addWidget(self.output)
        self._split.setStretchFactor(0, 4)
        self._split.setStretchFactor(1, 1)
        self._split.setCollapsible(0, False)
        self._split.setSizes([400, 110])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top_row())
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setObjectName("code.columns")
        beside.addWidget(self._split)
        beside.addWidget(self.status)
        beside.setStretchFactor(0, 1)
        beside.setChildrenCollapsible(False)
        self.status.hide()
        column.addWidget(beside, 1)

    def _top_row(self) -> QHBoxLayout:
        """The tabs, and the button that shows how all scripts are doing."""
        button = icon_button("status", "How every script is doing (Ctrl+K, Ctrl+S)")
        button.clicked.connect(lambda _=False: self.show_status(not self.status.isVisibleTo(self)))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs, 1)
        row.addWidget(button)
        return row

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = QLabel(
            "No scripts yet. Ctrl+T makes one.\n"
            "A script is Lua that makes modules, patterns and loops, and changes while it plays."
        )
        words.setProperty("look", "soft")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton("New script")
        button.clicked.connect(self.add_script)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(words)
        column.addSpacing(12)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _follow(self, scripts: list[Script]) -> None:
        wanted = {script.number for script in scripts}
        for number in [number for number in self._pages if number not in wanted]:
            page = self._pages.pop(number)
            self._stack.removeWidget(page)
            page.deleteLater()
        for script in scripts:
            if script.number not in self._pages:
                self._pages[script.number] = self._new_page(script)
        renamed = {page.script.name: script.name for script in scripts if (page := self._pages[script.number])}
        front = renamed.get(self.tabs.current(), "")
        self.tabs.show_scripts([script.name for script in scripts])
        if front:
            self.tabs.show_current(front)
        self._show_front(scripts)

    def _show_front(self, scripts: list[Script]) -> None:
        current = self.tabs.current()
        for script in scripts:
            if script.name == current:
                self._bring(self._pages[script.number])
        if not scripts:
            self._stack.setCurrentIndex(0)

    def _bring(self, page: ScriptPage) -> None:
        """Show a page; a keyboard that waited in the shell goes there."""
        self._stack.setCurrentWidget(page)
        if self.window().focusWidget() is self:
            page.setFocus()

    def _new_page(self, script: Script) -> ScriptPage:
        page = ScriptPage(script, self._names, self._signatures, self._first_strings)
        page.text_settled.connect(lambda: self._send_text(page))
        self._stack.addWidget(page)
        return page

    def _send_text(self, page: ScriptPage) -> None:
        text = page.unsent_text()
        if text is not None:
            page.note_sent(text, self.send(c.SetScriptText(name=page.script.name, text=text, origin=self.origin)))


def _has_keyboard(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
