"""The one place where the library's modules get into a test's runtime, under `require`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.lua.convert import text_to_lua
from engine.lua.runtime import Runtime
from engine.lua.sandbox import CHUNK_NAME

LIBRARY = Path(__file__).parents[4] / "resources" / "lua"
NOT_AT_STRICT = ("os", "load", "collectgarbage")  # what the modules must do without

_REQUIRE = """
local texts, environment = ...
local loaded = {}
return function(name)
  if loaded[name] == nil then
    local chunk = texts[name] or environment.error("there is no module " .. environment.tostring(name), 2)
    loaded[name] = chunk(environment)
  end
  return loaded[name]
end
"""


def give_library(runtime: Runtime, *, strict: bool = False) -> None:
    """Let scripts of `runtime` require what is in resources/lua; strictly, modules see only what that level has."""
    lua: Any = runtime._lua
    environment = runtime._prelude["globals"]
    if strict:
        environment = lua.table_from({name: value for name, value in environment.items() if name not in NOT_AT_STRICT})
    chunks = lua.table()
    for path in LIBRARY.rglob("*.lua"):
        name = ".".join(path.relative_to(LIBRARY).with_suffix("").parts)
        text = f"local _ENV = ...; {path.read_text(encoding='utf-8')}"
        chunks[name] = lua.compile(text_to_lua(text), name=CHUNK_NAME.format(name), mode="t")
    require = lua.compile(_REQUIRE, name=CHUNK_NAME.format("require"), mode="t")(chunks, environment)
    environment["require"] = require
    runtime._prelude["define"](None, "require", require)
