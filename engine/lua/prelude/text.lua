-- The string library: what could keep C busy for minutes is refused, or done in Lua, where a hook can stop it.
local M = ...
local byte, concat, find, floor, format, gmatch, gsub =
  string.byte, table.concat, string.find, math.floor, string.format, string.gmatch, string.gsub
local match, rep, select, sub, tointeger, tostring, type, unpack =
  string.match, string.rep, select, string.sub, math.tointeger, tostring, type, table.unpack
local capture, captures, check, fail = M.capture, M.captures, M.check, M.fail
local match_at, new_search = M.match_at, M.new_search
local longest_text, NAMELESS, plain_name = M.longest_text, M.NAMELESS, M.plain_name

-- How long C may take ------------------------------------------------------------------------------------------

local MOST_STEPS = M.longest_search -- of C's matcher, a few nanoseconds each
local MOST_BYTES = 1e9 -- compared by a plain search, some 100 ms
local MAX_REMEMBERED = 500

local longest, remembered = {}, 0 -- pattern -> the longest subject that C is allowed to search with it

--- How many items of `pattern` can be repeated at will, and how many are optional: what multiplies the work.
local function shape(pattern)
  local repeats, optional, at = 1, 0, 1 -- one for the places where a match may begin
  while at <= #pattern do
    local code = byte(pattern, at)
    if code == 37 then -- % hides what follows; %b runs to the end, %1 compares a stretch
      local following = byte(pattern, at + 1)
      if following == 98 or following and following >= 49 and following <= 57 then
        repeats = repeats + 1
      end
      at = at + 1
    elseif code == 42 or code == 43 or code == 45 then -- * + -
      repeats = repeats + 1
    elseif code == 63 then -- ?
      optional = optional + 1
    end
    at = at + 1
  end
  return repeats, optional
end

local function longest_subject(pattern)
  local length = longest[pattern]
  if not length then
    if #pattern > 5000 then
      length = 0
    else
      local repeats, optional = shape(pattern)
      length = floor((MOST_STEPS / (#pattern + 1) / 2.0 ^ optional) ^ (1 / repeats))
    end
    if remembered >= MAX_REMEMBERED then
      longest, remembered = {}, 0
    end
    longest[pattern], remembered = length, remembered + 1
  end
  return length
end

--- Whether C may not be trusted with this search; numbers and wrong types are left to C.
local function is_costly(subject, pattern)
  return type(subject) == "string" and type(pattern) == "string" and #subject > longest_subject(pattern)
end

-- The same in Lua ----------------------------------------------------------------------------------------------

local function first_place(subject, init)
  init = init == nil and 1 or tointeger(init) or fail("bad argument #3 (whole number expected)")
  if init < 0 then
    init = #subject + init + 1
  end
  return init < 1 and 1 or init
end

--- The first match at or after `place`: its start and its end (exclusive), or nil.
local function search_from(search, place)
  local last = search.is_anchored and place or #search.subject + 1
  for start = place, last do
    local stop = match_at(search, start)
    if stop then
      return start, stop
    end
  end
end

--- A plain search in windows, so that a hook comes in between.
local function find_plainly(subject, pattern, init)
  local window = floor(MOST_BYTES / 10 / (#pattern + 1)) + 1
  for start = first_place(subject, init), #subject - #pattern + 1, window do
    local found = find(sub(subject, start, start + window + #pattern - 2), pattern, 1, true)
    if found then
      return start + found - 1, start + found + #pattern - 2
    end
    check()
  end
  return nil -- as C does, not nothing at all
end

local function find_slowly(subject, pattern, init, wants_captures_only)
  local place = first_place(subject, init)
  if place > #subject + 1 then
    return nil
  elseif not wants_captures_only and not find(pattern, "[%^%$%*%+%?%.%(%[%%%-]") then
    return find_plainly(subject, pattern, init) -- to C a lone ')' is no magic either
  end
  local search = new_search(subject, pattern)
  local start, stop = search_from(search, place)
  if not start then
    return nil
  elseif wants_captures_only then
    return unpack(captures(search, start, stop, true))
  end
  return start, stop - 1, unpack(captures(search, start, stop, false))
end

local function gmatch_slowly(subject, pattern, init)
  local search, place, last_stop = new_search(subject, pattern), first_place(subject, init), nil
  search.is_anchored, search.first = false, 1 -- no '^' here
  return function()
    for start = place, #subject + 1 do
      local stop = match_at(search, start)
      if stop and stop ~= last_stop then
        place, last_stop = stop, stop
        return unpack(captures(search, start, stop, true))
      end
    end
    place = #subject + 2
  end
end

--- What `replacement`, a text with %1 in it, makes of the match from `start` to before `stop`.
local function expanded(replacement, search, start, stop)
  local pieces, at = {}, 1
  while true do
    local escape = find(replacement, "%", at, true)
    if not escape then
      pieces[#pieces + 1] = sub(replacement, at)
      return concat(pieces)
    end
    pieces[#pieces + 1] = sub(replacement, at, escape - 1)
    local following = sub(replacement, escape + 1, escape + 1)
    if following == "%" then
      pieces[#pieces + 1] = "%"
    elseif following == "0" then
      pieces[#pieces + 1] = sub(search.subject, start, stop - 1)
    elseif find(following, "^%d") then
      pieces[#pieces + 1] = tostring(capture(search, tointeger(following), start, stop))
    else
      fail("invalid use of '%' in replacement string")
    end
    at = escape + 2
  end
end

local function replaced(replacement, search, start, stop)
  local kind, result = type(replacement), nil
  if kind == "function" then
    result = replacement(unpack(captures(search, start, stop, true)))
  elseif kind == "table" then
    result = replacement[capture(search, 1, start, stop)]
  else
    return expanded(tostring(replacement), search, start, stop)
  end
  if not result then
    return sub(search.subject, start, stop - 1)
  elseif type(result) ~= "string" and type(result) ~= "number" then
    fail("invalid replacement value (a " .. type(result) .. ")")
  end
  return tostring(result)
end

local function gsub_slowly(subject, pattern, replacement, limit)
  local search, pieces, count = new_search(subject, pattern), {}, 0
  local place, last_stop = 1, nil
  limit = limit == nil and #subject + 1 or tointeger(limit) or fail("bad argument #4 to 'gsub' (whole number expected)")
  while count < limit do
    local stop = match_at(search, place)
    if stop and stop ~= last_stop then
      count = count + 1
      pieces[#pieces + 1] = replaced(replacement, search, place, stop)
      place, last_stop = stop, stop
    elseif place <= #subject then
      pieces[#pieces + 1] = sub(subject, place, place)
      place = place + 1
    else
      break
    end
    if search.is_anchored then
      break
    end
  end
  pieces[#pieces + 1] = sub(subject, place)
  return concat(pieces), count
end

-- What scripts see ---------------------------------------------------------------------------------------------

local library = {}
for name, value in next, string do
  library[name] = value
end
library.dump = nil

function library.find(subject, pattern, init, plain)
  if plain then
    if type(subject) == "string" and type(pattern) == "string" and #subject * #pattern > MOST_BYTES then
      return find_plainly(subject, pattern, init)
    end
  elseif is_costly(subject, pattern) then
    return find_slowly(subject, pattern, init, false)
  end
  return find(subject, pattern, init, plain)
end

function library.match(subject, pattern, init)
  if is_costly(subject, pattern) then
    return find_slowly(subject, pattern, init, true)
  end
  return match(subject, pattern, init)
end

function library.gmatch(subject, pattern, init)
  if is_costly(subject, pattern) then
    return gmatch_slowly(subject, pattern, init)
  end
  return gmatch(subject, pattern, init)
end

local REPLACEMENTS = { string = true, number = true, table = true, ["function"] = true }

function library.gsub(subject, pattern, replacement, limit)
  if is_costly(subject, pattern) and REPLACEMENTS[type(replacement)] then
    return gsub_slowly(subject, pattern, replacement, limit)
  end
  return gsub(subject, pattern, replacement, limit)
end

function library.rep(text, count, separator)
  local times = tointeger(count)
  if times and times > 0 and type(text) == "string" then
    local size = (#text + (type(separator) == "string" and #separator or 0) + 0.0) * times
    if size == 0 then
      return "" -- C would count all the way
    elseif size > longest_text then
      fail("the resulting text is too long")
    end
  end
  return rep(text, count, separator)
end

--- An argument of `format` without an address in it.
local function shown(value, ...)
  if NAMELESS[type(value)] then
    value = plain_name(value)
  end
  if select("#", ...) == 0 then
    return value
  end
  return value, shown(...)
end

function library.format(pattern, ...)
  if type(pattern) == "string" and find(pattern, "%p", 1, true) and find(gsub(pattern, "%%%%", ""), "%%[^%a]*p") then
    fail("%p is not available: addresses differ from run to run")
  end
  local count = select("#", ...)
  for place = 1, count do
    if NAMELESS[type((select(place, ...)))] then
      return format(pattern, shown(...))
    end
  end
  return format(pattern, ...)
end

M.globals.string = library
