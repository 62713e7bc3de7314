-- Messages of a script with a level and fields; by default they go to its log.
local M = {}

local host_log = type(log) == "function" and log -- as it was before a script could call something else so
local LEVELS = { "debug", "info", "warn", "error" }
local RANKS = {}
for rank, name in ipairs(LEVELS) do
  RANKS[name] = rank
end
local NEVER = #LEVELS + 1

---@class Logger
local Logger = {}
Logger.__index = Logger

--- What a message looks like as one line: `text name=value name=value`.
local function line_of(message)
  local pieces = { message.logger and message.logger .. ": " .. message.text or message.text }
  for name, value in pairs(message.fields) do
    local shown = tostring(value)
    if type(value) == "string" and string.find(shown, "[%s=\"]") then
      shown = string.format("%q", shown)
    end
    pieces[#pieces + 1] = tostring(name) .. "=" .. shown
  end
  return table.concat(pieces, " ")
end

local function to_host(message)
  if host_log then
    host_log(message.level, line_of(message))
  else
    print("[" .. message.level .. "] " .. line_of(message))
  end
end

local function rank_of(level, name)
  local rank = level == "off" and NEVER or RANKS[level]
  if not rank then
    error(name .. ": a level is debug, info, warn, error or off, got " .. tostring(level), 3)
  end
  return rank
end

local function joined(fields, more)
  local all = {}
  for name, value in pairs(fields) do
    all[name] = value
  end
  for name, value in pairs(more or {}) do
    all[name] = value
  end
  return all
end

--- Make a logger of one's own; its children say its name before theirs, and have its level and sinks until they are
--- given others.
---@param name? string
---@return Logger
---@example
---  local band = log.logger("band")
---  band:info("begins") --> info band: begins
function M.logger(name)
  return setmetatable({ name = name, fields = {}, parent = M.root }, Logger)
end

local root = setmetatable({ fields = {}, rank = RANKS.info, sinks = { to_host } }, Logger)
M.root = root

local function inherited(logger, key)
  while logger[key] == nil do
    logger = logger.parent
  end
  return logger[key]
end

--- Say something at a level, with fields.
---@param level string "debug", "info", "warn" or "error".
---@param text string
---@param fields? table
---@example
---  log.root:log("warn", "late", { beats = 0.5 }) --> warn late beats=0.5
function Logger:log(level, text, fields)
  local rank = rank_of(level, "log")
  if rank < inherited(self, "rank") then
    return
  end
  local message = { level = level, text = tostring(text), logger = self.name, fields = joined(self.fields, fields) }
  for _, sink in ipairs(inherited(self, "sinks")) do
    sink(message)
  end
end

--- Say something that helps to find a mistake; not shown unless the level is "debug".
---@param text string
---@param fields? table
---@example
---  log.root:set_level("debug")
---  log.debug("step", { n = 3 }) --> debug step n=3
function Logger:debug(text, fields)
  self:log("debug", text, fields)
end

--- Say how things go.
---@param text string
---@param fields? table
---@example
---  log.info("the chorus begins", { bar = 17 }) --> info the chorus begins bar=17
function Logger:info(text, fields)
  self:log("info", text, fields)
end

--- Say what is odd.
---@param text string
---@param fields? table
---@example
---  log.warn("no sample, a sine instead", { name = "kick 9" }) --> warn no sample, a sine instead name="kick 9"
function Logger:warn(text, fields)
  self:log("warn", text, fields)
end

--- Say what went wrong.
---@param text string
---@param fields? table
---@example
---  log.error("nothing to play") --> error nothing to play
function Logger:error(text, fields)
  self:log("error", text, fields)
end

--- Show messages from a level on: "debug", "info", "warn", "error", or "off" for none.
---@param level string
---@example
---  log.set_level("error")
---  log.warn("not shown")
---  log.error("shown") --> error shown
function Logger:set_level(level)
  self.rank = rank_of(level, "set_level")
end

--- Make a logger that adds fields to all of its messages.
---@param fields table
---@return Logger
---@example
---  local drums = log.with_fields{ part = "drums" }
---  drums:info("in") --> info in part=drums
function Logger:with_fields(fields)
  return setmetatable({ name = self.name, fields = joined(self.fields, fields), parent = self }, Logger)
end

--- Make a logger whose name stands behind this one's.
---@param name string
---@return Logger
---@example
---  log.child("band"):child("drums"):info("in") --> info band.drums: in
function Logger:child(name)
  local full = self.name and self.name .. "." .. name or name
  return setmetatable({ name = full, fields = self.fields, parent = self }, Logger)
end

--- Let functions hear the messages instead: tables of `level`, `text`, `fields` and `logger`. None puts the log back.
---@param ... fun(message: table)
---@example
---  log.set_sinks(function(message) print(message.level, message.text) end)
---  log.info("in") --> info	in
function Logger:set_sinks(...)
  local sinks = { ... }
  self.sinks = #sinks > 0 and sinks or { to_host }
end

for _, name in ipairs({ "log", "debug", "info", "warn", "error", "set_level", "with_fields", "child", "set_sinks" }) do
  M[name] = function(...)
    return Logger[name](root, ...)
  end
end

return M
