"""Random Lua programs: they print what they reckon, some of them fail on the way, and some do not compile.

What they say is chosen to be easy to get wrong for whoever rewrites a text before Lua sees it: constants that can be
folded, signs of comments and `$` in strings, long brackets, statements spread over lines, code that is never reached.
"""

from __future__ import annotations

from random import Random

STATE = {"n": 7, "text": "seven"}  # what `$n` and `$text` tell
_NUMBERS = ("0", "1", "2", "3", "4", "7", "10", "1.5", "2.0", "0.1", "1e3", "0x10", "0xFF", "9007199254740993", "5e-1")
_STRINGS = (
    '"a"', "'--'", '"--[[ $n ]]"', "[[ $text ]]", "[==[ ]] -- ]==]", '"2*3+4"', '"cost $5 wait(1)"', '"\\\\"', "'\\''",
    '"\\z   b"', "[[\n1 + 1\n]]", '""', '"10"', '"if true then"',
)  # fmt: skip
_ARITHMETIC = ("+", "-", "*", "/", "%", "//", "^")
_BITS = ("&", "|", "~", "<<", ">>")
_COMPARING = ("==", "~=", "<", "<=", ">", ">=")
_COMMENTS = ("", "", "", " -- $n 2*3", " --[[ end ]]", " --[==[\n if ]==]", ";")
_SLIPS = ("local x = = 1", "end", "print(", "x = 1 $ 2", "goto nowhere", "local s = 'open", "break break = 1")


class Writer:
    """Writes one program.

    Args:
        sign: What stands before a name of the state where the program reads it.
    """

    def __init__(self, chance: Random, sign: str) -> None:
        self._chance = chance
        self._sign = sign
        self._names: list[str] = ["v0"]

    def program(self) -> str:
        """Return the program."""
        lines = ["local v0 = 1", *self._block(0, 6)]
        if self._chance.random() < 0.12:
            lines.insert(self._chance.randrange(len(lines)) + 1, self._chance.choice(_SLIPS))
        return "\n".join(lines)

    def _block(self, depth: int, most: int) -> list[str]:
        known = len(self._names)
        lines = [line for _ in range(self._chance.randint(1, most)) for line in self._statement(depth)]
        del self._names[known:]
        return lines

    def _statement(self, depth: int) -> list[str]:
        kinds = [self._printing, self._assigning, self._local, self._local]
        if depth < 3:
            kinds += [self._if, self._for, self._while, self._function, self._protected, self._table, self._coroutine]
        lines = self._chance.choice(kinds)(depth)
        lines[-1] += self._chance.choice(_COMMENTS)
        return lines

    def _printing(self, _: int) -> list[str]:
        return [f"print({self._value(3)},", f"  {self._value(2)})"]

    def _assigning(self, _: int) -> list[str]:
        return [f"{self._name()} = {self._value(3)}"]

    def _local(self, _: int) -> list[str]:
        value = self._value(3)
        self._names.append(f"v{len(self._names)}")
        return [f"local {self._names[-1]}", f"  = {value}"]

    def _if(self, depth: int) -> list[str]:
        condition = self._chance.choice((self._value(2), "false", "nil and 1", "1 == 1", "not nil"))
        other = ["else", *self._block(depth + 1, 2)] if self._chance.random() < 0.5 else []
        return [f"if {condition} then", *self._block(depth + 1, 3), *other, "end"]

    def _for(self, depth: int) -> list[str]:
        bounds = self._chance.choice(("1, 3", "3, 1, -1", "0, 1, 0.5", "1, 0", '"1", 2', "1, 2, 0"))
        leave = ["if i == 2 then goto continue end"] if self._chance.random() < 0.3 else []
        return [f"for i = {bounds} do", *leave, "do", *self._block(depth + 1, 2), "end", "::continue::", "end"]

    def _while(self, depth: int) -> list[str]:
        return ["do local turns = 0", "while turns < 2 do turns = turns + 1", *self._block(depth + 1, 2), "end end"]

    def _function(self, depth: int) -> list[str]:
        body = self._block(depth + 1, 2)
        return ["print((function(a, ...)", *body, f"return a, {self._value(2)}, ...", f"end)({self._value(1)}, 2, 3))"]

    def _protected(self, depth: int) -> list[str]:
        raised = self._chance.choice((self._value(2), '"no"', "nil", "12"))
        return ["print(pcall(function()", *self._block(depth + 1, 2), f"error({raised})", "end))"]

    def _table(self, _: int) -> list[str]:
        values = ", ".join(self._value(1) for _ in range(3))
        return [f"for i, each in ipairs{{ {values}, [10] = 1 }} do", "print(i, each, #{ 1, 2, nil, 4 } >= 2)", "end"]

    def _coroutine(self, depth: int) -> list[str]:
        body = self._block(depth + 1, 2)
        return ["do local go = coroutine.create(function(a)", *body, "a = coroutine.yield(a) return a end)",
                f"print(coroutine.resume(go, {self._value(1)}))", "print(coroutine.resume(go, 2)) end"]  # fmt: skip

    # --- expressions ---

    def _name(self) -> str:
        return self._chance.choice(self._names)

    def _value(self, depth: int) -> str:
        chance = self._chance.random()
        if depth == 0 or chance < 0.25:
            return self._plain()
        if chance < 0.6:
            return self._two(self._chance.choice(_ARITHMETIC), depth)
        if chance < 0.68:
            return self._two(self._chance.choice(_BITS), depth)
        if chance < 0.76:
            return f"tostring({self._two(self._chance.choice(_COMPARING), depth)})"
        if chance < 0.84:
            return f"({self._plain()}) .. ({self._plain()})"
        if chance < 0.92:
            return f"({self._chance.choice(('-', 'not ', '~', '#'))}{self._plain()})"
        return self._two(self._chance.choice(("and", "or")), depth)

    def _two(self, operator: str, depth: int) -> str:
        left, right = self._value(depth - 1), self._value(depth - 1)
        pieces = f"{left} {operator} {right}"
        return f"({pieces})" if self._chance.random() < 0.5 else pieces

    def _plain(self) -> str:
        chance = self._chance.random()
        if chance < 0.55:
            return self._chance.choice(_NUMBERS)
        if chance < 0.7:
            return self._name()
        if chance < 0.88:
            return self._chance.choice(_STRINGS)
        return self._chance.choice(
            (f"{self._sign}n", f"{self._sign}text", "true", "nil", "math.pi", '("ab"):rep(2)', "missing.field")
        )
