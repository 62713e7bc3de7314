"""The page of keys: every action of the table, by menu, with its keys and what it does."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from shells.action_set import keys_text
from shells.actions import ACTIONS, MENUS, ActionSpec, plain_text
from shells.dialogs.ask import take_icons_off
from shells.theme import current_theme


class HelpPage(QDialog):
    """Shows the page; it does not stop the work beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.resize(680, 620)
        page = QTextBrowser()
        page.setHtml(keys_page())
        page.setAccessibleName("Keys")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(buttons)
        take_icons_off(self)


def keys_page() -> str:
    """Return the page as HTML."""
    parts = []
    for menu in MENUS:
        rows = "".join(_row(spec) for spec in ACTIONS if spec.menu == menu)
        parts.append(f"<h3>{escape(menu.replace('&', ''))}</h3><table cellpadding='4'>{rows}</table>")
    return "".join(parts)


def _row(spec: ActionSpec) -> str:
    colours = current_theme().colours
    where = {"anywhere": "", "code": " In the Code shell.", "editor": " In the Editor shell."}[spec.where]
    return (
        f"<tr><td width='150'><b>{escape(plain_text(spec))}</b></td>"
        f"<td width='190' style='color:{colours.accent}'>{escape(keys_text(spec))}</td>"
        f"<td style='color:{colours.text_soft}'>{escape(spec.summary + where)}</td></tr>"
    )
