-- The level of a script: what its policy leaves out is taken away here, and kept for our own library alone.
local M = ...
local gmatch, match, rawnext = string.gmatch, string.match, next
local globals = M.globals

local withheld = {} -- name of a library, or "" -> what scripts do not see of it

for name in gmatch(M.absent, "%S+") do
  local library, field = match(name, "^(%w+)%.(.+)$")
  local from = globals
  if library then
    from = globals[library]
  end
  local kept = withheld[library or ""] or {}
  withheld[library or ""] = kept
  if from then
    kept[field or name], from[field or name] = from[field or name], nil
  end
end

for library in gmatch("coroutine debug io math os string table utf8", "%a+") do
  if globals[library] and rawnext(globals[library]) == nil then
    globals[library] = nil
  end
end

--- Put what scripts do not see of `library` into `t`.
function M.add_withheld(library, t)
  for name, value in rawnext, withheld[library] or {} do
    t[name] = value
  end
end

M.libraries = { "coroutine", "debug", "io", "math", "os", "string", "table", "utf8" }
