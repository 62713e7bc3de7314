"""The Editor shell: hands on every parameter, step and cable; what they do becomes commands."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from engine.core import commands as c
from engine.core.document import REST
from engine.core.glance import Glance
from engine.core.live import Problem
from engine.core.snapshot import Snapshot
from engine.core.units import Value
from shells.editor.cables import CableArea
from shells.editor.gestures import Gestures
from shells.editor.modules import ModuleArea
from shells.editor.patterns import PatternArea, StepAt, sounding_patterns
from shells.requests import Requests
from shells.shell import Shell


class EditorShell(Shell):
    """Modules on the left, patterns and connections on the right."""

    origin = "editor"
    title = "Editor"
    play_wanted = Signal()  # Space

    def __init__(
        self, requests: Requests, step_at: StepAt, sample_names: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(requests, parent)
        self._gestures = Gestures()
        self._bundled_samples = tuple(sample_names)
        self.modules = ModuleArea()
        self.patterns = PatternArea(step_at)
        self.cables = CableArea()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Editor shell")
        self._arrange()
        self._connect_modules()
        self._connect_patterns()
        self.cables.connect_wanted.connect(self._connect)
        self.cables.disconnect_wanted.connect(self._disconnect)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self.play_wanted)

    def show_snapshot(self, before: Snapshot, now: Snapshot) -> None:
        """Pass each branch that is another object to its area."""
        old, new = before.document, now.document
        is_first = before.version == 0
        if is_first or new.modules is not old.modules:
            self.modules.show_modules(new.modules)
            self.cables.show_modules(new.modules)
        if is_first or new.patterns is not old.patterns:
            self.patterns.show_patterns(new.patterns)
            self.modules.show_suggestions("pattern", sorted(new.patterns))
        if is_first or new.connections is not old.connections:
            self.cables.show_cables(new.connections)
        if is_first or new.modules is not old.modules or new.connections is not old.connections:
            self.patterns.show_sounding(sounding_patterns(new.modules, new.connections))
        if is_first or now.samples is not before.samples:
            self.modules.show_suggestions("sample", sorted({*self._bundled_samples, *now.samples}))

    def on_tick(self, glance: Glance) -> None:
        """Move the playheads."""
        self.patterns.show_playhead(glance.beat if glance.is_playing else None)

    def parts(self) -> Sequence[QWidget]:
        """Modules, patterns and connections."""
        return (self.modules, self.patterns, self.cables)

    def add_module(self, type_: str) -> None:
        """Ask for a module of a type, and show it once it is there."""
        known = self._shown.document.modules

        def reveal(snapshot: Snapshot, problem: Problem | None) -> None:
            for name in snapshot.document.modules:
                if problem is None and name not in known:
                    self.modules.reveal(name)

        self.send(c.AddModule(type=type_, origin=self.origin), reveal)

    def add_pattern(self) -> None:
        """Ask for a pattern of sixteen rests, and show it once it is there."""
        known = self._shown.document.patterns

        def reveal(snapshot: Snapshot, problem: Problem | None) -> None:
            for name in snapshot.document.patterns:
                if problem is None and name not in known:
                    self.patterns.reveal(name)

        self.send(c.AddPattern(origin=self.origin), reveal)

    def _arrange(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.patterns)
        right.addWidget(self.cables)
        right.setStretchFactor(0, 3)
        right.setStretchFactor(1, 2)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("editor.columns")
        both.addWidget(self.modules)
        both.addWidget(right)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setChildrenCollapsible(False)
        right.setChildrenCollapsible(False)
        right.setMinimumWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(both)

    def _connect_modules(self) -> None:
        self.modules.value_changed.connect(self._set_parameter)
        self.modules.gesture_started.connect(lambda module, name: self._gestures.begin((module, name)))
        self.modules.gesture_finished.connect(lambda module, name: self._gestures.end((module, name)))
        self.modules.type_chosen.connect(self.add_module)
        self.modules.remove_clicked.connect(lambda name: self.send(c.RemoveModule(name=name, origin=self.origin)))
        self.modules.audition_clicked.connect(lambda name: self.send(c.Trigger(module=name, origin=self.origin)))

    def _connect_patterns(self) -> None:
        self.patterns.step_changed.connect(self._set_step)
        self.patterns.count_changed.connect(self._set_step_count)
        self.patterns.gesture_started.connect(self._gestures.begin)
        self.patterns.gesture_finished.connect(self._gestures.end)
        self.patterns.add_clicked.connect(self.add_pattern)
        self.patterns.remove_clicked.connect(lambda name: self.send(c.RemovePattern(name=name, origin=self.origin)))

    def _set_parameter(self, module: str, parameter: str, value: Value) -> None:
        gesture = self._gestures.of((module, parameter))
        self.send(c.SetParameter(module=module, parameter=parameter, value=value, origin=self.origin, gesture=gesture))

    def _set_step(self, pattern: str, index: int, velocity: float) -> None:
        """Change how loud a step is; its note and length stay, also while it is silent."""
        shown = self._shown.document.patterns.get(pattern)
        step = shown.steps[index] if shown is not None and index < len(shown.steps) else REST
        wanted = replace(step, velocity=velocity)
        gesture = self._gestures.of(pattern)
        self.send(c.SetStep(pattern=pattern, index=index, step=wanted, origin=self.origin, gesture=gesture))

    def _set_step_count(self, pattern: str, count: int) -> None:
        gesture = self._gestures.of(pattern)
        self.send(c.SetStepCount(pattern=pattern, count=count, origin=self.origin, gesture=gesture))

    def _connect(self, source: str, target: str) -> None:
        self.send(c.Connect(source=source, target=target, origin=self.origin))

    def _disconnect(self, source: str, target: str, kind: str) -> None:
        self.send(c.Disconnect(source=source, target=target, kind=kind, origin=self.origin))  # type: ignore[arg-type]
