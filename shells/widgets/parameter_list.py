"""The controls of one module, under their sections: the first few and those that are set, the rest behind a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from engine.core.units import Value
from engine.modules.parameter import Parameter
from shells.theme import current_theme
from shells.widgets.parameter_control import ParameterControl

_ALWAYS_SEEN = 4  # the first parameters of a type are the ones that hands reach for
_WORTH_HIDING = 3  # fewer are shown rather than hidden


class ParameterList(QWidget):
    """A control for each parameter. What has another value than its default is seen, and stays seen once it was.

    A control costs milliseconds to make, and a script may declare twenty modules at once: it is made when it is seen.
    """

    changed = Signal(str, object)  # parameter, Value
    gesture_started = Signal(str)
    gesture_finished = Signal(str)

    def __init__(
        self, parameters: Sequence[Parameter], first: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """Make it; `first` are the names of those that are always seen, or nothing for the first few."""
        super().__init__(parent)
        self._parameters = {parameter.name: parameter for parameter in parameters}
        self._values: Mapping[str, Value] = {}
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self._made: dict[str, ParameterControl] = {}
        self._headings: dict[str, QLabel] = {}  # by section, made when the first of its controls is
        self._order = order_of(parameters)
        self._seen = set(first or (parameter.name for parameter in parameters[:_ALWAYS_SEEN]))
        self._moved: set[str] = set()  # what modulators move
        self._is_open = False
        widths = [self.fontMetrics().horizontalAdvance(parameter.label) for parameter in parameters]
        self._label_width = max(widths, default=0) + 1
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setStyleSheet(_button_style())
        self._button.clicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show every one of `values` that is not what is shown already; one that is missing is its default."""
        before, self._values = self._values, values
        for name, control in self._made.items():
            if before.get(name) != values.get(name):
                control.show_value(self._value(name))
        self._seen |= {name for name, parameter in self._parameters.items() if self._value(name) != parameter.default}
        self._arrange()

    def show_suggestions(self, kind: str, names: Sequence[str]) -> None:
        """Offer `names` of a kind ("sample" or "pattern") in every parameter that names one."""
        self._suggestions[kind] = tuple(names)
        for control in self._made.values():
            if control.parameter.names == kind:
                control.show_suggestions(names)

    def show_modulated(self, values: Mapping[str, float]) -> None:
        """Show where modulators have their parameters now. Cheap: call it from a timer."""
        for name in self._moved - values.keys():
            self.control(name).show_modulated(None)
        if not values.keys() <= self._seen:
            self._seen |= values.keys()
            self._arrange()
        for name, value in values.items():
            self.control(name).show_modulated(value)
        self._moved = set(values)

    def control(self, name: str) -> ParameterControl:
        """Return the control of one parameter, by its name."""
        if name not in self._made:
            self._made[name] = self._make(self._parameters[name])
        return self._made[name]

    def hidden(self) -> list[str]:
        """Return the names of the parameters that are not seen now."""
        return [name for name in self._parameters if name not in self._made or self._made[name].isHidden()]

    def _arrange(self) -> None:
        rest = len(self._parameters.keys() - self._seen)
        for name in self._parameters:
            if self._is_shown(name):
                self.control(name).setVisible(True)
            elif name in self._made:
                self._made[name].setVisible(False)
        for section, heading in self._headings.items():
            heading.setVisible(any(p.section == section and self._is_shown(p.name) for p in self._parameters.values()))
        self._button.setText("Fewer" if self._is_open else f"{rest} more")
        self._button.setVisible(rest >= _WORTH_HIDING)

    def _is_shown(self, name: str) -> bool:
        return self._is_open or name in self._seen or len(self._parameters.keys() - self._seen) < _WORTH_HIDING

    def _make(self, parameter: Parameter) -> ParameterControl:
        name = parameter.name
        control = ParameterControl(parameter)
        control.align_label(self._label_width)
        control.show_suggestions(self._suggestions.get(parameter.names, ()))
        control.show_value(self._value(name))
        control.changed.connect(lambda value: self.changed.emit(name, value))
        control.gesture_started.connect(lambda: self.gesture_started.emit(name))
        control.gesture_finished.connect(lambda: self.gesture_finished.emit(name))
        if parameter.section and parameter.section not in self._headings:
            heading = self._headings[parameter.section] = QLabel(parameter.section)
            heading.setProperty("look", "section")
            self._insert(heading, f"# {parameter.section}")
        self._insert(control, name)
        control.setVisible(self._is_shown(name))
        return control

    def _insert(self, widget: QWidget, key: str) -> None:
        """Put a heading or a control where the table has it, among those that are made."""
        made = {*self._made, *(f"# {section}" for section in self._headings)}
        before = self._order[: self._order.index(key)]
        self._column.insertWidget(sum(each in made for each in before), widget)

    def _value(self, name: str) -> Value:
        return self._values.get(name, self._parameters[name].default)

    def _on_clicked(self) -> None:
        self._is_open = not self._is_open
        self._arrange()


def order_of(parameters: Sequence[Parameter]) -> list[str]:
    """Return the names of parameters in the order in which they are shown: a section is together, under `# Filter`.

    What has no section comes first; sections come in the order of their first parameters.
    """
    sections: dict[str, list[str]] = {"": []}
    for parameter in parameters:
        sections.setdefault(parameter.section, []).append(parameter.name)
    return [key for name, members in sections.items() for key in ((f"# {name}", *members) if name else members)]


def _button_style() -> str:
    """Words alone, until they are pointed at."""
    colours = current_theme().colours
    return (
        "QPushButton { background: transparent; border: 1px solid transparent; padding: 1px 7px; min-height: 16px;"
        f" margin-left: -8px; color: {colours.text_soft}; }}"
        f"QPushButton:hover {{ background: {colours.hover}; color: {colours.text}; }}"
        f"QPushButton:focus {{ border-color: {colours.cool}; }}"
    )
