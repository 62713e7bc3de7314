"""What the façade of the engine offers, and what it does with commands that change no document."""

from __future__ import annotations

import threading

import numpy as np
from immutables import Map

from engine.core import commands as c
from engine.core.document import Document, PlayState, Step
from engine.core.engine import BLOCK_FRAMES, Engine
from engine.core.live import SampleStatus
from tests.engine.core.documents import after, studio
from tests.engine.core.playing import BEAT, bass_volume, batch, turn_to, volume


def test_engine_has_a_whole_snapshot_before_its_first_turn(sound):
    engine = Engine(sound)

    assert engine.snapshot.version == 1
    assert set(engine.snapshot.document.modules) == {"masterAudioOut", "masterOscilloscope", "masterSpectrogram"}


def test_engine_gives_the_sound_its_first_document(sound, engine):
    assert sound.reconciled == [(0, Document(), engine.snapshot.document)]


def test_engine_has_no_more_than_twelve_public_methods():
    assert len([name for name in vars(Engine) if not name.startswith("_")]) <= 12


def test_turn_with_nothing_to_do_publishes_nothing(engine):
    before = engine.snapshot
    block = engine.turn()

    assert engine.snapshot is before
    assert block.shape == (2, BLOCK_FRAMES)
    assert engine.glance.frame == BLOCK_FRAMES


def test_turn_publishes_once_however_many_commands_it_takes(engine):
    told = []
    engine.subscribe(told.append)
    for value in (0.1, 0.2, 0.3):
        engine.submit(volume(value))
    engine.turn()

    assert [snapshot.version for snapshot in told] == [2]
    assert bass_volume(engine) == 0.3


def test_subscriber_that_left_is_told_no_more(engine):
    told = []
    leave = engine.subscribe(told.append)
    leave()
    engine.submit(volume(0.1))
    engine.turn()

    assert told == []


def test_submit_uses_one_lane_for_each_thread(engine):
    tickets = [engine.submit(volume(0.1))]
    thread = threading.Thread(target=lambda: tickets.append(engine.submit(volume(0.2))), name="loader")
    thread.start()
    thread.join()
    tickets.append(engine.submit(volume(0.3)))
    engine.turn()
    tickets.append(engine.submit(volume(0.4)))

    mine = threading.current_thread().name
    assert [ticket.lane for ticket in tickets] == [mine, "loader", mine, mine]
    assert [ticket.number for ticket in tickets] == [1, 2, 3, 4]


def test_open_lane_is_a_producer_under_its_own_name(engine):
    ticket = engine.open_lane("scripts").offer(volume(0.5))
    assert engine.has_unread
    engine.turn()

    assert engine.snapshot.marks == Map({"scripts": ticket.number})
    assert not engine.has_unread


def test_render_turns_whole_blocks(engine):
    sound = engine.render(300)

    assert (sound.shape, sound.dtype) == ((2, 512), np.float32)
    assert engine.glance.frame == 512


def test_stop_closes_the_sound(engine, sound):
    engine.stop()

    assert sound.is_closed


def test_trigger_sounds_at_the_next_frame_and_publishes_its_mark(engine, sound):
    engine.turn()
    ticket = engine.submit(c.Trigger(module="bass", velocity=0.5))
    engine.turn()

    assert sound.ons == [(BLOCK_FRAMES, "bass", 60.0, 0.5, 1)]
    assert ticket.is_done(engine.snapshot)


def test_trigger_in_a_batch_that_makes_its_module_sounds(engine, sound):
    engine.submit(batch(c.AddModule(type="synth", name="lead"), c.Trigger(module="lead")))
    engine.turn()

    assert sound.order[-2:] == ["reconcile", "on lead"]


def test_trigger_in_a_batch_that_removes_its_module_is_silent(engine, sound):
    ticket = engine.submit(batch(c.Trigger(module="kick"), c.RemoveModule(name="kick")))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert sound.ons == []


def test_panic_silences_and_stops(engine, sound):
    engine.submit(c.Play())
    engine.submit(c.Trigger(module="bass"))
    engine.submit(c.Panic())
    engine.turn()

    assert sound.silenced == [0]
    assert engine.snapshot.document.transport.state is PlayState.STOPPED


def test_a_sample_that_is_ready_is_told_to_the_sound(engine, sound):
    engine.submit(c.ReportSample(status=SampleStatus("kick", "loading")))
    engine.submit(c.ReportSample(status=SampleStatus("kick", "ready")))
    engine.turn()

    assert sound.ready == ["kick"]
    assert engine.snapshot.samples["kick"].state == "ready"


def test_undo_reaches_the_sound(engine, sound):
    engine.submit(volume(0.5))
    engine.turn()
    engine.submit(c.Undo())
    engine.turn()

    assert bass_volume(engine) == 1.0
    assert sound.reconciled[-1][2] is engine.snapshot.document
    assert engine.snapshot.outlook.redo == "set bass volume"


def test_sound_is_not_asked_when_no_branch_of_its_changed(engine, sound):
    before = len(sound.reconciled)
    engine.submit(c.SetScriptText(name="song", text="x"))
    engine.submit(c.SetTempo(bpm=99))
    engine.turn()

    assert len(sound.reconciled) == before


def test_problems_of_a_storm_are_counted(engine):
    for _ in range(5):
        engine.submit(c.RemoveModule(name="nobody"))
    engine.turn()

    assert (len(engine.snapshot.problems), engine.snapshot.problem_count) == (1, 5)


def test_a_sequencer_goes_on_when_its_pattern_changes_between_blocks(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, BEAT // 2)
    engine.submit(c.SetStep(pattern="four", index=4, step=Step()))
    turn_to(engine, 2 * BEAT + 1)

    assert sound.onsets("kick") == [0, 2 * BEAT]


def test_two_sequencers_play_one_pattern_each_for_itself(sound):
    document = after(
        studio(),
        c.AddModule(type="sequencer", name="other", values=(("pattern", "four"),)),
        c.Connect(source="other", target="bass"),
    )
    engine = Engine(sound, document=document)
    engine.submit(c.Play())
    turn_to(engine, BEAT + 1)

    assert sound.onsets("kick") == sound.onsets("bass") == [0, BEAT]
