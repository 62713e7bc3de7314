"""What there is before anybody has made anything."""

from __future__ import annotations

from engine.core.starting import empty_document
from engine.modules.table import module_type


def test_empty_document_has_the_master_first_and_what_watches_it():
    document = empty_document()

    made = sorted(document.modules.values(), key=lambda module: module.number)
    assert [(each.number, each.name, each.type) for each in made] == [
        (1, "masterAudioOut", "audioOut"),
        (2, "masterOscilloscope", "oscilloscope"),
        (3, "masterSpectrogram", "spectrogram"),
    ]
    assert all(each.values == module_type(each.type).defaults() for each in made)
    assert not document.connections
    assert document.next_number == 4
