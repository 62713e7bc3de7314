"""The signal graph of the process and the kinds of nodes that the units are made of; the only importer of signalflow.

Six facts shape all that is built on it (SignalFlow 0.6, read in its source and measured):

- A node that is taken out of a sum stops being rendered and keeps its state, so whatever is silent is taken out.
- `Node.remove_output` never returns when a node's outputs go by different input names. Hence a node that is ever taken
  out has one output, and nodes that share a source and are taken from it all take it under one name.
- A node that is gone stays in the list of outputs of what it read. That is harmless while that never grows in channels.
- Before a slice the graph clears the mark "rendered already" from the top down, and stops at a node that has none. So
  what was read by a node that is gone gives its last slice again to a new reader. `attach` has its mark cleared, but
  only once all changes before the slice are made: to clear it at once would stop the graph there, above later ones.
- A bare `Node` renders nothing and keeps what is written into its buffer. That makes it a signal drawn with numpy.
- A trigger reads the value that a constant had when it was last rendered; `prime` renders it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import signalflow
from numpy.typing import NDArray

from engine.sound.protocol import Block

SoundNode: TypeAlias = Any  # signalflow ships stubs that do not match what it does
SoundBuffer: TypeAlias = Any

_attached: list[SoundNode] = []  # sources that got a new reader since the last slice; there is one graph a process

GRID = 256  # frames: no slice is longer, and upkeep is done at its multiples, so that slicing changes nothing


class Graph:
    """The one signal graph of a process, without a device.

    Raises:
        RuntimeError: there is one already.
    """

    def __init__(self, rate: int) -> None:
        if signalflow.AudioGraph.get_shared_graph() is not None:
            raise RuntimeError("there is a signal graph in this process already; close the sound backend that has it")
        config = signalflow.AudioGraphConfig()
        config.sample_rate = rate
        config.output_buffer_size = GRID
        config.cpu_usage_limit = 0.0  # not what a file in the player's home may say
        config.auto_record = False
        device = signalflow.AudioOut_Dummy(2, rate, GRID)
        self._graph = signalflow.AudioGraph(config=config, output_device=device, start=False)
        self._slices = [sound_buffer(2, frames) for frames in range(1, GRID + 1)]
        self._views: list[Block] = [slice_.data for slice_ in self._slices]

    def play(self, node: SoundNode) -> None:
        """Make `node`, of two channels, what is rendered."""
        self._top = node
        self._graph.play(node)

    def stop(self, node: SoundNode) -> None:
        """Make `node` no longer what is rendered."""
        self._graph.stop(node)

    def render(self, frames: int) -> Block:
        """Return the next `frames`, 1 to GRID, as a view that is valid until the next call."""
        if _attached:
            self._clear_marks()
        self._graph.render_to_buffer(self._slices[frames - 1])
        return self._views[frames - 1]

    def _clear_marks(self) -> None:
        """Clear the marks of what is rendered, and then of what was attached below nodes that had none."""
        self._graph.reset_subgraph(self._top)
        for source in _attached:
            self._graph.reset_subgraph(source)
        _attached.clear()

    def close(self) -> None:
        """Destroy the graph. No node of it may be used afterwards."""
        _attached.clear()
        self._graph.destroy()


def sound_buffer(channels: int, frames: int) -> SoundBuffer:
    """Return an empty buffer, to be filled through its `data`. (Making one of an array is 200 times slower.)"""
    return signalflow.Buffer(channels, frames)


def filled_buffer(sound: NDArray[np.float32]) -> SoundBuffer:
    """Return a buffer that holds a copy of `sound`, shape (channels, frames)."""
    made = signalflow.Buffer(*sound.shape)
    made.data[:] = sound
    return made


def constant(value: float) -> SoundNode:
    """Return a node of one value, which `set_value` changes."""
    return signalflow.Constant(value)


def prime(node: SoundNode, value: float) -> None:
    """Make `value` what a constant was last, so that what comes next can be an edge."""
    node.set_value(value)
    node.process(1)


def drawn() -> tuple[SoundNode, Block]:
    """Return a node that sounds what is written into the array that comes with it, from the start of each slice."""
    node = signalflow.Node()
    view: Block = node.output_buffer  # does not keep the node alive: hold both
    view.fill(0.0)
    return node, view


def drawn_stereo() -> tuple[SoundNode, Block, Block]:
    """Return a node of two channels that sounds what is written into the arrays for the left and the right."""
    (left, left_view), (right, right_view) = drawn(), drawn()
    return stereo(left, right), left_view, right_view


def bus(channels: int) -> SoundNode:
    """Return a sum of one or two channels; inputs, of not more, come and go by `attach` and `remove_input`.

    It has its channels from the start: growing later would call nodes that once read it and are gone.
    """
    made = signalflow.Sum()
    if channels == 2:
        wide = stereo(signalflow.Constant(0.0), signalflow.Constant(0.0))
        made.add_input(wide)
        made.remove_input(wide)
    return made


def attach(sum_: SoundNode, node: SoundNode, source: SoundNode) -> None:
    """Add a node that reads `source`, which may have been rendered for others before."""
    sum_.add_input(node)
    _attached.append(source)


def product(left: SoundNode, right: SoundNode) -> SoundNode:
    """Return a node that multiplies two others; one channel is spread over two."""
    return signalflow.Multiply(left, right)


def stereo(left: SoundNode, right: SoundNode) -> SoundNode:
    """Return two nodes of one channel as one of two."""
    return signalflow.ChannelArray([left, right])


def envelope() -> SoundNode:
    """Return straight lines through `attack`, `decay`, `sustain` and `release` while and after `gate`, in seconds.

    `trigger` restarts it. These are names of inputs, to be set; the same goes for the nodes below.
    """
    return signalflow.ADSREnvelope()


def player(buffer: SoundBuffer) -> SoundNode:
    """Return a reader of `buffer` at `rate` that stops at `end_time` or, at a `loop` of 1, goes round all of it.

    `trigger("set_position", seconds)` moves it.
    """
    return signalflow.BufferPlayer(buffer)


def oscillator(table: SoundBuffer, sync: SoundNode) -> SoundNode:
    """Return a reader of one cycle of a wave at `frequency`, `phase_offset` ahead; a rising `sync` restarts it."""
    return signalflow.Wavetable(table, sync=sync)


def state_variable(source: SoundNode, mode: str, cutoff: SoundNode, resonance: SoundNode) -> SoundNode:
    """Return a filter of 12 dB an octave: "low_pass", "high_pass", "band_pass", "notch" or "peak".

    `resonance` is 1 - 1 / (2 Q), below 1. The band-pass lets its middle through at a level of Q.
    """
    return signalflow.SVFilter(source, mode, cutoff, resonance)


def total(left: SoundNode, right: SoundNode) -> SoundNode:
    """Return the sum of two nodes."""
    return signalflow.Add(left, right)


def difference(left: SoundNode | float, right: SoundNode) -> SoundNode:
    """Return the first less the second."""
    return signalflow.Subtract(left, right)


def clip(source: SoundNode, low: float, high: float) -> SoundNode:
    """Return a node that keeps another between two values."""
    return signalflow.Clip(source, low, high)


def hyperbolic_tangent(source: SoundNode) -> SoundNode:
    """Return the hyperbolic tangent of a node: nearly straight near 0, and never beyond 1."""
    return signalflow.Tanh(source)


def sine(source: SoundNode) -> SoundNode:
    """Return the sine of a node, in radians: a fold without edges. (`Fold` is for values above its minimum only.)"""
    return signalflow.Sin(source)


def rounded(source: SoundNode) -> SoundNode:
    """Return the nearest whole number."""
    return signalflow.Round(source)


def magnitude(source: SoundNode) -> SoundNode:
    """Return how far a node is from 0."""
    return signalflow.Abs(source)


def power(source: SoundNode, exponent: SoundNode) -> SoundNode:
    """Return a node raised to the power of another."""
    return signalflow.Pow(source, exponent)


def lagging(source: SoundNode, kept: SoundNode) -> SoundNode:
    """Return a node that follows another, keeping a part, 0 to 1, of where it was at each frame.

    It begins where the other is. At 1 it holds, at 0 it follows: a sample-and-hold that does not depend on the slices,
    as `SampleAndHold` does.
    """
    return signalflow.Smooth(source, kept)


def amplitude(decibels: SoundNode) -> SoundNode:
    """Return decibels as a factor."""
    return signalflow.DecibelsToAmplitude(decibels)


def channel(source: SoundNode, index: int) -> SoundNode:
    """Return one channel of a node."""
    return signalflow.ChannelSelect(source, index, index + 1)


def ladder(source: SoundNode, cutoff: SoundNode, resonance: SoundNode) -> SoundNode:
    """Return a ladder low-pass filter, 24 dB an octave, that rings at about 0.43 of `cutoff`.

    `resonance` must stay below 1, and `cutoff`, in Hz, below half the rate.
    """
    return signalflow.MoogVCF(source, cutoff, resonance)


def note_frequency(note: SoundNode) -> SoundNode:
    """Return the frequency in Hz of a MIDI number, which may lie between two notes."""
    return signalflow.MidiNoteToFrequency(note)


def total_of(sources: list[SoundNode]) -> SoundNode:
    """Return the sum of nodes that stay; one channel is spread over two where another has two."""
    return sources[0] if len(sources) == 1 else signalflow.Sum(sources)


def refresh(node: SoundNode) -> None:
    """Have a node rendered in the next slice, though what read it last is no longer there to see to that."""
    _attached.append(node)
