"""The IDE as one thing: what plays, the window on it, and what is between; started in order, stopped in reverse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.about import about_text
from app.bindings import bind_window
from app.crash import CrashReports
from app.example_menu import ExampleMenu
from app.levels import Levels
from app.names import api_names, first_strings
from app.place import WindowPlace
from app.recent_menu import RecentMenu
from app.recording import RecordingFlow
from app.session_flow import SessionFlow
from app.settings import Settings
from app.window import ORIGIN, Window
from engine.core import commands as c
from engine.core.engine import Engine
from engine.scripts.supervising.log import LogRing
from engine.session.writer import SessionWriter
from engine.sound.meters import Meters
from engine.sound.output import output_devices
from engine.sound.sample_files import BUNDLED, catalog
from shells.code.shell import CodeShell
from shells.command.shell import CommandShell
from shells.dialogs.ask import tell
from shells.editor.shell import EditorShell
from shells.errands import Errands
from shells.hub import Hub
from shells.painting import PaintWatch
from shells.requests import Requests
from shells.stop_keys import StopKeys

ENGINE = "the engine"  # what a rig calls it when it crashes
OnCrash = Callable[[BaseException, str], None]  # the bug, and in which part it was


class Rig(Protocol):
    """What plays: engine, sound, samples and scripts."""

    engine: Engine
    log: LogRing
    meters: Meters

    def modulated(self, module: str) -> Mapping[str, float]:
        """Return where modulators have the parameters of a module now. Thread: any."""

    def start(self) -> None:
        """Begin to play and to run scripts."""

    def stop(self) -> None:
        """End all of it."""

    def look_in(self, folders: Sequence[Path]) -> None:
        """Look for sample files in `folders`."""


class Relay(QObject):
    """Brings words from any thread to the GUI's."""

    said = Signal(str)
    engine_ended = Signal()


class Ide:
    """Everything that runs while the window is open.

    Thread: the GUI's.
    """

    def __init__(self, app: QApplication, make_rig: Callable[[OnCrash], Rig]) -> None:
        self._app = app
        self._relay = Relay()
        self.crashes = CrashReports(self._relay.said.emit)
        self.settings, self._place = Settings(), WindowPlace()
        self.rig = make_rig(self._on_crash)
        self.engine = self.rig.engine
        self.writer = SessionWriter(
            self.engine.submit, lambda bug: self.crashes.report(bug, "the thread that saves sessions")
        )
        self._paint_watch = PaintWatch(app)
        self.hub = Hub(self.engine, self._paint_watch)
        self.requests = Requests(self.engine, self._on_full)
        self.window = self._make_window()
        self.flow = SessionFlow(self.window, self.requests, self.writer)
        self.recording = RecordingFlow(self.window)
        self.keys = StopKeys(app)
        self._errands = Errands(self.window.actions_, self.window)
        self._is_saved = False
        self._wire()
        self._wire_session()
        self._subscribe()

    def start(self) -> None:
        """Let everything run; the window is not shown yet."""
        self.crashes.install()
        self._place.restore(self.window)
        self.rig.start()
        self.requests.send(c.ReportWindow(is_open=True, origin=ORIGIN))

    def stop(self) -> bool:
        """Stop everything in reverse; returns whether what was to be saved is on disk."""
        with (
            ExitStack() as stopping
        ):  # what fails to stop keeps nothing after it from stopping, least of all the writer
            stopping.callback(self.crashes.uninstall)
            stopping.callback(self._save_the_rest)
            stopping.callback(self.rig.stop)
            for part in (self._paint_watch, self.hub, self.keys):
                stopping.callback(part.close)
            stopping.callback(self._place.remember, self.window)
        return self._is_saved

    def _save_the_rest(self) -> None:
        self._is_saved = self.writer.flush_and_close()

    def _make_window(self) -> Window:
        names, signatures = api_names()
        samples = catalog(BUNDLED)
        shells = (
            CommandShell(self.requests, samples),
            CodeShell(self.requests, self.rig.log, names, signatures, first_strings()),
            EditorShell(self.requests, self.rig.modulated, output_devices, samples),
        )
        window = Window(self.engine, self.requests, Levels(self.rig.meters), shells)
        bind_window(window)
        return window

    def _wire(self) -> None:
        window = self.window
        self._relay.said.connect(window.notice.show_notice)
        self._relay.engine_ended.connect(self.flow.on_engine_ended)
        self.hub.failed.connect(lambda bug: self.crashes.report(bug, "a shell"))
        self.keys.stop_pressed.connect(window.stop)
        self.keys.panic_pressed.connect(window.panic)
        window.actions_.bind("view.next_part", lambda: window.go_to_part(1))
        window.actions_.bind("view.previous_part", lambda: window.go_to_part(-1))
        window.actions_.bind("help.about", lambda: tell(window, about_text()))

    def _wire_session(self) -> None:
        window, flow, bind = self.window, self.flow, self.window.actions_.bind
        bind("file.new", flow.new)
        bind("file.open", flow.open)
        bind("file.save", flow.save)
        bind("file.save_as", flow.save_as)
        bind("file.quit", window.close)
        window.command.request_made.connect(flow.perform)
        flow.path_used.connect(self._on_path_used)
        menu = window.menus["&File"]
        after_open = menu.actions().index(window.actions_.action("file.open")) + 1
        menu.insertMenu(menu.actions()[after_open], RecentMenu(self.settings, flow.open_path, menu))
        examples = ExampleMenu(flow.replace, menu)
        menu.insertMenu(menu.actions()[after_open + 1], examples)

    def _subscribe(self) -> None:
        """Requests come last: what they answer is seen in every shell by then."""
        window = self.window
        for part in (window.command, window.code, window.editor, window, self._errands):
            self.hub.subscribe(part.on_snapshot)
        self.hub.subscribe(self.flow.on_snapshot)
        self.hub.subscribe(self.recording.on_snapshot)
        self.hub.subscribe(self.requests.on_snapshot)

    def _on_crash(self, bug: BaseException, where: str) -> None:
        """Thread: the one on which the bug was."""
        self.crashes.report(bug, where)
        if where == ENGINE:
            self._relay.engine_ended.emit()

    def _on_full(self, words: str) -> None:
        self.window.foot.show_problem(words)

    def _on_path_used(self, path: str) -> None:
        self.settings.remember(path)
        self.rig.look_in((Path(path).parent,))
