-- Errors as values: a class, a message, a cause, and the lines that led to them.
local places = require "moonloop.places"

local M = {}

local classes = {} -- name -> class, for what is read back from tables

---@class Error
---@field name string What its class is called.
---@field message string What went wrong, in one sentence.
---@field cause any The error that led to it.
---@field trace string[] The lines that led to it, the innermost first.
---@field category string What kind of trouble it is, as `errors.categorize` says.
local Error = { name = "Error", category = "unknown", is_retryable = false, is_fatal = false }
Error.__index = Error
classes.Error = Error

local function show(value)
  return type(value) == "string" and value or tostring(value)
end

local function make(class, message, fields)
  local failure = {}
  for name, value in pairs(fields or {}) do
    failure[name] = value
  end
  failure.message = message == nil and class.name or show(message)
  failure.trace = failure.trace or places.trace()
  return setmetatable(failure, class)
end

local function text_of(failure)
  local text = failure.name .. ": " .. failure.message
  if failure.cause ~= nil then
    text = text .. " (because of " .. show(failure.cause) .. ")"
  end
  return text
end

Error.__tostring = text_of
setmetatable(Error, { __call = make })

--- Tell whether this error is of a class, given itself or by name, or of one that is derived from it.
---@param class table|string
---@return boolean
---@example
---  local NoteError = errors.class("NoteError", errors.TypeError)
---  print(NoteError("h9 is no note"):is_a("TypeError")) --> true
function Error:is_a(class)
  local own = getmetatable(self)
  while own do
    if own == class or own.name == class then
      return true
    end
    own = own.parent
  end
  return false
end

--- Tell an error and its causes, the outermost first, as a list.
---@return any[]
---@example
---  local failure = errors.wrap("no such file", "the sample cannot be loaded")
---  print(#failure:chain(), failure:chain()[2]) --> 2	no such file
function Error:chain()
  local chain, seen, current = {}, {}, self
  while current ~= nil and not seen[current] do
    seen[current] = true
    chain[#chain + 1] = current
    current = M.is_error(current) and current.cause or nil
  end
  return chain
end

--- Tell where an error came from: its text, and below it a line for each place that led there.
---@return string
---@example
---  local failure = errors.new("too loud")
---  print(select(2, string.gsub(failure:traceback(), "\n", "\n")) >= 1) --> true
function Error:traceback()
  local lines = { text_of(self) }
  for _, place in ipairs(self.trace) do
    lines[#lines + 1] = "  at " .. place
  end
  return table.concat(lines, "\n")
end

--- Whether `value` was made by a class of errors.
function M.is_error(value)
  if type(value) ~= "table" then
    return false
  end
  local class = getmetatable(value)
  while type(class) == "table" do
    if class == Error then
      return true
    end
    class = rawget(class, "parent")
  end
  return false
end

--- A class called `name` below `parent`; `traits` are what its errors have in common.
function M.class(name, parent, traits)
  parent = parent or Error
  local class = { name = name, parent = parent }
  for key, value in pairs(traits or {}) do
    class[key] = value
  end
  class.__index = class
  class.__tostring = text_of
  classes[name] = class
  return setmetatable(class, { __index = parent, __call = make })
end

--- The class called `name`, nil when there is none.
function M.named(name)
  return classes[name]
end

M.Error = Error
M.TypeError = M.class("TypeError", Error, { category = "mistake", is_fatal = true })
M.TimeoutError = M.class("TimeoutError", Error, { category = "timeout", is_retryable = true })
M.CancelledError = M.class("CancelledError", Error, { category = "cancelled" })
M.DeadlockError = M.class("DeadlockError", Error, { category = "mistake", is_fatal = true })
M.ClosedError = M.class("ClosedError", Error, { category = "state" })
M.CircuitOpenError = M.class("CircuitOpenError", Error, { category = "unavailable" })
M.AggregateError = M.class("AggregateError", Error)

return M
