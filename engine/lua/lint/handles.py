"""Rules about handles of modules: what is plain to see to be one, and methods that none has."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.errors import nearest
from engine.lua.lint.reading import Found, Reading
from engine.lua.lint.words import MAKERS, METHODS_OF_MODULES
from engine.lua.syntax import SyntaxNode, bare, field, written


def is_handle(reading: Reading, node: SyntaxNode) -> bool:
    """Whether something is a module's handle: what `synth` and its kin return, or a local that is only ever that."""
    node = bare(node)
    if node.type == "function_call":
        name = reading.names.global_name(field(node, "name"))
        return name in MAKERS and name not in reading.names.set_globals
    local = reading.names.meant.get(node.start_byte) if node.type == "identifier" else None
    return local is not None and local.value is not None and not local.writes and is_handle(reading, local.value)


def unknown_methods(reading: Reading) -> Iterator[Found]:
    """A module's handle is asked for what it does not do."""
    for node in reading.all_of("method_index_expression"):
        method = field(node, "method")
        name = written(method)
        if name not in METHODS_OF_MODULES and is_handle(reading, field(node, "table")):
            near = nearest(name, METHODS_OF_MODULES)
            to_do = f'; did you mean "{near}"?' if near else f": {', '.join(sorted(METHODS_OF_MODULES))}"
            yield Found(method, "undefined", f"a module has no method {name}{to_do}", near)
