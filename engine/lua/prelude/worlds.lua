-- Worlds: for each of several scripts that share a runtime one after the other, globals of its own. They are copies of the
-- library, which no script can reach; still it is looked at before each, and a runtime where it changed is of no use.
local M = ...
local getmetatable, rawequal, rawget, rawnext, rawset, setmetatable, type =
  debug.getmetatable, rawequal, rawget, next, rawset, debug.setmetatable, type
local globals, originals, renewals, world = M.globals, M.originals, M.renewals, M.world
local strings = getmetatable("")
M.strings = strings
local methods = globals.string -- what the methods of strings are looked up in: the `string` of the script's world

local parts -- table of the library -> { content, metatable, whether worlds share it }; nil before it is looked at

--- Whether `t` is known by what it is, as handles are, so that a copy of it would be of no use.
local function is_known_by_identity(metatable)
  return metatable ~= nil and rawget(metatable, "__metatable") ~= nil
end

local function look_at(t, is_shared)
  if parts[t] then
    return
  end
  local metatable, content = getmetatable(t), {}
  is_shared = is_shared or is_known_by_identity(metatable)
  parts[t] = { content = content, metatable = metatable, is_shared = is_shared }
  for key, value in rawnext, t do
    content[key] = value
    if type(value) == "table" then
      look_at(value, is_shared)
    end
  end
  if metatable then
    look_at(metatable, true)
  end
end

--- Remember what the library consists of.
local function look_at_library()
  rawset(globals, M.persistent, nil) -- each world has its own
  parts = {}
  look_at(globals, false)
  look_at(strings, true)
  parts[strings].content.__index = nil -- which each world sets
end

local function is_as_it_was(t, part)
  if not rawequal(getmetatable(t), part.metatable) then
    return false
  end
  for key, value in rawnext, part.content do
    if not rawequal(rawget(t, key), value) then
      return false
    end
  end
  for key in rawnext, t do
    if part.content[key] == nil and not (t == strings and key == "__index") then
      return false
    end
  end
  return true
end

--- Whether every table of the library is as it was when it was looked at first.
function M.is_intact()
  if not parts then
    look_at_library()
  end
  for t, part in rawnext, parts do
    if not is_as_it_was(t, part) then
      return false
    end
  end
  return rawequal(strings.__index, methods)
end

local function copied(t, copies)
  local part = parts[t]
  if part.is_shared then
    return t
  elseif copies[t] then
    return copies[t]
  end
  local copy = setmetatable({}, part.metatable)
  copies[t], originals[copy] = copy, t
  for key, value in rawnext, part.content do
    copy[key] = type(value) == "table" and copied(value, copies) or value
  end
  return copy
end

--- Give what runs next globals that nothing has touched; false when that cannot be promised.
function M.renew()
  if not M.is_intact() then
    return false
  end
  local fresh = copied(globals, {})
  fresh[M.persistent] = {}
  methods = fresh.string
  strings.__index = methods
  world.globals = fresh
  for _, forget in rawnext, renewals do
    forget()
  end
  M.seal()
  return true
end
