"""`events.md`: every event that the engine tells handlers of."""

from __future__ import annotations

from engine.events.catalog import CATALOG, EventKind
from reference.markdown import code, section, table

GROUPS = {
    "Music": ("bar", "beat", "transport"),
    "Modules and parameters": ("module", "parameter"),
    "Patterns and cables": ("pattern", "connection"),
    "Scripts, session and files": ("script", "session", "file"),
    "Everything": ("engine",),
}


def events_page() -> str:
    """Return what stands below the mark of the page."""
    return "\n\n".join(
        section(2, heading, _kinds([kind for kind in CATALOG if kind.name.partition(":")[0] in families]))
        for heading, families in GROUPS.items()
    )


def _kinds(kinds: list[EventKind]) -> str:
    return table(
        ["event", "when", "fields", "`pattern` is held against"],
        [
            [
                code(kind.name),
                kind.summary,
                "<br>".join(f"{code(name)} {meaning}" for name, meaning in kind.fields),
                code(kind.identifier),
            ]
            for kind in kinds
        ],
    )
