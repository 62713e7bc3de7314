-- Lua that the host brings along, and values as text for a command line.
local M = ...
local concat, find, format, rawnext = table.concat, string.find, string.format, next
local getupvalue, setupvalue = debug.getupvalue, debug.setupvalue
local select, setmetatable, sub, type = select, setmetatable, string.sub, type
local fail, globals, hold, traverse = M.fail, M.globals, M.hold, M.traverse

--- What library code sees: copies of the script's libraries, which no script can change, with all that a level
--- withholds from scripts, and `host`.
local function library_environment(host)
  local environment = {}
  for name, value in rawnext, globals do
    if type(value) == "table" and value ~= globals and value ~= M.null then
      local copy = {}
      for key, item in rawnext, value do
        copy[key] = item
      end
      value = copy
    end
    environment[name] = value
  end
  M.add_withheld("", environment)
  for _, name in rawnext, M.libraries do
    environment[name] = environment[name] or {}
    M.add_withheld(name, environment[name])
  end
  environment._G, environment.host, environment.error = environment, host, fail
  return environment
end

--- Run `code`, a trusted chunk that returns a table of new globals.
function M.library(code, host)
  local chunk = M.undump(code, library_environment(host))
  for key, value in rawnext, chunk() do
    globals[key] = value
  end
end

-- What functions that calls.lua makes of the host's are known by in there.
local ENTRANCES = { none = true, two = true, three = true, any_number = true }
local LAYERS = { exposed = true, far = true, fewer = true, f = true }

--- Have `exposed`, which the host gave out and takes back, fail with `message` wherever it is still called.
function M.withdraw(exposed, message)
  local function refuse()
    return fail(message)
  end
  for place = 1, 255 do
    local name, value = getupvalue(exposed, place)
    if not name then
      return
    elseif ENTRANCES[name] then
      setupvalue(exposed, place, refuse)
    elseif name == "one" then -- it is indexed
      setupvalue(exposed, place, setmetatable({}, { __index = refuse }))
    elseif LAYERS[name] then
      M.withdraw(value, message)
    end
  end
end

local MAX_ITEMS, MAX_DEPTH, MAX_TEXT = 32, 3, 200

local function is_name(key)
  return type(key) == "string" and find(key, "^[%a_][%w_]*$") ~= nil
end

local show

local function show_items(value, depth)
  local pieces, expected = {}, 1
  for key, item in traverse(value) do
    if #pieces >= MAX_ITEMS then
      pieces[#pieces + 1] = "…"
      break
    end
    local shown = show(item, depth + 1)
    if key == expected then
      expected = expected + 1
    else
      shown = (is_name(key) and key or "[" .. show(key, depth + 1) .. "]") .. " = " .. shown
    end
    pieces[#pieces + 1] = shown
  end
  return "{" .. concat(pieces, ", ") .. "}"
end

--- `value` as text: strings quoted, tables with their first items.
show = function(value, depth)
  if type(value) == "string" then
    local shown = format("%q", sub(value, 1, MAX_TEXT))
    return #value > MAX_TEXT and shown .. "…" or shown
  elseif type(value) ~= "table" or globals.getmetatable(value) ~= nil or depth > MAX_DEPTH then
    return M.tostring(value)
  end
  return show_items(value, depth)
end

local function show_all(...)
  local shown = {}
  for place = 1, select("#", ...) do
    shown[place] = show((select(place, ...)), 1)
  end
  return concat(shown, "\t")
end

--- Keep the chunk that the host has compiled to `code` as a function that returns its results as one text.
function M.keep_shown(code)
  local chunk = M.undump(code)
  return (hold(function()
    return show_all(chunk())
  end))
end
