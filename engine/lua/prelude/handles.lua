-- What the host gives out that is no plain value: handles, which are tables that show nothing, and null.
local M = ...
local find, next, rawequal, rawget, setmetatable, sub, type =
  string.find, next, rawequal, rawget, setmetatable, string.sub, type
local fail = M.fail

local TAG_HANDLE = "\0handle" -- key of the tables that stand for handles on their way

-- Handles ------------------------------------------------------------------------------------------------------

local kinds = {} -- kind -> { metatable, made }
local keys_of = setmetatable({}, { __mode = "k" }) -- handle -> its key, for its methods
local families = setmetatable({}, { __mode = "k" }) -- handle -> its entry in `kinds`

M.renewals[#M.renewals + 1] = function()
  for _, family in next, kinds do
    family.made = setmetatable({}, { __mode = "v" })
  end
end

--- The handle of `kind` called `key`; the same table each time.
function M.handle(kind, key)
  local family = kinds[kind]
  local handle = family.made[key]
  if not handle then
    handle = setmetatable({ [TAG_HANDLE] = kind .. "\0" .. key }, family.metatable)
    family.made[key], keys_of[handle], families[handle] = handle, key, family
  end
  return handle
end

local function nothing() end

local function family_of(kind)
  kinds[kind] = kinds[kind] or { made = setmetatable({}, { __mode = "v" }), metatable = { __metatable = false } }
  return kinds[kind]
end

--- Say what methods the handles of `kind` have; again to replace them.
function M.define_handle(kind, methods)
  local metatable = family_of(kind).metatable
  metatable.__index, metatable.__name = methods, kind
  function metatable.__newindex(_, name)
    fail("a " .. kind .. " has no field " .. M.tostring(name) .. " to assign to; use its methods")
  end
  function metatable.__tostring(handle)
    return kind .. ' "' .. keys_of[handle] .. '"'
  end
  function metatable.__pairs(handle)
    return nothing, handle, nil
  end
end

-- On their way ---------------------------------------------------------------------------------------------------

--- Replace the tags that the host may put into its results by what they stand for.
local function revive(value)
  if type(value) ~= "table" then
    return value
  end
  local tag = rawget(value, TAG_HANDLE)
  if tag then
    local stop = find(tag, "\0", 1, true)
    return M.handle(sub(tag, 1, stop - 1), sub(tag, stop + 1))
  end
  for key, item in next, value do
    value[key] = revive(item)
  end
  return value
end

--- A table of its own for whoever changes it; handles and null stay the same.
local function copied(value)
  if type(value) ~= "table" or families[value] or value == M.null then
    return value
  end
  local copy = {}
  for key, item in next, value do
    copy[key] = copied(item)
  end
  return copy
end

M.copied = copied
M.revive, M.family_of, M.families, M.keys_of = revive, family_of, families, keys_of

-- Nothing, inside of tables ------------------------------------------------------------------------------------

--- What stands for nothing in lists and fields, where nil would leave a gap; the only one there is.
M.null = setmetatable({}, {
  __name = "null",
  __metatable = false,
  __pairs = function(t)
    return nothing, t, nil
  end,
  __tostring = function()
    return "null"
  end,
  __newindex = function()
    fail("null is nothing, and has no fields to assign to")
  end,
})

local rawset = M.globals.rawset
function M.globals.rawset(t, key, value)
  if rawequal(t, M.null) then -- == would ask an __eq of the script
    fail("null is nothing, and has no fields to assign to")
  end
  return rawset(t, key, value)
end

M.globals.null = M.null
