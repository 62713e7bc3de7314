-- What scripts see of values that live in the engine: `gameState`, which can only be read, and `shared`, which every
-- script can change. A view is an empty table that asks the host, so it is never out of date and holds nothing.
local M = {}
local TAG = "\0handle" -- what makes a table cross as a handle of the engine's: its kind, and the path as its key
local WEAK_KEYS, WEAK_VALUES = { __mode = "k" }, { __mode = "v" }
local DEEPEST = 8 -- tables within each other, in what is shared

local paths = setmetatable({}, WEAK_KEYS) -- view -> its path: names between zero bytes, numbers after a byte 1

local MOST_PARTS = 1000
local parts, part_count = {}, 0 -- key -> its part of a path, or false; scripts ask for the same few over and over

local function new_part(key)
  local part = false
  if type(key) == "string" then
    part = key ~= "" and not string.find(key, "%c") and key
  elseif type(key) == "number" then
    local whole = math.tointeger(key)
    part = whole and "\1" .. string.format("%d", whole) or false
  else
    return false
  end
  if part_count >= MOST_PARTS then
    parts, part_count = {}, 0
  end
  parts[key], part_count = part, part_count + 1
  return part
end

--- What a path says for `key`; false for a key under which there is nothing.
local function part_of(key)
  local part = parts[key]
  if part == nil and key == key then
    part = new_part(key)
  end
  return part
end

local function path_of(view, part)
  local path = paths[view]
  return path == "" and part or path .. "\0" .. part
end

--- The views of one kind, and their metatable. The host's `look` answers a scalar, or what is no number where there is a
--- table; `content` all of a table at once, `count` how long a list is, `words` a text for people.
local function family(kind)
  local look, content, count, words =
    host[kind .. "_look"], host[kind .. "_content"], host[kind .. "_count"], host[kind .. "_words"]
  local made, metatable = setmetatable({}, WEAK_VALUES), { __metatable = false, __name = kind }

  local function view_of(path)
    local view = made[path]
    if not view then
      view = setmetatable({ [TAG] = kind .. "\0" .. path }, metatable)
      made[path], paths[view] = view, path
    end
    return view
  end

  function metatable.__index(view, key)
    local part = part_of(key)
    if not part then
      return nil
    end
    local path = path_of(view, part)
    local value = look(path)
    if value ~= value then
      return view_of(path)
    elseif value == nil and type(key) == "number" and key >= 1 and key <= count(paths[view]) then
      return content(paths[view])[key] -- null, which a list keeps where nil would be a gap
    end
    return value
  end

  function metatable.__len(view)
    return count(paths[view])
  end

  function metatable.__tostring(view)
    return words(paths[view])
  end

  function metatable.__pairs(view)
    local step, items, before = pairs(content(paths[view]))
    return function(_, key)
      local following, value = step(items, key)
      if value ~= value then
        value = view_of(path_of(view, part_of(following)))
      end
      return following, value
    end,
      view,
      before
  end
  return view_of(""), metatable
end

local function shown(path, key)
  return path .. (type(key) == "number" and "[" .. tostring(key) .. "]" or "." .. tostring(key))
end

local check_table

--- Refuse what is no plain data, by its path, at the player's line.
local function check(value, path, outer, depth)
  local kind = type(value)
  if kind == "function" or kind == "thread" or kind == "userdata" then
    error(path .. " is a " .. (kind == "thread" and "coroutine" or kind) .. ", which cannot be shared")
  elseif kind == "number" and (value ~= value or value == math.huge or value == -math.huge) then
    error(path .. " is no finite number, which cannot be shared")
  elseif kind == "string" and not utf8.len(value) then
    error(path .. " is no text: its bytes are no UTF-8")
  elseif kind == "table" then
    local tag = rawget(value, TAG)
    if tag == nil then
      check_table(value, path, outer, depth)
    elseif paths[value] == nil then
      local what = string.sub(tag, 1, string.find(tag, "\0", 1, true) - 1)
      local is_pattern = what == "expression"
      local words = is_pattern and "a pattern value" or "the handle of a " .. what
      error(path .. " is " .. words .. ", which cannot be shared; share its " .. (is_pattern and "text" or "name"))
    end
  end
end

check_table = function(value, path, outer, depth)
  if outer[value] then
    error(path .. " contains itself, through " .. outer[value])
  elseif depth > DEEPEST then
    error(path .. " is nested more than " .. DEEPEST .. " tables deep")
  end
  outer[value] = path
  local length = #value
  for place = 1, length do
    if rawget(value, place) == nil then
      error(path .. "[" .. place .. "] is missing: a list has no holes")
    end
  end
  for key, item in next, value do
    if type(key) == "string" and length > 0 then
      error(path .. ' mixes a list with the name "' .. key .. '"; use one or the other')
    elseif type(key) == "number" and not (math.tointeger(key) and key >= 1 and key <= length) then
      error(shown(path, key) .. " is in no list: places are 1, 2, 3 … without a gap")
    elseif type(key) ~= "string" and type(key) ~= "number" then
      error(path .. " has a key that is a " .. type(key) .. "; keys are names, or 1, 2, 3 …")
    end
    check(item, shown(path, key), outer, depth + 1)
  end
  outer[value] = nil
end

local shared, shared_metatable = family("shared")

function shared_metatable.__newindex(view, key, value)
  local part = part_of(key)
  if not part then
    error("shared: a key is a name, or a place in a list, got " .. tostring(key))
  end
  local path = path_of(view, part)
  check(value, host.shown(path), {}, 1)
  host.share(path, value)
end

local game_state, game_metatable = family("gameState")

function game_metatable.__newindex(view, key)
  local path = paths[view] == "" and "gameState" or "gameState." .. string.gsub(paths[view], "\0\1?", ".")
  error(shown(path, key) .. " can only be read; set it with the function that is there for it, as bpm(120)")
end

local LONGEST_LINE = 2000 -- characters of one message

local function text_of(...)
  local pieces = {}
  for place = 1, select("#", ...) do
    pieces[place] = string.sub(tostring((select(place, ...))), 1, LONGEST_LINE)
  end
  return string.sub(table.concat(pieces, "\t"), 1, LONGEST_LINE)
end

--- Show values in the log, at a level.
---@param level "debug"|"info"|"warn"|"error"
function M.log(level, ...)
  host.log(level, text_of(...))
end

M.shared, M.gameState = shared, game_state
return M
