-- The script's world: its globals, how they are put back, what `load` and `print` do, and what is not there.
local M = ...
local byte, collectgarbage, concat, find, format, getmetatable =
  string.byte, collectgarbage, table.concat, string.find, string.format, debug.getmetatable
local error, load, rawequal, rawget, rawnext, rawset, select = error, load, rawequal, rawget, next, rawset, select
local set_any_metatable, setmetatable, sort, sub, type, unpack =
  debug.setmetatable, setmetatable, table.sort, string.sub, type, table.unpack
local fail, OURS = M.fail, M.OURS
local globals = M.globals -- the library, and what a script's globals are unless it has a world of its own
local world = { globals = globals }
M.world = world

-- Compiling ----------------------------------------------------------------------------------------------------

local function safe_name(name)
  return find(name, OURS, 1, true) and "=?" or name
end

--- The chunk that the host has compiled to `code`, in the player's globals or in `environment`.
function M.undump(code, environment)
  local chunk, message = load(code, nil, "b", environment or world.globals)
  if not chunk then
    error(message, 0)
  end
  return chunk
end

--- Keep the chunk of the player's that the host has compiled to `code`; returns its number.
function M.keep_chunk(code)
  return (M.hold(M.undump(code)))
end

local function limited_reader(reader)
  local total = 0
  return function()
    local piece = reader()
    if type(piece) == "string" then
      total = total + #piece
      if total > M.longest_load then
        fail("the text to load is too long")
      end
    end
    return piece
  end
end

local function loaded(chunk, message)
  if not chunk then
    M.rethrow(message)
    return nil, M.mend(message)
  end
  return chunk
end

function globals.load(chunk, name, mode, ...)
  local environment = world.globals
  if select("#", ...) > 0 then
    environment = (...)
  end
  if type(chunk) ~= "string" and type(chunk) ~= "function" then
    fail("bad argument #1 to 'load' (function or string expected, got " .. type(chunk) .. ")")
  elseif type(chunk) == "string" and #chunk > M.longest_load then
    return nil, "the text to load is too long"
  elseif mode ~= nil and not find(format("%s", mode), "t", 1, true) then
    return nil, "attempt to load a binary chunk: only text can be loaded"
  end
  local shown = safe_name(name == nil and (type(chunk) == "string" and chunk or "=(load)") or format("%s", name))
  return loaded(load(type(chunk) == "function" and limited_reader(chunk) or chunk, shown, "t", environment))
end

-- Putting globals back -----------------------------------------------------------------------------------------

local function shallow_copy(t)
  local copy = {}
  for key, value in rawnext, t do
    copy[key] = value
  end
  return copy
end

--- Make `t` hold what `copy` holds, and nothing else.
local function refill(t, copy)
  for key in rawnext, t do
    if copy[key] == nil then
      rawset(t, key, nil)
    end
  end
  for key, value in rawnext, copy do
    rawset(t, key, value)
  end
end

--- Copies of `root` and of all tables in it, as a list of pairs, so that they can be refilled in place.
local function deep_copies(root)
  local copies, seen, waiting = {}, { [root] = true }, { root }
  while #waiting > 0 do
    local t = waiting[#waiting]
    waiting[#waiting] = nil
    copies[#copies + 1] = { t, shallow_copy(t) }
    for _, value in rawnext, t do
      if type(value) == "table" and not seen[value] then
        seen[value] = true
        waiting[#waiting + 1] = value
      end
    end
  end
  return copies
end

local checkpoints, last_checkpoint = {}, 0

--- Remember the globals, and the persistent state deeply; returns a number.
function M.checkpoint()
  local globals = world.globals
  local persistent = rawget(globals, M.persistent)
  local deep = type(persistent) == "table" and deep_copies(persistent) or {}
  last_checkpoint = last_checkpoint + 1
  checkpoints[last_checkpoint] = { globals = shallow_copy(globals), metatable = getmetatable(globals), deep = deep }
  return last_checkpoint
end

function M.forget(id)
  checkpoints[id] = nil
end

--- Put everything back as it was at checkpoint `id`.
function M.restore(id)
  local kept = checkpoints[id]
  checkpoints[id] = nil
  set_any_metatable(world.globals, kept.metatable)
  refill(world.globals, kept.globals)
  for _, pair in rawnext, kept.deep do
    refill(pair[1], pair[2])
  end
end

local library, pristine -- all that was there before the script; table of the library -> the same of it

--- What `t` holds now. Most of it is in lists, which are quick to go through; the tables are not, because `==`, unlike
--- `rawequal`, would ask a metatable of the script's.
local function inventory(t)
  local kept = { table = t, copy = shallow_copy(t), keys = {}, values = {}, tables = {} }
  for key, value in rawnext, kept.copy do
    if type(value) == "table" then
      kept.tables[key] = value
    else
      kept.keys[#kept.keys + 1], kept.values[#kept.keys + 1] = key, value
    end
  end
  return kept
end

--- Put `value` back, and add its key to the list `changed`, if there is one.
local function put(t, key, value, changed)
  rawset(t, key, value)
  if changed then
    changed[#changed + 1] = key
  end
end

--- Put back what is not as it was, and add the keys to the list `changed`, if there is one.
local function put_back(kept, changed)
  local t, keys, values = kept.table, kept.keys, kept.values
  for place = 1, #keys do
    local key, value = keys[place], values[place]
    if rawget(t, key) ~= value then
      put(t, key, value, changed)
    end
  end
  for key, value in rawnext, kept.tables do
    if not rawequal(rawget(t, key), value) then
      put(t, key, value, changed)
    end
  end
end

--- Take out what was not there.
local function take_out_more(kept)
  local t, copy = kept.table, kept.copy
  for key in rawnext, t do
    if copy[key] == nil then
      rawset(t, key, nil)
    end
  end
end

--- Everything that is in the world now belongs to the library and can be reinstated.
function M.seal()
  local globals = world.globals
  local content = shallow_copy(globals)
  content[M.persistent] = nil
  library, pristine = inventory(content), {}
  library.table = globals
  for _, value in rawnext, content do
    if type(value) == "table" and value ~= globals then
      pristine[value] = inventory(value)
    end
  end
end

--- Give library names that the script has overwritten their meaning again; returns those names.
function M.reinstate()
  local changed = {}
  put_back(library, changed)
  for _, kept in rawnext, pristine do
    take_out_more(kept)
    put_back(kept)
  end
  sort(changed)
  return unpack(changed)
end

--- The global table called `name`, made if it is not there.
function M.owner(name)
  local t = rawget(world.globals, name) or {}
  rawset(world.globals, name, t)
  return t
end

--- Define a global, or a field of a global table, such as "clock.run".
function M.define(owner, name, value)
  rawset(owner and M.owner(owner) or world.globals, name, value)
end

function M.read(name)
  return rawget(world.globals, name)
end

--- The names that a player can use, for "did you mean"; those of what is in a library begin with a dot.
function M.names()
  local names = {}
  for name in rawnext, world.globals do
    if type(name) == "string" and byte(name) ~= 0 then -- those that begin with 0 are the house's own
      names[#names + 1] = name
    end
  end
  for t in rawnext, pristine or {} do
    for name in rawnext, t do
      if type(name) == "string" then
        names[#names + 1] = "." .. name
      end
    end
  end
  return unpack(names, 1, #names < 2000 and #names or 2000)
end

-- The rest of the base library ---------------------------------------------------------------------------------

local cross_print = M.print

function globals.print(...)
  local pieces, room = {}, M.longest_line
  for place = 1, select("#", ...) do
    local text = M.tostring((select(place, ...)))
    pieces[place] = sub(text, 1, room)
    room = room - #pieces[place] - 1
    if room <= 0 then
      break
    end
  end
  cross_print(concat(pieces, "\t"))
end

function globals.collectgarbage(option)
  if option == "count" then
    return collectgarbage("count")
  end
  return 0
end

function globals.getmetatable(value)
  if type(value) ~= "table" then
    return nil
  end
  local metatable = getmetatable(value)
  local shown = metatable and rawget(metatable, "__metatable")
  if shown ~= nil then
    return shown
  end
  return metatable
end

function globals.setmetatable(t, metatable)
  if type(t) ~= "table" then
    fail("bad argument #1 to 'setmetatable' (table expected, got " .. type(t) .. ")")
  elseif metatable ~= nil and type(metatable) ~= "table" then
    fail("bad argument #2 to 'setmetatable' (nil or table expected)")
  elseif metatable and rawget(metatable, "__gc") ~= nil then
    fail("__gc is not allowed: nothing can stop a finalizer")
  end
  return setmetatable(t, metatable)
end

globals[M.persistent] = {}
globals._G, globals._VERSION = globals, _VERSION
