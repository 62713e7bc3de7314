"""The plug-ins that plug-ins.md shows are read, and sound as it says."""

from __future__ import annotations

import numpy as np
import pytest
from immutables import Map

from engine.core.document import MASTER, Module
from engine.modules.table import module_type, plug_in
from engine.plug_ins import catalog
from engine.plug_ins.catalog import Catalog
from tests.engine.scripts.room import Room
from tests.engine.sound.scenes import Take, document, level, levels, sampler
from tests.scripts.documents import DOCS, blocks

PAGE = DOCS / "plug-ins.md"


@pytest.fixture
def plug_ins(tmp_path):
    """The types that the page's plug-ins bring."""
    for place, text in enumerate(blocks("python", PAGE)):
        (tmp_path / f"plug{place}.py").write_text(text)
    yield Catalog(tmp_path).read_folder()
    plug_in(Map())
    catalog._makers.clear()


def plugged(name, number, type_name, **values):
    return Module(name, number, type_name, module_type(type_name).defaults().update(values))


def test_plug_ins_of_the_page_are_read(plug_ins):
    assert [(status.types, status.message) for status in plug_ins] == [(("tremolo",), ""), (("ping",), "")]


def test_tremolo_of_the_page_makes_sound_softer_and_louder(plug_ins):
    shake = plugged("shake", 3, "tremolo", rate=10.0, depth=0.8)
    cables = [("kick", "shake", 0), ("shake", MASTER, 0)]

    heard = levels(
        Take(document(sampler(), shake, cables=cables), sound=level(24_000) / 2).on(0, "kick").record(16_384)
    )

    softest = 2_400 + np.argmin(heard[2_400:6_000])
    assert heard[softest] == pytest.approx(0.1, abs=0.005)
    assert heard[softest + 2_400] == pytest.approx(0.5, abs=0.005)
    assert heard[softest + 4_800] == pytest.approx(0.1, abs=0.005)


def test_ping_of_the_page_sounds_its_note_from_its_frame_on_however_it_is_cut(plug_ins):
    take = Take(document(plugged("drops", 2, "ping"))).on(1_000, "drops", note=69)

    heard = take.record(24_064)

    spectrum = np.abs(np.fft.rfft(heard[0, 1_000:20_200]))
    assert np.flatnonzero(heard[0])[0] == 1_001  # a sine begins at 0
    assert np.argmax(spectrum) * 48_000 / 19_200 == pytest.approx(440.0, abs=2.5)
    assert (heard == take.record(24_064, cuts=range(7, 24_064, 611))).all()


def test_lua_of_the_page_uses_them(plug_ins):
    (script,) = blocks("lua", PAGE)

    assert Room().run(script).fault is None
