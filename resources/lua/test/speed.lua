-- How long things take and what they leave: one after another, many at once, and in memory.
local schedulers = require "async.scheduler"
local tasks = require "async.task"

local M = {}

local function now_here()
  local scheduler = schedulers.current()
  if scheduler then
    return scheduler:now()
  end
  return os and os.clock and os.clock() or 0
end

--- Call a function many times and tell how long a call takes. A script's clock is virtual and stands still while it
--- computes: without a `now` of your own `is_timed` is false, and there are no seconds.
---@param f function
---@param options? { iterations: integer?, warmup: integer?, now: function? } 1000 and 10 without.
---@return table result `iterations`, `is_timed`, `seconds`, `seconds_per_call`, `calls_per_second`.
---@example
---  local ticks = 0
---  local function tick() ticks = ticks + 1 end
---  local result = test.benchmark(tick, { iterations = 100, now = function() return ticks end })
---  print(result.iterations, result.seconds_per_call) --> 100	1.0
function M.benchmark(f, options)
  options = options or {}
  local iterations, now = options.iterations or 1000, options.now or now_here
  for _ = 1, options.warmup or 10 do
    f()
  end
  local began = now()
  for _ = 1, iterations do
    f()
  end
  local seconds = now() - began
  local result = { iterations = iterations, is_timed = seconds > 0 }
  if result.is_timed then
    result.seconds = seconds
    result.seconds_per_call, result.calls_per_second = seconds / iterations, iterations / seconds
  end
  return result
end

--- Call a function many times and tell how many kilobytes each call leaves behind, garbage included.
---@param f function
---@param options? { iterations: integer?, warmup: integer? } 1000 and 10 without.
---@return table result `iterations`, `kilobytes`, `kilobytes_per_call`; only the first where memory is secret.
---@example
---  local kept = {}
---  local result = test.memory_test(function() kept[#kept + 1] = {} end)
---  print(result.iterations) --> 1000
function M.memory_test(f, options)
  options = options or {}
  local iterations = options.iterations or 1000
  for _ = 1, options.warmup or 10 do
    f()
  end
  local count = collectgarbage and collectgarbage("count")
  for _ = 1, iterations do
    f()
  end
  local result = { iterations = iterations }
  if count then
    result.kilobytes = collectgarbage("count") - count
    result.kilobytes_per_call = result.kilobytes / iterations
  end
  return result
end

local function percentile(sorted, percent)
  return sorted[math.max(1, math.ceil(#sorted * percent / 100))]
end

local function call_once(load, user, call, scheduler)
  local began = scheduler:now()
  load.at_once = load.at_once + 1
  load.most_at_once = math.max(load.most_at_once, load.at_once)
  local ok, failure = pcall(load.run, user, call)
  load.at_once = load.at_once - 1
  if ok then
    load.times[#load.times + 1] = scheduler:now() - began
  else
    load.failures[#load.failures + 1] = failure
  end
end

local function report(load, seconds)
  table.sort(load.times)
  return {
    calls = #load.times + #load.failures,
    failures = load.failures,
    most_at_once = load.most_at_once,
    seconds = seconds,
    calls_per_second = seconds > 0 and (#load.times + #load.failures) / seconds or nil,
    p50 = percentile(load.times, 50),
    p95 = percentile(load.times, 95),
    p99 = percentile(load.times, 99),
    slowest = load.times[#load.times],
  }
end

--- Let several users call a function at the same time, as tasks, and tell how long calls took. Call it in a task, such
--- as the body of a test.
---@param options { run: function, users: integer?, calls: integer? } 10 and 10 without.
---@return table result `calls`, `failures`, `most_at_once`, `seconds`, `p50`, `p95`, `p99`, `slowest` ...
---@example
---  async.start(function()
---    local result = test.load_test{ users = 20, calls = 5, run = function() async.sleep(0.1) end }
---    print(result.calls, result.most_at_once) --> 100	20
---  end)
function M.load_test(options)
  local current = tasks.require_current("test.load_test")
  local scheduler = current.scheduler
  local load = { run = options.run, times = {}, failures = {}, at_once = 0, most_at_once = 0 }
  local began, users = scheduler:now(), {}
  for user = 1, options.users or 10 do
    users[user] = scheduler:spawn(function()
      for call = 1, options.calls or 10 do
        call_once(load, user, call, scheduler)
      end
    end)
  end
  for _, user in ipairs(users) do
    user:join()
  end
  return report(load, scheduler:now() - began)
end

return M
