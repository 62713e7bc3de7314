"""The control of one parameter, by its kind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.modules.parameter import Parameter
from engine.modules.sampler import SAMPLER
from engine.modules.synth import SYNTH
from shells.widgets.choice_field import ChoiceField, TextField
from shells.widgets.number_editor import NumberEditor
from shells.widgets.parameter_control import ParameterControl
from shells.widgets.tick_box import TickBox
from tests.shells.widgets.hands import drag

TICK = Parameter(name="mute", label="Mute", kind="bool", default=False)


@pytest.fixture
def make(shown):
    def make_one(parameter: Parameter):
        control = ParameterControl(parameter)
        heard: list[object] = []
        control.changed.connect(heard.append)
        control.gesture_started.connect(lambda: heard.append("start"))
        control.gesture_finished.connect(lambda: heard.append("end"))
        shown(control, 400, 60)
        return control, heard

    return make_one


@pytest.mark.parametrize(
    ("parameter", "kind"),
    [
        (SYNTH.parameter("cutoff"), NumberEditor),
        (SYNTH.parameter("transpose"), NumberEditor),
        (SYNTH.parameter("wave"), ChoiceField),
        (SAMPLER.parameter("sample"), TextField),
        (TICK, TickBox),
    ],
)
def test_parameter_control_is_chosen_by_the_kind_of_the_parameter(qt_app, parameter, kind):
    assert isinstance(ParameterControl(parameter).editor, kind)


@pytest.mark.parametrize("parameter", [*SAMPLER.parameters, *SYNTH.parameters, TICK])
def test_parameter_control_never_answers_a_value_that_it_is_shown(make, parameter):
    control, told = make(parameter)
    control.show_value(parameter.default)
    if parameter.kind in ("float", "int"):
        control.show_value(parameter.minimum)
    for choice in parameter.choices:
        control.show_value(choice)

    assert told == []


def test_parameter_control_makes_one_gesture_of_a_drag_along_its_curve(make):
    control, told = make(SYNTH.parameter("cutoff"))
    control.show_value(632.5)
    fader = control.editor.fader
    middle = fader.width() // 2
    drag(fader, QPoint(middle, 12), QPoint(middle + 20, 12), QPoint(fader.width() + 100, 12))

    assert told[0] == "start"
    assert 632.5 < told[1] < 20_000
    assert told[2:] == [20_000.0, "end"]


def test_parameter_control_sends_whole_numbers_for_a_whole_parameter(make):
    control, told = make(SYNTH.parameter("transpose"))
    QTest.keyClick(control.editor.fader, Qt.Key.Key_Right)

    assert told == ["start", 1]
    assert isinstance(told[1], int)


def test_parameter_control_goes_back_to_the_default_by_a_double_click(make):
    control, told = make(SYNTH.parameter("cutoff"))
    control.show_value(90.0)
    QTest.mouseDClick(control.editor.fader, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))

    assert told == ["start", 2000.0, "end"]


def test_parameter_control_sends_a_choice_once_and_shows_it_when_it_comes_back(make):
    control, told = make(SYNTH.parameter("wave"))
    QTest.keyClick(control.editor, Qt.Key.Key_Down)

    assert told == ["start", "square", "end"]
    assert control.editor.currentText() == "saw"
    control.show_value("square")
    assert control.editor.currentText() == "square"


def test_parameter_control_sends_a_tick_once_and_shows_it_when_it_comes_back(make):
    control, told = make(TICK)
    QTest.keyClick(control.editor, Qt.Key.Key_Space)

    assert told == ["start", True, "end"]
    assert not control.editor.isChecked()
    control.show_value(True)
    assert control.editor.isChecked()


def test_parameter_control_sends_a_typed_text_once_on_enter(make):
    control, told = make(SAMPLER.parameter("sample"))
    control.show_suggestions(["kick", "snare"])
    line = control.editor.lineEdit()
    QTest.keyClicks(line, "snare")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert told == ["start", "snare", "end"]


def test_parameter_control_sends_a_text_that_no_suggestion_has(make):
    control, told = make(SAMPLER.parameter("sample"))
    control.show_suggestions(["kick", "snare"])
    line = control.editor.lineEdit()
    QTest.keyClicks(line, "my/own.wav")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert told == ["start", "my/own.wav", "end"]
    assert control.editor.count() == 2


def test_parameter_control_sends_a_suggestion_once_when_it_is_picked(make):
    control, told = make(SAMPLER.parameter("sample"))
    control.show_suggestions(["kick", "snare"])
    control.show_value("kick")
    control.editor.setCurrentIndex(1)
    control.editor.textActivated.emit("snare")

    assert told == ["start", "snare", "end"]


def test_parameter_control_keeps_a_half_typed_text_when_values_and_suggestions_come_in(make):
    control, told = make(SAMPLER.parameter("sample"))
    line = control.editor.lineEdit()
    QTest.keyClicks(line, "sna")
    control.show_suggestions(["hat"])
    control.show_value("kick")
    assert line.text() == "sna"
    QTest.keyClick(control.editor, Qt.Key.Key_Escape)

    assert line.text() == "kick"
    assert told == []


def test_parameter_control_has_a_name_for_screen_readers(qt_app):
    control = ParameterControl(SYNTH.parameter("cutoff"))

    assert control.editor.fader.accessibleName() == "Cutoff"
    assert control.editor.field.accessibleName() == "Cutoff"
