-- Errors that say what kind they are and what led to them, and what to do about them.
local circuits = require "errors.circuit"
local classes = require "errors.class"
local retrying = require "errors.retry"
local trying = require "errors.try"

local M = {
  Error = classes.Error,
  TypeError = classes.TypeError,
  TimeoutError = classes.TimeoutError,
  CancelledError = classes.CancelledError,
  DeadlockError = classes.DeadlockError,
  ClosedError = classes.ClosedError,
  CircuitOpenError = classes.CircuitOpenError,
  AggregateError = classes.AggregateError,
}

--- Make a class of errors below another; call it with a message, and with fields of the error's own, to make an error.
---@param name string
---@param parent? table The class it is derived from, `errors.Error` without one.
---@param traits? { category: string?, is_retryable: boolean?, is_fatal: boolean? } What its errors have in common.
---@return table
---@example
---  local SampleError = errors.class("SampleError", errors.Error, { is_retryable = true })
---  local failure = SampleError("no such sample", { sample = "kick9" })
---  print(failure, failure.sample) --> SampleError: no such sample	kick9
function M.class(name, parent, traits)
  if type(name) ~= "string" or name == "" then
    error("errors.class: a class has a name, got " .. tostring(name), 2)
  end
  return classes.class(name, parent, traits)
end

--- Make a plain error; raise it with Lua's `error`.
---@param message string
---@param fields? table What else the error carries.
---@return Error
---@example
---  print(pcall(error, errors.new("too loud", { gain = 12 }))) --> false	Error: too loud
function M.new(message, fields)
  return classes.Error(message, fields)
end

--- Make an error that tells what another one led to.
---@param cause any The error that came first, of any kind.
---@param message string
---@param class? table The class of the new one.
---@return Error
---@example
---  print(errors.wrap("disk full", "cannot save")) --> Error: cannot save (because of disk full)
function M.wrap(cause, message, class)
  return (class or classes.Error)(message, { cause = cause })
end

--- Tell whether a value is an error of this library, or of one of its classes.
---@param value any
---@param class? table|string
---@return boolean
---@example
---  local failure = errors.TypeError("not a note")
---  print(errors.is(failure), errors.is(failure, "TimeoutError"), errors.is("text")) --> true	false	false
function M.is(value, class)
  return classes.is_error(value) and (class == nil or value:is_a(class))
end

--- Give the first cause of an error, or itself.
---@param failure any
---@return any
---@example
---  print(errors.root(errors.wrap(errors.wrap("disk full", "cannot write"), "cannot save"))) --> disk full
function M.root(failure)
  if not classes.is_error(failure) then
    return failure
  end
  local chain = failure:chain()
  return chain[#chain]
end

-- What kind of trouble -----------------------------------------------------------------------------------------

local WORDS = { -- what the text of an error without a class says, and of which category it is then
  { "timed out", "timeout" },
  { "timeout", "timeout" },
  { "not enough memory", "resources" },
  { "stack overflow", "resources" },
  { "attempt to ", "mistake" },
  { "bad argument", "mistake" },
  { "unavailable", "unavailable" },
  { "refused", "unavailable" },
}
local RETRYABLE = { timeout = true, unavailable = true }
local FATAL = { mistake = true, resources = true }

--- Tell what kind of trouble an error is: "timeout", "cancelled", "mistake", "state", "unavailable", "resources" or
--- "unknown", or what its class says. A plain text is judged by its words.
---@param failure any
---@return string
---@example
---  print(errors.categorize("the server timed out"), errors.categorize(errors.TypeError("x"))) --> timeout	mistake
function M.categorize(failure)
  if classes.is_error(failure) then
    return failure.category
  end
  local text = string.lower(tostring(failure))
  for _, entry in ipairs(WORDS) do
    if string.find(text, entry[1], 1, true) then
      return entry[2]
    end
  end
  return "unknown"
end

--- Tell whether it may help to try again.
---@param failure any
---@return boolean
---@example
---  print(errors.is_retryable(errors.TimeoutError("slow")), errors.is_retryable("no idea")) --> true	false
function M.is_retryable(failure)
  if classes.is_error(failure) then
    return failure.is_retryable
  end
  return RETRYABLE[M.categorize(failure)] or false
end

--- Tell whether nothing but a change of the program will help.
---@param failure any
---@return boolean
---@example
---  print(errors.is_fatal("attempt to index a nil value"), errors.is_fatal("no idea")) --> true	false
function M.is_fatal(failure)
  if classes.is_error(failure) then
    return failure.is_fatal
  end
  return FATAL[M.categorize(failure)] or false
end

--- Make one error of several; nil of none, so that `if` asks whether anything failed.
---@param list any[]
---@param message? string
---@return Error?
---@example
---  local failure = errors.aggregate{ "no kick", "no snare" }
---  print(failure, #failure.errors) --> AggregateError: 2 errors: no kick; no snare	2
function M.aggregate(list, message)
  if #list == 0 then
    return nil
  end
  local texts = {}
  for place = 1, #list do
    texts[place] = tostring(list[place])
  end
  local text = message or #list .. (#list == 1 and " error: " or " errors: ") .. table.concat(texts, "; ")
  return classes.AggregateError(text, { errors = table.move(list, 1, #list, 1, {}) })
end

-- Tables -------------------------------------------------------------------------------------------------------

local PLAIN = { string = true, number = true, boolean = true }

local function plain_of(value)
  if classes.is_error(value) then
    return M.to_table(value)
  end
  return PLAIN[type(value)] and value or tostring(value)
end

--- Write an error, with its causes, as a table of plain values.
---@param failure Error
---@return table
---@example
---  local plain = errors.to_table(errors.wrap("disk full", "cannot save"))
---  print(plain.name, plain.message, plain.cause) --> Error	cannot save	disk full
function M.to_table(failure)
  local plain = { name = failure.name, trace = table.move(failure.trace, 1, #failure.trace, 1, {}) }
  for key, value in pairs(failure) do
    if key == "errors" then
      plain.errors = {}
      for place = 1, #value do
        plain.errors[place] = plain_of(value[place])
      end
    elseif key ~= "trace" then
      plain[key] = plain_of(value)
    end
  end
  return plain
end

local function read_back(value)
  if type(value) == "table" and value.name and value.message then
    return M.from_table(value)
  end
  return value
end

--- Read an error back from a table; of a class that is not known here it becomes a plain one that keeps the name.
---@param plain table
---@return Error
---@example
---  local plain = errors.to_table(errors.TimeoutError("slow"))
---  print(errors.from_table(plain):is_a(errors.TimeoutError)) --> true
function M.from_table(plain)
  local fields = {}
  for key, value in pairs(plain) do
    fields[key] = read_back(value)
  end
  if plain.errors then
    fields.errors = {}
    for place = 1, #plain.errors do
      fields.errors[place] = read_back(plain.errors[place])
    end
  end
  local class = classes.named(plain.name)
  if class then
    fields.name = nil
  end
  return (class or classes.Error)(plain.message, fields)
end

for _, part in ipairs({ trying, retrying, circuits }) do
  for name, f in pairs(part) do
    M[name] = f
  end
end

return M
