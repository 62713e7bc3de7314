"""The bar that every shell has on top: play state, tempo, place, levels, and how the engine is doing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from engine.core.document import PlayState, Transport
from engine.core.live import DeviceStatus
from engine.core.units import HIGHEST_BPM, LOWEST_BPM
from shells.theme import current_theme, mono_font
from shells.widgets.buttons import StateButton, icon_button
from shells.widgets.meters import LoadMeter, PeakMeter
from shells.widgets.number_field import NumberField
from shells.widgets.position_display import PositionDisplay
from shells.widgets.scale import Scale
from shells.widgets.status_items import CaptionedCell, TextCell

_QUIETEST_LUFS = -70.0  # below this nothing is told
_TEMPO = Scale(minimum=LOWEST_BPM, maximum=HIGHEST_BPM, digits=5, decimals=2, drag_pixels=920)


class TransportBar(QFrame):
    """Shows the transport and the state of the engine, and reports what was asked for."""

    play_clicked = Signal()
    pause_clicked = Signal()
    stop_clicked = Signal()
    reset_clicked = Signal()  # back to the first bar
    tempo_changed = Signal(float)  # beats per minute
    tempo_gesture_started = Signal()
    tempo_gesture_finished = Signal()
    device_clicked = Signal()
    late_clicked = Signal()
    problems_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._make_buttons()
        self._tempo = NumberField(_TEMPO)
        self._tempo.setFont(mono_font(11))
        self._tempo.setFixedWidth(84)
        self._tempo.setAccessibleName("Tempo in beats per minute")
        self._position = PositionDisplay()
        self._peaks, self._load = PeakMeter(), LoadMeter()
        self._master = CaptionedCell("Master", self._peaks)
        self._device = TextCell("Device", 24)
        self._device.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._late, self._problems = TextCell("Late", 5), TextCell("Problems", 7)
        for cell in (self._late, self._problems):
            cell.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._arrange()
        self._connect()
        self.show_transport(Transport())
        self.show_status(DeviceStatus(), late_count=0, problem_count=0)

    def show_transport(self, transport: Transport) -> None:
        """Show play state, tempo and metre. Never emits."""
        self._play.setChecked(transport.state is PlayState.PLAYING)
        self._pause.setChecked(transport.state is PlayState.PAUSED)
        self._stop.setChecked(transport.state is PlayState.STOPPED)
        self._tempo.show_value(transport.bpm)
        self._position.show_metre(transport.beats_per_bar)

    def show_status(self, device: DeviceStatus, late_count: int, problem_count: int) -> None:
        """Show where the sound goes, how many events came late and how many requests failed."""
        colours = current_theme().colours
        if device.is_open:
            tip = f"{device.name}\n{device.underruns} underruns"
            self._device.show_text(device.name, colours.text, tip)
        else:
            self._device.show_text(
                "no device", colours.warning, device.message or "No sound device: the music goes on silently."
            )
        self._late.show_text(
            str(late_count), colours.warning if late_count else colours.text_soft, f"{late_count} events came late"
        )
        words = f"{problem_count} problems" if problem_count != 1 else "1 problem"
        self._problems.show_text(str(problem_count), colours.bad if problem_count else colours.text_soft, words)

    def show_playhead(self, bar: int, beat: float, is_playing: bool) -> None:
        """Show a place: bar from 1, beat in the bar from 1.0. Cheap: call it from a timer."""
        self._position.show_playhead(bar, beat, is_playing)

    def show_levels(self, left: float, right: float, load: float) -> None:
        """Show the master's peaks since the last call (1.0 is full scale) and the load (1.0 is all there is)."""
        self._peaks.show_peaks(left, right)
        self._load.show_load(load)

    def show_loudness(self, lufs: float) -> None:
        """Show how loud the master is now, in LUFS; -inf is silence. A few times a second is enough."""
        number = f" {lufs:.0f}".replace("-", "−") if lufs > _QUIETEST_LUFS else ""
        self._master.show_caption(f"Master{number}")
        self._master.setToolTip(f"Loudness now: {number or 'silence'}{' LUFS' if number else ''}")

    def _make_buttons(self) -> None:
        colours = current_theme().colours
        self._reset = icon_button("to-start", "Back to the first bar", 20)
        self._play = StateButton("play", "Play", colours.on_accent)
        self._pause = StateButton("pause", "Pause", colours.on_accent)
        self._stop = StateButton("stop", "Stop", colours.text)
        self._stop.setProperty("look", "transport-stop")

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(4)
        for button in (self._reset, self._stop, self._play, self._pause):
            row.addWidget(button)
        row.addSpacing(10)
        row.addWidget(CaptionedCell("Tempo", self._tempo))
        row.addSpacing(10)
        row.addWidget(self._position)
        row.addSpacing(10)
        row.addWidget(self._master)
        row.addSpacing(10)
        row.addWidget(CaptionedCell("DSP", self._load))
        row.addStretch(1)
        for cell in (self._device, self._late, self._problems):
            row.addWidget(cell, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self._play.clicked.connect(self.play_clicked)
        self._pause.clicked.connect(self.pause_clicked)
        self._stop.clicked.connect(self.stop_clicked)
        self._reset.clicked.connect(self.reset_clicked)
        self._tempo.changed.connect(self.tempo_changed.emit)
        self._tempo.gesture_started.connect(self.tempo_gesture_started)
        self._tempo.gesture_finished.connect(self.tempo_gesture_finished)
        self._device.clicked.connect(self.device_clicked)
        self._late.clicked.connect(self.late_clicked)
        self._problems.clicked.connect(self.problems_clicked)
