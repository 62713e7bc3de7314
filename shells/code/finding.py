"""Joins the find bar to the search: what is typed there is lit and selected here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from shells.code.find_bar import FindBar
from shells.code.search import Search
from shells.code.surface import Surface, text_between

_LOOK_AGAIN_MS = 150  # after the last edit


class Finding(QObject):
    """The finding and replacing of one editor."""

    def __init__(self, surface: Surface, bar: FindBar) -> None:
        super().__init__(bar)
        self._surface, self._bar = surface, bar
        self._search = Search(surface)
        self._from = 0  # where the caret was when the bar was opened
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._light)
        bar.query_changed.connect(self._on_query)
        bar.next_asked.connect(self.find_next)
        bar.previous_asked.connect(self.find_previous)
        bar.replace_asked.connect(self._on_replace)
        bar.replace_all_asked.connect(self._on_replace_all)

    def open(self, *, is_replacing: bool) -> None:
        """Open the bar with what is selected, if that is of one line."""
        selected = text_between(self._surface, self._surface.selectionStart(), self._surface.selectionEnd())
        self._from = self._surface.selectionStart()
        self._bar.open("" if "\n" in selected else selected, is_replacing=is_replacing)
        self._light()

    def close(self) -> None:
        """Close the bar; nothing is lit any more."""
        self._bar.hide()
        self._search.unlight()

    def find_next(self) -> None:
        """Select the next match."""
        self._search.select_next(self._bar.query)
        self._light()

    def find_previous(self) -> None:
        """Select the match before."""
        self._search.select_previous(self._bar.query)
        self._light()

    def on_text_changed(self) -> None:
        """Light the matches anew, once the text has come to rest."""
        if self._bar.isVisible():
            self._look_again.start()

    def _on_query(self) -> None:
        self._search.select_from(self._bar.query, self._from)
        self._light()

    def _on_replace(self) -> None:
        self._search.replace_selected(self._bar.query, self._bar.replacement)
        self._light()

    def _on_replace_all(self) -> None:
        count = self._search.replace_all(self._bar.query, self._bar.replacement)
        self._search.unlight()
        self._bar.show_replaced(count)

    def _light(self) -> None:
        if self._bar.isVisible():
            self._bar.show_tally(self._search.light_all(self._bar.query))
