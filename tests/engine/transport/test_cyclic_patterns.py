"""What sequencers play of cyclic patterns: exact beats, what words, numbers and controls mean, and edits."""

from __future__ import annotations

import json
from fractions import Fraction as F

import pytest

from engine.core import commands as c
from tests.engine.transport.band import Band, mini


@pytest.fixture
def band():
    return Band()


def plays(band: Band, text: str, **fields) -> Band:
    band.cycles("p", text, **fields)
    band.sets("pattern", "p")
    return band


def with_kit(band: Band) -> Band:
    kit = (("sample", "bd"), ("samples", ("snares/sd.wav", "e4")))
    band.ask(c.AddModule(type="sampler", name="kit", values=kit), c.Connect(source="seq", target="kit"))
    band.ask(c.Disconnect(source="seq", target="bass"))
    return band


def said(band: Band, beat=4):
    return [(note.module, note.note, dict(note.values)) for note in band.until(beat)]


# --- time ---


def test_a_cycle_is_a_bar(band):
    assert plays(band, "c4 <e4 g4>").heard_until(8) == [(0, 60), (2, 64), (4, 60), (6, 67)]


def test_a_cycle_of_another_length_is_as_long_as_it_says(band):
    assert plays(band, "c4*3", cycle_beats=F(5, 2)).beats_until(5) == [0, F(5, 6), F(5, 3), F(5, 2), F(10, 3), F(25, 6)]


def test_a_bar_of_another_length_makes_cycles_of_that_length(band):
    plays(band, "c4 e4")
    band.until(F(13, 2))
    band.ask(c.SetSignature(beats_per_bar=3))

    assert band.beats_until(11) == [F(15, 2), 9, F(21, 2)]


def test_a_note_lasts_as_its_event_does_and_a_one_shot_may_ring(band):
    note, *_ = plays(band, "c4@3 e4").until(4)

    assert (note.length, note.may_ring, note.velocity) == (3, True, 1.0)


def test_only_what_begins_sounds(band):
    assert plays(band, "c4/2").beats_until(16) == [0, 8]


def test_a_signal_without_beginnings_is_silent(band):
    band.ask(c.AddPattern(name="p", expression=json.dumps(["saw"])))
    band.sets("pattern", "p")

    assert band.until(4) == []


def test_however_the_time_is_cut_the_same_notes_are_played(band):
    whole = plays(Band(), "c4*3 [e4 ~ g4]? <b4 a4>(3,8)").until(40)
    plays(band, "c4*3 [e4 ~ g4]? <b4 a4>(3,8)")
    cut = [note for step in range(1, 281) for note in band.until(F(step, 7))]

    assert cut == whole


def test_a_jump_goes_to_the_same_place_of_the_same_cycle(band):
    plays(band, "<c4 e4 g4> a4")
    band.at = F(9)

    assert band.heard_until(14) == [(10, 69), (12, 60)]


# --- what values mean ---


@pytest.mark.parametrize(
    ("text", "note"),
    [("c4", 60), ("eb3", 51), ("c", 48), ("67", 67), ("60.5", 60.5), ("400", 127), ("-3", 0), ("true", None)],
)
def test_a_word_or_number_is_a_note_where_there_is_no_bank(band, text, note):
    expression = mini(text) if text != "true" else json.dumps(["pure", True])
    band.ask(c.AddPattern(name="p", expression=expression))
    band.sets("pattern", "p")

    assert said(band) == [("bass", note, {})]


@pytest.mark.parametrize(
    ("text", "note", "values"),
    [
        ("sd", None, {"word": "sd"}),
        ("bd:3", None, {"word": "bd", "index": 3}),
        ("c4", 60, {}),
        ("e4", None, {"word": "e4"}),
        ("c", None, {"word": "c"}),
        ("2", None, {"index": 2}),
        ("2.7", None, {"index": 2}),
    ],
)
def test_a_word_is_a_sample_and_a_number_its_place_where_there_is_a_bank(band, text, note, values):
    assert said(plays(with_kit(band), text)) == [("kit", note, values)]


def test_the_name_of_a_connected_module_plays_that_one_alone(band):
    band.ask(c.AddModule(type="sampler", name="kick"), c.Connect(source="seq", target="kick"))

    assert said(plays(band, "kick bass c4")) == [
        ("kick", None, {}),
        ("bass", None, {}),
        ("bass", 60, {}),
        ("kick", 60, {}),
    ]


def with_controls(band: Band, *expression) -> Band:
    band.ask(c.AddPattern(name="p", expression=json.dumps(expression)))
    band.sets("pattern", "p")
    return band


def controls(**said):
    """Return an expression of one event a cycle with these controls."""
    expression = None
    for name, text in said.items():
        one = ["control", name, ["mini", text]]
        expression = one if expression is None else ["set", one, expression]
    return expression


def test_controls_are_parameters_of_the_note(band):
    with_controls(band, *controls(note="c4", cutoff="800", velocity="0.5", length="0.25"))
    (note,) = band.until(4)

    assert (note.note, note.velocity, note.length, dict(note.values)) == (60, 0.5, F(1, 4), {"cutoff": 800.0})
    assert not note.may_ring


def test_controls_go_to_the_end_of_their_range_and_no_further(band):
    with_controls(band, *controls(note="c4", cutoff="99999", pan="-7"))

    assert dict(band.until(4)[0].values) == {"cutoff": 20000.0, "pan": -1.0}


def test_gain_is_volume_and_sound_a_sample(band):
    with_controls(with_kit(band), *controls(sound="sd:1", gain="0.5"))

    assert said(band) == [("kit", None, {"word": "sd", "index": 1, "volume": 0.5})]


def test_a_number_of_a_sample_is_a_note_where_there_is_no_bank(band):
    assert said(with_controls(band, *controls(n="62"))) == [("bass", 62, {})]


def test_a_velocity_of_0_is_a_rest(band):
    assert said(with_controls(band, *controls(note="c4", velocity="0"))) == []


def test_what_no_module_understands_is_left_out_and_told_once(band):
    with_controls(band, *controls(note="c4", glitter="3", wave="round"))

    assert [dict(note.values) for note in band.until(12)] == [{}, {}, {}]
    assert sorted(band.tracks.complaints()) == [
        "bass cannot have the wave 'round': it is left out",
        "bass has no parameter glitter: it is left out",
    ]
    band.until(16)
    assert band.tracks.complaints() == []


def test_a_word_that_nothing_plays_is_told_once(band):
    plays(band, "bd*4")

    assert band.until(8) == []
    assert band.tracks.complaints() == ['"bd" is no note, and bass has no samples: nothing plays it']


def test_a_pattern_that_cannot_be_worked_out_is_silent_and_told(band):
    plays(band, "c4")
    broken = band.document.patterns["p"]
    patterns = band.document.patterns.set("p", type(broken)("p", broken.number, expression='["nonsense"]'))
    band.document = type(band.document)(
        modules=band.document.modules, connections=band.document.connections, patterns=patterns
    )
    band.ask()

    assert band.until(8) == []
    (told,) = band.tracks.complaints()
    assert told.startswith('pattern "p" is silent: there is no operation on patterns called "nonsense"')


# --- edits while it plays, chains ---


def test_another_text_plays_from_the_same_moment_on(band):
    plays(band, "c4*4")
    band.until(F(5, 2))
    band.ask(c.SetExpression(pattern="p", expression=mini("e4 g4*4")))

    assert band.heard_until(6) == [(F(5, 2), 67), (3, 67), (F(7, 2), 67), (4, 64)]


def test_steps_instead_of_a_cycle_are_where_they_would_be(band):
    plays(band, "c4*4")
    band.until(F(5, 2))
    band.ask(
        c.SetExpression(pattern="p", expression=""),
        *(c.SetStep(pattern="p", index=each, step=type(step)(1.0, 50.0 + each)) for each, step in _steps(band)),
    )

    assert band.heard_until(F(13, 4)) == [(F(5, 2), 60), (F(11, 4), 61), (3, 62)]


def _steps(band: Band):
    return enumerate(band.document.patterns["p"].steps)


def test_cycles_and_steps_follow_each_other_in_a_chain(band):
    band.cycles("p", "<c4 e4>*2")
    band.has("q", "x", rate=2)
    band.chains("p", "q")

    assert band.heard_until(9) == [
        (0, 60), (2, 64), (4, 10), (F(9, 2), 60), (F(13, 2), 64), (F(17, 2), 10),
    ]  # fmt: skip


def test_working_ahead_changes_nothing(band):
    ahead = plays(Band(), "<c4 e4>*3 g4?")
    plays(band, "<c4 e4>*3 g4?")
    heard = []
    for beat in range(1, 33):
        ahead.tracks.work_ahead()
        heard += ahead.until(beat)

    assert heard == band.until(32)


def test_playing_tells_the_cycle(band):
    plays(band, "c4 e4").until(9)

    assert tuple(band.tracks.playing["seq"]) == ("p", None, 2, None, 0)
