-- What to do when something fails: catch it by its class, clean up, or take something else.
local classes = require "errors.class"

local M = {}

---@class Attempt
---@field is_ok boolean Whether what was tried, or what caught its failure, succeeded.
local Attempt = {}
Attempt.__index = Attempt

local function keep(attempt, ok, ...)
  attempt.is_ok, attempt.results = ok, table.pack(...)
  return attempt
end

--- Call a function and keep what comes of it: values, or a failure that `:catch` may take. End with `:finally` or
--- `:get`, which raise what nothing caught.
---@param f function
---@param ... any What it is called with.
---@return Attempt
---@example
---  local volume = errors.try(error, "too loud", 0)
---    :catch(function(failure) print("caught", failure) return 0.5 end)
---    :get() --> caught	too loud
---  print(volume) --> 0.5
function M.try(f, ...)
  return keep(setmetatable({}, Attempt), pcall(f, ...))
end

--- Call a function with the failure, if there is one, and of that class where one is named; what it returns counts
--- then.
---@param class table|string|function A class, or the function when any failure is meant.
---@param f? function
---@return Attempt
---@example
---  local attempt = errors.try(error, errors.TimeoutError("slow"))
---  attempt:catch("TypeError", print):catch(errors.TimeoutError, print):get() --> TimeoutError: slow
function Attempt:catch(class, f)
  if f == nil then
    class, f = nil, class
  end
  if type(f) ~= "function" then
    error("catch: give it a function, got " .. type(f), 2)
  end
  local failure = self.results[1]
  if self.is_ok or class and not (classes.is_error(failure) and failure:is_a(class)) then
    return self
  end
  return keep(self, pcall(f, failure))
end

--- Call a function whatever happened; then return the values, or raise what nothing caught.
---@param f function
---@return any ...
---@example
---  print(errors.try(tonumber, "12"):finally(function() print("closed") end)) --> closed
---  --> 12
function Attempt:finally(f)
  f()
  return self:get()
end

--- Return the values, or raise what nothing caught.
---@return any ...
---@example
---  print(errors.try(tonumber, "12"):get()) --> 12
function Attempt:get()
  if self.is_ok then
    return table.unpack(self.results, 1, self.results.n)
  end
  error(self.results[1], 0)
end

--- Call a function, and when it fails another, with the failure; returns what the one that succeeded returned. In place
--- of the second any value will do.
---@param f function
---@param otherwise any
---@return any ...
---@example
---  print(errors.fallback(function() error("no sample") end, "silence")) --> silence
function M.fallback(f, otherwise)
  local attempt = M.try(f)
  if attempt.is_ok then
    return attempt:get()
  elseif type(otherwise) == "function" then
    return otherwise(attempt.results[1])
  end
  return otherwise
end

return M
