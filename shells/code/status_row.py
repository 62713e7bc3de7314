"""One script in the panel of all scripts: its name, its state, what it takes, and what went wrong with it last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.core.document import Script, ScriptMode
from engine.core.live import Place, ScriptStatus
from shells.code.how_button import HowButton
from shells.code.state_dot import StateDot, dot_of, tone_colour
from shells.code.status_words import details, state_word, trouble
from shells.theme import current_theme
from shells.widgets.clamped import ClampedLabel
from shells.widgets.elided import ElidedLabel
from shells.widgets.switch_button import SwitchButton

_MOST_LINES = 3  # of what went wrong
_SWITCHED: dict[ScriptMode, str] = {
    "live": "Run when the session is opened",
    "repeat": "Run over and over, also when the session is opened",
}


class ScriptRow(QFrame):
    """Shows a script; every signal says what is wanted."""

    chosen = Signal()
    place_chosen = Signal(object)  # Place
    enable_wanted = Signal(bool)
    mode_wanted = Signal(str)
    level_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._script: Script | None = None
        self._status: ScriptStatus | None = None
        self._place: Place | None = None
        self.dot = StateDot()
        self.name = ElidedLabel(fills=False)
        self.name.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name.clicked.connect(self.chosen)
        self.state = QLabel()
        self.state.setProperty("look", "caption")
        self.enabled = SwitchButton("On", _SWITCHED["live"], "cool")
        self.enabled.clicked.connect(self._on_switched)
        self.how = HowButton()
        self.how.mode_wanted.connect(self.mode_wanted)
        self.how.level_wanted.connect(self.level_wanted)
        self.details = ElidedLabel()
        self.details.setProperty("look", "caption")
        self.trouble = ClampedLabel(_MOST_LINES)
        self.trouble.setCursor(Qt.CursorShape.PointingHandCursor)
        self.trouble.clicked.connect(self._on_trouble_clicked)
        self.setProperty("look", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._arrange()

    def show_script(self, script: Script, status: ScriptStatus | None) -> None:
        """Show a script, unless it is shown like this already."""
        if script is self._script and status is self._status:
            return
        self._script, self._status = script, status
        colours = current_theme().colours
        word = state_word(status)
        self.dot.show_dot(dot_of(status))
        self.name.show_words(script.name)
        self.state.setText(word.text)
        self.state.setStyleSheet(f"color: {tone_colour(word.tone)}")
        self.enabled.show_state(script.is_enabled)
        self.enabled.setToolTip(_SWITCHED[script.mode])
        self.how.show_script(script)
        told, wrong = details(script, status), trouble(status)
        self.details.show_words(told)
        self.trouble.show_words(wrong, colours.bad)
        self.trouble.setVisible(bool(wrong))
        self._place = status.problem.place if status is not None and status.problem is not None else None
        self.setAccessibleName(", ".join(part for part in (script.name, word.text, told, wrong) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return leads to what went wrong, or else to the script."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._place is not None and self._place.line:
            self.place_chosen.emit(self._place)
        else:
            self.chosen.emit()

    def _on_switched(self) -> None:
        assert self._script is not None
        self.enable_wanted.emit(not self._script.is_enabled)

    def _on_trouble_clicked(self) -> None:
        if self._place is not None and self._place.line:
            self.place_chosen.emit(self._place)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        head.addWidget(self.enabled)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.how)
        foot.addWidget(self.details, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addLayout(foot)
        words.addWidget(self.trouble)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 10, 8)
        row.setSpacing(4)
        row.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
