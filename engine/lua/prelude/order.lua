-- The same order in every process: pairs, next, tostring and table.sort without addresses or hash seeds.
-- Lua seeds its string hashes per process, so the raw order of string keys differs from one run to the next.
local M = ...
local format, getmetatable, math_type, move, rawget = string.format, debug.getmetatable, math.type, table.move, rawget
local rawnext, select, setmetatable, sort, tostring, type = next, select, setmetatable, table.sort, tostring, type
local fail = M.fail
local weak = { __mode = "k" }

-- Names for what has no name -----------------------------------------------------------------------------------

local serials, last_serial = setmetatable({}, weak), 0
M.renewals[#M.renewals + 1] = function()
  serials, last_serial = setmetatable({}, weak), 0
end
local NAMELESS = { table = true, ["function"] = true, thread = true, userdata = true }

--- A number for `value`, counted in the order of first need, where Lua would show an address.
local function serial(value)
  local number = serials[value]
  if not number then
    last_serial = last_serial + 1
    number = last_serial
    serials[value] = number
  end
  return number
end

--- The text of `value`, which has no text of its own; `value` itself when its metatable gives it one.
local function plain_name(value)
  local metatable, name = getmetatable(value), nil
  if metatable then
    if rawget(metatable, "__tostring") ~= nil then
      return value
    end
    name = rawget(metatable, "__name")
  end
  return format("%s: 0x%08x", type(name) == "string" and name or type(value), serial(value))
end

function M.tostring(value)
  if NAMELESS[type(value)] then
    value = plain_name(value)
  end
  return tostring(value)
end
M.NAMELESS, M.plain_name = NAMELESS, plain_name

function M.globals.tostring(...)
  if ... == nil and select("#", ...) == 0 then
    fail("bad argument #1 to 'tostring' (value expected)")
  end
  return (M.tostring((...)))
end

-- Traversal ----------------------------------------------------------------------------------------------------

local LAST = 5 -- the rank of keys without an order of their own: tables, functions, coroutines

local function rank_of(key)
  local kind = type(key)
  if kind == "string" then
    return 3
  elseif kind == "number" then
    return math_type(key) == "integer" and key >= 1 and 1 or 2
  end
  return kind == "boolean" and 4 or LAST
end

--- Positive integers first, then other numbers, strings by their bytes, false and true; the rest as Lua has it.
local function comes_before(a, b)
  local rank_a, rank_b = rank_of(a), rank_of(b)
  if rank_a ~= rank_b then
    return rank_a < rank_b
  elseif rank_a == 4 then
    return not a and b
  end
  return rank_a < LAST and a < b
end

--- Whether the raw order of `t` is 1, 2, 3 … already.
local function is_sequence(t)
  local expected = 1
  for key in rawnext, t do
    if key ~= expected then
      return false
    end
    expected = expected + 1
  end
  return true
end

local function sort_quickly(keys)
  if #keys > 5000 then -- the C function cannot be stopped
    M.merge_sort(keys, #keys)
  else
    sort(keys)
  end
end

--- The keys of `t` in their order.
local function ordered_keys(t)
  local keys, numbers, strings, others = {}, {}, {}, {}
  local has_false, has_true = false, false
  local n_strings = 0
  for key in rawnext, t do
    local kind = type(key)
    if kind == "string" then
      n_strings = n_strings + 1
      strings[n_strings] = key
    elseif kind == "number" then
      local list = rank_of(key) == 1 and keys or numbers
      list[#list + 1] = key
    elseif kind ~= "boolean" then
      others[#others + 1] = key
    elseif key then
      has_true = true
    else
      has_false = true
    end
  end
  if n_strings > 1 then
    sort_quickly(strings)
  end
  if keys[1] == nil and numbers[1] == nil and others[1] == nil and not has_true and not has_false then
    return strings
  end
  sort_quickly(keys)
  sort_quickly(numbers)
  move(numbers, 1, #numbers, #keys + 1, keys)
  move(strings, 1, #strings, #keys + 1, keys)
  if has_false then
    keys[#keys + 1] = false
  end
  if has_true then
    keys[#keys + 1] = true
  end
  return move(others, 1, #others, #keys + 1, keys)
end

--- The first of `keys` after place `at` that `t` still has; keys may go during a traversal.
local function next_present(t, keys, at)
  local key, value
  repeat
    at = at + 1
    key = keys[at]
    if key == nil then
      return nil
    end
    value = rawget(t, key)
  until value ~= nil
  return at, key, value
end

local function traverse(t)
  if is_sequence(t) then
    return rawnext, t, nil
  end
  local keys, at = ordered_keys(t), 0
  return function()
    local key, value
    repeat
      at = at + 1
      key = keys[at]
      value = key ~= nil and rawget(t, key)
    until value ~= nil -- else it was removed during the traversal
    return key, value
  end, t, nil
end

local function first_three(a, b, c)
  return a, b, c
end

function M.globals.pairs(t)
  local metatable = getmetatable(t)
  local own = metatable and rawget(metatable, "__pairs")
  if own ~= nil then
    return first_three(own(t))
  end
  if type(t) ~= "table" then
    fail("bad argument #1 to 'pairs' (table expected, got " .. type(t) .. ")")
  end
  return traverse(t)
end

local walks = setmetatable({}, weak) -- table -> its ordered keys and their places; `next` has no memory of its own

local function walk(t)
  local keys = ordered_keys(t)
  local places = {}
  for place = 1, #keys do
    places[keys[place]] = place
  end
  walks[t] = { keys = keys, places = places }
  return walks[t]
end

local function first_of(t)
  walks[t] = nil
  if rawget(t, 1) ~= nil then
    return 1, rawget(t, 1)
  end
  local first = rawnext(t)
  for key in rawnext, t do
    if comes_before(key, first) then
      first = key
    end
  end
  if first ~= nil and rank_of(first) == LAST then
    first = walk(t).keys[1]
  end
  if first == nil then
    return nil
  end
  return first, rawget(t, first)
end

--- Where in a new walk to go on after `key`, which was removed since it was visited.
local function place_before(walked, key)
  if rank_of(key) == LAST then
    fail("invalid key to 'next'")
  end
  for place = 1, #walked.keys do
    if comes_before(key, walked.keys[place]) then
      return place - 1
    end
  end
  return #walked.keys
end

local function next_of(t, key)
  local walked = walks[t]
  if not walked then
    if math_type(key) == "integer" and key >= 1 and rawget(t, key + 1) ~= nil then
      return key + 1, rawget(t, key + 1)
    end
    walked = walk(t)
  end
  local at, following, value = next_present(t, walked.keys, walked.places[key] or place_before(walked, key))
  if not at then
    walks[t] = nil
  end
  return following, value
end

function M.globals.next(t, key)
  if type(t) ~= "table" then
    fail("bad argument #1 to 'next' (table expected, got " .. type(t) .. ")")
  end
  if key == nil then
    return first_of(t)
  end
  return next_of(t, key)
end
M.traverse, M.ordered_keys = traverse, ordered_keys
