"""`commands.md`: every verb of the Command shell."""

from __future__ import annotations

from engine.core.lines.cable_verbs import CABLE_VERBS
from engine.core.lines.chain_verbs import CHAIN_VERBS
from engine.core.lines.import_verb import IMPORT_VERBS
from engine.core.lines.module_verbs import MODULE_VERBS
from engine.core.lines.parameter_verbs import PARAMETER_VERBS
from engine.core.lines.pattern_verbs import PATTERN_VERBS
from engine.core.lines.recording_verbs import RECORDING_VERBS
from engine.core.lines.script_verbs import SCRIPT_VERBS
from engine.core.lines.sequencer_verbs import SEQUENCER_VERBS
from engine.core.lines.session_verbs import SESSION_VERBS
from engine.core.lines.step_verbs import STEP_VERBS
from engine.core.lines.switch_verbs import SWITCH_VERBS
from engine.core.lines.table import VERBS
from engine.core.lines.transport_verbs import TRANSPORT_VERBS
from engine.core.lines.verb import Verb
from reference.markdown import code, codes, section, table, usages

_NAMED = {
    "Time": TRANSPORT_VERBS,
    "Session": SESSION_VERBS,
    "Modules": (*MODULE_VERBS, *IMPORT_VERBS, *PARAMETER_VERBS),
    "Cables": CABLE_VERBS,
    "What is heard": SWITCH_VERBS,
    "Patterns": PATTERN_VERBS,
    "Steps": STEP_VERBS,
    "Chains": CHAIN_VERBS,
    "Sequencers": SEQUENCER_VERBS,
    "Recording": RECORDING_VERBS,
    "Scripts": SCRIPT_VERBS,
}
GROUPS: dict[str, tuple[Verb, ...]] = {
    **_NAMED,
    "Help and Lua": tuple(verb for verb in VERBS if not any(verb in verbs for verbs in _NAMED.values())),
}


def commands_page() -> str:
    """Return what stands below the mark of the page."""
    return "\n\n".join(section(2, heading, _verbs(verbs)) for heading, verbs in GROUPS.items())


def _verbs(verbs: tuple[Verb, ...]) -> str:
    return table(
        ["line", "does", "example", "also"],
        [[usages(verb.usage), verb.summary, code(verb.example), codes(verb.aliases)] for verb in verbs],
    )
