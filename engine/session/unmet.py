"""Warns of names in a session that nothing is called by: what plays them is silent until there is such a thing."""

from __future__ import annotations

from engine.core.document import Document, in_order
from engine.session.problems import SessionProblem
from engine.session.things import Problems


def warn_of_missing_names(document: Document, problems: Problems) -> None:
    """Let `problems` grow by the patterns and chains that are still to be made for sequencers."""
    there = {"pattern": document.patterns, "chain": document.chains}
    sequencers = [module for module in in_order(document.modules) if module.type == "sequencer"]
    for module in sequencers:
        for thing, branch in there.items():
            name = module.values.get(thing, "")
            if name and name not in branch:
                message = f'sequencer "{module.name}" plays a {thing} "{name}" that is not there'
                remedy = f"add the {thing} or choose another"
                problems.append(SessionProblem("modules", message, remedy, is_warning=True))
