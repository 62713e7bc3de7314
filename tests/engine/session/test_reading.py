"""What is said of a session file that is not good, and where."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

import json
from typing import Any

import pytest
from immutables import Map

from engine.core.document import Column
from engine.core.starting import empty_document
from engine.modules.table import MODULE_TYPES
from engine.session.format import to_text
from engine.session.reading import from_text
from tests.engine.session.bare import bare_studio


def _plain() -> dict[str, Any]:
    """A good session with all kinds of things, as plain JSON to break."""
    return json.loads(to_text(bare_studio()))


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
        ("moonloop", 3, "moonloop: a newer Moonloop wrote this, in format 3; this one reads up to format 2"),
        ("moonloop", 0, "moonloop: expected the version of the format, 2, got 0"),
        ("moonloop", "1", "moonloop: expected the version of the format, 2, got '1'"),
        ("moonloop", True, "moonloop: expected the version of the format, 2, got True"),
        ("tempo", 7, "tempo: the tempo is 20 to 480 beats per minute, got 7"),
        ("tempo", "fast", "tempo: expected a number, got a text"),
        ("tempo", None, ': "tempo" is missing'),
        ("beatsPerBar", 0, "beatsPerBar: a bar has 1 to 32 beats, got 0"),
        ("beatsPerBar", 3.5, "beatsPerBar: expected a whole number, got a number"),
        ("nextNumber", 3, "nextNumber: expected a number above all others, 13 or more, got 3"),
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
        ("modules/2/type", "audioOut", 'modules[2].type: "bass" cannot be of type audioOut'),
        ("modules/2/values/cutoff", 7, 'modules[2].values.cutoff: synth "bass": cutoff is 20 to 20000 Hz, got 7'),
        ("modules/2/values/wave", "swa", 'modules[2].values.wave: synth "bass": wave is one of saw, square, triangle, sine, noise, got "swa"; did you mean "saw"?'),
        ("modules/2/values/cutof", 900, 'modules[2].values.cutof: synth "bass": a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ("modules/2/valeus", {}, 'modules[2].valeus: there is no "valeus" here; did you mean "values"?'),
        ("connections/0/to", "masterAudioOot", 'connections[0]: there is no module "masterAudioOot"; did you mean "masterAudioOut"?'),
        ("connections/0/kind", "sound", "connections[0].kind: expected one of audio, event, parameter, video, got \"sound\""),
        ("connections/0/kind", "event", 'connections[0]: "kick" (sampler) gives audio, "masterAudioOut" (audioOut) takes audio and parameter: no event connection fits'),
        ("connections/0/channel", 1, 'connections[0].channel: an input of "masterAudioOut" is 0, got 1'),
        ("connections/4", {**CABLE, "channel": 9}, 'connections[4].channel: an input of "mix" is 1 to 8, got 9'),
        ("connections/4", {**CABLE, "from": "mix"}, "connections[4]: that would close a circle: mix > mix; a circle needs a cable that is delayed"),
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
        ("scripts/0/loopMaxSeconds", 0.05, "scripts[0].loopMaxSeconds: this is less than loopMinSeconds"),
        ("scripts/0/loopMinSeconds", -1, "scripts[0].loopMinSeconds: expected a number >= 0.0"),
        ("scripts/0/enabled", "yes", "scripts[0].enabled: expected true or false, got a text"),
        ("scripts/0/declared", {"tempo": [1]}, 'scripts[0].declared["tempo"]: expected a number, a text, true or false, or a list of texts, got a list'),
        ("scripts/0/declared", {"tempo": {}}, 'scripts[0].declared["tempo"]: expected a number, a text, true or false, or a list of texts, got an object'),
        ("autoRoute", "all", 'autoRoute: expected one of disabled, orphanedOnly, chainEnds, both, got "all"'),
        ("modules/1/muted", 1, "modules[1].muted: expected true or false, got a whole number"),
        ("patterns/0/stepsPerBeat", "fast", 'patterns[0].stepsPerBeat: expected a number, or a text such as "3/2", got "fast"'),
        ("patterns/0/stepsPerBeat", "1/0", 'patterns[0].stepsPerBeat: expected a number, or a text such as "3/2", got "1/0"'),
        ("patterns/0/stepsPerBeat", "1e999999999", 'patterns[0].stepsPerBeat: expected a number, or a text such as "3/2", got "1e999999999"'),
        ("patterns/0/stepsPerBeat", [], "patterns[0].stepsPerBeat: expected a number or a text, got a list"),
        ("patterns/0/details/0/ratio", "1/2", 'patterns[0].details[0].ratio: expected a text such as "1:2", got "1/2"'),
        ("patterns/0/details/0/values", {"pan": None}, "patterns[0].details[0].values.pan: expected a number, a text, true or false, or a list of texts, got null"),
        ("patterns/0/details/0/more", [{"note": "c4"}], "patterns[0].details[0].more[0].note: expected a number or null, got a text"),
        ("patterns/0/columns", ["velocity", "nte"], "patterns[0].columns[1]: invalid enum value 'nte'"),
        ("patterns/0/expression", 5, "patterns[0].expression: expected a text or a list or null, got a whole number"),
        ("patterns/0/stepsPerBeat", 0, "patterns[0].stepsPerBeat: a beat has -96 to 96 steps, and not 0, got 0"),
        ("patterns/0/cycleBeats", -1, "patterns[0].cycleBeats: a cycle lasts above 0 and up to 1024 beats, got -1"),
        ("patterns/0/columns", ["velocity"], "patterns[0].columns: a pattern always shows velocity, index and length; there is no index column"),
        ("patterns/0/expression", ["mini", "bd [sd"], 'patterns[0].expression: column 7: expected a step or "]", found the end'),
        ("patterns/0/expression", ["fsat", 2, ["mini", "bd"]], 'patterns[0].expression: there is no operation on patterns called "fsat"; did you mean "fast"?'),
        ("patterns/0/expression", "bd", 'patterns[0].expression: a cyclic pattern is kept as JSON, such as ["mini", "bd sd"], got "bd"'),
        ("patterns/0/details/0/chance", 101, "patterns[0].details[0]: a step's chance is 0 to 100 percent, got 101"),
        ("connections/4", {"from": "kick", "to": "bass", "kind": "parameter", "parameter": "cutoff", "number": 90}, 'connections[4]: "kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no parameter connection fits'),
        ("connections/4", {"from": "lfo", "to": "bass", "kind": "parameter", "parameter": "cutof", "number": 90}, 'connections[4]: a synth has no parameter "cutof"; did you mean "cutoff"?'),
        ("connections/4", {"from": "lfo", "to": "bass", "kind": "parameter", "parameter": "cutoff", "depth": 2, "number": 90}, "connections[4]: the depth of a parameter cable is -1 to 1, got 2"),
        ("chains", [{"name": "song", "number": 91, "entries": [{"pattern": "fuor"}]}], 'chains[0].entries[0]: there is no pattern "fuor"; did you mean "four"?'),
        ("chains", [{"name": "song", "number": 91, "entries": [{"pattern": "four", "repeats": 100}]}], "chains[0].entries[0]: an entry of a chain plays 1 to 99 times, got 100"),
        ("chains", [7], "chains[0]: expected an object, got a number"),
        ("chains", [{"name": "song", "number": 91, "entries": [{"repeats": 2}]}], 'chains[0].entries[0]: "pattern" is missing'),
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
    text = to_text(bare_studio())
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


def test_a_sequencer_whose_chain_is_missing_opens_with_a_warning():
    reading = from_text(_put("modules/3/values/chain", "song"))

    assert [str(problem) for problem in reading.problems] == [
        'modules: sequencer "beat" plays a chain "song" that is not there; add the chain or choose another'
    ]


def test_a_column_of_a_parameter_that_a_plug_in_brought_is_kept():
    reading = from_text(_put("patterns/0/columns", ["velocity", "index", "length", {"parameter": "wobble"}]))

    assert reading.document.patterns["four"].columns[3] == Column("parameter", "wobble")
    assert [str(problem) for problem in reading.problems] == [
        'patterns[0].columns: no module has a parameter "wobble"; it is kept for when there is'
    ]


def test_a_module_whose_plug_in_is_gone_is_kept_with_its_values_and_cables():
    plain = _plain()
    plain["modules"].append({"name": "ghost", "type": "theremin", "number": 90, "values": {"wobble": 3, "bank": ["a"]}})
    plain["connections"].append(
        {"from": "ghost", "to": "bass", "kind": "parameter", "parameter": "cutoff", "number": 91}
    )
    plain["connections"].append({"from": "kick", "to": "ghost", "kind": "audio", "number": 92, "channel": 2})
    plain["nextNumber"] = 93
    reading = from_text(json.dumps(plain))

    assert [str(problem) for problem in reading.problems] == [
        'modules[6].type: there is no module type "theremin"; there are '
        + ", ".join(sorted(MODULE_TYPES))
        + "; it is kept, silent, until the plug-in that brings it is there"
    ]
    assert reading.document.modules["ghost"].values == Map({"wobble": 3, "bank": ("a",)})
    assert {"ghost>bass.cutoff:parameter", "kick>ghost:audio"} <= set(reading.document.connections)
    assert json.loads(to_text(reading.document))["modules"][6]["values"] == {"bank": ["a"], "wobble": 3}


def test_a_value_that_an_older_moonloop_wrote_and_no_longer_fits_is_a_warning():
    plain = _plain() | {"moonloop": 1}
    plain["modules"][2]["values"] = {"cutoff": 700, "woofer": 1}
    reading = from_text(json.dumps(plain))

    assert reading.document.modules["bass"].values["cutoff"] == 700.0
    assert "woofer" not in reading.document.modules["bass"].values
    assert [(each.place, each.remedy, each.is_warning) for each in reading.problems] == [
        ("modules[2].values.woofer", "its default is taken", True)
    ]


def test_a_session_from_before_the_instrument_opens():
    reading = from_text(
        '{"moonloop": 1, "tempo": 90, "beatsPerBar": 4, "nextNumber": 7, "modules": ['
        '{"name": "masterAudioOut", "type": "audioOut", "number": 1, "owner": "", "values": {"volume": 1.0}},'
        '{"name": "mix", "type": "mixer", "number": 2, "owner": "", "values": {"volume": 1.0, "volume8": 0.5}}],'
        '"connections": [{"from": "mix", "to": "masterAudioOut", "kind": "audio", "number": 3, "channel": 0,'
        ' "auto": true, "owner": ""}],'
        '"patterns": [{"name": "p", "number": 4, "count": 4, "stepsPerBeat": 4, "owner": "", "steps": ["x..."],'
        ' "details": [{"step": 1, "velocity": 0.7}]}], "scripts": []}'
    )

    assert reading.problems == []
    assert reading.document.patterns["p"].steps_per_beat == 4
    assert reading.document.connections["mix>masterAudioOut:audio"].is_auto
    assert set(empty_document().modules) <= set(reading.document.modules)


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
    assert reading.document.next_number == 2 + len(empty_document().modules)


def test_things_may_stand_in_any_order_in_the_file():
    plain = _plain()
    plain["modules"].reverse()
    plain["connections"].reverse()

    assert to_text(from_text(json.dumps(plain)).document) == to_text(from_text(json.dumps(_plain())).document)
