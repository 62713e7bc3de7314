"""math.random: Lua's own numbers, from seeds that the host gives."""

from __future__ import annotations

import lupa.lua54
import pytest

DRAW = """
local function draw()
  local out = {}
  for i = 1, 20 do
    out[#out + 1] = ('%.17g'):format(math.random())
    out[#out + 1] = math.random(6) out[#out + 1] = math.random(-5, 5) out[#out + 1] = math.random(0)
    out[#out + 1] = math.random(math.mininteger, math.maxinteger) out[#out + 1] = math.random(1 << 40)
  end
  return table.concat(out, ' ')
end
"""


@pytest.mark.parametrize("seed", ["0", "42", "-1", "3.0", "math.maxinteger", "7, 9"])
def test_random_gives_the_numbers_of_lua_for_the_same_seed(script, seed):
    expected = lupa.lua54.LuaRuntime().execute(f"{DRAW} math.randomseed({seed}) return draw()")

    assert script.run(f"{DRAW} math.randomseed({seed}) print(draw())") == [expected]


def test_the_seed_that_the_host_gives_is_that_of_randomseed(script):
    expected = script.run(f"{DRAW} math.randomseed(42) print(draw())")

    assert script.run(f"{DRAW} print(draw())", seed=42) == expected


def test_every_chunk_begins_with_the_seed_of_the_runtime(make_script):
    script, same, other = make_script(seed=5), make_script(seed=5), make_script(seed=6)
    text = f"{DRAW} print(draw())"

    assert script.run(text) == script.run(text) == same.run(text) != other.run(text)


def test_each_coroutine_has_a_generator_of_its_own(script):
    body = "while true do wait(math.random(1000)) end"
    first, second, same = script.loop(body, seed=1), script.loop(body, seed=2), script.loop(body, seed=1)

    mixed = [(first.resume().values[0], second.resume().values[0]) for _ in range(10)]
    alone = [same.resume().values[0] for _ in range(10)]

    assert [a for a, _ in mixed] == alone
    assert [b for _, b in mixed] != alone


def test_randomseed_without_arguments_goes_back_to_the_given_seed(script):
    assert script.run(f"{DRAW} local a = draw() math.randomseed() print(a == draw())", seed=3) == ["true"]


def test_a_seed_that_is_no_whole_number_is_as_good_as_another(script):
    draw = f"{DRAW} math.randomseed(1.5) print(draw())"

    assert script.run(draw) == script.run(draw) != script.run(draw.replace("1.5", "1.25"))


def test_seeds_beyond_whole_numbers_of_lua_are_taken(script):
    assert script.run("print(math.random(1000))", seed=2**64 + 1) == script.run("print(math.random(1000))", seed=1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("math.random(0.5)", "bad argument #1 to 'random' (number has no integer representation)"),
        ("math.random('x')", "bad argument #1 to 'random' (number expected, got string)"),
        ("math.random(-1)", "bad argument #1 to 'random' (interval is empty)"),
        ("math.random(2, 1)", "bad argument #2 to 'random' (interval is empty)"),
        ("math.random(1, {})", "bad argument #2 to 'random' (number expected, got table)"),
        ("math.randomseed({})", "bad argument #1 to 'randomseed' (number expected, got table)"),
    ],
)
def test_wrong_arguments_are_told_at_the_players_line(script, call, message):
    mistake = script.fail(f"\n{call}")

    assert (mistake.line, mistake.message) == (2, message)
