"""No finding ever lies in a string or a comment, whatever stands there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.lua.lint.check import lint
from engine.lua.lint.terms import Terms
from tests.engine.lua.lint.bad import BAD

WORDS = st.sampled_from(
    [
        *(bad.text.replace("\n", " ") for bad in BAD),
        "samplr",
        "step = 4",
        "sleep(1)",
        "while true do",
        "$nobody",
        "end",
        "ä",
    ]
)
CODE = st.lists(WORDS, max_size=4).map(" ".join)


def _quoted(code):
    return '"' + code.replace("\\", "\\\\").replace('"', '\\"') + '"'


WRAPPED = st.one_of(
    CODE.map(lambda code: f"print({_quoted(code)})"),
    CODE.map(lambda code: f"print([==[\n{code}]==])"),
    CODE.map(lambda code: f"--- {code}\n"),
    CODE.map(lambda code: f"--[==[ {code}\n{code} ]==]"),
    CODE.map(lambda code: f"print{{ {_quoted(code)} }} --{code}\n"),
)  # fmt: skip


@given(st.lists(WRAPPED, min_size=1, max_size=6), st.sampled_from(["live", "repeat", None]))
def test_code_in_strings_and_comments_is_text(pieces, mode):
    assert lint("\n".join(pieces), Terms(mode=mode)) == []


@given(st.lists(WRAPPED, max_size=3), st.sampled_from(BAD), st.lists(WRAPPED, max_size=3))
def test_code_among_strings_and_comments_is_found_where_it_is(before, bad, after):
    above = "".join(f"{piece}\n" for piece in before)
    text = f"{above}{bad.text}\n" + "\n".join(after)

    found = lint(text, Terms(mode=bad.mode))

    first, *others = [(each.kind, each.line) for each in found]
    assert first == (bad.kind, bad.line + above.count("\n"))
    assert all(kind == "unreachable" and line > first[1] for kind, line in others)  # what follows an endless loop
