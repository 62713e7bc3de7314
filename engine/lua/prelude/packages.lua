-- Packages: `require` loads each once, knows which uses which, and forgets those that are to be loaded anew.
local M = ...
local concat, error, getinfo, gsub, load, next, rawequal, rawget, rawset =
  table.concat, error, debug.getinfo, string.gsub, load, next, rawequal, rawget, rawset
local setmetatable, sort, sub, tostring, type, unpack =
  setmetatable, table.sort, string.sub, tostring, type, table.unpack
local fail, player_place, state, OURS = M.fail, M.player_place, M.state, M.OURS
local globals, world = M.globals, M.world

local ITSELF = "" -- the script, among those that use packages
local DEEPEST, MOST = 40, 1000 -- packages on the way to one, and in all
local VERSION_FIELDS = { "_VERSION", "_version", "VERSION", "version" }

local loaded, preload = {}, {} -- name -> what it returned; name -> what returns it
local records, names -- name -> its number at the host, its version, which it uses; chunk -> name
local loading -- names of the packages whose text runs now, outermost first
local loader -- the record of the hosted coroutine that they run in

local function begin_anew()
  records, names, loading, loader = { [ITSELF] = { number = 0, uses = {} } }, {}, {}, nil
end

begin_anew()
M.renewals[#M.renewals + 1] = function()
  begin_anew()
  loaded, preload = world.globals.package.loaded, world.globals.package.preload
end

--- Compile a package's text.
function M.compile_package(text, chunk)
  return load(text, "=" .. chunk, "t", world.globals)
end

--- The name of the package that calls `require`, from the innermost function that is not ours.
local function user()
  for level = 3, 250 do
    local frame = getinfo(level, "S")
    if not frame then
      break
    elseif frame.short_src == "[moonloop packages]" then
      return loading[#loading] -- its text ends in `return require "other"`, and is gone
    elseif frame.what ~= "C" and sub(frame.short_src, 1, #OURS) ~= OURS then
      return names[frame.short_src] or ITSELF
    end
  end
  return ITSELF
end

local function version_in(value)
  if type(value) == "table" then
    for place = 1, #VERSION_FIELDS do
      local version = rawget(value, VERSION_FIELDS[place])
      if type(version) == "string" or type(version) == "number" then
        return tostring(version)
      end
    end
  end
  return ""
end

-- What the library's own packages are given besides: no script can have a need of it.
local FOR_LIBRARY = {
  finish_with = M.finish_with,
  place_of = function(f)
    local chunk, line = M.written_at(f)
    return chunk and chunk .. ":" .. line
  end,
}

--- Run a package's text. The C function between keeps it from waiting: a package is there at once, or not at all.
local function run(chunk, name, path)
  local value
  local more = sub(path, 1, #OURS) == OURS and FOR_LIBRARY or nil
  gsub(".", ".", function()
    value = chunk(name, path, more)
  end)
  return value
end

--- Take what a package returned, unless the version is not what is wanted.
local function keep(name, value, requirement)
  if value ~= nil then
    loaded[name] = value
  elseif rawget(loaded, name) == nil then
    loaded[name] = true
  end
  local record = records[name]
  if record.version == "" then
    record.version = version_in(rawget(loaded, name))
  end
  if requirement ~= "" then
    M.agree_package(name, record.version, requirement, "")
  end
end

local function where()
  local chunk, line = player_place()
  return chunk and chunk .. ":" .. line or ""
end

local function begin_loading()
  if not rawequal(loader, state.current) then -- what was being loaded was stopped by force
    loader, loading = state.current, {}
  elseif #loading >= DEEPEST then
    fail("packages require each other more than " .. DEEPEST .. " deep")
  end
end

local function load_package(name, requirement)
  local opener = rawget(preload, name)
  if type(opener) == "function" then
    loaded[name] = run(opener, name, ":preload:") or true
    return
  end
  begin_loading()
  local number, path, version, text = M.find_package(name, concat(loading, " "))
  local chunk, message = M.compile_package(text, path)
  if not chunk then
    error(message, 0)
  end
  names[path] = name
  records[name] = { number = number, version = version, uses = {}, first = where() }
  local way, depth = loading, #loading + 1
  way[depth] = name
  local _ <close> = setmetatable({}, {
    __close = function(_, failure)
      way[depth] = nil
      if failure ~= nil then
        records[name], loaded[name] = nil, nil
      end
    end,
  })
  keep(name, run(chunk, name, path), requirement)
end

local function require_anew(wanted, by)
  local name, requirement = M.read_package(wanted)
  if rawget(loaded, name) == nil then
    local count = 0
    for _ in next, records do
      count = count + 1
    end
    if count > MOST then
      fail("a script can require " .. MOST .. " packages at most")
    end
    load_package(name, requirement)
  elseif requirement ~= "" then
    local record = records[name] or { version = version_in(rawget(loaded, name)), first = "" }
    M.agree_package(name, record.version, requirement, record.first)
  end
  if records[by] then
    records[by].uses[name] = true
  end
  return rawget(loaded, name)
end

function globals.require(wanted)
  local by = user()
  local value
  if wanted ~= nil then
    value = rawget(loaded, wanted)
  end
  if value == nil then
    return (require_anew(wanted, by))
  end
  if records[wanted] and records[by] then
    records[by].uses[wanted] = true
  end
  return value
end

-- What libraries expect to find beside it. `loaded` holds Lua's own libraries too, as everywhere.
globals.package = { config = "/\n;\n?\n!\n-\n", cpath = "", loaded = loaded, path = "?.lua;?/init.lua", preload = preload }
for _, name in next, { "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8" } do
  loaded[name] = globals[name]
end
loaded._G = globals

-- What the host asks ---------------------------------------------------------------------------------------------

local function copy(t)
  local new = {}
  for key, value in next, t do
    new[key] = value
  end
  return new
end

--- Every loaded package, flat: its name, its number at the host, and the names that it uses, in one text.
function M.loaded_packages()
  local flat = {}
  for name, record in next, records do
    if name == ITSELF or rawget(loaded, name) ~= nil then
      local uses = {}
      for used in next, record.uses do
        uses[#uses + 1] = used
      end
      sort(uses)
      flat[#flat + 1], flat[#flat + 2], flat[#flat + 3] = name, record.number, concat(uses, " ")
    end
  end
  return unpack(flat)
end

--- Have these packages loaded anew when they are required next; the script itself uses none from now on.
function M.forget_packages(...)
  for _, name in next, { ... } do
    if name == ITSELF then
      records[name] = { number = 0, uses = {} }
    else
      records[name], loaded[name] = nil, nil
    end
  end
end

local checkpoint, forget, restore = M.checkpoint, M.forget, M.restore
local kept = {} -- number of a checkpoint -> what was loaded then

function M.checkpoint()
  local id = checkpoint()
  kept[id] = { loaded = copy(loaded), records = copy(records) }
  return id
end

function M.forget(id)
  kept[id] = nil
  return forget(id)
end

function M.restore(id)
  local before = kept[id]
  kept[id] = nil
  for t, content in next, { [loaded] = before.loaded, [records] = before.records } do
    for key in next, t do
      rawset(t, key, nil)
    end
    for key, value in next, content do
      rawset(t, key, value)
    end
  end
  return restore(id)
end
