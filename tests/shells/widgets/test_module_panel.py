"""One module as a panel."""

from __future__ import annotations

import msgspec
import pytest
from immutables import Map
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from engine.core.document import MASTER, Module
from engine.modules.mixing import AUDIO_OUT, MIXER
from engine.modules.sampler import SAMPLER
from engine.modules.sequencer import SEQUENCER
from engine.modules.synth import SYNTH
from engine.modules.table import MODULE_TYPES
from shells.widgets.module_panel import ModulePanel

BASS = Module("bass", 1, "synth", SYNTH.defaults().set("cutoff", 900.0))


@pytest.fixture
def panel(shown):
    return shown(ModulePanel(BASS, SYNTH), 360, 600)


@pytest.mark.parametrize("type_", list(MODULE_TYPES.values()))
def test_module_panel_has_a_control_for_every_parameter_of_its_type(qt_app, type_):
    panel = ModulePanel(Module("it", 1, type_.name, type_.defaults()), type_)

    assert [panel.control(parameter.name).parameter for parameter in type_.parameters] == list(type_.parameters)


def test_module_panel_shows_name_type_and_the_script_that_declared_it(qt_app):
    panel = ModulePanel(msgspec.structs.replace(BASS, owner="groove"), SYNTH)
    words = {label.text() for label in panel.findChildren(QLabel)}

    assert {"bass", "Synth", "from groove", "Cutoff"} <= words
    assert panel.accessibleName() == "Module bass"


def test_module_panel_says_which_parameter_of_which_module_is_changed(panel):
    told: list[tuple] = []
    panel.value_changed.connect(lambda *what: told.append(what))
    panel.gesture_started.connect(lambda *what: told.append(("start", *what)))
    panel.gesture_finished.connect(lambda *what: told.append(("end", *what)))
    field = panel.control("cutoff").editor.field
    field.setFocus()
    QTest.keyClicks(field, "1k")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert told == [("start", "bass", "cutoff"), ("bass", "cutoff", 1000.0), ("end", "bass", "cutoff")]


def test_module_panel_shows_new_values_without_a_signal_and_keeps_what_is_half_typed(panel):
    told: list[tuple] = []
    panel.value_changed.connect(lambda *what: told.append(what))
    cutoff, wave = panel.control("cutoff").editor.field, panel.control("wave").editor
    cutoff.setFocus()
    QTest.keyClicks(cutoff, "44")
    panel.show_module(msgspec.structs.replace(BASS, values=BASS.values.update({"cutoff": 50.0, "wave": "sine"})))

    assert (cutoff.text(), wave.currentText()) == ("44", "sine")
    assert told == []


def test_module_panel_shows_the_default_of_a_value_that_is_missing(qt_app):
    panel = ModulePanel(Module("bass", 1, "synth", Map()), SYNTH)

    assert panel.control("wave").editor.currentText() == "saw"


def test_module_panel_asks_for_its_removal_and_to_be_heard(panel):
    told: list[str] = []
    panel.remove_clicked.connect(lambda name: told.append(f"remove {name}"))
    panel.audition_clicked.connect(lambda name: told.append(f"hear {name}"))
    for button in panel.findChildren(QToolButton):
        if button.accessibleName() in ("Hear it once", "Remove this module"):
            button.click()

    assert told == ["hear bass", "remove bass"]


ENABLED = "Enabled: passes on what it makes"


@pytest.mark.parametrize(
    ("type_", "buttons"),
    [
        (SAMPLER, {"Hear it once", "Remove this module", ENABLED, "Mute", "Solo"}),
        (SEQUENCER, {"Remove this module", ENABLED}),
        (MIXER, {"Remove this module", ENABLED, "Mute", "Solo"}),
    ],
)
def test_module_panel_offers_only_what_its_type_can_do(qt_app, type_, buttons):
    panel = ModulePanel(Module("it", 1, type_.name, type_.defaults()), type_)

    assert {button.accessibleName() for button in panel.findChildren(QToolButton)} == buttons


def test_module_panel_does_not_offer_to_remove_or_switch_off_the_master(qt_app):
    panel = ModulePanel(Module(MASTER, 1, "audioOut", AUDIO_OUT.defaults()), AUDIO_OUT)

    assert panel.findChildren(QToolButton) == []


def test_module_panel_shows_its_switches_and_asks_for_their_opposite(qt_app):
    panel = ModulePanel(Module("bass", 1, "synth", SYNTH.defaults(), is_muted=True), SYNTH)
    told = []
    panel.switch_wanted.connect(lambda *what: told.append(what))
    switches = {name: panel.header.switch(name) for name in ("enabled", "muted", "soloed")}
    assert [button.isChecked() for button in switches.values()] == [True, True, False]

    for button in switches.values():
        button.click()

    assert told == [("bass", "enabled", False), ("bass", "muted", False), ("bass", "soloed", True)]
    assert [button.isChecked() for button in switches.values()] == [True, True, False]


def test_module_panel_offers_the_presets_of_its_type(qt_app):
    panel = ModulePanel(Module("bass", 1, "synth", SYNTH.defaults()), SYNTH)
    told = []
    panel.preset_chosen.connect(lambda *what: told.append(what))
    menu = next(button.menu() for button in panel.findChildren(QToolButton) if button.text() == "Preset")

    menu.actions()[1].trigger()

    assert told == [("bass", SYNTH.presets[1].name)]


def test_module_panel_lines_its_controls_up(panel):
    panel.findChild(QPushButton).click()
    QApplication.processEvents()

    assert len({panel.control(p.name).editor.x() for p in SYNTH.parameters}) == 1


def test_module_panel_offers_suggestions_to_the_parameters_that_name_such_things(qt_app):
    panel = ModulePanel(Module("kick", 1, "sampler", SAMPLER.defaults()), SAMPLER)
    panel.show_suggestions("sample", ["kick", "snare"])
    panel.show_suggestions("pattern", ["four"])
    menu = panel.control("sample").editor

    assert [menu.itemText(row) for row in range(menu.count())] == ["kick", "snare"]
