"""os.time, os.date and os.clock, on the host's clock."""

from __future__ import annotations

import pytest


@pytest.fixture
def timed(make_script):
    """A script whose clock the test sets."""
    seconds = [0.0]
    script = make_script(clock=lambda: seconds[0])
    return script, seconds


def test_clock_time_and_date_follow_the_hosts_clock(timed):
    script, seconds = timed

    assert (
        script.value("os.clock(), os.time(), os.date('%Y-%m-%d %H:%M:%S')") == '0.0\t1700000000\t"2023-11-14 22:13:20"'
    )
    seconds[0] = 90.75
    assert script.value("os.clock(), os.time(), os.date('!%H:%M:%S')") == '90.75\t1700000090\t"22:14:50"'


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        ("{ year = 1970, month = 1, day = 1, hour = 0 }", 0),
        ("{ year = 1970, month = 1, day = 1 }", 43200),
        ("{ year = 2024, month = 2, day = 29, hour = 1, min = 2, sec = 3 }", 1709168523),
        ("{ year = 2023, month = 14, day = 0, hour = 0 }", 1706659200),
        ("{ year = 1900, month = 3, day = 1, hour = 0 }", -2203891200),
        ("{ year = '2000', month = 1.0, day = 1, hour = 0 }", 946684800),
    ],
)
def test_time_counts_seconds_in_utc_from_fields(script, fields, time):
    assert script.value(f"os.time({fields})") == str(time)


def test_date_as_a_table_and_time_undo_each_other(script):
    assert script.value("os.time(os.date('*t', 1234567890)), os.date('*t', 0).hour") == "1234567890\t0"
    assert script.value("os.difftime(5, 3)") == "2.0"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("os.time({})", "field 'year' missing in date table"),
        ("os.time({ year = 'x' })", "field 'year' is not an integer"),
        ("os.time({ year = 1 << 40, month = 1, day = 1 })", "field 'year' is out of range"),
        ("os.time(5)", "bad argument #1 to 'time' (table expected, got number)"),
        ("os.date('%Ez')", "bad argument #1 to 'date' (invalid conversion specifier '%Ez')"),
    ],
)
def test_wrong_arguments_are_told_at_the_players_line(script, call, message):
    mistake = script.fail(f"\n{call}")

    assert (mistake.line, mistake.message) == (2, message)
