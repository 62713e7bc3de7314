"""The state feed: what changed between two documents, as a message, and what a worker makes of it. Pure."""

from __future__ import annotations

from typing import Any

from immutables import Map
from msgspec.structs import replace

from engine.core.document import Document, RunRequest, Script
from engine.modules.module_type import ModuleType
from engine.scripts.protocol import Feed
from engine.scripts.shared_news import news_between, told

_BRANCHES = ("modules", "connections", "patterns", "scripts", "declared", "chains")
_NOTHING_ASKED = RunRequest()


def feed_between(
    old: Document, new: Document, landed: int = 0, types: tuple[ModuleType, ...] | None = None
) -> Feed | None:
    """Return what a worker that knows `old` must be told to know `new`; None when that is nothing.

    Args:
        landed: Number of the newest run of its script that is in `new`.
        types: What plug-ins brought, when the worker does not know it.
    """
    changed: dict[str, dict[str, Any]] = {}
    gone: list[tuple[str, str]] = []
    for branch in _BRANCHES:
        before, after = getattr(old, branch), getattr(new, branch)
        if before is not after:
            changed[branch] = {name: item for name, item in after.items() if before.get(name) is not item}
            gone.extend((branch, name) for name in before if name not in after)
    if "scripts" in changed:
        known = old.scripts
        briefs = {name: _brief(script) for name, script in changed["scripts"].items()}
        changed["scripts"] = {n: b for n, b in briefs.items() if n not in known or _brief(known[n]) != b}
    transport = None if new.transport is old.transport else new.transport
    auto_route = None if new.auto_route == old.auto_route else new.auto_route
    shared = news_between(old.shared, new.shared)
    is_same = (transport, auto_route, types, shared) == (None,) * 4 and new.next_number == old.next_number
    if is_same and not gone and not any(changed.values()):
        return None
    return Feed(
        transport,
        **changed,
        auto_route=auto_route,
        types=types,
        gone=tuple(gone),
        next_number=new.next_number,
        landed=landed,
        shared=shared,
    )


def fed(document: Document, feed: Feed) -> Document:
    """Return the document after `feed`."""
    branches: dict[str, Map[str, Any]] = {}
    for branch in _BRANCHES:
        news: dict[str, Any] = getattr(feed, branch)
        if news:
            branches[branch] = getattr(document, branch).update(news)
    for branch, name in feed.gone:
        branches[branch] = branches.get(branch, getattr(document, branch)).delete(name)
    return replace(
        document,
        transport=feed.transport or document.transport,
        auto_route=feed.auto_route or document.auto_route,
        next_number=feed.next_number,
        shared=told(document.shared, feed.shared),
        **branches,
    )


def _brief(script: Script) -> Script:
    """Return a script without what a worker has no use for: texts can be long, and change with each key press."""
    return replace(script, text="", kept="{}", request=_NOTHING_ASKED)
