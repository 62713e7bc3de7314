"""What is told of a text that another language would take."""

from __future__ import annotations

import pytest

from engine.lua.source import parse

FOREIGN = [
    ("x += 1", "Lua has no +=; write x = x + 1"),
    ("local x = 1 x++", "Lua has no ++; write x = x + 1"),
    ("if 1 != 2 then end", "Lua writes ~= for “not equal”, and not for “!”"),
    ("if x = 1 then end", "to compare, write =="),
    ("while x = 1 do end", "to compare, write =="),
    ("var x = 1", "Lua writes local x"),
    ("print(a && b)", "Lua writes and for “&&”"),
    ("print(a || b)", "Lua writes or for “||”"),
    ("// the bass", "a remark begins with -- in Lua"),
    ("# the bass", "a remark begins with -- in Lua"),
    ("if a then\n  b()\nelse if c then\n  d()\nend", "elseif is one word; else if begins an if of its own"),
]


@pytest.mark.parametrize(("text", "said"), FOREIGN)
def test_run_and_editor_tell_the_way_lua_writes_it(script, text, said):
    mistake = script.fail("print(1)\n" + text)
    (flaw,) = parse("print(1)\n" + text).mistakes

    assert str(mistake).endswith(f"; {said}")
    assert flaw.message.endswith(f"; {said}")


@pytest.mark.parametrize("text", ["print(1 +)", "x = = 1", "if a then else b() end end", "local f = function( end"])
def test_other_mistakes_are_told_as_the_compiler_does(script, text):
    assert ";" not in str(script.fail(text))
