"""What is said of a session file that is not good, and where."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.core import commands as c
from engine.core.document import Step
from engine.session.format import to_text
from engine.session.reading import from_text
from tests.engine.core.documents import after, studio


def _plain() -> dict[str, Any]:
    """A good session with all kinds of things, as plain JSON to break."""
    noted = c.SetStep(pattern="four", index=4, step=Step(velocity=0.8, note=52.0))
    return json.loads(to_text(after(studio(), noted, c.AddModule(type="mixer", name="mix"))))


def _put(path: str, value: object) -> str:
    """Return the good session with `value` at `path`, which names keys and indices; None takes away."""
    plain = _plain()
    *way, last = [int(key) if key.isdigit() else key for key in path.split("/")]
    here: Any = plain
    for key in way:
        here = here[key]
    if value is None:
        del here[last]
    elif isinstance(here, list) and last == len(here):
        here.append(value)
    else:
        here[last] = value
    return json.dumps(plain)


def _told(text: str) -> list[str]:
    reading = from_text(text)
    assert reading.document is None
    return [f"{problem.place}: {problem.message}" for problem in reading.problems]


CABLE = {"from": "kick", "to": "mix", "kind": "audio", "number": 90, "channel": 1, "auto": False, "owner": ""}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("moonloop", 2, "moonloop: a newer Moonloop wrote this, in format 2; this one reads format 1"),
        ("moonloop", 0, "moonloop: expected the version of the format, 1, got 0"),
        ("moonloop", "1", "moonloop: expected the version of the format, 1, got '1'"),
        ("moonloop", True, "moonloop: expected the version of the format, 1, got True"),
        ("tempo", 7, "tempo: the tempo is 20 to 480 beats per minute, got 7"),
        ("tempo", "fast", "tempo: expected a number, got a text"),
        ("tempo", None, ': "tempo" is missing'),
        ("beatsPerBar", 0, "beatsPerBar: a bar has 1 to 32 beats, got 0"),
        ("beatsPerBar", 3.5, "beatsPerBar: expected a whole number, got a number"),
        ("nextNumber", 3, "nextNumber: expected a number above all others, 12 or more, got 3"),
        ("temp", 120, 'temp: there is no "temp" here; did you mean "tempo"?'),
        ("modules", {}, "modules: expected a list, got an object"),
        ("modules/0", None, 'modules: the module "masterAudioOut", of type audioOut, is missing'),
        ("modules/1", 7, "modules[1]: expected an object, got a number"),
        ("modules/1", [], "modules[1]: expected an object, got a list"),
        ("modules/1", "kick", "modules[1]: expected an object, got a text"),
        ("scripts/0/mode", True, "scripts[0].mode: expected one of live, repeat, got true"),
        ("modules/1/name", "my kick", 'modules[1].name: a name is 1 to 64 letters, digits, _ or -, got "my kick"'),
        ("modules/2/name", "kick", 'modules[2].name: modules[1] is called "kick" too'),
        ("modules/2/number", 2, "modules[2].number: modules[1] has the number 2 too"),
        ("modules/2/number", -4, "modules[2].number: expected a whole number >= 1"),
        ("modules/2/type", "synht", 'modules[2].type: there is no module type "synht"; did you mean "synth"?'),
        ("modules/2/type", "audioOut", 'modules[2].type: "masterAudioOut", and nothing else, is of type audioOut'),
        ("modules/2/values/cutoff", 7, 'modules[2].values.cutoff: synth "bass": cutoff is 20 to 20000 Hz, got 7'),
        ("modules/2/values/wave", "swa", 'modules[2].values.wave: synth "bass": wave is one of saw, square, triangle, sine, noise, got "swa"; did you mean "saw"?'),
        ("modules/2/values/cutof", 900, 'modules[2].values.cutof: synth "bass": a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ("modules/2/valeus", {}, 'modules[2].valeus: there is no "valeus" here; did you mean "values"?'),
        ("connections/0/to", "masterAudioOot", 'connections[0]: there is no module "masterAudioOot"; did you mean "masterAudioOut"?'),
        ("connections/0/kind", "sound", "connections[0].kind: expected one of audio, event, parameter, video, got \"sound\""),
        ("connections/0/kind", "event", 'connections[0]: "kick" (sampler) gives audio, "masterAudioOut" (audioOut) takes audio: no event connection fits'),
        ("connections/0/channel", 1, 'connections[0].channel: an input of "masterAudioOut" is 0, got 1'),
        ("connections/4", {**CABLE, "channel": 9}, 'connections[4].channel: an input of "mix" is 1 to 8, got 9'),
        ("connections/4", {**CABLE, "from": "mix"}, "connections[4]: that would close a circle: mix > mix"),
        ("patterns/0/count", 513, "patterns[0].count: expected a whole number <= 512"),
        ("patterns/0/count", 17, 'patterns[0].steps: pattern "four" has a count of 17 and only 16 steps'),
        ("patterns/0/steps/0", "x..y", 'patterns[0].steps[0]: column 4: "y" is no step; a step is X, x, o or . (a rest)'),
        ("patterns/0/steps/0", 5, "patterns[0].steps[0]: expected a text, got a whole number"),
        ("patterns/0/steps/1", "x" * 512, "patterns[0].steps: a pattern has 1 to 512 steps, got 528"),
        ("patterns/0/details/0/note", 128, "patterns[0].details[0]: a step's note is 0 to 127, got 128"),
        ("patterns/0/details/0/step", 17, "patterns[0].details[0].step: step 17 is not there; there are 16"),
        ("patterns/0/details/1", {"step": 5}, "patterns[0].details[1].step: step 5 is described twice"),
        ("scripts/0/mode", "lives", 'scripts[0].mode: expected one of live, repeat, got "lives"; did you mean "live"?'),
        ("scripts/0/text", "bpm(120)", "scripts[0].text: expected a list, got a text"),
        ("scripts/0/text/0", 3, "scripts[0].text[0]: expected a text, got a whole number"),
        ("scripts/0/loopMaxSeconds", 0.5, "scripts[0].loopMaxSeconds: this is less than loopMinSeconds"),
        ("scripts/0/loopMinSeconds", -1, "scripts[0].loopMinSeconds: expected a number >= 0.0"),
        ("scripts/0/enabled", "yes", "scripts[0].enabled: expected true or false, got a text"),
        ("scripts/0/declared/tempo", [], 'scripts[0].declared["tempo"]: expected a number, a text, true or false, got a list'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(path, value, told):
    assert told in _told(_put(path, value))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": the file is empty"),
        ("  \n", ": the file is empty"),
        ("hello", "line 1, column 1: this is not JSON: expecting value"),
        ('{\n  "moonloop": 1,\n  "tempo" 120\n}', "line 3, column 11: this is not JSON: expecting ':' delimiter"),
        ('{"moonloop": 1, "tempo": NaN}', ": a number cannot be read: NaN is not a number in JSON"),
        ('{"moonloop": 1, "tempo": 1e999}', ": a number cannot be read: 1e999 is too large"),
        ('{"moonloop": 1, "tempo": 120, "tempo": 121}', 'tempo: "tempo" stands twice in one object'),
        ('{"name": "package", "version": 3}', ': this is JSON, but not a Moonloop session: "moonloop" is missing'),
        ("[1, 2]", ': this is JSON, but not a Moonloop session: "moonloop" is missing'),
        ("[" * 100_000, ": this is not a session: its lists lie too deep in one another"),
    ],
)
def test_a_text_that_is_no_session_is_told_as_such(text, told):
    assert _told(text) == [told]


def test_a_truncated_file_is_told_as_such_wherever_it_breaks_off():
    text = to_text(studio())
    strays = [
        told
        for length in range(1, len(text) - 2, 7)
        for told in _told(text[:length])
        if not told.endswith("the file breaks off in the middle")
    ]

    assert strays == []


def test_all_mistakes_of_a_file_are_listed():
    plain = _plain()
    plain["tempo"] = 1000
    plain["modules"][1]["values"]["pan"] = 7
    plain["modules"][2]["values"] |= {"cutoff": "open", "resonance": -1}
    plain["connections"][0]["to"] = "nowhere"
    plain["patterns"][0]["count"] = 99
    plain["scripts"][0]["level"] = "none"

    assert [problem.place for problem in from_text(json.dumps(plain)).problems] == [
        "modules[1].values.pan",
        "modules[2].values.cutoff",
        "modules[2].values.resonance",
        "connections[0]",
        "patterns[0].steps",
        "scripts[0].level",
        "tempo",
    ]


def test_a_cable_is_refused_twice():
    text = _put("connections/4", {**CABLE, "from": "kick", "to": "masterAudioOut", "channel": 0})

    assert "connections[4]: kick>masterAudioOut:audio is connected twice" in _told(text)


def test_two_cables_into_one_input_of_a_mixer_are_refused():
    plain = _plain()
    plain["connections"] += [CABLE, {**CABLE, "from": "bass", "number": 91}]
    plain["nextNumber"] = 92

    assert 'connections[5].channel: connections[4] goes into input 1 of "mix" too' in _told(json.dumps(plain))


def test_a_sequencer_whose_pattern_is_missing_opens_with_a_warning():
    reading = from_text(_put("modules/3/values/pattern", "five"))

    assert reading.document is not None
    assert [str(problem) for problem in reading.problems] == [
        'modules: sequencer "beat" plays a pattern "five" that is not there; add the pattern or choose another'
    ]


def test_what_may_be_left_out_has_its_default():
    reading = from_text(
        '{"moonloop": 1, "tempo": 90, "beatsPerBar": 3, "modules": ['
        '{"name": "masterAudioOut", "type": "audioOut", "number": 1},'
        '{"name": "lead", "type": "synth", "number": 2, "values": {"cutoff": 700}}]}'
    )

    assert reading.problems == []
    assert reading.document.modules["lead"].values["cutoff"] == 700.0
    assert reading.document.modules["lead"].values["wave"] == "saw"
    assert reading.document.transport.bpm == 90.0
    assert reading.document.next_number == 3


def test_things_may_stand_in_any_order_in_the_file():
    plain = _plain()
    plain["modules"].reverse()
    plain["connections"].reverse()

    assert to_text(from_text(json.dumps(plain)).document) == to_text(from_text(json.dumps(_plain())).document)
