-- The last of the prelude: strings get the guarded methods, and nothing else of Lua's own can be reached any more.
local M = ...
local error, next, setmetatable = error, next, setmetatable

M.strings.__index = M.globals.string
for name in next, _G do
  _G[name] = nil
end
for name in next, M.environment do
  M.environment[name] = nil
end
setmetatable(M.environment, {
  __index = function(_, name)
    error("the prelude uses the global " .. name .. " after it was taken away", 0)
  end,
})
M.environment = nil
