-- Channels: values from task to task, handed over at once or kept in a buffer, first come first served.
local classes = require "errors.class"
local queues = require "async.queue"
local tasks = require "async.task"

local M = {}

---@class Channel
---@field name string What reports call it.
---@field capacity integer How many values it keeps for receivers to come; 0 hands each over.
local Channel = {}
Channel.__index = Channel

local last_number = 0

function Channel.__tostring(channel)
  return channel.name
end

--- A channel that keeps up to `capacity` values.
function M.new(capacity, name)
  capacity = capacity or 0
  if math.type(capacity) ~= "integer" or capacity < 0 then
    error("a channel's capacity is a whole number from 0, got " .. tostring(capacity), 3)
  end
  last_number = last_number + 1
  return setmetatable({
    name = name and 'channel "' .. tostring(name) .. '"' or "channel " .. last_number,
    capacity = capacity,
    is_closed = false,
    buffer = {},
    first = 1,
    count = 0,
    senders = queues.new(), -- entries { task, value, choice }
    receivers = queues.new(), -- entries { task, choice }
    sent_at = 0, -- when select has last chosen to send here, and to receive
    received_at = 0,
  }, Channel)
end

--- Whether `value` is a channel.
function M.is_channel(value)
  return type(value) == "table" and getmetatable(value) == Channel
end

local function closed_error(channel)
  return classes.ClosedError("cannot send to " .. channel.name .. ": it is closed")
end

--- The first of `queue` that still waits, out of it, its choice made.
local function take(queue)
  local entry = queue:pop()
  if entry and entry.choice then
    entry.choice:made(entry)
  end
  return entry
end

local function wake(entry, a, b)
  local choice = entry.choice
  if choice then
    choice.value, choice.ok = a, b
    entry.task.scheduler:wake(entry.task)
  else
    entry.task.scheduler:wake(entry.task, a, b)
  end
end

local function wake_all(queue, value)
  local entry = take(queue)
  while entry do
    wake(entry, value, false)
    entry = take(queue)
  end
end

local function keep(channel, value)
  channel.buffer[channel.first + channel.count] = value
  channel.count = channel.count + 1
end

--- Send `value` if that needs no waiting; whether it was sent.
local function offer(channel, value)
  local receiver = take(channel.receivers)
  if receiver then
    wake(receiver, value, true)
  elseif channel.count < channel.capacity then
    keep(channel, value)
  else
    return false
  end
  return true
end

--- Receive if that needs no waiting: whether something was found, the value, and whether it is one.
local function poll(channel)
  if channel.count == 0 then
    local sender = take(channel.senders)
    if sender then
      wake(sender, true)
      return true, sender.value, true
    end
    return channel.is_closed, nil, false
  end
  local value = channel.buffer[channel.first]
  channel.buffer[channel.first] = nil
  channel.first, channel.count = channel.first + 1, channel.count - 1
  local sender = take(channel.senders)
  if sender then
    keep(channel, sender.value)
    wake(sender, true)
  end
  return true, value, true
end

local function require_value(value)
  if value == nil then
    error("a channel carries any value but nil", 3)
  end
end

M.offer, M.poll, M.require_value, M.closed_error = offer, poll, require_value, closed_error

local function sending_reason(entry)
  return "to send to " .. entry.channel.name
end

local function receiving_reason(entry)
  return "to receive from " .. entry.channel.name
end

--- Send a value, waiting until a receiver takes it or the buffer has room; a closed channel raises a ClosedError.
---@param value any Anything but nil.
---@example
---  async.run(function()
---    local notes = async.channel()
---    async.spawn(function() print(notes:receive()) end)
---    notes:send("c4") --> c4	true
---  end)
function Channel:send(value)
  require_value(value)
  if self.is_closed then
    error(closed_error(self), 0)
  elseif offer(self, value) then
    return
  end
  local task = tasks.require_current("send")
  local entry = { task = task, value = value, channel = self }
  self.senders:push(entry)
  if not tasks.park(task, sending_reason, queues.leave, entry) then
    error(closed_error(self), 0)
  end
end

--- Receive a value, waiting until there is one; nil and false once the channel is closed and empty.
---@return any value
---@return boolean is_value False when nothing will come any more.
---@example
---  async.run(function()
---    local notes = async.channel(1)
---    notes:send("c4")
---    notes:close()
---    print(notes:receive()) --> c4	true
---    print(notes:receive()) --> nil	false
---  end)
function Channel:receive()
  local found, value, is_value = poll(self)
  if found then
    return value, is_value
  end
  local task = tasks.require_current("receive")
  local entry = { task = task, channel = self }
  self.receivers:push(entry)
  return tasks.park(task, receiving_reason, queues.leave, entry)
end

--- Send a value if nobody has to wait for that; tells whether it was sent.
---@param value any Anything but nil.
---@return boolean
---@example
---  local notes = async.channel(1)
---  print(notes:try_send("c4"), notes:try_send("d4")) --> true	false
function Channel:try_send(value)
  require_value(value)
  if self.is_closed then
    error(closed_error(self), 0)
  end
  return offer(self, value)
end

--- Receive a value if there is one now; nil and false otherwise.
---@return any value
---@return boolean is_value
---@example
---  local notes = async.channel(1)
---  notes:try_send("c4")
---  print(notes:try_receive()) --> c4	true
---  print(notes:try_receive()) --> nil	false
function Channel:try_receive()
  local _, value, is_value = poll(self)
  return value, is_value
end

--- Close the channel: what it keeps can still be received, those who wait to send get a ClosedError. Twice is once.
---@example
---  local notes = async.channel()
---  notes:close()
---  print(pcall(notes.send, notes, "c4")) --> false	ClosedError: cannot send to channel 1: it is closed
function Channel:close()
  if self.is_closed then
    return
  end
  self.is_closed = true
  wake_all(self.receivers, nil)
  wake_all(self.senders, false)
end

--- Step through what comes until the channel is closed and empty; `for note in notes do` is short for it.
---@return function
---@example
---  async.run(function()
---    local notes = async.channel(2)
---    notes:send("c4")
---    notes:send("d4")
---    notes:close()
---    for note in notes:values() do print(note) end --> c4
---    --> d4
---  end)
function Channel:values()
  return function()
    return (self:receive())
  end
end

function Channel:__call()
  return (self:receive())
end

--- Make a case of `async.select` that receives from this channel.
---@return table
---@example
---  async.run(function()
---    local notes = async.channel(1)
---    notes:send("c4")
---    print(async.select{ notes:receiving() }) --> 1	c4	true
---  end)
function Channel:receiving()
  return { channel = self, is_sending = false }
end

--- Make a case of `async.select` that sends a value to this channel.
---@param value any Anything but nil.
---@return table
---@example
---  async.run(function()
---    local notes = async.channel(1)
---    print(async.select{ notes:sending("c4") }) --> 1	c4	true
---  end)
function Channel:sending(value)
  require_value(value)
  return { channel = self, is_sending = true, value = value }
end

function Channel:__len() -- how many values it keeps now
  return self.count
end

return M
