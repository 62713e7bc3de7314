"""What a script may not have the command shell do, and texts that would have kept Python busy for ever."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from tests.engine.scripts.room import Room

LEVELS = ("strict", "standard", "minimal", "trusted")
NINES = '("9"):rep(5000)'  # more digits than Python reads


@pytest.mark.parametrize("own", LEVELS)
@pytest.mark.parametrize("wanted", LEVELS)
def test_script_makes_levels_stricter_and_never_looser(own, wanted):
    room = Room(level=own)
    room.document = apply(room.document, c.SetScriptLevel(name="kick", level=own))
    room.feed()
    done = room.run(f'exec("script level kick {wanted}")')
    stricter = {"strict": 0, "standard": 1, "minimal": 2, "trusted": 2}

    if wanted == own or stricter[wanted] < stricter[own]:
        assert done.fault is None
        assert room.document.scripts["kick"].level == wanted
    else:
        assert f"can only make levels stricter, and kick is {own}" in done.fault.message
        assert done.fault.line == 1


def test_level_of_another_script_is_bound_by_what_it_has():
    room = Room()
    room.document = apply(room.document, c.AddScript(name="guest"))
    room.document = apply(room.document, c.SetScriptLevel(name="guest", level="strict"))
    room.feed()

    assert "guest is strict" in room.fault('exec("script level guest standard")')[1]
    assert 'there is no script "nobody"' in room.fault('exec("script level nobody strict")')[1]


@pytest.mark.parametrize("line", ["record start take.wav", "new force", "script once kick"])
def test_lines_that_are_for_hands_are_refused(line):
    assert "a script cannot do" in Room().fault(f'\nexec("{line}")')[1]


def test_script_does_not_take_itself_away():
    line, message = Room().fault('\nexec("script delete kick")')

    assert (line, "kick cannot take itself away" in message) == (2, True)


@pytest.mark.parametrize(
    "text",
    [
        'exec("seek 1e999999999")', 'pattern("f", 16) exec("pattern rate f 1e999999999")',
        'pattern("f", 16) exec("pattern beats f 1e999999999")', 'pattern("f", 16, { rate = "1e999999999" })',
        'pattern("f", 16, { beats = "1e-999999999" })', 'synth("s") fade("s", "1e999999999", 0)',
        f'exec("seek " .. {NINES})', f'swap{{ at = "bars(" .. {NINES} .. ")" }}',
        'swap{ at = "bars(5000)" }', f'exec("run kick bars(" .. {NINES} .. ")")', "seed(1e300)", "seed(2^63)",
        f'pattern("f", 16) step("f", 1, {{ ratio = "1:" .. {NINES} }})',
        f'pattern("f", 16) exec("step f 1 ratio=1:" .. {NINES})',
        'exec("pattern create q ²")', f'off("runtime_handler_" .. {NINES})',
        'pattern("p", "bd@1e99999999")', 'pattern("p", "bd!1e999999999")', f'pattern("p", "<a b>@" .. {NINES})',
        f'error("kick.lua:" .. {NINES} .. ": x")',
    ],
)  # fmt: skip
def test_numbers_that_nobody_can_reckon_with_are_mistakes_at_their_line(text):
    line, message = Room().fault(f"\n{text}")

    assert line == 2
    assert len(message) < 6000


def test_numbers_that_are_words_in_notation_stay_words():
    room = Room()

    assert room.run('pattern("p", "0x" .. ("f"):rep(5000))').fault is None


@pytest.mark.parametrize(
    "name",
    ["~nobody-at-all/a.wav", "x" * 5000, "x" * 5000 + ".wav", "/dev/zero", "/proc/self/fd/0", "a\\0b.wav", "/a" * 3000],
)
def test_sample_that_no_file_can_be_is_a_mistake_at_its_line(name):
    line, message = Room().fault(f'\nsampler("k", {{ sample = "{name}" }})')

    assert line == 2
    assert "there is no" in message or "is no file of sound" in message
    assert len(message) < 1200
