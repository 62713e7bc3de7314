"""Says which action and which click does what in the window: one line each."""

from __future__ import annotations

from functools import partial

from app.window import ORIGIN, Window
from engine.core import commands as c
from engine.core.units import NOW
from shells.code.editor import CodeEditor
from shells.dialogs.help_page import HelpPage

_IN_PAGE = {
    "edit.find": CodeEditor.show_find,
    "edit.find_next": CodeEditor.find_next,
    "edit.find_previous": CodeEditor.find_previous,
    "edit.replace": CodeEditor.show_replace,
    "edit.comment": CodeEditor.toggle_comment,
}  # what is the code editor's own business


def bind_window(window: Window) -> None:
    """Connect everything in `window` that is not about files."""
    _bind_view(window)
    _bind_transport(window)
    _bind_scripts(window)
    _bind_patch(window)


def _bind_view(window: Window) -> None:
    bind = window.actions_.bind
    for name in window.shells:
        bind(f"view.{name}", partial(window.show_shell, name))
    bind("view.problems", window.show_problem_list)
    bind("view.status", window.show_or_hide_status)
    bind("help.palette", window.palette_.ask)
    bind("help.keys", lambda: HelpPage(window).open())
    bind("edit.undo", window.undo)
    bind("edit.redo", window.redo)
    window.palette_.chosen.connect(window.actions_.trigger)
    window.problems.place_chosen.connect(window.show_place)
    window.foot.shell_chosen.connect(window.show_shell)
    window.foot.problem_clicked.connect(window.show_problem_list)
    window.transport.problems_clicked.connect(window.show_problem_list)
    window.transport.late_clicked.connect(window.show_late)
    window.transport.device_clicked.connect(window.show_device)


def _bind_transport(window: Window) -> None:
    bind, bar = window.actions_.bind, window.transport
    bind("transport.play", window.play_or_pause)
    bind("transport.stop", window.stop)
    bind("transport.panic", window.panic)
    bind("transport.reset", lambda: window.send(c.Reset(origin=ORIGIN)))
    bar.play_clicked.connect(lambda: window.send(c.Play(origin=ORIGIN)))
    bar.pause_clicked.connect(lambda: window.send(c.Pause(origin=ORIGIN)))
    bar.stop_clicked.connect(window.stop)
    bar.reset_clicked.connect(lambda: window.send(c.Reset(origin=ORIGIN)))
    bar.tempo_gesture_started.connect(lambda: window.gestures.begin("tempo"))
    bar.tempo_gesture_finished.connect(lambda: window.gestures.end("tempo"))
    bar.tempo_changed.connect(
        lambda bpm: window.send(c.SetTempo(bpm=bpm, origin=ORIGIN, gesture=window.gestures.of("tempo")))
    )
    window.editor.play_wanted.connect(window.play_or_pause)


def _bind_scripts(window: Window) -> None:
    bind = window.actions_.bind
    bind("script.run", window.code.run)
    bind("script.run_now", lambda: window.code.run(NOW))
    bind("script.new", lambda: window.in_code(window.code.add_script))
    bind("script.next", lambda: window.in_code(lambda: window.code.show_neighbour(1)))
    bind("script.previous", lambda: window.in_code(lambda: window.code.show_neighbour(-1)))
    bind("script.rename", lambda: window.in_code(window.ask_new_name))
    bind("script.close", lambda: window.in_code(window.ask_removal))
    for id_, do in _IN_PAGE.items():
        bind(id_, partial(window.in_page, do))
    window.actions_.belong_to(window.code, "code")
    window.code.rename_wanted.connect(window.ask_new_name)
    window.code.remove_wanted.connect(window.ask_removal)
    window.code.status.place_chosen.connect(window.show_place)


def _bind_patch(window: Window) -> None:
    bind = window.actions_.bind
    bind("patch.add_module", lambda: window.in_editor(window.editor.modules.ask_type))
    bind("patch.add_pattern", lambda: window.in_editor(window.editor.add_pattern))
    bind("patch.connect", lambda: window.in_editor(window.editor.cables.ask_cable))
    window.actions_.belong_to(window.editor, "editor")
