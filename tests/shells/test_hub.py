"""The hub: from the engine's thread to the GUI's."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.snapshot import Snapshot
from engine.core.thread import EngineThread
from engine.sound.silent import NullOutput, SilentSound
from shells.hub import Hub
from shells.painting import PaintWatch


@pytest.fixture
def engine():
    made = Engine(SilentSound(RATE, BLOCK_FRAMES))
    yield made
    made.stop()


@pytest.fixture
def hub(qt_app, engine):
    made = Hub(engine)
    yield made
    made.close()


class View(QWidget):
    """A widget that keeps the versions it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: list[int] = []

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.versions.append(snapshot.version)


def test_hub_gives_a_subscriber_the_present_snapshot_at_once(engine, hub):
    view = View()

    hub.subscribe(view.on_snapshot)

    assert view.versions == [engine.snapshot.version]


def test_hub_delivers_a_burst_once_and_the_last_of_it(qt_app, engine, hub):
    view = View()
    hub.subscribe(view.on_snapshot)
    view.versions.clear()

    for bpm in range(60, 160):
        engine.submit(c.SetTempo(bpm=float(bpm)))
        engine.turn()
    qt_app.processEvents()

    assert view.versions == [engine.snapshot.version]
    assert engine.snapshot.document.transport.bpm == 159.0


def test_hub_delivers_on_its_own_thread_what_the_engine_published_on_another(qt_app, engine, hub):
    threads, last = set(), []

    def receive(snapshot: Snapshot) -> None:
        threads.add(threading.current_thread())
        last.append(snapshot.document.transport.bpm)

    hub.subscribe(receive)
    engine.start(EngineThread(NullOutput(), lambda crash: pytest.fail(str(crash))))
    for bpm in range(60, 260):
        engine.submit(c.SetTempo(bpm=float(bpm)))
    while last[-1] != 259.0:
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    engine.stop()

    assert threads == {threading.main_thread()}


def test_hub_tells_of_a_shell_that_raises_and_goes_on(qt_app, engine, hub, caplog):
    view, failures = View(), []
    hub.failed.connect(failures.append)

    def broken(snapshot: Snapshot) -> None:
        raise KeyError("bass")

    hub.subscribe(broken)
    hub.subscribe(view.on_snapshot)
    engine.submit(c.SetTempo(bpm=90.0))
    engine.turn()
    qt_app.processEvents()

    assert view.versions[-1] == engine.snapshot.version
    assert len(failures) == 2
    assert "Traceback" in caplog.text


def test_hub_lets_go_of_a_widget_that_was_destroyed_with_a_thousand_deliveries_on_their_way(qt_app, engine, hub):
    views = [View() for _ in range(1000)]
    for view in views:
        hub.subscribe(view.on_snapshot)
    engine.submit(c.SetTempo(bpm=90.0))
    engine.turn()
    for view in views:
        view.deleteLater()
    seen = [view.versions for view in views]
    del view, views
    qt_app.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    qt_app.processEvents()

    assert all(len(versions) == 1 for versions in seen)


def test_hub_delivers_nothing_after_it_was_closed(qt_app, engine, hub):
    view = View()
    hub.subscribe(view.on_snapshot)
    engine.submit(c.SetTempo(bpm=90.0))
    engine.turn()

    hub.close()
    qt_app.processEvents()

    assert len(view.versions) == 1


class LoopingView(QWidget):
    """A view that breaks the rule: it runs an event loop in its paint event."""

    def paintEvent(self, event: QPaintEvent) -> None:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def test_hub_asserts_that_nothing_is_delivered_while_a_view_paints(qt_app, engine, shown, monkeypatch):
    watch = PaintWatch(qt_app)
    hub, raised = Hub(engine, watch), []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: raised.append(error))
    engine.submit(c.SetTempo(bpm=90.0))
    view = LoopingView()
    engine.turn()

    view.resize(100, 100)
    view.grab()
    hub.close()
    qt_app.removeEventFilter(watch)

    assert [str(error) for error in raised] == ["a snapshot was delivered while a view painted"]
    assert not watch.is_painting()
