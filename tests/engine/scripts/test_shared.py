"""Scripts share values: what one says all others read, whoever speaks reads it at once, the last is believed."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.edits.sharing import thawed
from engine.core.units import NOW
from tests.engine.scripts.room import Room

COUNTING = 'live_loop("count", function() shared.n = (shared.n or 0) + 1 sleep(1/16) end)'


def shared_in(document):
    """Everything that is shared."""
    return {name: thawed(each.value) for name, each in document.shared.values.items()}


@pytest.fixture
def room():
    """One script."""
    return Room()


def test_script_reads_its_own_words_at_once(room):
    room.run(
        'shared.t = { a = { 1, 2 } } shared.t.b = "x" table.insert(shared.t.a, 3) print(shared.t.a[3], shared.t.b)'
    )

    assert room.printed == ["3\tx"]
    assert shared_in(room.document) == {"t": {"a": [1, 2, 3], "b": "x"}}


def test_null_in_a_shared_list_is_no_gap(room):
    room.run("shared.t = { 1, null, 3 } for place, each in ipairs(shared.t) do print(place, each, each == null) end")
    room.run("print(#shared.t, shared.t[2] == null, shared.t[4])")

    assert room.printed == ["1\t1\tfalse", "2\tnull\ttrue", "3\t3\tfalse", "3\ttrue\tnil"]


def test_what_others_said_is_read_and_changed_in_place(room):
    room.document = apply(room.document, c.Share(path=("t",), json='{"list":[3,1,2],"name":"x"}', script="other"))
    room.feed()

    done = room.run("""
      for key, value in pairs(shared.t) do print(key, value) end
      for place, value in ipairs(shared.t.list) do print(place, value) end
      table.sort(shared.t.list)
      print(#shared.t.list, table.concat(shared.t.list, "-"), table.unpack(shared.t.list))
      local list = shared.t.list
      list[#list + 1] = 9
      print(shared.t.list == list, shared.nobody)
    """)

    assert done.fault is None
    assert room.printed == ["list\t{3, 1, 2}", "name\tx", "1\t3", "2\t1", "3\t2", "3\t1-2-3\t1\t2\t3", "true\tnil"]
    assert shared_in(room.document) == {"t": {"list": [1, 2, 3, 9], "name": "x"}}


def test_shared_table_goes_wherever_a_table_goes(room):
    room.run("shared.kick = { volume = 0.5 } shared.notes = { 48, 51 }")
    done = room.run('sampler("kick", shared.kick) state.copy = shared.notes print(choose(shared.notes) >= 48)')

    assert done.fault is None
    assert room.document.modules["kick"].values["volume"] == 0.5
    assert done.kept == '{"copy":[48,51]}'
    assert room.printed == ["true"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("shared.f = print", "shared.f is a function, which cannot be shared"),
        ("shared.t = { 1, { f = print } }", "shared.t[2].f is a function, which cannot be shared"),
        ("shared.t = { co = coroutine.create(print) }", "shared.t.co is a coroutine, which cannot be shared"),
        ("local t = {} t.me = { t } shared.t = t", "shared.t.me[1] contains itself, through shared.t"),
        ("shared.t = { 1, nil, 3 }", "shared.t[2] is missing: a list has no holes"),
        ('shared.t = { 1, x = 2 }', 'shared.t mixes a list with the name "x"; use one or the other'),
        ("shared.t = { [true] = 1 }", "shared.t has a key that is a boolean; keys are names, or 1, 2, 3 …"),
        ("shared.t = { [0] = 1 }", "shared.t[0] is in no list: places are 1, 2, 3 … without a gap"),
        ("shared.x = 0/0", "shared.x is no finite number, which cannot be shared"),
        ('shared.x = "\\255"', "shared.x is no text: its bytes are no UTF-8"),
        ('shared.x = { sampler("k") }', "shared.x[1] is the handle of a module, which cannot be shared; share its name"),
        ('shared.x = s("bd")', "shared.x is a pattern value, which cannot be shared; share its text"),
        ("shared[print] = 1", "shared: a key is a name, or a place in a list, got function: 0x00000001"),
        ('shared["a\\0b"] = 1', "shared: a key is a name, or a place in a list, got a\0b"),
        ('shared.x = string.rep("x", 70000)', "shared.x takes more than 64000 bytes; share less, or in parts"),
        ("shared.x.y = 1", "attempt to index a nil value (field 'x')"),
    ],
)  # fmt: skip
def test_what_cannot_be_shared_is_refused_at_the_players_line(room, text, sentence):
    line, message = room.fault(f"\n{text}")

    assert line == 2
    assert message.startswith(sentence)


def test_script_that_assigns_to_all_of_it_is_told_so_at_its_next_run(room):
    room.run("shared = { x = 1 }")
    room.run("print(shared.x)")

    assert room.printed == [
        "shared = ... changed shared for the last run of this script only; to share a value, write shared.name = value",
        "nil",
    ]


def test_run_that_fails_has_said_nothing(room):
    room.run("shared.x = 1")
    room.fault("shared.x = 2 shared.y = 3 error('no')")

    assert room.evaluate("shared").text == "{x = 1}"
    assert shared_in(room.document) == {"x": 1}


def performed(room, advanced):
    """The engine does what loops made for beats before now, in order."""
    for due in advanced.dues:
        for command in due.commands:
            room.document = apply(room.document, command)


def test_loop_reads_its_own_words_however_late_the_engine_hears_them(room):
    """Loops run ahead: what the engine tells is always older than what the loop knows."""
    room.run(COUNTING)
    waiting = [room.advance(Fraction(beat, 4)) for beat in (1, 2)]
    for beat in (3, 4, 5, 6, 7, 8):
        performed(room, waiting.pop(0))
        room.feed(room.runs)
        waiting.append(room.advance(Fraction(beat, 4)))
    for last in waiting:
        performed(room, last)

    assert shared_in(room.document) == {"n": 32}


def test_word_of_another_is_heard_after_ones_own_was(room):
    room.run(COUNTING)
    first = room.advance(Fraction(1, 4))
    performed(room, first)
    room.document = apply(room.document, c.Share(path=("n",), json="100", script="other", stamp=1))
    room.feed(room.runs)

    performed(room, room.advance(Fraction(1, 2)))

    assert shared_in(room.document) == {"n": 104}


def test_words_for_beats_that_never_came_are_taken_back(room):
    room.run(COUNTING)
    room.advance(Fraction(1, 2))

    room.advance(Fraction(1, 16), flight=2)
    assert room.evaluate("shared.n").text == "1"


def test_words_of_a_step_that_failed_are_forgotten_in_time(room):
    room.run('live_loop("bad", function() shared.x = (shared.x or 0) + 1 sleep(1) shared.x = 9 error("no") end)')
    room.advance(Fraction(3, 2))
    assert room.evaluate("shared.x").text == "9"

    room.advance(Fraction(8))
    assert room.evaluate("shared.x").text == "nil"


def test_a_script_in_a_new_worker_numbers_its_words_on(room):
    room.document = apply(room.document, c.Share(path=("x",), json="1", script=room.script, stamp=41))
    room.feed()
    room.run('live_loop("a", function() shared.x = shared.x + 1 sleep(1) end)')

    (due,) = room.advance(Fraction(1)).dues
    assert [command.stamp for command in due.commands] == [42]


def test_last_writer_wins_in_the_order_of_the_engine(band):
    band.run('shared.who = "first" shared.t = { a = 1 }', "first")
    band.run('shared.who = "second" shared.t.b = 2', "second")
    band.run("print(shared.who, shared.t.a, shared.t.b)", "third")

    assert band.printed() == ["second\t1\t2"]


def test_words_of_a_run_land_with_all_else_that_it_says(band):
    band.do(c.Play())
    band.ask('synth("bass") shared.x = 1')
    band.until(lambda: len(band.engine.snapshot.waiting) > 0)
    assert shared_in(band.document) == {}

    band.until(lambda: "bass" in band.document.modules)
    assert shared_in(band.document) == {"x": 1}


def test_console_speaks_at_once_and_hears_everybody(band):
    band.run("shared.x = { 1 }")
    for number, text in enumerate(("shared.x[2] = 5", "shared.x")):
        band.engine.submit(c.Evaluate(ask=f"ask {number}", text=text))
    band.until(lambda: len(band.engine.snapshot.answers) == 2)

    assert band.engine.snapshot.answers[-1].text == "{1, 5}"
    assert shared_in(band.document) == {"x": [1, 5]}


def test_one_loop_tells_another_and_a_render_is_the_same_each_time(new_band):
    def told():
        band = new_band(seed=3)
        band.run('live_loop("say", function() shared.note = choose{ 48, 50, 51, 55 } sleep(1/4) end)', "a", NOW)
        band.run(
            'synth("bass") live_loop("hear", function()\n'
            "if shared.note then trigger('bass', { note = shared.note }) end sleep(1/4) end)", "b", NOW
        )  # fmt: skip
        band.do(c.Play())
        band.play_to(4)
        return [(due.beat, each.note) for due in band.dues("hear") for each in due.commands]

    first, second = told(), told()

    assert len(first) >= 14
    assert len({note for _, note in first}) > 1
    assert first == second
