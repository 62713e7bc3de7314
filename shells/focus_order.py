"""Where the keyboard goes next: through one part of the window after another, in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_TAB = Qt.FocusPolicy.TabFocus.value


def focus_next(window: QWidget, parts: Sequence[QWidget], by: int) -> bool:
    """Give the keyboard to the widget after, or with -1 before, the one that has it; returns whether there is one."""
    stops = [stop for part in parts for stop in _stops(window, part)]
    if not stops:
        return False
    now = window.focusWidget()
    if now in stops:
        _give(stops[(stops.index(now) + by) % len(stops)])
    else:
        _give(stops[0 if by > 0 else -1])
    return True


def focus_part(window: QWidget, parts: Sequence[QWidget], by: int) -> None:
    """Give the keyboard to the first widget of the next part that has one, round the end."""
    now = window.focusWidget()
    here = next((number for number, part in enumerate(parts) if _is_in(now, part)), None)
    start = here if here is not None else (-1 if by > 0 else 0)
    for distance in range(1, len(parts) + 1):
        stops = _stops(window, parts[(start + by * distance) % len(parts)])
        if stops:
            _give(stops[0])
            return


def _stops(window: QWidget, part: QWidget) -> list[QWidget]:
    """Return what Tab reaches in `part`. Qt keeps one chain a window, in the order in which widgets were made."""
    stops: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if _takes_tab(widget) and _is_in(widget, part):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def _takes_tab(widget: QWidget) -> bool:
    is_stop = widget.focusPolicy().value & _TAB and widget.focusProxy() is None
    return bool(is_stop) and widget.isVisible() and widget.isEnabled()


def _is_in(widget: QWidget | None, part: QWidget) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))


def _give(widget: QWidget) -> None:
    QWidget.setFocus(widget, Qt.FocusReason.TabFocusReason)  # Scintilla has a `setFocus` of its own
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
