"""The menu of bundled sessions and scripts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.example_menu import ExampleMenu


def _menu(qt_app):
    begun, parent = [], QWidget()
    return ExampleMenu(begun.append, parent), begun, parent


def _chosen(menu, words):
    next(action for action in menu.actions() if action.text() == words).trigger()


def _submenu(menu, words):
    return next(action.menu() for action in menu.actions() if action.text() == words)


def test_bundled_sessions_are_offered_by_name_before_the_scripts(qt_app):
    menu, _, _parent = _menu(qt_app)

    words = [action.text() for action in menu.actions()]

    assert words == [
        "Broken machine", "First light", "Glass garden", "Night train", "Slow tide", "Two minds", "",
        "&Modules", "&Live coding", "&Library",
    ]  # fmt: skip


def test_session_that_is_chosen_is_begun_with_all_of_it(qt_app):
    menu, begun, _parent = _menu(qt_app)

    _chosen(menu, "Night train")

    assert set(begun[0].scripts) == {"drums", "acid", "lights"}
    assert "squelch" in begun[0].modules


def test_script_that_is_chosen_is_begun_as_a_session_with_that_script(qt_app):
    menu, begun, _parent = _menu(qt_app)

    _chosen(_submenu(menu, "&Modules"), "delay")

    assert list(begun[0].scripts) == ["delay"]
    assert begun[0].scripts["delay"].text.startswith("-- The delay: ")


def test_scripts_for_words_are_offered_beside_those_for_modules(qt_app):
    menu, begun, _parent = _menu(qt_app)

    _chosen(_submenu(menu, "&Live coding"), "Live loops")

    assert list(begun[0].scripts) == ["live-loops"]


def test_scripts_for_the_library_have_a_menu_of_their_own(qt_app):
    menu, begun, _parent = _menu(qt_app)

    library = _submenu(menu, "&Library")
    _chosen(library, "promise")

    assert [action.text() for action in library.actions()] == ["async", "errors", "log", "params", "promise", "test"]
    assert list(begun[0].scripts) == ["promise"]
