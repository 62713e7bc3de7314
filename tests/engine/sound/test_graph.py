"""The backend as the engine uses it: exact frames, the same bytes however it is sliced, one after the other."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import MASTER, Document
from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from engine.sound.samples import Sample, SampleStore
from tests.engine.sound.scenes import BLOCK, RATE, Take, cosine, document, module, noise, sampler, store, synth


def busy_take() -> Take:
    """Return a take in which everything happens, at frames that lie anywhere."""
    names = ["kick", "loop", "long", "wide", "bass", "hiss"]
    start = document(
        sampler("kick", 2, cutoff=3000.0, resonance=0.5, polyphony="mono"),
        sampler("loop", 3, sample="short", playStyle="loop", attack=0.01, release=0.2, speed=1.37),
        sampler("long", 4, sample="long", playStyle="loop", regionStart=0.1, regionEnd=0.35, speed=1.1),
        sampler("wide", 5, sample="wide", regionEnd=0.4, speed=0.77),
        synth("bass", 6, cutoff=2000.0, attack=0.005, release=0.1),
        synth("hiss", 7, wave="noise"),
        module("mixer", 8, "mixer", volume1=0.5),
        cables=[*((name, "mixer", i + 1) for i, name in enumerate(names[:4])), ("bass", MASTER, 0), ("hiss", MASTER, 0),
                ("mixer", MASTER, 0)],
    )  # fmt: skip
    tone = cosine(60_000, 220.0, 0.4)
    take = Take(start, sound=noise(20_000), short=tone[:1000], long=np.tile(tone, 6), wide=np.stack([tone, tone / 2]))
    random = np.random.default_rng(9)
    for key in range(200):
        frame, name = int(random.integers(48_000)), names[random.integers(6)]
        take.on(frame, name, float(random.integers(40, 80)), key, 0.3).off(
            frame + int(random.integers(9_000)), name, key
        )
    changes: list[tuple[str, tuple[Value, ...]]] = [
        ("volume", (0.0, 1.0, 0.4)),
        ("pan", (-1.0, 0.5)),
        ("cutoff", (300.0, 20000.0, 5000.0)),
        ("resonance", (0.0, 0.9)),
        ("sustain", (0.2, 1.0)),
    ]
    for frame in sorted(random.integers(48_000, size=100).tolist()):
        parameter, values = changes[random.integers(len(changes))]
        take.set(frame, names[random.integers(6)], **{parameter: values[random.integers(len(values))]})
    for frame in (10_001, 30_003):
        take.set(frame, "loop", speed=0.9).at(frame + 5_000, SignalFlowSound.silence)
    return take


def test_note_sounds_from_its_exact_frame_with_its_first_sample():
    sound = noise(2_000, level=0.1)
    frames = [1, 255, 256, 257, 5_003, 9_999]
    take = Take(document(sampler()), sound=sound)
    for key, frame in enumerate(frames):
        take.on(frame, "kick", key=key)

    heard = take.record(12_000)

    alone = np.zeros(12_000, dtype=np.float32)
    for frame in frames:
        alone[frame : frame + 2_000] += sound[: 12_000 - frame]
    assert np.flatnonzero(heard[0])[0] == 1
    assert np.abs(heard - alone).max() < 1e-6  # it adds up in another order
    assert np.array_equal(heard[:, 5_003:7_003], np.stack([sound, sound]))  # one alone is the sample, bit for bit


@pytest.mark.slow
def test_sound_is_the_same_bytes_however_it_is_sliced():
    take = busy_take()
    whole = take.record(48_000)
    assert np.abs(whole).max() > 0.5

    anywhere = np.random.default_rng(2).integers(0, 48_000, 2_000).tolist()
    assert np.array_equal(take.record(48_000, anywhere), whole)
    assert np.array_equal(take.record(48_000, range(0, 48_000, 7)), whole)


@pytest.mark.slow
def test_sound_does_not_depend_on_the_block_size():
    take = busy_take()
    whole = take.record(48_000)
    for block in (64, 1_024):
        other = busy_take()
        other._block = block
        assert np.array_equal(other.record(48_000), whole)


@pytest.mark.slow
def test_sound_is_the_same_bytes_in_another_process():
    program = "\n".join(
        (
            "import hashlib",
            "from tests.engine.sound.test_graph import busy_take",
            "print(hashlib.sha256(busy_take().record(48_000).tobytes()).hexdigest())",
        )
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert other.stdout.strip() == hashlib.sha256(busy_take().record(48_000).tobytes()).hexdigest()


def test_second_backend_is_refused_until_the_first_is_closed():
    first = SignalFlowSound(RATE, BLOCK, SampleStore())

    with pytest.raises(RuntimeError, match="close the sound backend that has it"):
        SignalFlowSound(RATE, BLOCK, SampleStore())
    first.close()
    SignalFlowSound(RATE, BLOCK, SampleStore()).close()


def test_notes_of_what_is_not_there_or_makes_no_sound_are_passed_over():
    take = Take(document(module("steps", 2, "sequencer"), module("mixer", 3, "mixer"), sampler("kick", 4), cables=[]))
    for name in ("nobody", "steps", "mixer", MASTER, "kick"):
        take.on(0, name).off(10, name)

    assert not take.record(1_000).any()


def test_sample_is_heard_from_the_first_note_after_it_has_come():
    sound = noise(300)
    take = Take(document(sampler()))
    take.on(0, "kick", key=1)
    take.at(600, lambda backend: take.samples.put(Sample("sound", sound[None, :])))
    take.on(700, "kick", key=2)
    take.at(1_000, lambda backend: backend.sample_ready("sound")).at(
        1_000, lambda backend: backend.sample_ready("other")
    )
    take.on(1_000, "kick", key=3)

    heard = take.record(2_000)

    assert np.flatnonzero(heard[0])[0] == 700
    assert np.array_equal(heard[0, 1_000:1_300], sound)


def test_long_sample_is_laid_out_bit_by_bit_and_plays_meanwhile_from_wherever_it_is_asked_to():
    sound = noise(1_000_000)
    late = document(sampler(regionStart=0.9))
    take = Take(document(sampler()), sound=sound).at(
        0, lambda backend: take.samples.put(Sample("later", sound[None, :]))
    )
    take.become(0, document(sampler(sample="later"))).on(0, "kick", key=1)
    take.become(300, replace(late, modules=late.modules.set("kick", sampler(sample="later", regionStart=0.9))))
    take.on(300, "kick", key=2)

    heard = take.record(10_000)[0]

    assert np.array_equal(heard[:300], sound[:300])
    second = heard[300:] - sound[300:10_000]
    begin = next(900_000 - back for back in range(9) if abs(second[0] - sound[900_000 - back]) < 1e-6)
    assert np.abs(second - sound[begin : begin + 9_700]).max() < 1e-6


def test_sample_that_was_loaded_anew_is_used_from_the_next_note():
    old, new = noise(4_000, 1), noise(4_000, 2)
    take = Take(document(sampler()), sound=old).on(0, "kick", key=1)
    take.at(1_000, lambda backend: take.samples.put(Sample("sound", new[None, :])))
    take.at(1_000, lambda backend: backend.sample_ready("sound")).on(5_000, "kick", key=2)

    heard = take.record(10_000)

    assert np.array_equal(heard[0, :4_000], old)
    assert np.array_equal(heard[0, 5_000:9_000], new)


def test_voices_sounding_are_those_that_play_and_those_in_their_release():
    counts: list[int] = []

    def count(backend: SignalFlowSound) -> None:
        counts.append(backend.voices_sounding())

    take = Take(document(sampler(playStyle="loop", release=0.1)), sound=noise(1_000))
    take.at(0, count).on(0, "kick", key=1).on(0, "kick", key=2).at(0, count)
    take.off(1_000, "kick", 1).at(1_000, count).at(1_000 + 4_800 + 512, count)
    take.at(8_000, SignalFlowSound.silence).at(8_000, count)
    take.record(9_000)

    assert counts == [0, 2, 2, 1, 0]


def test_silence_ends_everything_within_five_milliseconds_and_new_notes_sound_as_ever():
    tone = cosine(48_000, 100.0, 0.03)
    start = document(
        sampler("loop", 2, playStyle="loop", release=2.0, cutoff=200.0, resonance=0.95),
        synth("bass", 3, volume=0.1, release=3.0, cutoff=300.0, resonance=0.95),
    )
    take = Take(start, sound=tone).on(0, "loop").on(0, "bass", key=2).off(5_000, "bass", 2)
    take.at(9_000, SignalFlowSound.silence).on(12_000, "loop", key=3)

    heard = take.record(20_000)

    fresh = Take(start, sound=tone).on(12_000, "loop", key=3).record(20_000)
    assert np.abs(heard[:, 8_000:9_000]).max() > 0.03
    assert not heard[:, 9_240:12_000].any()
    assert np.array_equal(heard[:, 12_000:], fresh[:, 12_000:])


def test_what_is_not_a_number_is_never_heard_and_does_not_stay():
    broken = noise(1_000)
    broken[500] = np.nan
    take = Take(
        document(sampler("bad", 2, cutoff=1_000.0), sampler("good", 3, sample="good")), sound=broken, good=noise(400)
    )
    take.on(0, "bad", key=1).on(3_000, "bad", key=2).on(6_000, "good", key=3)

    heard = take.record(8_000)

    assert np.isfinite(heard).all()
    assert heard[0, 100:500].any()
    assert np.array_equal(heard[0, 6_000:6_400], noise(400))


def test_sound_at_another_rate_keeps_its_pitch():
    heard = Take(document(synth(wave="sine")), rate=44_100).on(0, "bass", 69).record(44_100)

    rising = np.flatnonzero((heard[0, :-1] < 0) & (heard[0, 1:] >= 0))
    assert len(rising) in (439, 440)


def test_reconcile_with_an_equal_document_changes_nothing():
    take = Take(document(sampler()), sound=noise(5_000)).on(0, "kick")
    plain = take.record(3_000)

    take.become(1_000, replace(take.start)).become(1_500, replace(take.start, next_number=99))

    assert np.array_equal(take.record(3_000), plain)


def test_render_gives_silence_for_an_empty_document():
    backend = SignalFlowSound(RATE, BLOCK, store())

    backend.reconcile(Document(), Document())

    assert backend.render(BLOCK).shape == (2, BLOCK)
    assert not backend.render(3).any()
    backend.close()
