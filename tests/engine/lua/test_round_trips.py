"""Properties of crossing: what goes to Lua comes back the same, and neither side sees what the other does to it."""

from __future__ import annotations

import copy
import dataclasses
import enum
import math
from array import array
from datetime import UTC, date, datetime, time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lua.convert import Handle
from engine.lua.limits import Limits
from engine.lua.runtime import Runtime

names = st.text(st.characters(codec="utf-8"), max_size=8).filter(lambda name: not name.startswith("\0"))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"), max_size=80)
    | st.binary(max_size=8).filter(lambda raw: not is_text(raw))
    | st.builds(Handle, st.just("module"), st.sampled_from(["kick", "é"]))
    | st.sampled_from([2**53 + 1, -0.0, math.inf, -math.inf, "null", '"nan"', "{[", "]}", {}])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(names, inner, min_size=1, max_size=4),
    max_leaves=25,
)


def is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture(scope="module")
def mirror():
    """A function that sends a value through Lua and back."""
    runtime = Runtime(output=print)
    runtime.define_handle("module", {})
    sent, came = [], []
    runtime.install("give", lambda: sent[-1])
    runtime.install("take", lambda value=None: came.append(value), takes_bytes=True)

    def reflect(value):
        sent.append(value)
        runtime.run_chunk("take(give())", "mirror")
        return came.pop()

    yield reflect
    runtime.close()


def same(one, other):
    """Equal in value and in type, down to the sign of zero."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(item, other[key]) for key, item in one.items())
    return one == other


@settings(deadline=None, max_examples=150)
@given(value=values)
def test_what_goes_to_lua_comes_back_the_same(mirror, value):
    before = copy.deepcopy(value)

    assert same(mirror(value), value)
    assert same(value, before)


@settings(deadline=None, max_examples=30)
@given(value=st.dictionaries(names, values, min_size=2, max_size=6))
def test_names_come_back_in_the_order_of_their_bytes(mirror, value):
    assert list(mirror(value)) == sorted(value, key=str.encode)


def test_nan_comes_back_as_nan(mirror):
    assert math.isnan(mirror([math.nan])[0])


class Wave(enum.Enum):
    SAW = "saw"


class Level(enum.IntEnum):
    LOUD = 3


class Word(enum.StrEnum):
    SAW = "saw"


@dataclasses.dataclass(frozen=True)
class Note:
    name: str
    velocity: float = 1.0


class Step(msgspec.Struct, tag="step", rename={"index": "at"}):
    index: int
    notes: tuple[Note, ...] = ()


@pytest.mark.parametrize("beside", ["plain", "é", None, Handle("module", "kick")], ids=str)
@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ((1, (2, 3)), [1, [2, 3]]),
        (Wave.SAW, "saw"),
        (Level.LOUD, 3),
        (Word.SAW, "saw"),
        (Note("c4"), {"name": "c4", "velocity": 1.0}),
        (Step(1, (Note("c4", 0.5),)), {"type": "step", "at": 1, "notes": [{"name": "c4", "velocity": 0.5}]}),
        (date(2026, 11, 30), "2026-11-30"),
        (datetime(2026, 11, 30, 12, tzinfo=UTC), "2026-11-30T12:00:00Z"),
        (time(12, 30), "12:30:00"),
        (array("d", [1.0, 2.5]), [1.0, 2.5]),
    ],
    ids=str,
)
def test_types_of_python_are_written_alike_whatever_is_beside_them(mirror, value, plain, beside):
    assert same(mirror([value, beside, {"deep": value}]), [plain, beside, {"deep": plain}])


def test_what_lua_does_to_a_table_is_not_seen_in_python_and_the_other_way_round():
    runtime = Runtime(output=print)
    original, came = {"list": [1, 2], "é": None}, []
    runtime.install("give", lambda: original)
    runtime.install("take", came.append)

    runtime.run_chunk("t = give() t.list[1] = 9 t.new = true take(t) t.list[1] = 10", "x")
    came[0]["list"][0] = 11
    runtime.run_chunk("take(t) take(give())", "x")
    runtime.close()

    assert original == {"list": [1, 2], "é": None}
    assert came[0]["list"] == [11, 2]
    assert came[1]["list"] == [10, 2]
    assert came[2] == original


@pytest.mark.parametrize("extra", [{}, {"x": None}], ids=["as a copy", "part by part"])
@pytest.mark.parametrize(
    ("part", "message"),
    [
        (2**63, r"the value\.a\[1\] is 9223372036854775808, and Lua's whole numbers have 64 bits"),
        ({None: 1}, r"None cannot be a key in the value\.a\[1\]"),
        ({math.nan: 1}, r"nan cannot be a key in the value\.a\[1\]"),
        ({(1, 2): 1}, r"\(1, 2\) cannot be a key in the value\.a\[1\]"),
        (1j, r"the value\.a\[1\] is 1j, which is no plain value for Lua"),
        (Handle("unknown", "x"), r"the value\.a\[1\] is .*unknown.*, of a kind that Lua does not know"),
        ("x" * 2_000, r"the value\.a\[1\] is too much text for Lua"),
        ([0] * 100, r"the value\.a\[1\] has too many entries for Lua"),
        ([[[[[1]]]]], r"the value\.a\[1\]\[0\]\[0\] is nested more than 4 deep"),
    ],
)
def test_what_lua_must_not_have_is_told_with_its_path(make_script, part, message, extra):
    script = make_script(Limits(crossing_depth=4, crossing_items=50, crossing_bytes=1_000))
    script.runtime.install("give", lambda: {"a": [0, part], **extra})

    with pytest.raises(TypeError, match=message):
        script.run("give()")


def test_a_value_that_contains_itself_is_told_with_both_paths(script):
    inner: dict[str, object] = {}
    inner["back"] = [inner]
    script.runtime.install("give", lambda: {"a": {"b": inner}})

    with pytest.raises(TypeError, match=r"the value\.a\.b contains itself, as the value\.a\.b\.back\[0\]"):
        script.run("give()")


def test_a_table_that_contains_itself_is_told_with_both_paths(script):
    script.runtime.install("take", lambda settings: None)

    mistake = script.fail("local b = {} b.list = { 1, b } take({ a = { b = b } })")

    assert mistake.message == "settings.a.b contains itself, as settings.a.b.list[2]"


def test_a_table_that_occurs_often_is_no_cycle(script):
    script.run("local t = { 'é' } local u = { t, t } tell({ u, u, { u } })")

    assert script.told == [[[["é"], ["é"]], [["é"], ["é"]], [[["é"], ["é"]]]]]


def test_a_hundred_thousand_values_cross(script):
    script.run("local t = {} for i = 1, 50000 do t[i] = { n = i } end tell(t)")

    assert script.told[0][49_999] == {"n": 50_000}
    assert len(script.told[0]) == 50_000
