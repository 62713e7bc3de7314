-- Files: io and the file functions of os, confined by the host to one folder. What is written is on the disk at once.
local M = ...
local concat, find, match, sub, tointeger, type =
  table.concat, string.find, string.match, string.sub, math.tointeger, type
local pack, select, setmetatable, tonumber, unpack = table.pack, select, setmetatable, tonumber, table.unpack
local fail = M.fail
local host_read, host_begin, host_append = M.file_read, M.file_begin, M.file_append
local host_remove, host_rename, host_free_name, host_write =
  M.file_remove, M.file_rename, M.file_free_name, M.write

local opened = setmetatable({}, { __mode = "k" }) -- file -> what is known of it
local methods = {}
local metatable = { __index = methods, __name = "FILE*", __metatable = false }

local function file_of(file, name)
  local known = opened[file]
  if not known then
    fail("bad argument #1 to '" .. name .. "' (file expected, got " .. type(file) .. ")")
  elseif known.is_closed then
    fail("attempt to use a closed file")
  end
  return known
end

--- A text argument, as Lua takes numbers for text too.
local function text(value, place, name)
  if type(value) ~= "string" and type(value) ~= "number" then
    fail("bad argument #" .. place .. " to '" .. name .. "' (string expected, got " .. type(value) .. ")")
  end
  return value .. ""
end

-- Reading ------------------------------------------------------------------------------------------------------

local function read_line(known, keeps_end)
  if known.at > #known.content then
    return nil
  end
  local stop = find(known.content, "\n", known.at, true) or #known.content + 1
  local line = sub(known.content, known.at, stop - (keeps_end and 0 or 1))
  known.at = stop + 1
  return line
end

local function read_number(known)
  local first = find(known.content, "%S", known.at) or #known.content + 1
  local word = match(sub(known.content, first, first + 199), "^[%w%.%+%-]+") or ""
  known.at = first + #word
  return tonumber(word)
end

local function read_one(known, wanted)
  if type(wanted) == "number" then
    local count = tointeger(wanted) or fail("bad argument #1 to 'read' (whole number expected)")
    if known.at > #known.content then
      return nil
    end
    local piece = sub(known.content, known.at, known.at + count - 1)
    known.at = known.at + #piece
    return piece
  end
  local kind = match(text(wanted, 1, "read"), "^%*?(.)")
  if kind == "l" or kind == "L" then
    return read_line(known, kind == "L")
  elseif kind == "n" then
    return read_number(known)
  elseif kind == "a" then
    local rest = sub(known.content, known.at)
    known.at = #known.content + 1
    return rest
  end
  fail("bad argument #1 to 'read' (invalid format)")
end

local function read_all(known, ...)
  local count = select("#", ...)
  if count == 0 then
    return read_line(known, false)
  end
  local results = { n = count }
  for place = 1, count do
    results[place] = read_one(known, (select(place, ...)))
    if results[place] == nil then
      results.n = place
      break
    end
  end
  return unpack(results, 1, results.n)
end

local function reading(file, name)
  local known = file_of(file, name)
  if not known.content then
    return nil
  end
  return known
end

function methods.read(file, ...)
  local known = reading(file, "read")
  if not known then
    return nil, "the file is open for writing", 9
  end
  return read_all(known, ...)
end

function methods.lines(file, ...)
  local known, wanted = reading(file, "lines"), pack(...)
  if not known then
    fail("the file is open for writing")
  end
  return function()
    file_of(file, "lines")
    return read_all(known, unpack(wanted, 1, wanted.n))
  end
end

function methods.seek(file, whence, offset)
  local known = file_of(file, "seek")
  if not known.content then
    return known.size
  end
  local starts = { set = 0, cur = known.at - 1, ["end"] = #known.content }
  local start = starts[whence == nil and "cur" or whence]
  if not start then
    fail("bad argument #1 to 'seek' (invalid option)")
  end
  local to = start + (tointeger(offset or 0) or fail("bad argument #2 to 'seek' (whole number expected)"))
  if to < 0 then
    return nil, "Invalid argument", 22
  end
  known.at = to + 1
  return to
end

-- Writing ------------------------------------------------------------------------------------------------------

function methods.write(file, ...)
  local known = file_of(file, "write")
  if known.content then
    return nil, "the file is open for reading", 9
  end
  local pieces = {}
  for place = 1, select("#", ...) do
    pieces[place] = text((select(place, ...)), place, "write")
  end
  local size, message = host_append(known.path, concat(pieces))
  if not size then
    return nil, message, 5
  end
  known.size = size
  return file
end

function methods.flush(file)
  file_of(file, "flush")
  return file
end

function methods.setvbuf(file)
  file_of(file, "setvbuf")
  return true
end

function methods.close(file)
  file_of(file, "close").is_closed = true
  return true
end

function metatable.__close(file)
  opened[file].is_closed = true
end

function metatable.__tostring(file)
  return opened[file].is_closed and "file (closed)" or "file (" .. opened[file].path .. ")"
end

-- The libraries ------------------------------------------------------------------------------------------------

local MODES = { r = "r", rb = "r", w = "w", wb = "w", a = "a", ab = "a" }

local function open(path, mode)
  local known = { path = path, at = 1 }
  if mode == "r" then
    local content, message = host_read(path)
    if not content then
      return nil, path .. ": " .. message, 2
    end
    known.content = content
  else
    local size, message = host_begin(path, mode == "a")
    if not size then
      return nil, path .. ": " .. message, 2
    end
    known.size = size
  end
  local file = setmetatable({}, metatable)
  opened[file] = known
  return file
end

local io = {}

function io.open(path, mode)
  path, mode = text(path, 1, "open"), mode == nil and "r" or text(mode, 2, "open")
  if not MODES[mode] then
    fail('bad argument #2 to \'open\' (the mode is "r", "w" or "a", got "' .. sub(mode, 1, 20) .. '")')
  end
  return open(path, MODES[mode])
end

function io.lines(path, ...)
  if path == nil then
    fail("io.lines needs a file: a script has no input of its own")
  end
  local file, message = open(text(path, 1, "lines"), "r")
  if not file then
    fail(message)
  end
  return methods.lines(file, ...), nil, nil, file
end

function io.close(file)
  return methods.close(file)
end

--- A script has no input of its own: it is at its end.
function io.read()
  return nil
end

local output_methods = {}
local output = setmetatable({}, { __index = output_methods, __metatable = false })

--- Text to where `print` goes; lines that have no end yet wait for it.
function io.write(...)
  local pieces = {}
  for place = 1, select("#", ...) do
    pieces[place] = text((select(place, ...)), place, "write")
  end
  host_write(concat(pieces))
  return output
end

function output_methods.write(_, ...)
  return io.write(...)
end

function output_methods.flush(stream)
  return stream
end
output_methods.setvbuf = output_methods.flush

function io.type(value)
  local known = opened[value]
  if not known then
    return nil
  end
  return known.is_closed and "closed file" or "file"
end

local function answered(path, is_done, message)
  if is_done then
    return true
  end
  return nil, path .. ": " .. message, 2
end

function M.globals.os.remove(path)
  path = text(path, 1, "remove")
  return answered(path, host_remove(path))
end

function M.globals.os.rename(path, new_path)
  path = text(path, 1, "rename")
  return answered(path, host_rename(path, text(new_path, 2, "rename")))
end

function M.globals.os.tmpname()
  return (host_free_name())
end

M.globals.io = io
