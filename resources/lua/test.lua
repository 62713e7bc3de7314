-- Tests of a script, in it or beside it: described, run one by one in virtual time, and told of.
local classes = require "errors.class"
local expecting = require "test.expect"
local reports = require "test.reports"
local schedulers = require "async.scheduler"
local speed = require "test.speed"
local spies = require "test.spies"
local tasks = require "async.task"

local M = { expect = expecting.expect, AssertionError = expecting.AssertionError }
for _, name in ipairs({ "spy", "stub", "mock" }) do
  M[name] = spies[name]
end
for name, f in pairs(speed) do
  M[name] = f
end

local HOOKS = { "before_each", "after_each", "before_all", "after_all" }

local function new_suite(name, parent)
  local suite = { name = name, parent = parent, items = {} }
  for _, hook in ipairs(HOOKS) do
    suite[hook] = {}
  end
  return suite
end

local current = new_suite() -- which is being described

local function require_function(f, name)
  if type(f) ~= "function" then
    error(name .. ": give it a function, got " .. type(f), 3)
  end
end

local function full_name(suite, name)
  while suite and suite.name do
    name = suite.name .. " " .. name
    suite = suite.parent
  end
  return name
end

local function add(name, body, mode)
  local test = { name = full_name(current, name), body = body, mode = mode, suite = current }
  current.items[#current.items + 1] = test
end

-- Describing ---------------------------------------------------------------------------------------------------

--- Describe something by tests: those that the function adds have the name before theirs.
---@param name string
---@param body function
---@example
---  test.describe("a bar", function()
---    test.it("has four beats", function() test.expect(4):to_be(4) end)
---  end)
---  test.run() --> ok   a bar has four beats
---  --> 1 passed
function M.describe(name, body)
  require_function(body, "test.describe")
  local outer = current
  current = new_suite(tostring(name), outer)
  table.insert(outer.items, current)
  local ok, failure = pcall(body)
  current = outer
  if not ok then
    error(failure, 0)
  end
end

--- Add a test: it passes unless the function fails. It runs as a task, so that it may wait, and time that it sleeps is
--- virtual and costs nothing.
---@param name string
---@param body function
---@example
---  test.it("waits an hour", function()
---    async.sleep(3600)
---    test.expect(async.now()):to_be(3600)
---  end)
---  print(test.run{ reporter = "none" }.passed) --> 1
function M.it(name, body)
  require_function(body, "test.it")
  add(name, body)
end

--- Add a test that is not run, and counted as skipped.
---@param name string
---@param body? function
---@example
---  test.skip("comes later")
---  print(test.run{ reporter = "none" }.skipped) --> 1
function M.skip(name, body)
  add(name, body, "skip")
end

--- Add a test beside which only others like it are run.
---@param name string
---@param body function
---@example
---  test.it("a", print)
---  test.only("b", function() print("alone") end)
---  test.run{ reporter = "none" } --> alone
function M.only(name, body)
  require_function(body, "test.only")
  add(name, body, "only")
end

local function add_hook(hook, f)
  require_function(f, "test." .. hook)
  table.insert(current[hook], f)
end

--- Call a function before each test of what is being described.
---@param f function
---@example
---  test.before_each(function() print("tune") end)
---  test.it("plays", function() print("play") end)
---  test.run{ reporter = "none" } --> tune
---  --> play
function M.before_each(f)
  add_hook("before_each", f)
end

--- Call a function after each test, also after one that fails.
---@param f function
---@example
---  test.after_each(function() print("rest") end)
---  test.it("plays", function() error("out of tune") end)
---  test.run{ reporter = "none" } --> rest
function M.after_each(f)
  add_hook("after_each", f)
end

--- Call a function once before the first test.
---@param f function
---@example
---  test.before_all(function() print("doors open") end)
---  test.it("plays", function() end)
---  test.run{ reporter = "none" } --> doors open
function M.before_all(f)
  add_hook("before_all", f)
end

--- Call a function once after the last test.
---@param f function
---@example
---  test.after_all(function() print("doors close") end)
---  test.it("plays", function() end)
---  test.run{ reporter = "none" } --> doors close
function M.after_all(f)
  add_hook("after_all", f)
end

-- Running ------------------------------------------------------------------------------------------------------

local function call_all(functions)
  for _, f in ipairs(functions) do
    f()
  end
end

--- Call the hooks of a suite and of those around it: outermost first before a test, innermost first after it.
local function around(suite, hook)
  if not suite then
    return
  end
  if hook == "before_each" then
    around(suite.parent, hook)
    call_all(suite[hook])
  else
    call_all(suite[hook])
    around(suite.parent, hook)
  end
end

--- A scheduler for one test: in virtual time, or in the time that passes here.
local function time_for(options)
  if options.real_time then
    local task = tasks.current()
    local sleep = task and require("async").sleep or nil
    local now = task and function()
      return task.scheduler:now()
    end
    return schedulers.new({ now = now, sleep = sleep, is_nested = true })
  end
  local now = 0
  return schedulers.new({
    is_nested = true,
    now = function()
      return now
    end,
    sleep = function(seconds)
      now = now + seconds
    end,
  })
end

--- Run `body`, then `cleanup` whatever happens; the first failure is raised.
local function run_both(body, cleanup)
  local ok, failure = pcall(body)
  local ok_after, failure_after = pcall(cleanup)
  if not (ok and ok_after) then
    error(ok and failure_after or failure, 0)
  end
end

local function fail(test, failure)
  test.state = "failed"
  if classes.is_error(failure) then
    test.place = failure.trace[1]
    local is_plain = failure.name == "AssertionError" or failure.name == "Error"
    test.message = is_plain and failure.message or tostring(failure)
  else
    test.place, test.message = string.match(tostring(failure), "^([^\n]-:%d+): (.*)$")
    test.message = test.message or tostring(failure)
  end
end

local function run_test(item, options)
  local test = { name = item.name, state = "passed" }
  local stubs, scheduler = spies.count_standing(), time_for(options)
  local began = scheduler:now()
  local ok, failure = pcall(scheduler.run, scheduler, function()
    run_both(function()
      around(item.suite, "before_each")
      item.body()
    end, function()
      around(item.suite, "after_each")
    end)
  end)
  spies.restore_from(stubs)
  test.seconds = scheduler:now() - began
  if not ok then
    fail(test, failure)
  end
  return test
end

local function is_selected(item, options, has_only)
  if item.mode == "skip" or has_only and item.mode ~= "only" then
    return false
  end
  return not options.filter or string.find(item.name, options.filter, 1, true) ~= nil
end

local function note(results, test)
  results.tests[#results.tests + 1] = test
  results[test.state] = results[test.state] + 1
end

--- Whether `suite` has a test for which `judge(item)` is true.
local function has_any(suite, judge)
  for _, item in ipairs(suite.items) do
    if item.items and has_any(item, judge) or not item.items and judge(item) then
      return true
    end
  end
  return false
end

local run_suite

local function run_items(suite, results, options, selects, broken)
  for _, item in ipairs(suite.items) do
    if item.items then
      run_suite(item, results, options, selects, broken)
    elseif not selects(item) then
      note(results, { name = item.name, state = "skipped" })
    elseif broken then
      local test = { name = item.name }
      fail(test, broken[1])
      note(results, test)
    else
      note(results, run_test(item, options))
    end
  end
end

run_suite = function(suite, results, options, selects, broken)
  if not has_any(suite, selects) then
    return run_items(suite, results, options, selects, broken)
  end
  local ok, failure = pcall(call_all, broken and {} or suite.before_all)
  if not ok then
    broken = { failure }
  end
  run_items(suite, results, options, selects, broken)
  ok, failure = pcall(call_all, suite.after_all)
  if not ok then
    local test = { name = full_name(suite, "after all") }
    fail(test, failure)
    note(results, test)
  end
end

--- Run the tests that were described, forget them, and print what came of it. Options: `reporter` ("plain", "tap",
--- "table", "none", or a function of the results that returns lines), `filter` (a text in the names), `real_time`.
---@param options? table
---@return table results `passed`, `failed`, `skipped`, and `tests`: name, state, message, place, seconds of each.
---@example
---  test.it("is in tune", function() test.expect(440):to_be(441) end)
---  local results = test.run{ reporter = "none" }
---  print(results.failed, results.tests[1].message) --> 1	expected 440 to be 441
function M.run(options)
  options = options or {}
  local reporter = options.reporter or "plain"
  local lines_of = type(reporter) == "function" and reporter or reports[reporter]
  if not lines_of then
    error('test.run: a reporter is "plain", "tap", "table", "none" or a function, got ' .. tostring(reporter), 2)
  end
  local suite = current
  current = new_suite()
  local has_only = has_any(suite, function(item)
    return item.mode == "only"
  end)
  local results = { passed = 0, failed = 0, skipped = 0, tests = {} }
  run_suite(suite, results, options, function(item)
    return is_selected(item, options, has_only)
  end)
  for _, line in ipairs(lines_of(results)) do
    print(line)
  end
  return results
end

return M
