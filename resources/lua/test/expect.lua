-- What a test expects of a value: matchers that say what was wrong, at the line that expected it.
local classes = require "errors.class"
local show = require("output").show
local spies = require "test.spies"

local M = {}

M.AssertionError = classes.class("AssertionError", classes.Error, { category = "mistake" })

---@class Expectation
---@field never Expectation The same, expecting the opposite.
local Expectation = {}

local function path_to(path, key)
  if type(key) == "string" and string.find(key, "^[%a_][%w_]*$") then
    return path .. "." .. key
  end
  return path .. "[" .. show(key) .. "]"
end

--- Where two values differ first, in words; nil when they are equal in all depth. Numbers are equal by value.
local function difference(expected, got, path, seen)
  if rawequal(expected, got) or expected == got then
    return nil
  elseif type(expected) ~= "table" or type(got) ~= "table" then
    return path .. " is " .. show(got) .. " and should be " .. show(expected)
  elseif seen[expected] == got then
    return nil
  end
  seen[expected] = got
  for key, value in pairs(expected) do
    local found = difference(value, got[key], path_to(path, key), seen)
    if found then
      return found
    end
  end
  for key, value in pairs(got) do
    if expected[key] == nil then
      return path_to(path, key) .. " is " .. show(value) .. " and should not be there"
    end
  end
end

M.difference = difference

local function expectation(value, is_negated)
  return setmetatable({ value = value, is_negated = is_negated }, {
    __index = function(self, name)
      if name == "never" then
        return expectation(rawget(self, "value"), not rawget(self, "is_negated"))
      end
      return Expectation[name]
    end,
  })
end

--- Expect something of a value; the matchers below say what.
---@param value any
---@return Expectation
---@example
---  test.expect(1 + 1):to_be(2)
---  test.expect(1 + 1).never:to_be(3)
function M.expect(value)
  return expectation(value, false)
end

--- Raise unless `holds` is what is expected; `wish` is said in the message.
local function judge(self, holds, wish, detail)
  if type(self) ~= "table" or rawget(self, "is_negated") == nil then
    error("write it with a colon: test.expect(value):to_be(...)", 3)
  end
  if (holds and true or false) == self.is_negated then
    local never = self.is_negated and "not " or ""
    local shown = type(self.value) == "function" and "the function" or show(self.value)
    local text = "expected " .. shown .. " " .. never .. wish
    if detail and not self.is_negated then
      text = text .. ": " .. detail
    end
    error(M.AssertionError(text), 0)
  end
end

local function value_of(self)
  return type(self) == "table" and rawget(self, "value")
end

--- Expect the very same value.
---@param expected any
---@example
---  test.expect("c4"):to_be("c4")
function Expectation:to_be(expected)
  judge(self, value_of(self) == expected, "to be " .. show(expected))
end

--- Expect a value that is equal in all its depth.
---@param expected any
---@example
---  test.expect({ steps = { 1, 5 } }):to_equal{ steps = { 1, 5 } }
---  local _, failure = pcall(function() test.expect({ 1, 5 }):to_equal{ 1, 6 } end)
---  print(failure.message) --> expected {1, 5} to equal {1, 6}: value[2] is 5 and should be 6
function Expectation:to_equal(expected)
  local found = difference(expected, value_of(self), "value", {})
  judge(self, not found, "to equal " .. show(expected), found)
end

--- Expect a number close to another.
---@param expected number
---@param tolerance? number 1e-9 without one.
---@example
---  test.expect(0.1 + 0.2):to_be_near(0.3)
function Expectation:to_be_near(expected, tolerance)
  local value = value_of(self)
  local is_near = type(value) == "number" and math.abs(value - expected) <= (tolerance or 1e-9)
  judge(self, is_near, "to be near " .. show(expected))
end

--- Expect nil.
---@example
---  test.expect(nil):to_be_nil()
function Expectation:to_be_nil()
  judge(self, value_of(self) == nil, "to be nil")
end

--- Expect anything but nil and false.
---@example
---  test.expect(0):to_be_truthy()
function Expectation:to_be_truthy()
  judge(self, value_of(self), "to be true or like it")
end

--- Expect nil or false.
---@example
---  test.expect(false):to_be_falsy()
function Expectation:to_be_falsy()
  judge(self, not value_of(self), "to be false or nil")
end

--- Expect a value of one of Lua's types, or an error of a class.
---@param kind string|table
---@example
---  test.expect("c4"):to_be_a("string")
function Expectation:to_be_a(kind)
  local value = value_of(self)
  local holds = type(value) == kind or classes.is_error(value) and value:is_a(kind)
  judge(self, holds, "to be a " .. (type(kind) == "table" and kind.name or tostring(kind)))
end

--- Expect a text with another in it, or a list with an item that is equal to the given one.
---@param item any
---@example
---  test.expect("four on the floor"):to_contain("floor")
---  test.expect({ "kick", "hat" }):to_contain("hat")
function Expectation:to_contain(item)
  local value, holds = value_of(self), false
  if type(value) == "string" then
    holds = string.find(value, tostring(item), 1, true) ~= nil
  elseif type(value) == "table" then
    for place = 1, #value do
      holds = holds or difference(item, value[place], "", {}) == nil
    end
  end
  judge(self, holds, "to contain " .. show(item))
end

--- Expect a text that fits one of Lua's patterns.
---@param pattern string
---@example
---  test.expect("kick9"):to_match("%d$")
function Expectation:to_match(pattern)
  local value = value_of(self)
  judge(self, type(value) == "string" and string.find(value, pattern), "to match " .. show(pattern))
end

--- Expect a list or text of some length.
---@param length integer
---@example
---  test.expect({ 1, 2, 3 }):to_have_length(3)
function Expectation:to_have_length(length)
  local value = value_of(self)
  local holds = (type(value) == "table" or type(value) == "string") and #value == length
  judge(self, holds, "to have the length " .. show(length))
end

--- Expect more than a number.
---@param limit number
---@example
---  test.expect(5):to_be_above(4)
function Expectation:to_be_above(limit)
  judge(self, value_of(self) > limit, "to be above " .. show(limit))
end

--- Expect less than a number.
---@param limit number
---@example
---  test.expect(5):to_be_below(6)
function Expectation:to_be_below(limit)
  judge(self, value_of(self) < limit, "to be below " .. show(limit))
end

--- Expect a function that fails when it is called: with a text in its message, or with an error of a class.
---@param expected? string|table
---@example
---  test.expect(function() error("too loud") end):to_throw("loud")
---  test.expect(function() end).never:to_throw()
function Expectation:to_throw(expected)
  local ok, failure = pcall(value_of(self))
  local holds = not ok
  if holds and type(expected) == "string" then
    holds = string.find(tostring(failure), expected, 1, true) ~= nil
  elseif holds and expected ~= nil then
    holds = classes.is_error(failure) and failure:is_a(expected)
  end
  local wish = "to fail"
  if expected ~= nil then
    wish = wish .. " with " .. (type(expected) == "table" and expected.name or show(expected))
  end
  judge(self, holds, wish, ok and "it did not fail" or "it failed with " .. tostring(failure))
end

local function require_spy(value, name)
  local spy = spies.of(value)
  if not spy then
    error(name .. ": expect it of a spy or a stub, got " .. type(value), 3)
  end
  return spy
end

--- Expect a spy that has been called, a number of times if one is given.
---@param times? integer
---@example
---  local spy = test.spy()
---  spy("c4")
---  test.expect(spy):to_have_been_called(1)
function Expectation:to_have_been_called(times)
  local count = #require_spy(value_of(self), "to_have_been_called").calls
  local holds = times == nil and count > 0 or count == times
  local wish = "to have been called" .. (times and " " .. times .. " times" or "")
  judge(self, holds, wish, "it was " .. count .. " times")
end

--- Expect a spy of which at least one call had these arguments.
---@param ... any
---@example
---  local spy = test.spy()
---  spy("c4", { velocity = 1 })
---  test.expect(spy):to_have_been_called_with("c4", { velocity = 1 })
function Expectation:to_have_been_called_with(...)
  local spy, wanted = require_spy(value_of(self), "to_have_been_called_with"), table.pack(...)
  local holds = false
  for _, call in ipairs(spy.calls) do
    holds = holds or difference(wanted, call, "", {}) == nil
  end
  judge(self, holds, "to have been called with these " .. wanted.n .. " arguments")
end

return M
