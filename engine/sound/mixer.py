"""The units that add sounds up: the mixer and the master."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.document import Module
from engine.core.units import Frame, Value
from engine.modules.mixing import MIXER_CHANNELS, SENDS
from engine.sound import nodes
from engine.sound.adding import Adding
from engine.sound.cables import Cable
from engine.sound.channel_levels import ChannelLevels
from engine.sound.control import Control
from engine.sound.levels import balance
from engine.sound.nodes import GRID
from engine.sound.settings import Settings
from engine.sound.studio import Studio
from engine.sound.tone import GLIDE_SECONDS


class Mixer(Adding):
    """Adds what its cables bring. They apply the volumes and pans of its channels; those that lead on apply its own."""

    channels: ChannelLevels

    is_on_line = True

    def __init__(self, studio: Studio, module: Module) -> None:
        super().__init__()
        self._studio = studio
        self._settings = Settings(module.values)
        self.sends = {name: Send(self, name) for name in SENDS}
        self.channels = ChannelLevels()
        self._is_measuring = False

    @property
    def levels(self) -> tuple[float, float]:
        """Its volume, on the left and on the right."""
        volume = self._settings.number("volume")
        return volume, volume

    def input_gain(self, channel: int, /) -> tuple[float, float]:
        """Return the gain on the left and on the right of one of its channels; 1 for channel 0."""
        if not channel:
            return 1.0, 1.0
        if self._settings.is_on(f"mute{channel}") or (self._has_solo() and not self._settings.is_on(f"solo{channel}")):
            return 0.0, 0.0
        return balance(self._settings.number(f"volume{channel}"), self._settings.number(f"pan{channel}"))

    def send_gain(self, send: str, channel: int) -> tuple[float, float]:
        """Return the gain with which a channel goes to one of the sends."""
        if not self.is_passing:
            return 0.0, 0.0
        amount = self._settings.number(f"{send}{channel}")
        left, right = self.input_gain(channel)
        return amount * left, amount * right

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        self._take(self._settings.say(module.values))

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being."""
        self._take(self._settings.turn(values))

    def gate(self, now: Frame) -> None:
        """Tell what leads on from it, its sends too, that it passes its sound on, or does not."""
        super().gate(now)
        for send in self.sends.values():
            for cable in send.cables_in:
                cable.gate(now)

    def on_line(self, _: Frame) -> None:
        """Show the levels of its channels, and measure while somebody looks at them."""
        self.channels.pass_line(GRID)
        if self.channels.is_watched != self._is_measuring:
            self._is_measuring = not self._is_measuring
            turn = self._studio.slices.enter if self._is_measuring else self._studio.slices.leave
            turn(after=self._measure)

    def retire(self) -> None:
        """Measure no more."""
        if self._is_measuring:
            self._studio.slices.leave(after=self._measure)

    def _measure(self, _: Frame, frames: int) -> None:
        for cable in self.cables_in:
            if cable.is_awake:
                self.channels.take(cable.channel, cable.node.output_buffer[:, :frames])

    def _take(self, changed: set[str]) -> None:
        if changed:
            cables = [cable for send in self.sends.values() for cable in send.cables_in]
            for lead in (*self.cables_in, *self.cables_out, *cables):
                lead.follow(self._studio.now)

    def _has_solo(self) -> bool:
        return any(self._settings.is_on(f"solo{channel}") for channel in range(1, MIXER_CHANNELS + 1))


class Send:
    """The faders of one of a mixer's sends; cables that stand for it lead elsewhere."""

    def __init__(self, mixer: Mixer, name: str) -> None:
        self._mixer = mixer
        self._name = name
        self.cables_in: list[Cable] = []

    def input_gain(self, channel: int, /) -> tuple[float, float]:
        """Return the gain with which a channel is sent."""
        return self._mixer.send_gain(self._name, channel)


class Master(Adding):
    """The mixer in which all sound ends. `out` is what is rendered, its volume applied."""

    def __init__(self, studio: Studio, module: Module) -> None:
        super().__init__()
        self._studio = studio
        self._settings = Settings(module.values)
        self._volume = Control(studio.glides, self._settings.number("volume"))
        self.controls["volume"] = self._volume
        self.out = nodes.product(self.bus, self._volume.node)

    @property
    def levels(self) -> tuple[float, float]:
        """Nothing leads on from it."""
        return 1.0, 1.0

    def update(self, module: Module) -> None:
        """Take up the values that have changed."""
        self._take(self._settings.say(module.values))

    def turn(self, values: Mapping[str, Value]) -> None:
        """Have these values for the time being."""
        self._take(self._settings.turn(values))

    def _take(self, changed: set[str]) -> None:
        if "volume" not in changed:
            return
        now, volume = self._studio.now, self._settings.number("volume")
        if self.is_awake or self.fades_until > now:
            self._volume.glide(volume, max(self.fades_until - now, round(GLIDE_SECONDS * self._studio.rate)), now)
        else:
            self._volume.jump(volume)
