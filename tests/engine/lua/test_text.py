"""The string library: what C may do is C's, and what Lua does instead gives the same."""

from __future__ import annotations

import lupa.lua54
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lua.limits import Limits
from engine.lua.runtime import Runtime

ITEMS = st.sampled_from(
    ["a", "b", ".", "%a", "%d", "%s", "%w", "%A", "%.", "[ab]", "[^a]", "[a-c%d]", "[%w_]", "%b()", "%f[%w]", "%f[^%w]"]
)
QUANTIFIERS = st.sampled_from(["", "", "", "*", "+", "-", "?"])
PIECES = st.tuples(ITEMS, QUANTIFIERS).map(
    lambda piece: piece[0] if piece[0].startswith(("%b", "%f")) else piece[0] + piece[1]
)
GROUPS = st.one_of(PIECES, PIECES.map(lambda piece: f"({piece})"), st.just("()"), st.just("(a(b))"))
PATTERNS = st.tuples(
    st.sampled_from(["", "^"]), st.lists(GROUPS, max_size=5).map("".join), st.sampled_from(["", "$"])
).map("".join)
BROKEN = st.text(alphabet="ab%[]()^$*-+?.f1", max_size=8)
SUBJECTS = st.text(alphabet="aab1 ()_.", max_size=24)

COMPARE = """
return function(string, subject, pattern, init)
  local function shown(ok, ...)
    local out = { tostring(ok) }
    for i = 1, select('#', ...) do out[#out + 1] = tostring((select(i, ...))) end
    if not ok then return 'error' end
    return table.concat(out, '|')
  end
  local function collect()
    local all = {}
    for a, b, c in string.gmatch(subject, pattern) do
      all[#all + 1] = tostring(a) .. ',' .. tostring(b) .. ',' .. tostring(c)
      if #all > 60 then break end
    end
    return table.concat(all, ';')
  end
  return table.concat({
    shown(pcall(string.find, subject, pattern, init)),
    shown(pcall(string.match, subject, pattern, init)),
    shown(pcall(collect)),
    shown(pcall(string.gsub, subject, pattern, '<%0>')),
    shown(pcall(string.gsub, subject, pattern, '%1%%', 2)),
    shown(pcall(string.gsub, subject, pattern, function(a, b) if a ~= '' then return '[' .. a .. ']' end end)),
    shown(pcall(string.gsub, subject, pattern, { a = 'X', ab = 5, b = false })),
  }, '\\n')
end
"""


@pytest.fixture(scope="module")
def slow_and_fast():
    """Every function of one subject and pattern: by the matcher in Lua, and by C."""
    told = []
    runtime = Runtime(Limits(run_seconds=30, search_steps=0), output=len)
    runtime.install("tell", told.append)
    runtime.write_global("text", COMPARE)
    runtime.run_chunk("compare = load(text)()", "setup.lua")
    lua = lupa.lua54.LuaRuntime(encoding="latin-1")
    in_c = lua.execute(COMPARE)

    def slow(subject: str, pattern: str, init: int) -> str:
        runtime.write_global("given", [subject, pattern, init])
        runtime.run_chunk("tell(compare(string, given[1], given[2], given[3]))", "compare.lua")
        return told.pop()

    yield slow, lambda *given: in_c(lua.globals().string, *given)
    runtime.close()


@pytest.mark.slow
@settings(max_examples=400, deadline=None, derandomize=True)
@given(subject=SUBJECTS, pattern=PATTERNS, init=st.sampled_from([1, 1, 1, 2, -3, 30, 0]))
def test_the_matcher_in_lua_gives_what_c_gives(slow_and_fast, subject, pattern, init):
    slow, fast = slow_and_fast

    assert slow(subject, pattern, init) == fast(subject, pattern, init)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(subject=SUBJECTS, pattern=BROKEN)
def test_the_matcher_in_lua_refuses_what_c_refuses(slow_and_fast, subject, pattern):
    slow, fast = slow_and_fast

    assert slow(subject, pattern, 1) == fast(subject, pattern, 1)


@pytest.mark.parametrize(
    "call",
    [
        "string.find(text, '(y)(.-)z', 1)",
        "string.find(text, 'z', -3, true)",
        "string.match(text, '^(x*)y()')",
        "string.match(text, 'nothing.-here.-')",
        "select(2, string.gsub(text, 'x', '%0%0'))",
        "#string.gsub(text, '(x)(x)', '%2-%1')",
        "string.gsub(text, 'x+', { ['y'] = 1 }, 1) == text",
        "(function() local n = 0 for _ in string.gmatch(text, 'x.-x') do n = n + 1 end return n end)()",
        "('x'):rep(3, ',')",
        "(''):rep(1000000), ('x'):rep(0), ('x'):rep(-5), ('ab'):rep('2'), (5):rep(2.0)",
    ],
)
def test_searches_of_long_texts_give_what_lua_gives(script, call):
    call = call.replace("(5):rep(2.0)", "string.rep(5, 2.0)")
    lua = lupa.lua54.LuaRuntime(unpack_returned_tuples=True)
    lua.execute("text = ('x'):rep(2000) .. 'yyz' .. ('x'):rep(2000)")
    expected = lua.eval(call)
    script.run("text = ('x'):rep(2000) .. 'yyz' .. ('x'):rep(2000)")
    script.run(f"tell({call})")

    assert tuple(script.told) == (expected if isinstance(expected, tuple) else (expected,))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("string.rep('x', 1 << 40)", "the resulting text is too long"),
        ("string.format('%p', {})", "%p is not available: addresses differ from run to run"),
        ("string.find(text, 'x-%')", "malformed pattern (ends with '%')"),
        ("string.find(text, 'x-[a')", "malformed pattern (missing ']')"),
        ("string.find(text, 'x-%f')", "missing '[' after '%f' in pattern"),
        ("string.find(text, 'x-%b')", "malformed pattern (missing arguments to '%b')"),
        ("string.find(text, 'x-%1')", "invalid capture index %1"),
        ("string.find(text, 'x-)')", "invalid pattern capture"),
        ("string.find(text, 'x-(')", "unfinished capture"),
        ("string.gsub(text, 'x-y', '%2')", "invalid capture index %2 in replacement string"),
        ("string.gsub(text, 'x-y', '%x')", "invalid use of '%' in replacement string"),
        ("string.gsub(text, 'x-y', function() return {} end)", "invalid replacement value (a table)"),
        ("string.gsub(text, 'x-y', nil)", "bad argument #3 to 'gsub' (string/function/table expected, got nil)"),
        ("string.find(text, 'x-y', 1.5)", "bad argument #3 (whole number expected)"),
    ],
)
def test_wrong_searches_are_told_at_the_players_line(script, call, message):
    script.run("text = ('x'):rep(3000) .. 'y'")
    mistake = script.fail(f"\n{call}")

    assert (mistake.line, mistake.message) == (2, message)


def test_the_methods_of_texts_are_the_guarded_ones(script):
    assert script.value("('x').rep == string.rep, string.dump, getmetatable('')") == "true\tnil\tnil"


@pytest.mark.parametrize("pattern", ["%5d|%-5s|%q|%%p|%x|%g", "%s"])
def test_format_does_as_lua_does(script, pattern):
    lua = lupa.lua54.LuaRuntime()

    assert script.value(f"string.format('{pattern}', 12, 'ab', 'c', 255, 0.1)") == lua.eval(
        f"string.format('%q', string.format('{pattern}', 12, 'ab', 'c', 255, 0.1))"
    )
