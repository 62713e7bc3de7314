"""A mistake has the player's line, and one sentence that says what is wrong and what is near."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.document import MASTER, Step
from engine.scripts.protocol import Adopt
from tests.engine.scripts.room import Room

STUDIO = """
sampler("kick", { sample = "kick" }) synth("bass") mixer("drums")
pattern("four", "x...x...x...x...") sequencer("beat", { pattern = "four", to = "kick" })
"""

MISTAKES = [
    ('sampler("k", { volume = 7 })', 'sampler "k": volume is 0 to 2, got 7'),
    ('sampler("k", { volume = "loud" })', 'sampler "k": volume is a number, 0 to 2, got "loud"'),
    ('sampler("k", { volume = 0/0 })', 'sampler "k": volume is 0 to 2, got nan'),
    ('sampler("k", { volume = 1/0 })', 'sampler "k": volume is 0 to 2, got inf'),
    ('sampler("k", { volumee = 1 })', 'sampler "k": a sampler has no parameter "volumee"; did you mean "volume"?'),
    ('sampler("k", { sample = "kik" })', 'there is no sample "kik"; did you mean "kick"?'),
    ('sampler("k", { sample = 7 })', 'sampler "k": sample is a text, got 7'),
    (
        'sampler("k", { playStyle = "lop" })',
        'sampler "k": playStyle is one of once, loop, grain, next, got "lop"; did you mean "loop"?',
    ),
    ('sampler("k", "loud")', 'sampler: the options are a table such as { volume = 0.5 }, got "loud"'),
    ('sampler("k", { 1, 2 })', "sampler: the options are a table such as { volume = 0.5 }, got a list"),
    ("sampler()", "sampler: the name is a text, got nothing"),
    ('sampler("")', "sampler: the name is a text, got nothing"),
    ("sampler(3)", "sampler: the name is a text, got 3"),
    ('sampler("two words")', 'a name is 1 to 64 letters, digits, _ or -, got "two words"'),
    ('sampler("bass")', 'there is a synth called "bass" already; call this sampler something else'),
    (
        'synth("s", { wave = "sew" })',
        'synth "s": wave is one of saw, square, triangle, sine, noise, got "sew"; did you mean "saw"?',
    ),
    ('synth("s", { transpose = 1.5 })', 'synth "s": transpose is a whole number, -48 to 48 st, got 1.5'),
    ('synth("s", { transpose = 2^60 })', 'synth "s": transpose is -48 to 48 st, got 1.15292e+18'),
    ('synth("s", { polyphony = true })', 'synth "s": polyphony is one of poly, mono, legato, got true'),
    ('sequencer("q", { pattern = "fuor" })', 'sequencer "q": there is no pattern "fuor"; did you mean "four"?'),
    (
        'sequencer("q", { pattern = 5 })',
        'sequencer "q": a pattern is a text such as "x...x..." or "bd*2 sd", a number of steps, or a pattern value, got 5',
    ),
    ('sequencer("q", { to = "kik" })', 'there is no module "kik"; did you mean "kick"?'),
    ('sequencer("q", { to = { "kick", "basss" } })', 'there is no module "basss"; did you mean "bass"?'),
    ('sequencer("q", { to = 7 })', 'sequencer "q": each module in `to` is a text, got 7'),
    (
        'sequencer("q", { to = "drums" })',
        '"q" (sequencer) gives event, "drums" (mixer) takes audio and parameter: no connection fits',
    ),
    ('module(nil, "k")', "module: the type is a text, got nothing"),
    ('module("sampler")', "sampler: the name is a text, got nothing"),
    ('audioOut("other", { volume = 1 })', 'there is one audioOut and it is called "masterAudioOut"'),
    ("audioOut({ volume = 2 })", 'audioOut "masterAudioOut": volume is 0 to 1, got 2'),
    ('setParam("kik", "volume", 1)', 'there is no module "kik"; did you mean "kick"?'),
    ('setParam("kick", "volum", 1)', 'sampler "kick": a sampler has no parameter "volum"; did you mean "volume"?'),
    ('setParam("kick", "volume", 3)', 'sampler "kick": volume is 0 to 2, got 3'),
    ('setParam("kick", "volume")', 'sampler "kick": volume is a number, 0 to 2, got nothing'),
    ('setParam("kick", 3, 3)', '"kick": the parameter is a text, got 3'),
    ('setParam("kick", "sample", "kik")', 'there is no sample "kik"; did you mean "kick"?'),
    ('getParam("kick", "volum")', 'a sampler has no parameter "volum"; did you mean "volume"?'),
    ('getParam("kik", "volume")', 'there is no module "kik"; did you mean "kick"?'),
    ("getParam()", "getParam: the module is a text, got nothing"),
    ('trigger("kik")', 'there is no module "kik"; did you mean "kick"?'),
    (
        'trigger("kick", { note = "h4" })',
        '"h4" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"',
    ),
    ('trigger("kick", { note = 200 })', "a note is 0 to 127, got 200"),
    ('trigger("kick", { note = {} })', 'trigger: the note is a number or a name such as "c3", got a table'),
    ('trigger("kick", { note = 0/0 })', "a note is 0 to 127, got nan"),
    ('trigger("kick", { velocity = 2 })', "a note's velocity is 0 to 1, got 2"),
    ('trigger("kick", { velocity = "x" })', 'trigger: the velocity is a number, got "x"'),
    ('trigger("kick", { length = 0 })', "a note's length is above 0 beats, got 0"),
    ('trigger("kick", { length = -1 })', "a note's length is above 0 beats, got -1"),
    ('trigger("kick", { length = 1/0 })', "trigger: the length is a finite number, got inf"),
    ('trigger("kick", { lenght = 1 })', 'trigger: there is no option "lenght"; did you mean "length"?'),
    ('trigger("beat")', '"beat" (sequencer) plays no notes'),
    ('trigger("masterAudioOut")', '"masterAudioOut" (audioOut) plays no notes'),
    ('remove("kik")', 'there is no module "kik"; did you mean "kick"?'),
    ('remove("masterAudioOut")', '"masterAudioOut" is always there and cannot be removed'),
    ('connect("kick", "bas")', 'there is no module "bas"; did you mean "bass"?'),
    (
        'connect("kick", "bass")',
        '"kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no connection fits',
    ),
    (
        'connect("kick", "drums", "event")',
        '"kick" (sampler) gives audio, "drums" (mixer) takes audio and parameter: no event connection fits',
    ),
    (
        'connect("kick", "drums", "midi")',
        'connect: a connection is "audio", "event", "parameter" or "video", got "midi"',
    ),
    (
        'connect("kick", "kick")',
        '"kick" (sampler) gives audio, "kick" (sampler) takes event and parameter: no connection fits',
    ),
    ('connect("kick")', "connect: the target is a text, got nothing"),
    ('disconnect("kick", "nobody")', 'there is no module "nobody"'),
    ('disconnect("kick", "drums", 5)', 'disconnect: a connection is "audio", "event", "parameter" or "video", got 5'),
    ('pattern("four", "x..y")', 'column 4: "y" is no step; a step is X, x, o or . (a rest)'),
    ('pattern("four", 0)', "a pattern has 1 to 512 steps, got 0"),
    ('pattern("four", 513)', "a pattern has 1 to 512 steps, got 513"),
    ('pattern("four", 2.5)', "pattern: the number of steps is a whole number, got 2.5"),
    ("pattern()", "pattern: the name is a text, got nothing"),
    ('step("four", 17)', 'step: the pattern "four" has steps 1 to 16, got 17'),
    ('step("four", 0)', 'step: the pattern "four" has steps 1 to 16, got 0'),
    ('step("four", 1.5)', "step: the step is a whole number, got 1.5"),
    ('step("fuor", 1)', 'there is no pattern "fuor"; did you mean "four"?'),
    ('step("four", 1, { velocity = 7 })', "a step's velocity is 0 to 1, got 7"),
    (
        'step("four", 1, { note = "x" })',
        '"x" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"',
    ),
    ('step("four", 1, { note = 0/0 })', "a note is 0 to 127, got nan"),
    ('step("four", 1, { length = 0 })', "a step's length is above 0 and up to 64 steps, got 0"),
    ('step("four", 1, { length = 100 })', "a step's length is above 0 and up to 64 steps, got 100"),
    (
        'step("four", 1, { volume = 1 })',
        'step: there is no option "volume"; there are note, velocity, length, index, chance, ratio, params',
    ),
    ('step("four", 1, "x")', 'step: say a velocity, false for a rest, or { note = "e3" }, got "x"'),
    ('step("four", 1, 0/0)', "step: the velocity is a finite number, got nan"),
    ("bpm(10)", "the tempo is 20 to 480 beats per minute, got 10"),
    ('bpm("fast")', 'bpm: the tempo is a number, got "fast"'),
    ("bpm(0/0)", "bpm: the tempo is a finite number, got nan"),
    ("bpm(true)", "bpm: the tempo is a number, got true"),
    ("signature(0)", "a bar has 1 to 32 beats, got 0"),
    ("signature(3.5)", "signature: the beats per bar must be a whole number, got 3.5"),
    ("signature(33)", "a bar has 1 to 32 beats, got 33"),
    ("seek(-1)", "a place is beat 0 or later, got -1"),
    ("seek(0/0)", "seek: the beat is a finite number, got nan"),
    ('seek("start")', 'seek: the beat is a number, got "start"'),
    ('swap{ at = "soon" }', 'a quantum is "now", "beat", "bar" or "bars(n)", got "soon"'),
    ('swap{ on = "bar" }', 'swap: say when, as in swap{ at = "bar" }, got nothing'),
    ("swap()", 'swap: say when, as in swap{ at = "bar" }, got nothing'),
    ("swap(1)", 'swap: say when, as in swap{ at = "bar" }, got 1'),
    ('swap{ at = "bars(0)" }', 'a quantum is "now", "beat", "bar" or "bars(n)", got "bars(0)"'),
    ('live_loop("x")', 'live_loop "x": the second argument is a function, got nothing'),
    ("live_loop(function() end)", "live_loop: the name is a text, got a function"),
    ('live_loop("x", 5)', 'live_loop "x": the second argument is a function, got 5'),
    (
        "sleep(1)",
        "only a live loop or a task can wait: this runs at once, from top to bottom; put it into live_loop or once",
    ),
    ('stop_loop("nope")', 'there is no live loop "nope"'),
    ("hush(1)", "hush takes 0 arguments, got 1"),
    (
        'exec("undo")',
        "exec: a script cannot undo, which might take back what it is doing; have a player do that, in the window or in the Command shell",
    ),
    ('exec("save")', "exec: a script cannot do `save`; type it in the Command shell"),
    ('exec("= 1")', "exec: a script cannot do `= 1`; type it in the Command shell"),
    ("exec(5)", "exec: the line is a text, got 5"),
    ('rand("a")', 'rand: each limit is a number, got "a"'),
    ("rrand(1)", "rrand: each limit is a number, got nothing"),
    ("choose{}", 'choose: give it a list with something in it, choose{ "c2", "eb2" }'),
    ('choose("x")', 'choose: give it a list with something in it, choose{ "c2", "eb2" }'),
    ("choose()", 'choose: give it a list with something in it, choose{ "c2", "eb2" }'),
    ("shuffle(3)", "shuffle: give it a list, shuffle{ 1, 2, 3 }"),
    ('seed("x")', 'seed: the seed is a number, got "x"'),
    ("seed(1.5)", "seed: the seed is a whole number, got 1.5"),
    ("clock:setBPM()", "clock:setBPM: the tempo is a number, got nothing"),
    ("clock:setBPM(5)", "the tempo is 20 to 480 beats per minute, got 5"),
    ('synth("bass"):set("cutof", 1)', 'synth "bass": a synth has no parameter "cutof"; did you mean "cutoff"?'),
    (
        'synth("bass"):trigger{ note = "z" }',
        '"z" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"',
    ),
    ('synth("bass"):trigger(5)', "trigger: the options are a table such as { volume = 0.5 }, got 5"),
    ('synth("bass"):get()', '"bass": the parameter is a text, got nothing'),
    ('sampler{ sample = "kick" }', 'sampler: the name is a text, got a table; it comes first, as in sampler("kick")'),
]


@pytest.fixture(scope="module")
def room():
    """A performer in whose document everything is that the mistakes speak of."""
    room = Room()
    room.run(STUDIO)
    return room


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistake_has_its_line_and_its_sentence(room, text, message):
    done = room.run(f"{' '.join(STUDIO.split(chr(10)))}\n{text}", lands=False)

    assert done.fault is not None, "nothing was wrong with it"
    assert (done.fault.line, done.fault.message) == (2, message)
    assert done.batch is None


def test_file_that_is_not_there_is_a_mistake_with_a_remedy(room):
    line, message = room.fault('sampler("k", { sample = "sounds/none.wav" })')

    assert line == 1
    assert message.startswith('there is no file "none.wav" in "')
    assert message.endswith("put it there or give its full path")


def test_file_in_the_session_s_folder_is_found(tmp_path):
    (tmp_path / "mine.wav").write_bytes(b"")
    room = Room()
    room.hear(Adopt("kick", 1, 5.0, 0.5, (str(tmp_path),), "{}"))

    assert room.run('sampler("k", { sample = "mine.wav" })').fault is None


@pytest.mark.parametrize(
    "text",
    ["setbpm(1)", "clock:setbpm(1)", 'synth("bass"):sett("cutoff", 1)', 'samplr("kick")', "kick:set('volume', 1)"],
)
def test_unknown_function_is_a_mistake_with_its_line(room, text):
    assert room.fault(f"\n{text}")[0] == 2


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("clock.setBPM(120)", "call clock:setBPM with a colon: clock:setBPM(...)"),
        ('synth("bass").set("cutoff", 1)', "call set with a colon, on a module: handle:set(...)"),
    ],
)
def test_dot_in_place_of_a_colon_is_told(room, text, remedy):
    assert room.fault(text) == (1, remedy)


def test_mistake_can_be_caught_by_the_script(room):
    done = room.run('local ok, why = pcall(sampler, "k", { volume = 9 })\nprint(ok, why)', lands=False)

    assert done.fault is None
    assert room.printed[-1].startswith("false\t")
    assert room.printed[-1].endswith('sampler "k": volume is 0 to 2, got 9')


# --- what is no mistake ---


def test_handle_does_what_its_functions_do():
    room = Room()
    room.run(
        'local b = synth("bass") b:set("cutoff", 500) b:set("wave", "sine") print(b:get("cutoff"), b:get("wave"), b)'
    )

    assert room.printed == ['500.0\tsine\tmodule "bass"']
    assert room.run('synth("bass"):remove()').fault is None
    assert "bass" not in room.document.modules


def test_handles_stand_for_names():
    room = Room()
    room.run(
        'local k, m, p = sampler("kick"), mixer("drums"), pattern("p", "x")\n'
        'connect(k, m) sequencer("s", { to = k, pattern = p })'
    )

    assert "kick>drums:audio" in room.document.connections
    assert "s>kick:event" in room.document.connections
    assert room.document.modules["s"].values["pattern"] == "p"


def test_sequencer_plays_a_step_string_and_several_modules():
    room = Room()
    room.run('sampler("a") sampler("b") sequencer("s", { pattern = "X.o.", to = { "a", "b" } })')

    assert room.document.modules["s"].values["pattern"] == "s"
    assert [step.velocity for step in room.document.patterns["s"].steps] == [1.0, 0.0, 0.5, 0.0]
    assert {"s>a:event", "s>b:event"} <= set(room.document.connections)


def test_audio_out_needs_no_name():
    room = Room()
    room.run("audioOut({ volume = 0.5 })")
    assert room.document.modules[MASTER].values["volume"] == 0.5
    room.run("audioOut()")
    assert room.document.modules[MASTER].values["volume"] == 1.0


def test_values_keep_their_type():
    room = Room()
    room.run('synth("s", { transpose = 3, volume = 1, wave = "sine" })')
    values = room.document.modules["s"].values

    assert [(type(values[name]), values[name]) for name in ("transpose", "volume", "wave")] == [
        (int, 3),
        (float, 1.0),
        (str, "sine"),
    ]


@pytest.mark.parametrize(
    ("said", "note"), [("60", 60.0), ('"c4"', 60.0), ('"f#3"', 54.0), ('"eb2"', 39.0), ('"C-1"', 0.0), ("60.5", 60.5)]
)
def test_note_is_a_number_or_a_name(said, note):
    room = Room()
    done = room.run(f'synth("s") trigger("s", {{ note = {said}, length = 1/3 }})')
    (trigger,) = [command for command in done.batch.commands if isinstance(command, c.Trigger)]

    assert trigger.note == note


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("", Step(0.8)),
        (", true", Step(0.8)),
        (", false", Step(0.0)),
        (", 0.25", Step(0.25)),
        (', { note = "e3" }', Step(0.8, 52.0)),
        (", { velocity = 1, length = 2 }", Step(1.0, None, 2.0)),
    ],
)
def test_step_is_said_in_many_ways(said, step):
    room = Room()
    room.run(f'pattern("p", 4) step("p", 2{said})')

    assert room.document.patterns["p"].steps[1] == step


def test_pattern_that_gets_fewer_steps_keeps_the_rest():
    room = Room()
    room.run('pattern("p", "xxxxxxxx")')
    room.run('pattern("p", 4)')
    room.run('pattern("p", 8)')

    assert [step.is_on for step in room.document.patterns["p"].steps[:8]] == [True] * 8


def test_line_of_the_command_shell_means_the_same_each_time():
    room = Room()
    for _ in range(3):
        assert room.run('exec("add sampler kick") exec("set kick volume 0.5")').fault is None

    assert room.document.modules["kick"].values["volume"] == 0.5
    assert room.fault('exec("add sampler kick") exec("add synth kick")')[0] == 1


def test_declaring_again_uses_up_no_number():
    room = Room()
    room.run(STUDIO)
    number = room.document.next_number
    for _ in range(5):
        room.run(STUDIO)

    assert room.document.next_number == number


COUNTS = "attempt to perform arithmetic on a function value: one of these names is a function, as n is"
BEGINS = "begin with `local n = 0` for a value of your own"


@pytest.mark.parametrize(
    "text",
    [
        "n = (n or 0) + 1",
        'live_loop("l", function() n = (n or 0) + 1 sleep(1) end)',
        'on("drop", function() n = (n or 0) + 1 end)',
    ],
)
def test_word_that_is_counted_with_is_told_to_be_a_function_wherever_that_is(room, text):
    fault = room.run(text).fault or room.advance(1).faults[:1] or room.tell("drop").faults[:1]
    message = (fault[0] if isinstance(fault, tuple | list) else fault).message

    assert COUNTS in message
    assert message.endswith(BEGINS)
