"""What plug-ins sound like, and that a broken one is told and leaves the music alone."""

from __future__ import annotations

import numpy as np
import pytest
from immutables import Map

from engine.core.document import MASTER, Module
from engine.modules.table import module_type, plug_in
from engine.plug_ins import catalog
from engine.plug_ins.catalog import Catalog
from tests.engine.plug_ins.files import CLICK, RING, put
from tests.engine.sound.scenes import Take, cosine, document, sampler

GRID = 256
WHOLE = 3_700  # frames of a sample of 4,000 before the fade that hides its end

HALF = """
from engine.plug_ins.surface import Effect


class Half(Effect):
    name = "half"

    def process(self, sound, values):
        return sound * 0.5
"""


@pytest.fixture(autouse=True)
def as_it_was():
    yield
    plug_in(Map())
    catalog._makers.clear()


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        return Catalog(put(tmp_path, "plug.py", text).parent).read_folder()

    return read_text


def plugged(name, number, type_name, **values):
    return Module(name, number, type_name, module_type(type_name).defaults().update(values))


def through(effect):
    """A sampler through an effect, to the master."""
    cables = [("kick", effect.name, 0), (effect.name, MASTER, 0)]
    return document(sampler(), effect, cables=cables)


def test_effect_is_heard_one_line_of_the_grid_later(read):
    read(HALF)
    tone = cosine(4_000, 500)

    heard = Take(through(plugged("half", 3, "half")), sound=tone).on(GRID, "kick").record(4_608)

    begin = 2 * GRID
    assert not heard[:, :begin].any()
    for side in heard:
        assert side[begin : begin + WHOLE] == pytest.approx(tone[:WHOLE] * 0.5, abs=1e-6)


def test_effect_sounds_the_same_however_it_is_cut(read):
    read(RING)
    take = Take(through(plugged("ring", 3, "ringModulator", rate=300.0)), sound=cosine(9_000, 440)).on(100, "kick")

    assert (take.record(10_240) == take.record(10_240, cuts=range(7, 10_240, 61))).all()


def test_effect_takes_its_values_and_volume_and_pan(read):
    read(RING)
    ring = plugged("ring", 3, "ringModulator", rate=1000.0, volume=0.5, pan=-1.0)

    heard = Take(through(ring), sound=np.full(48_000, 0.5)).on(0, "kick").record(24_064)

    left = heard[0, 2_048:]
    spectrum = np.abs(np.fft.rfft(left[:19_200]))
    assert np.argmax(spectrum) * 48_000 / 19_200 == pytest.approx(1000.0, abs=3)
    assert np.abs(left).max() == pytest.approx(0.25, abs=0.02)
    assert not heard[1].any()


def test_instrument_starts_on_its_frame(read):
    read(CLICK)

    heard = Take(document(plugged("click", 2, "click"))).on(1_000, "click", velocity=0.7).record(2_048)

    assert np.flatnonzero(heard[0]).tolist() == [1_000]
    assert heard[0, 1_000] == pytest.approx(0.7, abs=1e-6)


BROKEN = {
    "raises": ("raise RuntimeError('oh')", 'half "half": the plug-in failed: RuntimeError: oh; mend its file'),
    "too short": ("return sound[:, :3]", 'half "half": the plug-in gave (2, 3) for (2, 256); mend its file'),
    "no sound": ("return 'loud'", None),
    "nothing": ("return None", None),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_effect_is_told_once_and_passes_on_what_comes(read, case):
    line, told = BROKEN[case]
    read(HALF.replace("return sound * 0.5", line))
    tone = cosine(4_000, 500)
    complaints = []
    take = Take(through(plugged("half", 3, "half")), sound=tone).on(0, "kick")
    for frame in (1_024, 3_072):
        take.at(frame, lambda sound: complaints.append(sound.complaints()))

    heard = take.record(4_608)

    assert heard[0, GRID : GRID + WHOLE] == pytest.approx(tone[:WHOLE], abs=1e-6)
    assert len(complaints[0]) == 1
    assert told is None or complaints[0] == (told,)
    assert complaints[1] == ()


def test_what_is_not_a_number_is_told_and_becomes_silence(read):
    read(HALF.replace("return sound * 0.5", "sound[0, 10] = float('nan'); return sound"))
    complaints = []
    take = Take(through(plugged("half", 3, "half")), sound=cosine(4_000, 500)).on(0, "kick")

    heard = take.at(1_024, lambda sound: complaints.extend(sound.complaints())).record(2_048)

    assert np.isfinite(heard).all()
    assert complaints == ['half "half": the plug-in gave what is not a number; silence stands for it']


def test_instrument_that_raises_in_every_method_is_silent(read):
    raising = (
        CLICK.replace("self.pending = velocity", "1 / 0").replace("pass", "1 / 0").replace("sound[:, 0]", "1 / 0 #")
    )
    read(raising.replace("self.pending = 0.0", "1 / 0"))
    complaints = []
    take = Take(document(plugged("click", 2, "click"), sampler(number=3)), sound=cosine(4_000, 500))
    take.on(0, "click").off(100, "click").on(0, "kick", key=2).at(1_000, lambda sound: sound.silence())

    heard = take.at(2_000, lambda sound: complaints.extend(sound.complaints())).record(4_096)

    assert heard[0, 0] == pytest.approx(0.5, abs=1e-3)
    assert len(complaints) == 1


def test_module_gets_its_new_sound_when_the_file_has_changed(tmp_path):
    path = put(tmp_path, "half.py", HALF)
    read = Catalog(tmp_path)
    read.read_folder()

    def change(sound):
        path.write_text(HALF.replace("0.5", "0.25 "))
        read.read_folder()
        sound.types_changed()

    take = Take(through(plugged("half", 3, "half")), sound=np.where(np.arange(48_000) % 2, -0.5, 0.5)).on(0, "kick")
    heard = take.at(4_096, change).record(8_192)

    assert np.abs(heard[0, 3_000]) == pytest.approx(0.25, abs=1e-3)
    assert np.abs(heard[0, 7_000]) == pytest.approx(0.125, abs=1e-3)
