"""An effect: its inlet, straight and through a wet path, mixed; it sleeps once its input and its tail are silent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import inf

import numpy as np

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.sound import nodes
from engine.sound.control import Control
from engine.sound.effects.key import Key
from engine.sound.effects.paths import Paths
from engine.sound.effects.wet import Socket, Wet
from engine.sound.levels import balance
from engine.sound.nodes import GRID, SoundNode
from engine.sound.settings import Settings
from engine.sound.studio import Studio
from engine.sound.tone import GLIDE_SECONDS
from engine.sound.unit import Unit
from engine.sound.voice import FADE_SECONDS

_INAUDIBLE = 1e-6  # -120 dB
_SHARED = {"mix", "bypass", "volume", "pan"}  # parameters that are no wet path's


class Effect(Unit):
    """One effect; `make_wet` is its kind. The wet path goes on under a bypass, so that coming back is at once."""

    key: Key

    def __init__(self, make_wet: type[Wet], studio: Studio, module: Module) -> None:
        super().__init__()
        self._studio = studio
        self._make_wet = make_wet
        self._settings = Settings(module.values)
        self.inlet, self.bus = nodes.bus(2), nodes.bus(2)
        self.key = Key(self)
        for name in (*make_wet.signals, "mix"):
            self.controls[name] = Control(studio.glides, self._settings.number(name))
        self._open = Control(studio.glides, self._openness())
        socket = Socket(studio, self.inlet, self.key.inlet, self._settings, self.controls)
        self._kind = make_wet.kind(self._settings)
        self._paths = Paths(studio, self.inlet, partial(make_wet, socket))
        self._lay_mix(nodes.product(self.controls["mix"].node, self._open.node))
        self._heard = self.bus.output_buffer
        self._sounding = 0  # how many cables bring sound
        self._peak, self._quiet_frames = 0.0, 0
        self._is_awake = False

    @property
    def levels(self) -> tuple[float, float]:
        """Its volume and pan."""
        return balance(self._settings.number("volume"), self._settings.number("pan"))

    @property
    def is_awake(self) -> bool:
        """Whether its input or its tail sounds."""
        return self._is_awake

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        self._take(self._settings.say(module.values))

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being."""
        self._take(self._settings.turn(values))

    def follow_tempo(self) -> None:
        """Take up the tempo."""
        self._paths.wet.follow_tempo()

    def silence(self) -> None:
        """Let what rings fade; what comes goes through another path."""
        if self._is_awake:
            self._renew()

    def retire(self) -> None:
        """Be heard no more."""
        if self.is_on_line:
            self._stop_listening()
        self._sleep()

    # --- awake and asleep

    def input_woke(self) -> None:
        """Sound, from the first cable that brings something."""
        self._sounding += 1
        if self.is_on_line:
            self._stop_listening()
        if not self._is_awake:
            self._is_awake = True
            self._paths.wet.wake()
            for lead in self.cables_out:
                lead.wake()

    def input_slept(self) -> None:
        """Listen for the end of the tail, once no cable brings anything."""
        self._sounding -= 1
        if self._sounding == 0:
            self._peak, self._quiet_frames = inf, 0
            self.is_on_line = True
            self._studio.slices.enter(after=self._hear)

    def on_line(self, _: Frame) -> None:
        """Sleep when the tail has been silent for long enough. (Called while listening.)"""
        self._quiet_frames = self._quiet_frames + GRID if self._peak < _INAUDIBLE else 0
        self._peak = 0.0
        if self._quiet_frames > self._paths.wet.tail_frames:
            self._stop_listening()
            self._sleep()

    def tidy(self) -> None:
        """Take out the paths that have faded."""
        self._paths.tidy()
        self.tidy_at = self._paths.tidy_at

    def _hear(self, _: Frame, frames: int) -> None:
        self._peak = max(self._peak, float(np.abs(self._heard[:, :frames]).max()))

    def _stop_listening(self) -> None:
        self.is_on_line = False
        self._studio.slices.leave(after=self._hear)

    def _sleep(self) -> None:
        if self._is_awake:
            self._is_awake = False
            self._paths.sleep()
            for lead in self.cables_out:
                lead.sleep()

    # --- parameters

    def _take(self, changed: set[str]) -> None:
        if changed & {"volume", "pan"}:
            for lead in self.cables_out:
                lead.follow(self._studio.now)
        if "bypass" in changed:
            self._move(self._open, self._openness(), FADE_SECONDS)
        for name in changed & self.controls.keys():
            self._move(self.controls[name], self._settings.number(name), GLIDE_SECONDS)
        kind, self._kind = self._kind, self._make_wet.kind(self._settings)
        if self._kind != kind:
            self._renew()
        elif changed - _SHARED:
            self._paths.wet.take()

    def _move(self, control: Control, value: float, seconds: float) -> None:
        if self._is_awake:
            control.glide(value, round(seconds * self._studio.rate), self._studio.now)
        else:
            control.jump(value)

    def _openness(self) -> float:
        return 0.0 if self._settings.is_on("bypass") else 1.0

    def _renew(self) -> None:
        self._paths.renew(is_awake=self._is_awake)
        self.tidy_at = self._paths.tidy_at

    def _lay_mix(self, amount: SoundNode) -> None:
        """Lay both ways to the bus; `amount` is the mix, from the sound as it comes, 0, to the wet path alone, 1."""
        dry, wet = nodes.difference(1.0, amount), amount
        if self._make_wet.is_balanced:
            two = nodes.constant(2.0)
            dry, wet = (nodes.clip(nodes.product(each, two), 0.0, 1.0) for each in (dry, wet))
        self.bus.add_input(nodes.product(self.inlet, dry))
        self.bus.add_input(nodes.product(self._paths.out, wet))
