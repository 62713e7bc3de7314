"""The modules of the patch: a panel each, in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from immutables import Map
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from engine.core.document import SCOPE, SPECTROGRAM, Module, in_order
from engine.modules.stand_in import type_of
from engine.modules.table import SYSTEM_MODULES, module_types
from shells.editor.columns import Columns
from shells.editor.keyed import Keyed
from shells.editor.section import Section
from shells.widgets.module_panel import ModulePanel

Modulated = Callable[[str], Mapping[str, float]]  # where modulators have the parameters of a module, by name

_PANEL_WIDTH, _GAP = 290, 10
_UNSEEN = (SCOPE, SPECTROGRAM)  # they watch the master for who draws it, and have nothing to be set here
_NAMED = ("sample", "pattern", "chain", "module", "device")  # what a parameter can name
_HINT = "No modules yet.\nAdd one with Shift+A, or run a script that declares some."


class ModuleArea(Section):
    """Shows the branch of modules; every signal of its panels is passed on."""

    value_changed = Signal(str, str, object)  # module, parameter, Value
    gesture_started = Signal(str, str)
    gesture_finished = Signal(str, str)
    switch_wanted = Signal(str, str, bool)  # module, switch, how it is to be
    preset_chosen = Signal(str, str)
    remove_clicked = Signal(str)
    audition_clicked = Signal(str)
    type_chosen = Signal(str)  # add a module of this type

    def __init__(self) -> None:
        content = QWidget()
        columns = Columns(_PANEL_WIDTH, _GAP, content)
        super().__init__("Modules", "Add module", _HINT, content)
        self._panels: Keyed[Module, ModulePanel] = Keyed(
            columns, lambda module: (module.number, module.name, module.type), self._make, ModulePanel.show_module
        )
        self._suggestions: dict[str, tuple[str, ...]] = dict.fromkeys(_NAMED, ())
        self.add_button.setToolTip("Add a module (Shift+A)")
        self.add_button.clicked.connect(self.ask_type)

    def show_modules(self, modules: Map[str, Module]) -> None:
        """Show the branch; only panels whose module is another object change."""
        self._panels.follow([module for module in in_order(modules) if module.name not in _UNSEEN])
        made = sum(name not in SYSTEM_MODULES for name in modules)
        self.show_count(made, made == 0)

    def show_suggestions(self, kind: str, names: Sequence[str]) -> None:
        """Offer `names` of a kind, one of those that a parameter can name."""
        if self._suggestions[kind] == tuple(names):
            return
        self._suggestions[kind] = tuple(names)
        for _, panel in self._panels.views():
            panel.show_suggestions(kind, names)

    def show_modulated(self, modulated: Modulated) -> None:
        """Show where modulators have the parameters of the panels that can be seen."""
        for module, panel in self._panels.views():
            if not panel.visibleRegion().isEmpty():
                panel.show_modulated(modulated(module.name))

    def panel(self, name: str) -> ModulePanel:
        """Return the panel of a module; raises KeyError."""
        panel = self._panels.view(lambda module: module.name == name)
        if panel is None:
            raise KeyError(name)
        return panel

    def reveal(self, name: str) -> None:
        """Scroll to a module's panel."""
        self.reveal_widget(self.panel(name))

    def ask_type(self) -> None:
        """Open the menu of module types under the button."""
        menu = self.type_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def type_menu(self) -> QMenu:
        """Return the menu of module types, by group."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for group in ("instrument", "sequencer", "effect", "modulator", "utility"):
            types = [kind for kind in module_types().values() if kind.group == group and not kind.is_single]
            for kind in sorted(types, key=lambda kind: kind.label):
                action = menu.addAction(kind.label)
                action.setToolTip(kind.summary)
                action.setObjectName(kind.name)
                action.triggered.connect(lambda _checked=False, name=kind.name: self.type_chosen.emit(name))
            if types:
                menu.addSeparator()
        return menu

    def _make(self, module: Module) -> ModulePanel:
        panel = ModulePanel(module, type_of(module))
        for kind, names in self._suggestions.items():
            panel.show_suggestions(kind, names)
        panel.value_changed.connect(self.value_changed)
        panel.gesture_started.connect(self.gesture_started)
        panel.gesture_finished.connect(self.gesture_finished)
        panel.switch_wanted.connect(self.switch_wanted)
        panel.preset_chosen.connect(self.preset_chosen)
        panel.remove_clicked.connect(self.remove_clicked)
        panel.audition_clicked.connect(self.audition_clicked)
        return panel
