"""Scripts that leave behind what they can, and one that looks at everything there is."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.core.errors import EngineError
from engine.lua.convert import Handle
from engine.lua.runtime import Runtime

LIBRARIES = ("coroutine", "debug", "math", "os", "string", "table", "utf8", "host", "_G", "state")
NAMES = (
    "x", "y", "print", "pairs", "tostring", "pcall", "load", "string", "table", "_G", "_ENV", "_VERSION", "upper",
    "rep", "format", "find", "sort", "insert", "concat", "random", "floor", "huge", "pi", "time", "clock", "create",
    "resume", "host_text", "host_handle", "host", "tell", "state", "__index", "__gc", "__metatable", "loaded",
    "package",
)  # fmt: skip
VALUES = ("1", "nil", "false", '"text"', "{}", "{ { 1 } }", "function() return 1 end", "print", "_G", "string", "0/0")

ACTS = (
    "setmetatable(_G, { __index = function() return 7 end, __newindex = function() end })",
    "setmetatable(_G, { __metatable = 'shut' })",
    "for name in pairs(_G) do if name ~= 'pairs' then _G[name] = nil end end",
    "for name in pairs(string) do string[name] = nil end",
    "setmetatable(string, { __index = function() return print end })",
    "setmetatable(table, { __call = print }) setmetatable(math, { __len = print })",
    "_ENV = { print = print } x = 1",
    "local c = coroutine.create(function() x = 1 coroutine.yield() x = 2 end) coroutine.resume(c) kept = c",
    "kept = coroutine.wrap(function() while true do coroutine.yield(math.random()) end end) kept()",
    "math.randomseed(42) for i = 1, 10 do math.random() end",
    "load('function leaked() return 1 end string.leaked = leaked')()",
    "for i = 1, 50 do tostring({}) tostring(print) end",
    "state.deep = { { {} } } state.deep[1].up = state",
    "local h = host_handle('a') rawset(h, 'leaked', 1) kept = h",
    "host_keep(function() return x end)",
    "rawset(getmetatable(host_handle('b')) or {}, 'leaked', 1)",
    "host:method() host.method = nil host.leaked = 1",
    "pcall(string.rep, 'x', 1 << 40) pcall(string.format, '%p', {}) error('left midway', 0)",
    "local big = {} for i = 1, 20000 do big[i] = { i } end kept = big",
    "while true do end",
    "local t = setmetatable({}, { __close = function() error('closing') end }) local u <close> = t error(t)",
    "function tostring() return 'fake' end function next() end function ipairs() end",
    "string.format = nil table.concat = nil string.upper = function() return 'FAKE' end",
    "print = host_text io = {} package = { loaded = { string = 1 } } require = print arg = {}",
    "tell(1) tell(string) tell = nil",
    "debug.traceback = nil debug = nil utf8.charpattern = '' math.pi = 3 math.huge = 1",
)

OBSERVER = r"""
local lines, seen, names = {}, {}, {}
local function look(path, t)
  if seen[t] then lines[#lines + 1] = path .. " again" return end
  seen[t] = true
  local metatable = getmetatable(t)
  if metatable ~= nil then lines[#lines + 1] = path .. " has a metatable" end
  if type(metatable) == "table" then look(path .. "<", metatable) end
  for key, value in pairs(t) do
    local at = path .. "." .. tostring(key)
    if type(value) == "table" then look(at, value) else lines[#lines + 1] = at .. " " .. tostring(value) end
  end
end
look("G", _G)
for key, value in next, host_handle("a") do names[#names + 1] = tostring(key):gsub("\0", "") end
for key, value in next, host_handle("b") do names[#names + 1] = tostring(key):gsub("\0", "") end
lines[#lines + 1] = table.concat(names, " ")
lines[#lines + 1] = ("x"):upper() .. ("ab"):rep(2, "-") .. tostring(("x").leaked) .. tostring(("").y)
lines[#lines + 1] = string.format("%s %d %5.2f", "text", 3, math.pi) .. #state .. tostring(x) .. tostring(leaked)
lines[#lines + 1] = tostring(math.random(1000000)) .. " " .. tostring({}) .. tostring(function() end)
lines[#lines + 1] = tostring(load("return x")()) .. tostring(select("#", load("return ...")())) .. tostring(_G == _ENV)
lines[#lines + 1] = tostring(host:method()) .. tostring(host_text(2)) .. tostring(pcall(error, "e"))
lines[#lines + 1] = tostring(rawequal(string, getmetatable("") or string)) .. #table.pack(utf8.codepoint("abc", 1, -1))
lines[#lines + 1] = tostring(coroutine.isyieldable()) .. tostring(collectgarbage("step")) .. os.time() .. os.clock()
for _, line in ipairs(lines) do print(line) end
"""


@st.composite
def _assignment(draw: st.DrawFn) -> str:
    owner, name, value = draw(st.sampled_from(LIBRARIES)), draw(st.sampled_from(NAMES)), draw(st.sampled_from(VALUES))
    how = draw(st.sampled_from(("{owner}.{name} = {value}", 'rawset({owner}, "{name}", {value})', "{name} = {value}")))
    return f"pcall(function() {how.format(owner=owner, name=name, value=value)} end)"


VANDALS = st.lists(_assignment() | st.sampled_from(ACTS), min_size=1, max_size=6).map("\n".join)


def install(runtime: Runtime) -> None:
    """Give a runtime something to leave traces in."""

    def refuse() -> None:
        raise EngineError("no")

    runtime.install("tell", lambda *_values: None)
    runtime.install("host_text", lambda number: f"text {number}")
    runtime.install("host_refuses", refuse)
    runtime.install("host_handle", lambda key: Handle("module", key))
    runtime.install("host_keep", lambda _function: None, takes_functions=True)
    runtime.install("host:method", lambda: 1)
    runtime.define_handle("module", {"set": lambda _key, _value: None})
