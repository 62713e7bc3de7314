"""What a script can reach, and what it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_lua

from engine.lua.sandbox import prelude_texts

GLOBALS = (
    "_G _VERSION assert collectgarbage coroutine debug error getmetatable io ipairs load math next null os package"
    " pairs pcall print rawequal rawget rawlen rawset require select setmetatable state string table tonumber"
    " tostring type utf8 xpcall"
)
COLLECT = """
local function names(t)
  local all = {}
  for name in pairs(t) do all[#all + 1] = name end
  return table.concat(all, ' ')
end
"""
FIELDS = {
    "coroutine": "close create isyieldable resume running status wrap yield",
    "debug": "getinfo getmetatable traceback",
    "io": "stderr stdout write",
    "math": "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad random"
    " randomseed sin sqrt tan tointeger type ult",
    "os": "clock date difftime getenv time",
    "package": "config cpath loaded path preload",
    "string": "byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper",
    "table": "concat insert move pack remove sort unpack",
    "utf8": "char charpattern codepoint codes len offset",
}


def names_in(script, table: str) -> str:
    return script.run(
        f"local names = {{}} for name in pairs({table}) do names[#names + 1] = name end print(table.concat(names, ' '))"
    )[0]


def test_the_globals_are_these_and_no_others(make_script):
    from engine.lua.runtime import Runtime

    printed = []
    runtime = Runtime(output=printed.append)
    runtime.run_chunk(
        "local names = {} for name in pairs(_G) do names[#names + 1] = name end print(table.concat(names, ' '))", "x"
    )
    runtime.close()

    assert printed == [GLOBALS]


@pytest.mark.parametrize("library", FIELDS)
def test_the_fields_of_libraries_are_these_and_no_others(script, library):
    assert names_in(script, library) == FIELDS[library]


def test_load_takes_text_only_and_runs_it_in_the_scripts_globals(script):
    assert script.run(
        r"""
        print(load('return 1 + 1')(), load('x = 5'), x)
        print(load('\27Lua'))
        print(load('return 1', 'n', 'b'))
        print(load('return = 1', '=mine'))
        print(load('x = x_in', 'n', 't', { x_in = 1 })(), x)
        local pieces = { 'return ', '4', '2' }
        print(load(function() return table.remove(pieces, 1) end)())
        print(load(function() error('reader', 0) end))
        """
    ) == [
        "2\tfunction: 0x00000001\tnil",
        "nil\tattempt to load a binary chunk (mode is 't')",
        "nil\tattempt to load a binary chunk: only text can be loaded",
        "nil\tmine:1: unexpected symbol near '='",
        "nil\tnil",
        "42",
        "nil\treader",
    ]
    assert script.fail("\nload(5)").message == "bad argument #1 to 'load' (function or string expected, got number)"


def test_metatables_work_as_in_lua_but_for_finalizers(script):
    assert script.run(
        """
        local t = { __index = { x = 1 }, __call = function(_, a) return a end, __len = function() return 7 end }
        setmetatable(t, t)
        print(t.x, t(5), #t, getmetatable(t).__index.x, getmetatable(setmetatable({}, { __metatable = 'shut' })))
        print(pcall(setmetatable, setmetatable({}, { __metatable = 1 }), {}))
        """
    ) == ["1\t5\t7\t1\tshut", "false\tsong.lua:5: cannot change a protected metatable"]
    assert (
        script.fail("\nsetmetatable({}, { __gc = print })").message
        == "__gc is not allowed: nothing can stop a finalizer"
    )


def test_pcall_and_xpcall_do_as_in_lua(script):
    assert script.run(
        """
        print(pcall(function(...) return ... end, 1, nil, 3))
        print(pcall(error), pcall(error, nil))
        print(xpcall(function(a) return a end, print, 'x'))
        print(xpcall(function() error('bad', 0) end, function(m) return m .. '!', 'more' end))
        print(pcall(nil))
        """
    ) == ["true\t1\tnil\t3", "false\tfalse\tnil", "true\tx", "false\tbad!\tmore", "false\tattempt to call a nil value"]
    assert script.fail("\nxpcall(print)").message == "bad argument #2 to 'xpcall' (function expected, got nil)"


def test_a_tower_of_pcalls_ends_with_an_error(script):
    printed = script.run("local depth = 0 local function f() depth = depth + 1 return pcall(f) end f() print(depth)")

    assert printed == ["181"]


def test_collectgarbage_counts_and_does_nothing_else(script):
    assert script.value("type(collectgarbage('count')), collectgarbage(), collectgarbage('stop')") == '"number"\t0\t0'


def test_every_file_of_the_prelude_names_itself_and_uses_no_global_when_it_runs():
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_lua.language()))
    for name, text in prelude_texts():
        if "begin" not in name:  # which runs before the globals are taken away
            assert (name, _globals_in_functions(parser.parse(text.encode()).root_node)) == (name, set())
        assert text.startswith("-- ")


def test_no_file_of_the_prelude_is_forgotten():
    import engine.lua

    folder = Path(engine.lua.__file__).parent / "prelude"

    assert {path.stem for path in folder.glob("*.lua")} == {name.split(" ")[1][:-1] for name, _ in prelude_texts()}


def _globals_in_functions(root: tree_sitter.Node) -> set[str]:
    """Names used inside functions that no local of the file has."""
    nodes = list(_all_nodes(root))
    declared = {child.text for node in nodes for child in _declared_by(node)}
    used = {
        node.text.decode()
        for node in nodes
        if node.type == "identifier" and _is_variable(node) and _is_in_function(node)
    }
    return used - {name.decode() for name in declared}


def _all_nodes(root):
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.children)


def _declared_by(node):
    if node.type == "variable_declaration":
        lists = [child if child.type == "variable_list" else child.children[0] for child in node.named_children]
        return [name for names in lists for name in names.children if name.type == "identifier"]
    if node.type == "function_declaration" and node.children[0].type == "local":
        return [node.child_by_field_name("name")]
    if node.type in {"parameters", "for_numeric_clause"}:
        return [child for child in node.children if child.type == "identifier"]
    if node.type == "for_generic_clause":
        return [child for child in node.children[0].children if child.type == "identifier"]
    return []


def _is_variable(node) -> bool:
    parent = node.parent
    fields = {"dot_index_expression": "field", "method_index_expression": "method", "field": "name"}
    if parent.type == "attribute":  # `<close>`
        return False
    return parent.type not in fields or parent.child_by_field_name(fields[parent.type]) != node


def _is_in_function(node) -> bool:
    while node is not None and node.type not in {"function_definition", "function_declaration"}:
        node = node.parent
    return node is not None
