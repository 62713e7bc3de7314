"""The Editor shell: hands on every parameter, step and cable; what they do becomes commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from engine.core import commands as c
from engine.core.document import REST, Connection, Step, Switch
from engine.core.glance import Glance
from engine.core.live import Problem
from engine.core.snapshot import Snapshot
from engine.core.units import Beat, Value
from engine.patterns.expression import mini
from engine.patterns.stored import read_ahead
from engine.patterns.written import kept
from shells.editor.cables import CableArea
from shells.editor.chains import ChainArea
from shells.editor.gestures import Gestures
from shells.editor.modules import Modulated, ModuleArea
from shells.editor.pattern_changes import range_change, whole_change
from shells.editor.patterns import PatternArea
from shells.requests import Requests
from shells.shell import Shell


class EditorShell(Shell):
    """Modules on the left, patterns, chains and connections on the right."""

    origin = "editor"
    title = "Editor"
    play_wanted = Signal()  # Space

    def __init__(
        self,
        requests: Requests,
        modulated: Modulated,
        devices: Callable[[], Sequence[str]],
        sample_names: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            modulated: Returns where modulators have the parameters of a module now.
            devices: Returns the names of the devices that can play.
        """
        super().__init__(requests, parent)
        self._devices = devices
        self._copied: tuple[Step, ...] = ()  # of any pattern, to be pasted into any
        self._gestures = Gestures()
        self._modulated = modulated
        self._bundled_samples = tuple(sample_names)
        self.modules = ModuleArea()
        self.patterns = PatternArea()
        self.chains = ChainArea()
        self.cables = CableArea()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Editor shell")
        self._arrange()
        self._connect_modules()
        self._connect_patterns()
        self._connect_chains()
        self.cables.connect_wanted.connect(self._connect)
        self.cables.depth_changed.connect(self._set_depth)
        self.cables.gesture_started.connect(self._gestures.begin)
        self.cables.gesture_finished.connect(self._gestures.end)
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
            self.modules.show_suggestions("module", sorted(new.modules))
            self.cables.show_modules(new.modules)
        if is_first or new.patterns is not old.patterns:
            self.patterns.show_patterns(new.patterns)
            self.modules.show_suggestions("pattern", sorted(new.patterns))
        if is_first or new.chains is not old.chains:
            self.chains.show_chains(new.chains)
            self.modules.show_suggestions("chain", sorted(new.chains))
        if is_first or new.connections is not old.connections:
            self.cables.show_cables(new.connections)
        if now.device is not before.device and now.device.is_open:
            self.modules.show_suggestions("device", self._devices())
        if is_first or now.samples is not before.samples:
            self.modules.show_suggestions("sample", sorted({*self._bundled_samples, *now.samples}))

    def on_tick(self, glance: Glance) -> None:
        """Move the playheads, and what modulators move."""
        self.patterns.show_playing(glance.playing.values() if glance.is_playing else ())
        self.modules.show_modulated(self._modulated)

    def parts(self) -> Sequence[QWidget]:
        """Modules, patterns, chains and connections."""
        return (self.modules, self.patterns, self.chains, self.cables)

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
        right.addWidget(self.chains)
        right.addWidget(self.cables)
        for index, share in enumerate((5, 2, 3)):
            right.setStretchFactor(index, share)
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
        self.modules.switch_wanted.connect(self._set_switch)
        self.modules.preset_chosen.connect(
            lambda name, preset: self.send(c.ApplyPreset(module=name, preset=preset, origin=self.origin))
        )
        self.modules.remove_clicked.connect(lambda name: self.send(c.RemoveModule(name=name, origin=self.origin)))
        self.modules.audition_clicked.connect(lambda name: self.send(c.Trigger(module=name, origin=self.origin)))

    def _connect_patterns(self) -> None:
        self.patterns.step_changed.connect(self._set_step)
        self.patterns.step_edited.connect(self._edit_step)
        self.patterns.count_changed.connect(self._set_step_count)
        self.patterns.rate_changed.connect(self._set_rate)
        self.patterns.notation_edited.connect(self._set_notation)
        self.patterns.range_wanted.connect(self._change_range)
        self.patterns.change_wanted.connect(self._change_pattern)
        self.patterns.gesture_started.connect(self._gestures.begin)
        self.patterns.gesture_finished.connect(self._gestures.end)
        self.patterns.add_clicked.connect(self.add_pattern)
        self.patterns.remove_clicked.connect(lambda name: self.send(c.RemovePattern(name=name, origin=self.origin)))

    def _set_parameter(self, module: str, parameter: str, value: Value) -> None:
        gesture = self._gestures.of((module, parameter))
        self.send(c.SetParameter(module=module, parameter=parameter, value=value, origin=self.origin, gesture=gesture))

    def _set_switch(self, module: str, switch: Switch, is_on: bool) -> None:
        self.send(c.SetSwitch(module=module, switch=switch, is_on=is_on, origin=self.origin))

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

    def _edit_step(self, pattern: str, index: int, step: Step) -> None:
        self.send(c.SetStep(pattern=pattern, index=index, step=step, origin=self.origin))

    def _set_rate(self, pattern: str, rate: Beat) -> None:
        gesture = self._gestures.of(pattern)
        self.send(c.SetStepsPerBeat(pattern=pattern, steps_per_beat=rate, origin=self.origin, gesture=gesture))

    def _set_notation(self, pattern: str, text: str) -> None:
        shown = self._shown.document.patterns.get(pattern)
        cycle_beats = shown.cycle_beats if shown is not None else None
        expression = kept(mini(text))
        read_ahead((expression,))
        self.send(c.SetExpression(pattern=pattern, expression=expression, cycle_beats=cycle_beats, origin=self.origin))

    def _change_pattern(self, pattern: str, change: str) -> None:
        shown = self._shown.document.patterns.get(pattern)
        if shown is not None:
            self.send(whole_change(change, shown, self.origin))

    def _change_range(self, pattern: str, what: str, first: int, count: int) -> None:
        shown = self._shown.document.patterns.get(pattern)
        if shown is None:
            return
        if what in ("copy", "cut"):
            self._copied = shown.steps[first : first + count]
        command = range_change(what, pattern, range(first, first + count), self._copied, self.origin)
        if command is not None:
            self.send(command)

    def _connect_chains(self) -> None:
        self.chains.entries_changed.connect(
            lambda chain, entries: self.send(c.SetChain(chain=chain, entries=entries, origin=self.origin))
        )
        self.chains.enabled_changed.connect(
            lambda chain, is_on: self.send(c.EnableChain(chain=chain, is_enabled=is_on, origin=self.origin))
        )
        self.chains.add_clicked.connect(lambda: self.send(c.AddChain(origin=self.origin)))
        self.chains.remove_clicked.connect(lambda name: self.send(c.RemoveChain(name=name, origin=self.origin)))

    def _connect(self, source: str, target: str, parameter: str) -> None:
        self.send(c.Connect(source=source, target=target, parameter=parameter, origin=self.origin))

    def _set_depth(self, cable: Connection, depth: float) -> None:
        self.send(
            c.Connect(
                source=cable.source,
                target=cable.target,
                kind=cable.kind,
                parameter=cable.parameter,
                depth=depth,
                offset=cable.offset,
                is_delayed=cable.is_delayed,
                origin=self.origin,
                gesture=self._gestures.of(cable.key),
            )
        )

    def _disconnect(self, cable: Connection) -> None:
        self.send(
            c.Disconnect(
                source=cable.source,
                target=cable.target,
                kind=cable.kind,
                parameter=cable.parameter,
                origin=self.origin,
            )
        )
