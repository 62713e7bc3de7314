"""Units and cables: what is added, changed, connected, moved and taken away, while it sounds."""

from __future__ import annotations

import numpy as np
from immutables import Map
from msgspec.structs import replace

from engine.core.document import MASTER, Document, Module
from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import Take, document, level, levels, module, noise, sampler


def held(name: str, number: int, **values: Value) -> Module:
    return sampler(name, number, playStyle="loop", **values)


def take_of(start: Document) -> Take:
    return Take(start, sound=level(1_000))


def test_sounds_add_up_at_the_master():
    take = take_of(document(held("a", 2), held("b", 3))).on(0, "a", velocity=0.5).on(0, "b", velocity=0.25)

    assert np.all(levels(take.record(1_000)) == 0.75)


def test_mixer_applies_the_volume_of_each_channel_and_its_own():
    start = document(
        held("a", 2), held("b", 3), module("mixer", 4, "mixer", volume=0.5, volume1=0.5, volume2=0.25),
        cables=[("a", "mixer", 1), ("b", "mixer", 2), ("mixer", MASTER, 0)],
    )  # fmt: skip

    heard = levels(take_of(start).on(0, "a").on(500, "b").record(1_000))

    assert np.all(heard[:500] == 0.25)
    assert np.all(heard[500:] == 0.375)


def test_mixers_may_be_chained_in_any_order_of_their_numbers():
    start = document(
        module("last", 2, "mixer", volume1=0.5), module("first", 3, "mixer", volume=0.5), held("a", 4),
        cables=[("last", MASTER, 0), ("first", "last", 1), ("a", "first", 3)],
    )  # fmt: skip

    assert np.all(levels(take_of(start).on(0, "a").record(1_000)) == 0.25)


def test_volume_of_the_master_and_of_a_channel_glide_to_their_new_value():
    start = document(held("a", 2), module("mixer", 3, "mixer"), cables=[("a", "mixer", 1), ("mixer", MASTER, 0)])
    take = take_of(start).on(0, "a").set(1_000, "mixer", volume1=0.5).set(2_000, "mixer", volume=0.5)

    heard = levels(take.set(3_000, MASTER, volume=0.5).record(4_000))

    for begin, before in ((1_000, 1.0), (2_000, 0.5), (3_000, 0.25)):
        assert heard[begin - 1] == before
        assert np.all(np.diff(heard[begin : begin + 384]) < 0)
        assert np.all(heard[begin + 384 : begin + 1_000] == before / 2)


def test_source_may_lead_to_several_places():
    start = document(
        held("a", 2), module("mixer", 3, "mixer", volume=0.5),
        cables=[("a", MASTER, 0), ("a", "mixer", 1), ("mixer", MASTER, 0)],
    )  # fmt: skip

    assert np.all(levels(take_of(start).on(0, "a", velocity=0.5).record(1_000)) == 0.75)


def test_module_that_is_added_while_others_sound_sounds_from_its_first_note():
    start = document(held("a", 2))
    take = take_of(start).on(0, "a", velocity=0.5).become(600, document(held("a", 2), held("b", 3)))

    heard = levels(take.on(600, "b", velocity=0.25).record(1_000))

    assert np.all(heard[:600] == 0.5)
    assert np.all(heard[600:] == 0.75)


def test_module_that_is_removed_fades_in_five_milliseconds_and_gives_its_voices_back():
    take = take_of(document(held("a", 2), held("b", 3))).on(0, "a", velocity=0.5).on(0, "b", velocity=0.25)
    counts: list[int] = []
    take.become(600, document(held("a", 2)))
    take.at(1_200, lambda backend: counts.append(backend.voices_sounding()))

    heard = levels(take.record(1_300))

    assert np.all(np.diff(heard[600:840]) < 0)
    assert np.all(heard[840:] == 0.5)
    assert counts == [1]


def test_disconnecting_fades_out_and_connecting_fades_in():
    start = document(held("a", 2))
    apart = replace(start, connections=Map())
    take = take_of(start).on(0, "a").become(1_000, apart).become(2_000, start)

    heard = levels(take.record(3_000))

    assert np.all(np.diff(heard[1_000:1_240]) < 0)
    assert not heard[1_240:2_000].any()
    assert np.all(np.diff(heard[2_000:2_239]) > 0)
    assert np.all(heard[2_240:] == 1.0)


def test_what_leads_nowhere_plays_on_unheard():
    tone = noise(20_000)
    start = document(sampler("a", 2))
    take = Take(replace(start, connections=Map()), sound=tone).on(100, "a").become(5_000, start)

    heard = take.record(20_100)[0]

    assert not heard[:5_000].any()
    assert np.array_equal(heard[5_240:20_100], tone[5_140:20_000])


def test_module_with_another_name_goes_on_sounding_and_answers_to_it():
    start, renamed = document(held("a", 2)), document(held("z", 2))
    take = take_of(start).on(0, "a", velocity=0.5).become(500, renamed).off(600, "a").off(2_000, "z")

    heard = levels(take.record(3_000))

    assert np.all(heard[:2_000] == 0.5)
    assert not heard[2_600:].any()


def test_module_of_another_number_under_an_old_name_is_another_module():
    take = take_of(document(held("a", 2))).on(0, "a", key=1).become(500, document(held("a", 9, volume=0.5)))

    heard = levels(take.on(1_000, "a", key=2).off(1_500, "a", 1).record(2_000))

    assert not heard[740:1_000].any()
    assert np.all(heard[1_000:] == 0.5)


def test_module_whose_number_has_another_type_now_is_made_anew():
    start = document(held("a", 2), cables=[("a", MASTER, 0)])
    after = document(module("a", 2, "mixer"), held("b", 3), cables=[("a", MASTER, 0), ("b", "a", 1)])

    heard = levels(take_of(start).on(0, "a").become(500, after).on(1_000, "b").record(2_000))

    assert not heard[740:1_000].any()
    assert np.all(heard[1_000:] == 1.0)


def test_session_may_be_replaced_by_another_while_it_sounds():
    take = take_of(document(held("a", 2), module("m", 3, "mixer"), cables=[("a", "m", 1), ("m", MASTER, 0)]))
    take.on(0, "a", velocity=0.25).become(1_000, document(held("x", 3), held("y", 4))).on(
        1_000, "x", velocity=0.5, key=2
    )

    heard = levels(take.record(2_000))

    assert np.all(heard[1_240:] == 0.5)


def test_cable_between_two_mixers_may_be_turned_round():
    modules = held("a", 2), module("m", 3, "mixer"), module("n", 4, "mixer")
    forth = document(*modules, cables=[("a", "m", 1), ("m", "n", 1), ("n", MASTER, 0)])
    back = document(*modules, cables=[("a", "n", 2), ("n", "m", 2), ("m", MASTER, 0)])
    turned = replace(
        back,
        connections=Map({key: replace(cable, number=cable.number + 50) for key, cable in back.connections.items()}),
    )

    heard = levels(take_of(forth).on(0, "a", velocity=0.5).become(1_000, turned).become(2_000, forth).record(3_000))

    assert np.all(heard[:1_000] == 0.5)
    assert np.all(heard[1_600:2_000] == 0.5)
    assert np.all(heard[2_600:] == 0.5)


def test_removing_and_adding_modules_hundreds_of_times_leaves_nothing_behind():
    backend = SignalFlowSound(48_000, 256, Take(document(), sound=level(1_000)).samples)
    now = Document()
    for turn in range(300):
        after = document(held("a", 2), held(f"b{turn}", 10 + turn), module("m", 500 + turn, "mixer"),
                         cables=[("a", "m", 1), (f"b{turn}", "m", 2), ("m", MASTER, 0)])  # fmt: skip
        backend.reconcile(now, after)
        now = after
        backend.note_on("a", 60, 0.1, turn)
        backend.note_on(f"b{turn}", 60, 0.1, 1_000 + turn)
        for _ in range(3):
            backend.render(256)

    patch = backend._patch
    assert sum(unit.voice_count > 0 for unit in patch.units()) == 2
    assert len(patch.master.cables_in) == 1
    assert len(patch.unit("a").cables_out) == 1
    assert backend.voices_sounding() == 17
    backend.close()
