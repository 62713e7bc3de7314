"""The pages that are made: the file of each, and what writes it."""

from __future__ import annotations

from collections.abc import Callable

from reference.commands_page import commands_page
from reference.events_page import events_page
from reference.library_page import library_page
from reference.modules_page import modules_page
from reference.patterns_page import patterns_page
from reference.scripting_page import scripting_page

PAGES: dict[str, Callable[[], str]] = {
    "modules.md": modules_page,
    "patterns.md": patterns_page,
    "scripting.md": scripting_page,
    "commands.md": commands_page,
    "library.md": library_page,
    "events.md": events_page,
}
