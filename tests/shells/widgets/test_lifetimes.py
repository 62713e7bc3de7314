"""What is closed is freed."""

from __future__ import annotations

import gc
import weakref

import pytest
from immutables import Map
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from engine.core.document import Module, Pattern
from engine.modules.sampler import SAMPLER
from shells.code.editor import CodeEditor
from shells.widgets.log_view import LogView
from shells.widgets.module_panel import ModulePanel
from shells.widgets.prompt import Candidates, PromptLine
from shells.widgets.step_grid import StepGrid
from shells.widgets.transport_bar import TransportBar

MAKERS = {
    "editor": CodeEditor,
    "log": LogView,
    "module": lambda: ModulePanel(Module("kick", 1, "sampler", Map()), SAMPLER),
    "prompt": lambda: PromptLine(lambda text: Candidates(len(text))),
    "pattern": lambda: StepGrid(Pattern("four", 1)),
    "transport": TransportBar,
}


@pytest.mark.parametrize("name", MAKERS)
def test_widget_is_freed_when_it_is_deleted(qt_app, name):
    widget = MAKERS[name]()
    widget.show()
    QApplication.processEvents()
    gone = weakref.ref(widget)
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del widget
    gc.collect()

    assert gone() is None
