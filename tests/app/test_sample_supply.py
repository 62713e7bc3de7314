"""Which samples are fetched, and when."""

from __future__ import annotations

from immutables import Map

from app.sample_supply import SampleSupply
from engine.core import commands as c
from engine.core.document import Document, Module
from engine.core.engine import Engine
from engine.core.live import SampleStatus, SessionStatus
from engine.core.snapshot import Snapshot
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound


def _hat(document: Document, sample: str) -> Document:
    return after(document, c.SetParameter(module="kick", parameter="sample", value=sample))


def test_each_sample_is_asked_for_once():
    asked: list[str] = []
    supply = SampleSupply(asked.append)

    for sample in ("kick", "hat", "kick", "hat", ""):
        supply.look(Snapshot(document=_hat(studio(), sample)))

    assert asked == ["kick", "hat"]


def test_a_sample_that_failed_is_asked_for_again_when_it_is_named_again():
    asked: list[str] = []
    supply = SampleSupply(asked.append)
    failed = Map({"gone.wav": SampleStatus("gone.wav", "failed")})

    supply.look(Snapshot(document=_hat(studio(), "gone.wav")))
    supply.look(Snapshot(document=_hat(studio(), "kick"), samples=failed))
    supply.look(Snapshot(document=_hat(studio(), "gone.wav"), samples=failed))

    assert asked == ["gone.wav", "kick", "gone.wav"]


def test_all_samples_of_a_bank_are_asked_for_and_later_those_that_are_added():
    asked: list[str] = []
    supply = SampleSupply(asked.append)
    bank = after(studio(), c.SetParameter(module="kick", parameter="samples", value=("snare", "kick", "kit/")))

    supply.look(Snapshot(document=bank))
    assert asked == ["kick", "snare", "kit/"]
    supply.look(
        Snapshot(document=after(bank, c.SetParameter(module="kick", parameter="samples", value=("kit/", "hat"))))
    )
    assert asked == ["kick", "snare", "kit/", "hat"]


def test_module_of_a_type_that_is_gone_asks_for_nothing():
    asked: list[str] = []
    gone = Module("lost", 9, "granulizer", Map({"sample": "kick"}))

    SampleSupply(asked.append).look(Snapshot(document=Document(modules=Map({"lost": gone}))))

    assert asked == []


def test_each_session_asks_anew_as_the_same_name_may_be_another_file_there():
    asked: list[str] = []
    supply = SampleSupply(asked.append)

    supply.look(Snapshot(document=studio(), session=SessionStatus(opened=1)))
    supply.look(Snapshot(document=studio(), session=SessionStatus(opened=2)))

    assert asked == ["kick", "kick"]


def test_what_the_document_of_an_engine_comes_to_name_is_asked_for():
    asked: list[str] = []
    engine = Engine(RecordingSound(), document=studio())
    SampleSupply(asked.append).follow(engine)

    engine.submit(c.AddModule(type="sampler", name="hat", values=(("sample", "hat"),)))
    engine.turn()

    assert asked == ["kick", "hat"]
