-- What of Lua's own a script keeps as it is; everything else is left out or comes from the files after this one.
local M = ...
local KEPT = { "assert", "error", "ipairs", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber", "type" }

M.globals = { math = {}, utf8 = {} }
M.renewals = {} -- called when a script is to know nothing of the one before it: each forgets what it holds of that
M.originals = setmetatable({}, { __mode = "k" }) -- table of a world of its own -> the library's that it is a copy of
for _, name in ipairs(KEPT) do
  M.globals[name] = _G[name]
end
for name, value in pairs(math) do
  M.globals.math[name] = value
end
for name, value in pairs(utf8) do
  M.globals.utf8[name] = value
end

-- The other files run in a copy of Lua's globals that the last one empties.
M.environment = {}
for name, value in pairs(_G) do
  M.environment[name] = value
end
function M.load(code)
  local chunk, message = load(code, nil, "b", M.environment)
  if not chunk then
    error(message, 0)
  end
  chunk(M)
end
