"""Which parameters are seen."""

from __future__ import annotations

import msgspec
import pytest
from immutables import Map
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from engine.modules.mixing import AUDIO_OUT
from engine.modules.parameter import Parameter
from engine.modules.sequencer import SEQUENCER
from engine.modules.synth import SYNTH
from shells.widgets.parameter_list import ParameterList, order_of

DEFAULTS = SYNTH.defaults()


@pytest.fixture
def bass(shown):
    made = ParameterList(SYNTH.parameters)
    made.show_values(DEFAULTS.set("cutoff", 900.0))
    return shown(made, 300, 500)


def seen(parameters: ParameterList) -> list[str]:
    return [each.name for each in SYNTH.parameters if each.name not in parameters.hidden()]


def test_first_parameters_and_those_that_are_set_are_seen(bass):
    first = [each.name for each in SYNTH.parameters[:4]]
    assert seen(bass) == [*first, "cutoff"]
    assert bass.findChild(QPushButton).text() == f"{len(SYNTH.parameters) - 5} more"


def test_parameters_that_a_type_names_first_are_seen_instead(shown):
    made = ParameterList(SYNTH.parameters, ("volume", "cutoff", "wave"))
    made.show_values(DEFAULTS)
    shown(made, 300, 500)

    assert sorted(seen(made)) == ["cutoff", "volume", "wave"]


def test_section_has_its_heading_above_its_controls_where_any_is_seen(shown):
    parameters = [
        Parameter(name="plain", label="Plain"),
        Parameter(name="cutoff", label="Cutoff", section="Filter"),
        *(Parameter(name=f"hidden{i}", label="Hidden", section="Other") for i in range(4)),
    ]
    made = ParameterList(parameters, ("plain", "cutoff"))
    made.show_values(Map())
    shown(made, 300, 500)
    assert headings(made) == ["Filter"]

    made.findChild(QPushButton).click()
    QApplication.processEvents()

    assert headings(made) == ["Filter", "Other"]
    assert (
        made.control("plain").y()
        < heading(made, "Filter").y()
        < made.control("cutoff").y()
        < heading(made, "Other").y()
    )


def headings(parameters: ParameterList) -> list[str]:
    return [
        label.text()
        for label in parameters.findChildren(QLabel)
        if label.property("look") == "section" and label.isVisible()
    ]


def heading(parameters: ParameterList, words: str) -> QLabel:
    return next(label for label in parameters.findChildren(QLabel) if label.text() == words)


def test_button_shows_the_rest_and_hides_it_again(bass):
    button = bass.findChild(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (bass.hidden(), button.text()) == ([], "Fewer")

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert len(seen(bass)) == 5


def test_parameter_that_is_set_elsewhere_comes_into_sight_and_stays(bass):
    bass.show_values(DEFAULTS.set("release", 2.0))
    assert "release" in seen(bass)

    bass.show_values(DEFAULTS)

    assert {"release", "cutoff"} <= set(seen(bass))


def test_controls_stand_in_the_order_of_the_table_though_some_are_made_later(bass):
    bass.show_values(DEFAULTS.set("release", 2.0))
    bass.findChild(QPushButton).click()
    QApplication.processEvents()

    heights = [bass.control(name).y() for name in order_of(SYNTH.parameters) if not name.startswith("#")]
    assert heights == sorted(set(heights))


def test_control_that_comes_into_sight_has_its_value_and_its_suggestions(qt_app):
    pattern = msgspec.structs.replace(SEQUENCER.parameters[0], default="four")
    parameters = ParameterList([*SYNTH.parameters, pattern])
    parameters.show_suggestions("pattern", ["four", "five"])
    parameters.show_values(DEFAULTS.set("pattern", "five"))
    field = parameters.control("pattern").editor

    assert field.currentText() == "five"
    assert [field.itemText(row) for row in range(field.count())] == ["four", "five"]


def test_nothing_is_hidden_where_there_is_little(qt_app):
    parameters = ParameterList(AUDIO_OUT.parameters)
    parameters.show_values(Map())

    assert parameters.hidden() == []
    assert parameters.findChild(QPushButton).isHidden()


def test_list_says_which_parameter_a_hand_changes(bass):
    told: list[tuple] = []
    bass.changed.connect(lambda *what: told.append(what))
    bass.gesture_started.connect(lambda name: told.append(("start", name)))
    bass.gesture_finished.connect(lambda name: told.append(("end", name)))
    field = bass.control("pan").editor.field
    field.setFocus()
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == [("start", "pan"), ("pan", 1.0), ("end", "pan")]


def test_section_is_together_though_the_table_scatters_it():
    scattered = [("a", ""), ("b", "Mix"), ("c", "Pitch"), ("d", "Mix"), ("e", "")]
    parameters = [Parameter(name=name, label=name, section=section) for name, section in scattered]

    assert order_of(parameters) == ["a", "e", "# Mix", "b", "d", "# Pitch", "c"]
