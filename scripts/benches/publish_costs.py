"""What publishing one changed parameter costs beside the bare operation on msgspec structs and an immutables.Map."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from immutables import Map
from msgspec.structs import replace

from benches.effort import Effort
from benches.table import Result, at_most
from engine.core.apply import apply
from engine.core.book import Book
from engine.core.commands import AddModule, SetParameter
from engine.core.desk import Desk
from engine.core.document import Document, Module
from engine.core.publisher import Publisher
from engine.core.snapshot import Snapshot
from engine.core.starting import empty_document
from engine.core.units import Beat

MOST_OVER_BARE = 1.5
MOST_GROWTH = 1.5


def measure(effort: Effort) -> Iterator[Result]:
    """Yield what publishing costs at 1,000 modules, and how it grows from 100."""
    small, large = _session(100), _session(1000)
    costs = effort.side_by_side(
        2000,
        bare=_bare(large),
        publish_100=_publish(small),
        publish_1000=_publish(large),
        apply_100=_apply(small),
        apply_1000=_apply(large),
    )
    bare, publish = costs["bare"], costs["publish_1000"]
    yield at_most(
        "publish, 1 of 1,000 modules changed",
        publish / bare,
        MOST_OVER_BARE,
        f"{publish / 1000:.2f} us",
        f"structs and Map {bare / 1000:.2f} us",
        "a snapshot has more fields than the bare operation makes, and asks first whether anything differs",
    )
    yield at_most(
        "publish, 1,000 modules beside 100",
        publish / costs["publish_100"],
        MOST_GROWTH,
        f"{publish / 1000:.2f} us",
        f"100 modules {costs['publish_100'] / 1000:.2f} us",
        "a level more in the Map",
    )
    yield at_most(
        "apply SetParameter, 1,000 modules beside 100",
        costs["apply_1000"] / costs["apply_100"],
        MOST_GROWTH,
        f"{costs['apply_1000'] / 1000:.2f} us",
        f"100 modules {costs['apply_100'] / 1000:.2f} us",
        "a level more in the Map",
    )


def _session(modules: int) -> Document:
    document = empty_document()
    for number in range(modules - 1):
        document = apply(document, AddModule(type="synth", name=f"s{number}"))
    return document


def _bare(document: Document) -> Callable[[], None]:
    """The same shape with nothing around it: module, its values, the map of modules, the document, the snapshot."""
    snapshot = Snapshot(document=document)
    levels = _levels()

    def operate() -> None:
        nonlocal snapshot
        before = snapshot.document
        module = before.modules["s50"]
        changed = replace(module, values=module.values.set("volume", next(levels)))
        after = replace(before, modules=before.modules.set("s50", changed))
        snapshot = replace(snapshot, version=snapshot.version + 1, document=after)

    return operate


def _publish(document: Document) -> Callable[[], None]:
    """The change made bare, and then published as the engine does."""
    publisher, desk = Publisher(), Desk()
    waiting: Map[int, Beat] = Map()
    levels = _levels()
    book = Book(document)

    def operate() -> None:
        nonlocal book
        before = book.document
        module: Module = before.modules["s50"]
        changed = replace(module, values=module.values.set("volume", next(levels)))
        book = Book(replace(before, modules=before.modules.set("s50", changed)))
        publisher.publish(book, desk, waiting, 0)

    return operate


def _apply(document: Document) -> Callable[[], None]:
    commands = [SetParameter(module="s50", parameter="volume", value=level / 100) for level in range(100)]
    turn = 0

    def operate() -> None:
        nonlocal document, turn
        turn += 1
        document = apply(document, commands[turn % 100])

    return operate


def _levels() -> Iterator[float]:
    while True:
        yield from (level / 100 for level in range(100))
