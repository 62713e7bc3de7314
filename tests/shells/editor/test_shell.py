"""The Editor shell with real widgets on a real engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSplitter, QToolButton

from engine.core import commands as c
from engine.core.live import DeviceStatus
from engine.modules.synth import SYNTH
from engine.modules.table import MODULE_TYPES
from shells.editor.shell import EditorShell
from shells.widgets.number_field import NumberField
from tests.shells.widgets.hands import drag

LEFT = Qt.MouseButton.LeftButton


def fader(shell: EditorShell, module: str, parameter: str):
    return shell.modules.panel(module).control(parameter).editor.fader


def test_module_added_elsewhere_gets_a_panel_with_a_control_for_each_parameter(stage, shell):
    stage.do(c.AddModule(type="synth", name="bass", values=(("cutoff", 900.0),)))

    panel = shell.modules.panel("bass")
    assert panel.control("cutoff").editor.field.value() == 900.0
    assert panel.control("wave").editor.currentText() == "saw"


def test_panel_goes_with_its_module(stage, shell, beat):
    stage.do(c.RemoveModule(name="kick"))

    with pytest.raises(KeyError):
        shell.modules.panel("kick")


def test_panel_is_made_anew_when_a_module_of_that_name_is_of_another_type(stage, shell):
    stage.do(c.AddModule(type="synth", name="lead"))
    stage.do(c.RemoveModule(name="lead"), c.AddModule(type="sampler", name="lead"))

    assert shell.modules.panel("lead").control("speed").editor.field.value() == 1.0


def test_panels_of_modules_that_did_not_change_are_not_shown_anew(stage, shell, beat):
    before = dict(stage.document.modules)
    seen = {module.name: module for module, _ in shell.modules._panels.views()}
    assert all(before[name] is module for name, module in seen.items())

    stage.do(c.SetParameter(module="kick", parameter="volume", value=0.5))

    after = {module.name: module for module, _ in shell.modules._panels.views()}
    assert [name for name in after if after[name] is not before[name]] == ["kick"]
    assert shell.modules.panel("kick").control("volume").editor.field.value() == 0.5


def test_fader_that_is_dragged_sets_the_parameter_and_is_one_step_of_undo(stage, shell, beat):
    handle = fader(shell, "kick", "volume")
    middle = handle.rect().center()

    drag(handle, middle, middle - QPoint(10, 0), middle - QPoint(25, 0), middle - QPoint(40, 0))
    stage.pump()

    assert stage.document.modules["kick"].values["volume"] < 1.0
    assert stage.snapshot.outlook.undo == "set kick volume"
    stage.do(c.Undo())
    assert stage.document.modules["kick"].values["volume"] == 1.0
    assert stage.snapshot.outlook.undo == "connect beat to kick"


def test_two_drags_are_two_steps_of_undo(stage, shell, beat):
    handle = fader(shell, "kick", "volume")
    middle = handle.rect().center()

    for _ in range(2):
        drag(handle, middle, middle - QPoint(10, 0), middle - QPoint(25, 0))
        stage.pump()
    stage.do(c.Undo())

    assert stage.snapshot.outlook.undo == "set kick volume"


def test_space_plays_and_pauses(stage, shell, beat):
    wishes = []
    shell.play_wanted.connect(lambda: wishes.append("play"))
    shell.setFocus()

    QTest.keyClick(shell, Qt.Key.Key_Space)

    assert wishes == ["play"]


def test_space_plays_after_a_step_was_clicked(stage, shell, beat):
    wishes = []
    shell.play_wanted.connect(lambda: wishes.append("play"))
    row = shell.patterns.grid("four").row
    QTest.mouseClick(row, LEFT, pos=row.cell_rect(2).center())

    QTest.keyClick(row, Qt.Key.Key_Space)

    assert wishes == ["play"]


def test_space_is_typing_in_a_text_field(stage, shell, beat):
    wishes = []
    shell.play_wanted.connect(lambda: wishes.append("play"))
    line = shell.modules.panel("kick").control("sample").editor.findChild(QLineEdit)
    line.setFocus()

    QTest.keyClicks(line, "my kick")

    assert wishes == []
    assert line.text() == "my kick"


def test_adding_a_module_by_its_menu_adds_one_with_a_name_of_its_own(stage, shell):
    menu = shell.modules.type_menu()
    kinds = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert kinds[:3] == ["sampler", "synth", "sequencer"]
    assert sorted(kinds) == sorted(name for name, kind in MODULE_TYPES.items() if not kind.is_single)

    menu.actions()[kinds.index("synth")].trigger()
    stage.pump()

    assert "synth1" in stage.document.modules
    assert shell.modules.panel("synth1").isVisible()


def test_removing_a_module_takes_its_cables_away_and_undo_brings_both_back(stage, shell, beat):
    shell.modules.panel("kick").remove_clicked.emit("kick")
    stage.pump()
    assert dict(stage.document.connections) == {}

    stage.do(c.Undo())

    assert shell.modules.panel("kick").isVisible()
    assert sorted(stage.document.connections) == ["beat>kick:event", "kick>masterAudioOut:audio"]


def test_form_offers_only_targets_that_fit_and_lays_the_cable(stage, shell, beat):
    stage.do(c.AddModule(type="synth", name="bass"))
    form = shell.cables.form
    shell.cables.ask_cable()

    form.source.setCurrentText("beat")
    assert [form.target.itemText(i) for i in range(form.target.count())] == ["kick", "bass"]
    form.target.setCurrentText("bass")
    form.button.click()
    stage.pump()

    assert "beat>bass:event" in stage.document.connections
    assert shell.cables.row("beat>bass:event").isVisible()


def test_cable_is_taken_away_by_its_button(stage, shell, beat):
    row = shell.cables.row("beat>kick:event")
    next(button for button in row.findChildren(QToolButton) if button.toolTip() == "Disconnect").click()
    stage.pump()

    assert sorted(stage.document.connections) == ["kick>masterAudioOut:audio"]


def test_modulated_parameter_shows_where_it_is_now_and_where_the_hand_left_it(stage, shell, beat, moved):
    left_at = fader(shell, "kick", "volume").position()
    moved["kick"] = {"volume": 1.5, "regionEnd": 0.25}

    shell.on_tick(stage.engine.glance)

    assert fader(shell, "kick", "volume").modulated() == pytest.approx(0.75)
    assert fader(shell, "kick", "volume").position() == left_at
    assert fader(shell, "kick", "regionEnd").isVisible()

    moved.clear()
    shell.on_tick(stage.engine.glance)

    assert fader(shell, "kick", "volume").modulated() is None


def test_switches_and_presets_become_commands(stage, shell, beat):
    stage.do(c.AddModule(type="synth", name="bass"))
    shell.modules.panel("bass").header.switch("muted").click()
    shell.modules.panel("bass").preset_chosen.emit("bass", "acid")
    stage.pump()

    bass = stage.document.modules["bass"]
    assert bass.is_muted
    assert bass.values["cutoff"] == SYNTH.preset("acid").values["cutoff"]


def test_form_lays_a_cable_to_a_parameter_and_its_line_sets_the_depth(stage, shell, beat):
    stage.do(c.AddModule(type="lfo", name="wob"))
    form = shell.cables.form
    form.source.setCurrentText("wob")
    form.target.setCurrentText("kick")
    form.parameter.setCurrentText("pan")
    form.button.click()
    stage.pump()
    cable = stage.document.connections["wob>kick.pan:parameter"]
    shell.cables.depth_changed.emit(cable, -0.5)
    stage.pump()

    assert stage.document.connections["wob>kick.pan:parameter"].depth == -0.5


def test_depth_that_is_dragged_is_one_step_of_undo(stage, shell, beat):
    stage.do(c.AddModule(type="lfo", name="wob"), c.Connect(source="wob", target="kick", parameter="pan"))
    key = "wob>kick.pan:parameter"
    row = shell.cables.row(key)
    depth = row.findChild(NumberField)
    depth.gesture_started.emit()
    for value in (0.8, 0.5, 0.2):
        depth.changed.emit(value)
        stage.pump()
    depth.gesture_finished.emit()
    assert stage.document.connections[key].depth == 0.2

    stage.do(c.Undo())

    assert stage.document.connections[key].depth == 1.0


def test_names_of_patterns_and_samples_are_offered(stage, shell, beat):
    sample = shell.modules.panel("kick").control("sample").editor
    pattern = shell.modules.panel("beat").control("pattern").editor

    assert [sample.itemText(i) for i in range(sample.count())] == ["kick", "snare"]
    assert [pattern.itemText(i) for i in range(pattern.count())] == ["four"]


def test_devices_are_offered_once_one_is_open(stage, shell):
    stage.do(c.ReportDevice(status=DeviceStatus("speakers", is_open=True)))
    device = shell.modules.panel("masterAudioOut").control("device").editor

    assert [device.itemText(i) for i in range(device.count())] == ["speakers"]


def test_audition_triggers_the_module(stage, shell, beat):
    played = stage.engine.glance.notes_played

    shell.modules.panel("kick").audition_clicked.emit("kick")
    stage.pump()

    assert stage.engine.glance.notes_played == played + 1


@pytest.mark.slow
def test_shell_fits_a_small_window_with_twenty_modules_and_the_longest_names(stage, shell):
    for number in range(20):
        stage.do(c.AddModule(type="mixer", name=f"{'m' * 60}{number}"), c.AddPattern(name=f"{'p' * 60}{number}"))

    shell.resize(800, 380)
    stage.pump()

    assert shell.width() == 800
    assert all(size > 250 for size in shell.findChild(QSplitter, "editor.columns").sizes())
