"""What one turn of the engine does with the commands that it takes."""

from __future__ import annotations

import threading
from fractions import Fraction

import numpy as np
import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import Document, PlayState, Step
from engine.core.engine import BLOCK_FRAMES, LATE_BUT_PLAYED_SECONDS, PREROLL_BLOCKS, Engine
from engine.core.live import Place, SampleStatus, ScriptStatus
from engine.core.units import NEXT_BAR, Quantum
from tests.engine.core.documents import after, run_of, studio
from tests.engine.recording_sound import RecordingSound

BEAT = 24_000  # frames, at 120 and 48 kHz
BEAT_QUANTUM = Quantum("beat")


@pytest.fixture
def sound():
    return RecordingSound()


@pytest.fixture
def engine(sound):
    return Engine(sound, document=studio())


def volume(value, **asked):
    return c.SetParameter(module="bass", parameter="volume", value=value, **asked)


def bass_volume(engine):
    return engine.snapshot.document.modules["bass"].values["volume"]


def batch(*commands, quantum=NEXT_BAR, **fields):
    return c.Batch(commands=commands, quantum=quantum, **fields)


def due(engine, beat, *commands, line=3, flight=None):
    flight = engine.glance.flight if flight is None else flight
    return c.Due(script="song", loop="l", line=line, flight=flight, beat=Fraction(beat), commands=commands)


def turn_to(engine, frame):
    """Turn until `frame` was rendered."""
    while engine.glance.frame < frame:
        engine.turn()


# --- the façade --------------------------------------------------------------------------------------------------


def test_engine_has_a_whole_snapshot_before_its_first_turn(sound):
    engine = Engine(sound)

    assert engine.snapshot.version == 1
    assert set(engine.snapshot.document.modules) == {"masterAudioOut"}


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


# --- tickets -----------------------------------------------------------------------------------------------------


def test_ticket_is_done_exactly_when_its_effect_is_visible(engine):
    ticket = engine.submit(volume(0.5))
    assert not ticket.is_done(engine.snapshot)

    engine.turn()
    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert ticket.problem is None


def test_ticket_of_a_command_that_changed_nothing_is_done_too(engine):
    ticket = engine.submit(c.Stop())
    engine.turn()

    assert ticket.is_done(engine.snapshot)


def test_ticket_of_a_refused_command_is_done_and_knows_the_problem(engine):
    ticket = engine.submit(c.RemoveModule(name="bas", origin="command"))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem == engine.snapshot.problems[0]
    assert (ticket.problem.message, ticket.problem.origin, ticket.problem.number) == (
        'there is no module "bas"; did you mean "bass"?',
        "command",
        1,
    )


def test_ticket_of_a_refused_batch_leaves_nothing_of_it(engine):
    ticket = engine.submit(batch(volume(0.5), c.RemoveModule(name="nobody"), quantum=Quantum("now")))
    engine.turn()

    assert ticket.problem is not None
    assert bass_volume(engine) == 1.0


# --- batches that wait -------------------------------------------------------------------------------------------


def test_batch_lands_at_once_when_nothing_plays(engine):
    ticket = engine.submit(batch(volume(0.5)))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5


@pytest.mark.parametrize(
    ("quantum", "beat"), [(BEAT_QUANTUM, 1), (NEXT_BAR, 4), (Quantum("bar", 2), 8), (Quantum("beat", 3), 3)]
)
def test_batch_waits_for_its_quantum_and_lands_on_its_frame(engine, sound, quantum, beat):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5), quantum=quantum))
    engine.turn()
    assert not ticket.is_done(engine.snapshot)
    assert engine.snapshot.waiting == Map({ticket.number: Fraction(beat)})

    turn_to(engine, beat * BEAT - BLOCK_FRAMES)
    assert not ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 1.0

    turn_to(engine, beat * BEAT + 1)
    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.waiting == Map()
    assert sound.reconciled[-1][0] == beat * BEAT


def test_batch_sent_with_play_lands_on_the_first_beat_before_its_notes(engine, sound):
    engine.submit(c.Play())
    engine.submit(batch(volume(0.5)))
    engine.turn()

    assert sound.order[-2:] == ["reconcile", "on kick"]
    assert bass_volume(engine) == 0.5


def test_batch_with_a_lead_lands_no_sooner(engine):
    engine.submit(c.Play())
    turn_to(engine, 3 * BEAT)
    ticket = engine.submit(batch(volume(0.5), lead_seconds=0.75))
    engine.turn()

    assert engine.snapshot.waiting == Map({ticket.number: Fraction(8)})


def test_batch_that_is_refused_when_it_lands_tells_its_ticket_then(engine):
    engine.submit(c.Play())
    ticket = engine.submit(batch(c.RemoveModule(name="nobody"), quantum=BEAT_QUANTUM))
    engine.submit(c.Seek(beat=Fraction(1, 2)))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem.message == 'there is no module "nobody"'


@pytest.mark.parametrize("break_off", [c.Stop(), c.Pause(), c.Seek(beat=Fraction(2)), c.Reset(), c.Panic()])
def test_batch_lands_at_once_when_its_beat_will_not_come(engine, break_off):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5)))
    engine.turn()
    engine.submit(break_off)
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.waiting == Map()


def test_batch_of_a_session_that_was_left_never_lands_in_the_next(engine):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5), label="run song"))
    engine.turn()
    engine.submit(c.OpenSession(document=studio(), path="b.moonloop"))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem.message == "another session was opened before its beat came: run song"
    assert bass_volume(engine) == 1.0


def test_batches_of_one_beat_land_in_the_order_in_which_they_were_sent(engine):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    for value in (0.5, 0.6):
        engine.submit(batch(volume(value), quantum=BEAT_QUANTUM))
    turn_to(engine, BEAT + 1)

    assert bass_volume(engine) == 0.6


# --- what live loops made for a beat -----------------------------------------------------------------------------


def test_due_sounds_on_its_exact_frame(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, Fraction(1, 3), c.Trigger(module="bass", note=40.0)))
    turn_to(engine, BEAT)

    assert [on for on in sound.ons if on.module == "bass"] == [(8000, "bass", 40.0, 1.0, 2)]
    assert engine.snapshot.late_count == 0


def test_due_changes_the_document_on_its_beat(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, Fraction(1, 3), volume(0.5)))
    turn_to(engine, 8000)
    assert bass_volume(engine) == 0.5
    assert sound.reconciled[-1][0] == 8000


def test_due_that_is_refused_is_a_problem_with_its_line(engine):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, 1, c.Trigger(module="bas", origin="script:song"), line=7))
    turn_to(engine, BEAT + 1)

    (problem,) = engine.snapshot.problems
    assert (problem.message, problem.place) == ('there is no module "bas"; did you mean "bass"?', Place("song", 7))


def test_due_for_another_flight_is_dropped_in_silence(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    stale = due(engine, 1, c.Trigger(module="bass"), flight=engine.glance.flight - 1)
    ticket = engine.submit(stale)
    turn_to(engine, 2 * BEAT)

    assert ticket.is_done(engine.snapshot)
    assert sound.onsets("bass") == []
    assert engine.snapshot.late_count == 0


def test_due_when_nothing_plays_is_dropped(engine, sound):
    engine.submit(due(engine, 1, c.Trigger(module="bass")))
    engine.submit(c.Play())
    turn_to(engine, 2 * BEAT)

    assert sound.onsets("bass") == []


@pytest.mark.parametrize("break_off", [c.Stop(), c.Pause(), c.Seek(beat=Fraction(0))])
def test_due_is_forgotten_when_the_line_of_beats_breaks(engine, sound, break_off):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, 1, c.Trigger(module="bass")))
    engine.turn()
    engine.submit(break_off)
    engine.submit(c.Play())
    turn_to(engine, 2 * BEAT)

    assert sound.onsets("bass") == []


def test_due_that_is_a_little_late_sounds_at_once_and_is_counted(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, 3 * BLOCK_FRAMES)
    engine.submit(due(engine, Fraction(1, 1000), c.Trigger(module="bass"), line=9))
    engine.turn()

    assert sound.onsets("bass") == [3 * BLOCK_FRAMES]
    assert engine.snapshot.late_count == 1
    assert engine.snapshot.scripts["song"] == ScriptStatus("song", late=1, late_line=9)


def test_due_that_is_too_late_is_silent_but_its_changes_are_made(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, round(LATE_BUT_PLAYED_SECONDS * 48_000) + 2 * BLOCK_FRAMES)
    engine.submit(due(engine, 0, c.Trigger(module="bass"), volume(0.5)))
    engine.turn()

    assert sound.onsets("bass") == []
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.late_count == 1


def test_play_waits_for_loops_to_make_their_first_notes(engine, sound):
    engine.submit(c.ReportScript(status=ScriptStatus("song", "live", loops=("l",))))
    engine.submit(c.Play())
    turn_to(engine, 20 * BLOCK_FRAMES)

    assert sound.onsets("kick")[0] == PREROLL_BLOCKS * BLOCK_FRAMES


# --- transport ---------------------------------------------------------------------------------------------------


def test_play_sounds_the_first_step_at_once(engine, sound):
    turn_to(engine, 4 * BLOCK_FRAMES)
    engine.submit(c.Play())
    engine.turn()

    assert sound.onsets("kick") == [4 * BLOCK_FRAMES]


def test_pause_keeps_the_place_and_play_goes_on_from_it(engine, sound):
    pattern = c.DeclarePattern(script="song", name="four", steps=(Step(velocity=1.0),) * 16)
    engine.submit(run_of("song", pattern))
    engine.submit(c.Play())
    turn_to(engine, 5 * BEAT // 4 + 1000)
    engine.submit(c.Pause())
    engine.turn()
    held = engine.glance.beat
    assert len(sound.onsets("kick")) == 6  # steps 0 to 5

    turn_to(engine, engine.glance.frame + BEAT)
    assert engine.glance.beat == held
    resumed = engine.glance.frame
    engine.submit(c.Play())
    turn_to(engine, resumed + BEAT // 4)

    sixth = sound.onsets("kick")[6] - resumed
    assert sixth == round((Fraction(6, 4) - held) * BEAT)


def test_reset_while_playing_sounds_the_first_step_again(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, 10_000)
    at = engine.glance.frame
    engine.submit(c.Reset())
    engine.turn()

    assert sound.onsets("kick") == [0, at]
    assert engine.snapshot.document.transport.state is PlayState.PLAYING


def test_transport_changes_are_all_visible_as_versions(engine):
    seen = []
    engine.subscribe(
        lambda snapshot: seen.append((snapshot.version, snapshot.document.transport.state, snapshot.flight))
    )
    for command in (c.Play(), c.Pause(), c.Reset(), c.Stop()):
        engine.submit(command)
        engine.turn()

    assert seen == [
        (2, PlayState.PLAYING, 1),
        (3, PlayState.PAUSED, 2),
        (4, PlayState.PAUSED, 3),
        (5, PlayState.STOPPED, 4),
    ]


def test_stop_lets_every_held_note_go(engine, sound):
    engine.submit(c.Trigger(module="bass", length=Fraction(64)))
    engine.submit(c.Play())
    turn_to(engine, 10_000)
    at = engine.glance.frame
    engine.submit(c.Stop())
    engine.turn()

    assert [(off.frame, off.module, off.key) for off in sound.offs] == [(at, "bass", 1)]


def test_glance_tells_where_the_music_is(engine):
    engine.submit(c.Play())
    engine.submit(c.SetSignature(beats_per_bar=3))
    turn_to(engine, 6 * BEAT)
    glance = engine.glance

    assert (glance.frame, glance.is_playing, glance.bpm) == (144_128, True, 120.0)
    assert glance.beat == Fraction(144_128, BEAT)
    assert (glance.bar, glance.beat_of_bar) == (3, 1)
    assert glance.notes_played == 7
    assert glance.load > 0.0


# --- what changes no document ------------------------------------------------------------------------------------


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
