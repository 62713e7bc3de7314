-- Inside the library: waiting for the first of several channels, fair to those that are ready together.
local channels = require "async.channel"
local queues = require "async.queue"
local tasks = require "async.task"

local M = {}

local Choice = {} -- what the entries of one select share
Choice.__index = Choice

--- One of the channels has come to this choice's `entry`: leave the others.
function Choice:made(entry)
  self.chosen = entry.place
  for place = 1, #self.entries do
    queues.leave(self.entries[place])
  end
end

local function last_served(case)
  return case.is_sending and case.channel.sent_at or case.channel.received_at
end

--- The places of `cases`, those that have waited longest since they were chosen first.
local function by_patience(cases)
  local order = {}
  for place = 1, #cases do
    local at = place
    while at > 1 and last_served(cases[place]) < last_served(cases[order[at - 1]]) do
      order[at] = order[at - 1]
      at = at - 1
    end
    order[at] = place
  end
  return order
end

local function note_served(case, scheduler)
  scheduler.ticks = scheduler.ticks + 1
  case.channel[case.is_sending and "sent_at" or "received_at"] = scheduler.ticks
end

--- What `case` gives without waiting: whether it is ready, the value and whether it is one.
local function try(case)
  if not case.is_sending then
    return channels.poll(case.channel)
  elseif case.channel.is_closed then
    error(channels.closed_error(case.channel), 0)
  end
  return channels.offer(case.channel, case.value), case.value, true
end

local function reason(choice)
  local wishes = {}
  for place, case in ipairs(choice.cases) do
    wishes[place] = (case.is_sending and "to send to " or "to receive from ") .. case.channel.name
  end
  return table.concat(wishes, " or ")
end

local function abandon(choice)
  choice:made({ place = "timeout" })
  if choice.timer then
    choice.task.scheduler.timers:cancel(choice.timer)
  end
end

local function on_timeout(choice)
  choice:made({ place = "timeout" })
  choice.task.scheduler:wake(choice.task)
end

local function enlist(choice)
  for place, case in ipairs(choice.cases) do
    local entry = { task = choice.task, value = case.value, choice = choice, place = place }
    choice.entries[place] = entry
    local queue = case.is_sending and case.channel.senders or case.channel.receivers
    queue:push(entry)
  end
end

local function wait(cases, timeout, task)
  local choice = setmetatable({ task = task, cases = cases, entries = {} }, Choice)
  enlist(choice)
  local scheduler = task.scheduler
  if timeout then
    choice.timer = scheduler.timers:add(scheduler:now() + timeout, on_timeout, choice)
  end
  tasks.park(task, reason, abandon, choice)
  if choice.chosen == "timeout" then
    return "timeout"
  elseif choice.timer then
    scheduler.timers:cancel(choice.timer)
  end
  local case = cases[choice.chosen]
  note_served(case, scheduler)
  if not case.is_sending then
    return choice.chosen, choice.value, choice.ok
  elseif not choice.value then -- closed while it waited
    error(channels.closed_error(case.channel), 0)
  end
  return choice.chosen, case.value, true
end

--- What `async.select` does.
function M.select(cases)
  local task = tasks.require_current("async.select")
  for _, place in ipairs(by_patience(cases)) do
    local is_ready, value, is_value = try(cases[place])
    if is_ready then
      note_served(cases[place], task.scheduler)
      return place, value, is_value
    end
  end
  if cases.default then
    return "default"
  elseif cases.timeout and cases.timeout <= 0 then
    return "timeout"
  end
  return wait(cases, cases.timeout, task)
end

return M
