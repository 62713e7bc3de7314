-- Handlers of events, as scripts say them: `on`, and `emit`, which calls the script's own handlers at once.
local M = {}
local say_on, later_copy = on, off
local functions = setmetatable({}, { __mode = "v" }) -- by the name of a handler; the host keeps those that hold

--- What is at `event.payload`: the fields of the event, to be read.
local function payload_of(event)
  local function refuse()
    error("event.payload can only be read; return a table to change an event", 2)
  end
  local function items()
    return next, event, nil
  end
  return setmetatable({}, { __index = event, __newindex = refuse, __pairs = items, __metatable = false })
end

--- What the host calls for a handler: tables that are new each time are cheaper to make here.
local function called_by_host(fn)
  return function(script, beat, event)
    event.payload = payload_of(event)
    return fn({ script = script, beat = beat }, event)
  end
end

--- Have a function called for each event of a name; returns what `off` takes.
---@param event string
---@param options table?
---@param fn function
---@return string
function M.on(event, options, fn)
  if fn == nil and type(options) == "function" then
    options, fn = nil, options
  end
  local called = type(fn) == "function" and called_by_host(fn) or nil
  local name = say_on(event, options, fn, called)
  functions[name] = called
  return name
end

--- Do not call a handler any more, or none that is for an event; what else is said is about patterns.
function M.off(first, ...)
  if select("#", ...) == 0 and type(first) == "string" then
    return host.off(first)
  end
  return later_copy(first, ...)
end

local function call_next()
  local name, script, beat, event = host.next_called()
  if not name then
    return false
  end
  local answer = table.pack(pcall(functions[name], script, beat, event))
  local is_taken, why = pcall(host.take_result, answer[1], answer[2])
  if not is_taken then
    host.take_result(false, why)
  end
  return true
end

--- Call this script's handlers of an event now, and have those of the other scripts told; returns what came of it.
---@param name string
---@param fields table?
---@return table
function M.emit(name, fields)
  host.begin_emit(name, fields)
  repeat
    local goes_on = call_next()
  until not goes_on
  return host.end_emit()
end

return M
