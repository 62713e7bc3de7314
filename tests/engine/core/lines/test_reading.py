"""What each line of the command shell asks for and answers."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.book import Book, perform
from engine.core.document import MASTER, ChainEntry, Step
from engine.core.lines.reading import LineMistake, read_line
from engine.core.lines.table import VERBS
from engine.core.lines.verb import AppRequest, Reading
from engine.core.live import Outlook, SessionStatus
from engine.core.snapshot import Snapshot
from engine.core.units import NOW, Quantum
from engine.patterns.notation import parse_steps
from tests.engine.core.documents import after, studio

STUDIO = Snapshot(document=studio())
BY_HAND = {"origin": "command"}


def _read(line: str, snapshot: Snapshot = STUDIO) -> Reading:
    return read_line(line, snapshot, samples=("hat", "kick"))


def _mistake(line: str, snapshot: Snapshot = STUDIO) -> str:
    with pytest.raises(LineMistake) as caught:
        _read(line, snapshot)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "command", "answer"),
    [
        ("play", c.Play(**BY_HAND), "playing"),
        ("START", c.Play(**BY_HAND), "playing"),
        ("stop", c.Stop(**BY_HAND), "stopped"),
        ("reset", c.Reset(**BY_HAND), "at the first beat"),
        ("seek 9/2", c.Seek(beat=Fraction(9, 2), **BY_HAND), "at beat 4.5"),
        ("bpm 128", c.SetTempo(bpm=128.0, **BY_HAND), "128 BPM"),
        ("signature 3", c.SetSignature(beats_per_bar=3, **BY_HAND), "3 beats a bar"),
        ("panic", c.Panic(**BY_HAND), "everything is silent and every script is ended"),
        ("hush", c.Hush(**BY_HAND), "every script is asked to stop"),
        ("add synth lead", c.AddModule(type="synth", name="lead", **BY_HAND), f"added synth lead, connected to {MASTER}"),
        ("add Pool", c.AddModule(type="sampler", name="sampler1", **BY_HAND), f"added sampler sampler1, connected to {MASTER}"),
        ("add tracker seq", c.AddModule(type="sequencer", name="seq", **BY_HAND), "added sequencer seq"),
        (
            "add sampler hat sample=hat VOLUME=0.5",
            c.AddModule(type="sampler", name="hat", values=(("sample", "hat"), ("volume", 0.5)), **BY_HAND),
            f"added sampler hat, connected to {MASTER}",
        ),
        ("rm kick", c.RemoveModule(name="kick", **BY_HAND), "removed kick and 2 connections"),
        ("delete beat", c.RemoveModule(name="beat", **BY_HAND), "removed beat and 1 connection"),
        ("connect beat bass", c.Connect(source="beat", target="bass", **BY_HAND), "connected beat to bass (event)"),
        ("route beat to bass EVENT", c.Connect(source="beat", target="bass", kind="event", **BY_HAND), "connected beat to bass (event)"),
        ("unroute beat kick", c.Disconnect(source="beat", target="kick", **BY_HAND), "disconnected beat from kick"),
        ("disconnect beat from kick", c.Disconnect(source="beat", target="kick", **BY_HAND), "disconnected beat from kick"),
        ("disconnect kick", c.Disconnect(source="kick", target=MASTER, **BY_HAND), f"disconnected kick from {MASTER}"),
        ("set bass cutoff 900", c.SetParameter(module="bass", parameter="cutoff", value=900.0, **BY_HAND), "bass cutoff is 900 Hz"),
        ("set bass cutoff 900Hz", c.SetParameter(module="bass", parameter="cutoff", value=900.0, **BY_HAND), "bass cutoff is 900 Hz"),
        ("set bass WAVE=Square", c.SetParameter(module="bass", parameter="wave", value="square", **BY_HAND), "bass wave is square"),
        ("set bass transpose -12", c.SetParameter(module="bass", parameter="transpose", value=-12, **BY_HAND), "bass transpose is -12 st"),
        ('set kick sample "my kick.wav"', c.SetParameter(module="kick", parameter="sample", value="my kick.wav", **BY_HAND), 'kick sample is "my kick.wav"'),
        ("set kick pan 1/4", c.SetParameter(module="kick", parameter="pan", value=0.25, **BY_HAND), "kick pan is 0.25"),
        ("trigger kick", c.Trigger(module="kick", **BY_HAND), "played kick"),
        ("trigger bass c2 0.5 1/2", c.Trigger(module="bass", note=36.0, velocity=0.5, length=Fraction(1, 2), **BY_HAND), "played bass at c2"),
        ("trigger bass - 0.5", c.Trigger(module="bass", velocity=0.5, **BY_HAND), "played bass"),
        ("pattern create fill", c.AddPattern(name="fill", count=16, **BY_HAND), "created fill with 16 steps"),
        ("pattern new fill 8", c.AddPattern(name="fill", count=8, **BY_HAND), "created fill with 8 steps"),
        ("pattern add fill steps=8", c.AddPattern(name="fill", count=8, **BY_HAND), "created fill with 8 steps"),
        ("pattern create fill x..o x...", c.AddPattern(name="fill", steps=parse_steps("x..ox..."), **BY_HAND), "created fill with 8 steps"),
        ("pattern delete four", c.RemovePattern(name="four", **BY_HAND), "deleted four"),
        ("pattern resize four 8", c.SetStepCount(pattern="four", count=8, **BY_HAND), "four has 8 steps"),
        (
            "step four 3",
            c.SetStep(pattern="four", index=2, step=Step(0.8), **BY_HAND),
            "step 3 of four is velocity 0.8\n  x.x.x...x...x...",
        ),
        ("step four 5 off", c.SetStep(pattern="four", index=4, step=Step(0.0), **BY_HAND), "step 5 of four is off\n  x.......x...x..."),
        (
            "step four 5 0.7 e3 2",
            c.SetStep(pattern="four", index=4, step=Step(0.7, 52.0, 2.0), **BY_HAND),
            "step 5 of four is velocity 0.7, e3, length 2\n  x...x...x...x...",
        ),
        ("script add lead", c.AddScript(name="lead", **BY_HAND), "added script lead"),
        ("script rm song", c.RemoveScript(name="song", **BY_HAND), "deleted script song, and what it declared"),
        ("script disable song", c.EnableScript(name="song", is_enabled=False, **BY_HAND), "song does not run when its session is opened"),
        ("script enable song", c.EnableScript(name="song", is_enabled=True, **BY_HAND), "song runs when its session is opened"),
        ("script level song strict", c.SetScriptLevel(name="song", level="strict", **BY_HAND), "song is strict from its next run on"),
        ("script mode song repeat", c.SetScriptMode(name="song", mode="repeat", **BY_HAND), "song is in repeat mode from its next run on"),
        ("script mode song REPEAT 0.5", c.SetScriptMode(name="song", mode="repeat", loop_min_seconds=0.5, loop_max_seconds=0.5, **BY_HAND), "song is in repeat mode from its next run on"),
        ("script mode song live 0 1/2", c.SetScriptMode(name="song", mode="live", loop_min_seconds=0, loop_max_seconds=0.5, **BY_HAND), "song is in live mode from its next run on"),
        ("run song", c.RunScript(name="song", text="-- nothing yet", **BY_HAND), "song is asked to run"),
        ("run song NOW", c.RunScript(name="song", text="-- nothing yet", quantum=NOW, **BY_HAND), "song is asked to run"),
        ("run song bars(4)", c.RunScript(name="song", text="-- nothing yet", quantum=Quantum("bar", 4), **BY_HAND), "song is asked to run"),
        ("stop-script song", c.StopScript(name="song", **BY_HAND), "song is asked to stop"),
    ],
)  # fmt: skip
def test_a_line_asks_for_one_command_and_answers(line, command, answer):
    reading = _read(line)

    assert reading.commands == (command,)
    assert reading.whole == command
    assert reading.answer == answer
    assert reading.request is None


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("save song", AppRequest("save", "song")),
        ('save "my song.moonloop" force', AppRequest("save", "my song.moonloop", is_forced=True)),
        ("load song.moonloop", AppRequest("open", "song.moonloop")),
        ("open song FORCE", AppRequest("open", "song", is_forced=True)),
        ("new", AppRequest("new")),
        ("new force", AppRequest("new", is_forced=True)),
        ("cls", AppRequest("clear")),
        ("= 1 + #t // 2; x", AppRequest("evaluate", "1 + #t // 2; x")),
        ("=bpm()", AppRequest("evaluate", "bpm()")),
    ],
)
def test_a_line_asks_the_application(line, request_):
    assert _read(line) == Reading(request=request_)


def test_save_without_a_file_goes_where_the_session_came_from():
    saved = Snapshot(document=studio(), session=SessionStatus("/music/song.moonloop"))

    assert _read("save", saved).request == AppRequest("save")
    assert _read("save force", saved).request == AppRequest("save", is_forced=True)
    assert _mistake("save") == "this session has no file yet; say which (usage: save [<file>] [force])"


@pytest.mark.parametrize("line", ["", "   ", "# a comment", "// a comment"])
def test_an_empty_line_and_a_comment_ask_for_nothing(line):
    assert _read(line) == Reading()
    assert _read(line).whole is None


def test_undo_and_redo_say_what_they_will_do():
    snapshot = Snapshot(document=studio(), outlook=Outlook("remove kick", "set bass cutoff"))

    assert _read("undo", snapshot) == Reading((c.Undo(**BY_HAND),), "undone: remove kick")
    assert _read("redo", snapshot) == Reading((c.Redo(**BY_HAND),), "done again: set bass cutoff")
    assert _mistake("undo") == "there is nothing to undo (usage: undo)"
    assert _mistake("redo") == "there is nothing to redo (usage: redo)"


def test_several_settings_are_one_batch_with_a_label_for_undo():
    reading = _read("set bass cutoff=900 resonance=0.3")

    assert reading.answer == "bass cutoff is 900 Hz\nbass resonance is 0.3"
    assert reading.whole == c.Batch(
        commands=(
            c.SetParameter(module="bass", parameter="cutoff", value=900.0, **BY_HAND),
            c.SetParameter(module="bass", parameter="resonance", value=0.3, **BY_HAND),
        ),
        label="set bass cutoff=900 resonance=0.3",
        **BY_HAND,
    )


def test_statements_of_one_line_see_each_other_and_are_one_step():
    reading = _read("add sampler hat; set hat sample hat; connect beat hat")

    book = perform(Book(STUDIO.document), reading.whole)

    assert reading.answer == (
        f"added sampler hat, connected to {MASTER}\nhat sample is hat\nconnected beat to hat (event)"
    )
    assert book.document.modules["hat"].values["sample"] == "hat"
    assert len(book.past) == 1
    assert perform(book, c.Undo()).document.modules == STUDIO.document.modules


def test_a_line_of_which_one_statement_is_wrong_asks_for_nothing():
    assert _mistake("play; set kick volume 7").startswith('sampler "kick": volume is 0 to 2, got 7 (usage: set ')


def test_a_long_line_has_a_short_label():
    reading = _read("; ".join(f"bpm {bpm}" for bpm in range(100, 120)))

    assert reading.whole.label == "bpm 100; bpm 101; bpm 102; bpm 103; bpm 104; bpm 105; bpm 1…"


def test_pausing_what_does_not_play_asks_for_nothing_and_says_so():
    playing = Snapshot(document=after(studio(), c.Play()))

    assert _read("pause") == Reading(answer="it does not play")
    assert _read("pause", playing) == Reading((c.Pause(**BY_HAND),), "paused")


def test_connecting_what_is_connected_says_so_and_a_cable_into_a_mixer_tells_its_input():
    mixed = Snapshot(document=after(studio(), c.AddModule(type="mixer", name="mix")))

    assert _read("connect beat kick").answer == "beat is connected to kick already"
    assert _read("connect kick mix", mixed).answer == "connected kick to mix (audio, input 1)"


def test_making_a_cable_by_hand_that_the_house_laid_is_a_change():
    assert len(_read(f"connect kick {MASTER}").commands) == 1


def test_a_step_keeps_what_is_not_said():
    noted = after(studio(), c.SetStep(pattern="four", index=0, step=Step(0.9, 48.0, 3.0)))
    off = after(noted, *_read("step four 1 off", Snapshot(document=noted)).commands)
    on = after(off, *_read("step four 1 on", Snapshot(document=off)).commands)
    bare = after(noted, *_read("step four 1 on - -", Snapshot(document=noted)).commands)

    assert off.patterns["four"].steps[0] == Step(0.0, 48.0, 3.0)
    assert on.patterns["four"].steps[0] == Step(0.8, 48.0, 3.0)
    assert bare.patterns["four"].steps[0] == Step(0.9)


def test_the_origin_is_who_asks():
    (command,) = read_line("play", STUDIO, origin="script:song").commands

    assert command.origin == "script:song"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("paly", '"paly" means nothing here; did you mean "play"?'),
        ("xyzzy", '"xyzzy" means nothing here'),
        ("pattren ls", '"pattren" means nothing here; did you mean "pattern"?'),
        ("pattern", "a word is missing"),
        ("pattern crate p", '"pattern crate" means nothing here; did you mean "create"?'),
        ("play now", '"now" is one word too many'),
        ("seek", "the beat is missing"),
        ("seek soon", 'a beat is a number such as 4, 4.5 or 9/2, got "soon"'),
        ("seek -1", "a place is beat 0 or later, got -1"),
        ("bpm fast", 'the tempo is a number, got "fast"'),
        ("bpm 1/0", 'the tempo is a number, got "1/0"'),
        ("bpm 7", "the tempo is 20 to 480 beats per minute, got 7"),
        ("bpm nan", "the tempo is 20 to 480 beats per minute, got nan"),
        ("signature 3.5", 'the number of beats a bar is a whole number, got "3.5"'),
        ("add", "the type of module is missing"),
        ("add sint", 'there is no module type "sint"; did you mean "synth"?'),
        ("add synth kick", 'there is a sampler called "kick" already'),
        ("add synth x y", '"y" is not a setting such as wave=saw'),
        ("add synth x wave=sew", 'synth "x": wave is one of saw, square, triangle, sine, noise, got "sew"; did you mean "saw"?'),
        ("remove kik", 'there is no module "kik"; did you mean "kick"?'),
        ("remove four", 'there is no module "four"; to remove what is called so, say "pattern delete four"'),
        ("remove song", 'there is no module "song"; to remove what is called so, say "script delete song"'),
        (f"remove {MASTER}", f'"{MASTER}" is always there and cannot be removed'),
        ("connect kick bass", '"kick" (sampler) gives audio, "bass" (synth) takes event and parameter: no connection fits'),
        ("connect kick bass sound", 'the kind of a connection is one of audio, event, parameter, video, got "sound"'),
        ("disconnect kick bass", '"kick" is not connected to "bass"'),
        (f"disconnect {MASTER}", f'"{MASTER}" is connected to nothing'),
        ("get kick volme", 'a sampler has no parameter "volme"; did you mean "volume"?'),
        ("get kick volume now", '"now" is one word too many'),
        ("set kick", "the parameter is missing"),
        ("set kick volume", "the value is missing"),
        ("set kick volume 1 2", '"2" is one word too many'),
        ("set kick volume loud", 'sampler "kick": volume is a number, 0 to 2, got "loud"'),
        ("trigger beat", '"beat" (sequencer) plays no notes'),
        ("trigger bass h9", '"h9" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"'),
        ("trigger bass 200", "a note is 0 to 127, got 200.0"),
        ("trigger bass c2 loud", 'the velocity is a number, got "loud"'),
        ("pattern create four", 'there is a pattern called "four" already'),
        ("pattern create p x..y", 'column 4: "y" is no step; a step is X, x, o or . (a rest)'),
        ("pattern create p 0", "a pattern has 1 to 512 steps, got 0"),
        ("step four 17", 'pattern "four" has steps 1 to 16, got 17'),
        ("step four 1 2.5", "a step's velocity is 0 to 1, got 2.5"),
        ("run sogn", 'there is no script "sogn"; did you mean "song"?'),
        ("run song later", 'a quantum is "now", "beat", "bar" or "bars(n)", got "later"'),
        ("info kik", 'there is no module, pattern, chain or script "kik"; did you mean "kick"?'),
        ("list modlues", 'what to list is one of modules, connections, patterns, chains, scripts, samples, types, got "modlues"; did you mean "modules"?'),
        ("load", "the file is missing"),
        ("load a b", 'the word after the file is one of force, got "b"'),
        ("play; undo", "`undo` needs a line of its own"),
        ("play; = 1", "`=` needs a line of its own"),
        ("help me", '"me" means nothing here; did you mean "mute"?'),
        ('save "song', "column 6: a quote is opened and not closed"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(line, told):
    assert _mistake(line).partition(" (usage: ")[0] == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("play now", '"now" is one word too many (usage: play)'),
        ("paly", '"paly" means nothing here; did you mean "play"? (usage: help [<verb>])'),
        ("record pause", '"record pause" means nothing here (usage: record start|stop ...)'),
        ("seek soon", 'a beat is a number such as 4, 4.5 or 9/2, got "soon" (usage: seek <beat>)'),
        (
            "pattern rate four x",
            'the steps in a beat are a number such as 4, 4.5 or 9/2, got "x" (usage: pattern rate <pattern> <steps in a beat>)',
        ),
    ],
)
def test_a_mistake_is_told_with_the_usage(line, told):
    assert _mistake(line) == told


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_example_of_every_verb_can_be_read(verb):
    chained = after(studio(), c.AddChain(name="song", entries=(ChainEntry("four", 2),)), c.AddScript(name="bass"))
    document = after(chained, c.RemoveModule(name="kick")) if verb.name == "add" else chained
    if verb.name == "script add":
        document = after(chained, c.RemoveScript(name="bass"))
    snapshot = Snapshot(document=document, outlook=Outlook("a", "b"))

    reading = _read(verb.example, snapshot)

    assert reading.commands or reading.answer or reading.request


@given(st.lists(st.sampled_from(
    ["play", "set", "kick", "bass", "add", "synth", "pattern", "create", "step", "four", "1", "0.5", "off", "=", ";", '"', "cutoff=900",
     "nan", "-1", "connect", "beat", "x...", "run", "song", "list", "help", "undo", "1e999", "c4", "force", "save",
     "chain", "seq", "bind", "mute", "fade", "route", "kick.volume", "beat.step[1].note", "rename", "autoroute", "all", "both", "rate",
     "randomise", "clear", "duplicate", "double", "1-4", "chance=50", "depth=1", "preset", "bd*2", "[", "song*2", "add", "remove", "import",
     "columns", "beats", "fill", "disconnect", "trigger", "index=1"]
), max_size=8))  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_any_line_is_read_or_refused_and_what_was_read_can_be_done(words):
    try:
        reading = _read(" ".join(words))
    except LineMistake:
        return
    if reading.whole is not None and not isinstance(reading.whole, c.Undo | c.Redo):
        perform(Book(STUDIO.document), reading.whole)


def test_script_once_asks_the_application_to_run_its_text():
    reading = _read("script once song")

    assert reading.request == AppRequest("once", "-- nothing yet", name="song")
    assert reading.commands == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("script mode song", "live or repeat is missing"),
        ("script mode song loop", 'the mode is one of live, repeat, got "loop"'),
        ("script mode song repeat 2 1", "the shortest pause is at most the longest: 2 s is above 1 s"),
        ("script mode song repeat soon", 'the shortest pause is a number, got "soon"'),
        ("script mode nobody live", 'there is no script "nobody"'),
        ("script once nobody", 'there is no script "nobody"'),
    ],
)
def test_mistake_in_how_a_script_runs_is_told(line, words):
    with pytest.raises(LineMistake) as mistake:
        _read(line)
    assert str(mistake.value).startswith(words)
