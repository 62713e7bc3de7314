-- The table library without its long C loops: what may take long is done in steps that a hook can stop.
local M = ...
local concat, insert, move, pack, remove = table.concat, table.insert, table.move, table.pack, table.remove
local getmetatable, math_type, min, select, tointeger, type, unpack =
  debug.getmetatable, math.type, math.min, select, math.tointeger, type, table.unpack
local check, fail = M.check, M.fail
local LONGEST = 100000000 -- elements; no table that memory has room for is longer
local STEP = 100000 -- elements moved by one C call, well under a millisecond

local function expect(value, kind, place, name)
  if type(value) ~= kind then
    fail("bad argument #" .. place .. " to '" .. name .. "' (" .. kind .. " expected, got " .. type(value) .. ")")
  end
end

--- `move` in steps, in the direction that keeps an overlap right.
local function move_in_steps(from, first, last, at, to)
  if last - first < STEP then
    return move(from, first, last, at, to)
  elseif at > last or at <= first or to ~= from then
    for start = first, last, STEP do
      move(from, start, min(start + STEP - 1, last), at + (start - first), to)
      check()
    end
  else
    for stop = last, first, -STEP do
      local start = stop - STEP + 1 > first and stop - STEP + 1 or first
      move(from, start, stop, at + (start - first), to)
      check()
    end
  end
  return to
end

local function less(a, b)
  return a < b
end

--- Merge the sorted runs `from[low..middle]` and `from[middle + 1..high]` into `to`.
local function merge(from, to, low, middle, high, before)
  local left, right = low, middle + 1
  for at = low, high do
    if left <= middle and (right > high or not before(from[right], from[left])) then
      to[at] = from[left]
      left = left + 1
    else
      to[at] = from[right]
      right = right + 1
    end
  end
end

local RUN = 8 -- elements that are sorted by insertion before anything is merged

local function sort_runs(list, n, before)
  for low = 1, n, RUN do
    for at = low + 1, min(low + RUN - 1, n) do
      local value, place = list[at], at
      while place > low and before(value, list[place - 1]) do
        list[place] = list[place - 1]
        place = place - 1
      end
      list[place] = value
    end
  end
end

--- Sort `list[1..n]`: stable, the same in every run, and in Lua, so that a hook can stop it.
--- It sorts a copy, so that a comparator that raises leaves the list as it was.
function M.merge_sort(list, n, before)
  before = before or less
  local from, to, width = move_in_steps(list, 1, n, 1, {}), {}, RUN
  sort_runs(from, n, before)
  while width < n do
    for low = 1, n, 2 * width do
      merge(from, to, low, min(low + width - 1, n), min(low + 2 * width - 1, n), before)
    end
    from, to, width = to, from, 2 * width
  end
  move_in_steps(from, 1, n, 1, list)
end

local library = { pack = pack, unpack = unpack } -- unpack stops by itself at a million

function library.sort(list, before)
  expect(list, "table", 1, "sort")
  if before ~= nil then
    expect(before, "function", 2, "sort")
  end
  M.merge_sort(list, #list, before)
end

local function integer(value, place, name)
  local number = math_type(value) == "integer" and value or tointeger(value)
  if not number then
    fail("bad argument #" .. place .. " to '" .. name .. "' (whole number expected, got " .. type(value) .. ")")
  end
  return number
end

function library.move(from, first, last, at, to)
  expect(from, "table", 1, "move")
  first, last, at = integer(first, 2, "move"), integer(last, 3, "move"), integer(at, 4, "move")
  to = to == nil and from or to
  expect(to, "table", 5, "move")
  if last < first then
    return to
  elseif last - first < 0 or last - first > LONGEST then
    fail("too many elements to move")
  end
  return move_in_steps(from, first, last, at, to)
end

function library.insert(list, ...)
  expect(list, "table", 1, "insert")
  local length, count = #list, select("#", ...)
  if length > LONGEST then
    fail("the table is too long")
  end
  if count == 2 then
    local place, value = ...
    place = integer(place, 2, "insert")
    if place >= 1 and place <= length - STEP then
      move_in_steps(list, place, length, place + 1, list)
      list[place] = value
      return
    end
  end
  insert(list, ...)
end

function library.remove(list, place, ...)
  expect(list, "table", 1, "remove")
  local length = #list
  if length > LONGEST then
    fail("the table is too long")
  elseif place == nil then
    return remove(list)
  end
  place = integer(place, 2, "remove")
  if place >= 1 and place <= length - STEP then
    local value = list[place]
    move_in_steps(list, place + 1, length, place, list)
    list[length] = nil
    return value
  end
  return remove(list, place)
end

function library.concat(list, separator, first, last)
  expect(list, "table", 1, "concat")
  first, last = first or 1, last or #list
  if getmetatable(list) and math_type(last) == "integer" and math_type(first) == "integer" and last - first > STEP then
    fail("too many elements to concatenate through a metatable")
  end
  return concat(list, separator, first, last)
end

M.globals.table = library
