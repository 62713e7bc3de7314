"""What a module's values are, said by the document and turned for the time being."""

from __future__ import annotations

from immutables import Map

from engine.sound.settings import Settings

SAID = Map({"volume": 1.0, "bypass": False, "mode": "low"})


def test_settings_are_what_the_document_says_by_kind():
    settings = Settings(SAID)

    assert (settings.number("volume"), settings.is_on("bypass"), settings.text("mode")) == (1.0, False, "low")


def test_what_is_turned_holds_until_the_document_says_something_new_of_it():
    settings = Settings(SAID)

    assert settings.turn({"volume": 0.5, "mode": "low", "word": "kick"}) == {"volume"}
    assert settings.say(SAID.set("mode", "high")) == {"mode"}
    assert (settings.number("volume"), settings.text("mode")) == (0.5, "high")
    assert settings.say(SAID.set("volume", 0.25)) == {"volume", "mode"}
    assert settings.number("volume") == 0.25
