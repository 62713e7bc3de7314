"""Units whose sound a plug-in makes: numpy between two nodes of the graph, and a fence around somebody else's code."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.modules.stand_in import values_of
from engine.plug_ins.catalog import maker
from engine.plug_ins.surface import Effect, Instrument, Sound
from engine.sound import nodes
from engine.sound.nodes import GRID
from engine.sound.protocol import NO_VALUES
from engine.sound.studio import Studio
from engine.sound.unit import Unit

_INAUDIBLE = 1e-6  # -120 dB
_TAIL_LINES = 188  # of the grid: after a second below that nothing more is expected
_SILENCE = np.zeros((2, GRID), dtype=np.float32)

T = TypeVar("T")
PluggedMaker = Callable[[Studio, Module], Unit]


def plugged_maker(type_name: str) -> PluggedMaker | None:
    """Return what makes units of a plug-in's type; the same object until its file is another."""
    found = maker(type_name)
    return None if found is None else _maker(found.make)


@lru_cache(maxsize=256)
def _maker(made: type[Effect] | type[Instrument]) -> PluggedMaker:
    return partial(PluggedEffect, made) if issubclass(made, Effect) else partial(PluggedInstrument, made)


class Plugged(Unit):
    """What both kinds share: two drawn channels, volume and pan, sleep after silence, and what is done about bugs."""

    is_on_line = True

    def __init__(self, made: Callable[[int], Any], studio: Studio, module: Module) -> None:
        super().__init__()
        self._studio = studio
        self._who = f'{module.type} "{module.name}"'
        self._values = values_of(module)  # what it was saved without is at its default
        self._document_values = module.values
        (left, self._left), (right, self._right) = nodes.drawn(), nodes.drawn()
        self._drawn = nodes.stereo(left, right)
        self.bus = nodes.bus(2)
        self.bus.add_input(self._drawn)
        self._quiet_lines = 0
        self._is_awake = False
        self._is_broken = False
        self._plug_in = self._fenced(partial(made, studio.rate), None)

    @property
    def levels(self) -> tuple[float, float]:
        """Its volume and pan."""
        volume, pan = self._values["volume"], self._values["pan"]
        assert isinstance(volume, (int, float))
        assert isinstance(pan, (int, float))
        return volume * min(1.0, 1.0 - pan), volume * min(1.0, 1.0 + pan)

    @property
    def is_awake(self) -> bool:
        """Whether it may be heard now."""
        return self._is_awake

    def update(self, module: Module) -> None:
        """Take up the values that have changed; what was turned meanwhile stays."""
        old, self._document_values = self._document_values, module.values
        changed = {name: value for name, value in module.values.items() if old.get(name) != value}
        self.turn(changed)

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values from the next slice on."""
        self._values = self._values.update(values)
        if "volume" in values or "pan" in values:
            for lead in self.cables_out:
                lead.follow(self._studio.now)

    def setting(self, name: str) -> Value | None:
        """Return the value that a parameter has now."""
        return self._values.get(name)

    def silence(self) -> None:
        """Tell the plug-in that panic was pressed; what it has made already fades with its cables."""
        if self._plug_in is not None:
            self._fenced(self._plug_in.silence, None)

    def retire(self) -> None:
        """Be heard no more."""
        self._sleep()

    @abstractmethod
    def _draw(self, now: Frame, frames: int) -> None:
        """Write the next slice."""

    def _write(self, sound: Sound) -> None:
        frames = sound.shape[1]
        self._left[0, :frames], self._right[0, :frames] = sound

    def _wake(self) -> None:
        self._quiet_lines = 0
        if not self._is_awake:
            self._is_awake = True
            self._studio.slices.enter(self._draw)
            for lead in self.cables_out:
                lead.wake()

    def _sleep(self) -> None:
        if self._is_awake:
            self._is_awake = False
            self._studio.slices.leave(self._draw)
            self._left.fill(0.0)
            self._right.fill(0.0)
            for lead in self.cables_out:
                lead.sleep()

    def _fenced(self, call: Callable[[], T], otherwise: T) -> T:
        """Call the plug-in. What it raises is told once, and it is not called again."""
        if self._is_broken:
            return otherwise
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - somebody else's code may raise anything, and the music goes on
            self._is_broken = True
            self._studio.complain(f"{self._who}: the plug-in failed: {type(error).__name__}: {error}; mend its file")
            return otherwise

    def _checked(self, sound: Any, frames: int, otherwise: Sound) -> Sound:
        """Return what a plug-in made, if it is sound of that length; what is not a number becomes silence."""
        made = self._fenced(lambda: np.asarray(sound, dtype=np.float32), otherwise)
        if made.shape != (2, frames):
            self._is_broken = True
            self._studio.complain(f"{self._who}: the plug-in gave {made.shape} for (2, {frames}); mend its file")
            return otherwise
        if not np.isfinite(made).all():
            self._studio.complain(f"{self._who}: the plug-in gave what is not a number; silence stands for it")
            made = np.nan_to_num(made, nan=0.0, posinf=0.0, neginf=0.0)
        return made


class PluggedEffect(Plugged):
    """An effect. It is given whole stretches of the grid, so what it makes is heard GRID frames later.

    One that is broken passes on what comes.
    """

    def __init__(self, made: type[Effect], studio: Studio, module: Module) -> None:
        super().__init__(made, studio, module)
        self.inlet = nodes.bus(2)
        # The graph renders only what somebody reads.
        self.bus.add_input(nodes.product(self.inlet, nodes.constant(0.0)))
        self._sounding = 0  # how many of its cables are awake
        self._came = _SILENCE.copy()
        self._goes = _SILENCE

    def input_woke(self) -> None:
        """Take note that one more of its cables brings sound."""
        self._sounding += 1
        if not self._is_awake:
            self._studio.slices.enter(after=self._hear)
        self._wake()

    def input_slept(self) -> None:
        """Take note that one of its cables brings no sound any more."""
        self._sounding -= 1

    def on_line(self, _: Frame) -> None:
        """Have the plug-in work on what came since the last line."""
        if not self._is_awake:
            return
        came = self._came.copy()
        made = self._fenced(lambda: self._plug_in.process(came.copy(), self._values), came)
        self._goes = self._checked(made, GRID, came)
        is_quiet = self._sounding == 0 and float(np.abs(self._goes).max()) < _INAUDIBLE
        self._quiet_lines = self._quiet_lines + 1 if is_quiet else 0
        if self._quiet_lines >= _TAIL_LINES:
            self._sleep()

    def _sleep(self) -> None:
        if self._is_awake:
            self._studio.slices.leave(after=self._hear)
            self._came[:] = 0.0
            self._goes = _SILENCE
        super()._sleep()

    def _draw(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._write(self._goes[:, begin : begin + frames])

    def _hear(self, now: Frame, frames: int) -> None:
        begin = now % GRID
        self._came[:, begin : begin + frames] = self.inlet.output_buffer[:2, :frames] if self._sounding else 0.0


class PluggedInstrument(Plugged):
    """An instrument. It renders each slice itself; one that is broken is silent."""

    def __init__(self, made: type[Instrument], studio: Studio, module: Module) -> None:
        super().__init__(made, studio, module)
        self._held: set[int] = set()

    @property
    def voice_count(self) -> int:
        """How many notes are held."""
        return len(self._held)

    def note_on(self, note: float | None, velocity: float, key: int, values: Mapping[str, Value] = NO_VALUES) -> None:
        """Start a note at the present frame."""
        self.turn({name: value for name, value in values.items() if name in self._values})
        self._held.add(key)
        self._wake()
        self._fenced(lambda: self._plug_in.note_on(60.0 if note is None else note, velocity, key), None)

    def note_off(self, key: int) -> None:
        """Release a note."""
        if key in self._held:
            self._held.discard(key)
            self._fenced(lambda: self._plug_in.note_off(key), None)

    def silence(self) -> None:
        """End every note."""
        self._held.clear()
        super().silence()

    def on_line(self, _: Frame) -> None:
        """Sleep after a second of silence."""
        if self._is_awake and self._quiet_lines >= _TAIL_LINES:
            self._sleep()

    def _draw(self, now: Frame, frames: int) -> None:
        nothing = _SILENCE[:, :frames]
        sound = self._fenced(lambda: self._plug_in.render(frames, self._values), nothing)
        sound = self._checked(sound, frames, nothing)
        is_quiet = not self._held and float(np.abs(sound).max()) < _INAUDIBLE
        if not is_quiet:
            self._quiet_lines = 0
        elif (now + frames) % GRID == 0:
            self._quiet_lines += 1
        self._write(sound)
