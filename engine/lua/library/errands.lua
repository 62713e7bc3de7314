-- What scripts ask of the window: its own actions, by name or by key. Never the operating system's keyboard.
local M = {}
local LOOK_SECONDS, LONGEST_SECONDS = 0.02, 31 -- the engine answers within 30 in any case

--- Ask; where time may pass, wait for the answer, and blame the player's line for a refusal.
---@return boolean done false where there is no window
local function done(kind, what, delay_seconds)
  local ask = host.ask(kind, what, delay_seconds or 0)
  local waited = 0
  while ask ~= "" do
    local failure = host.answer(ask)
    if failure == "" then
      break
    elseif failure and host.is_no_window(failure) then
      return false -- the log says so
    elseif failure or waited > LONGEST_SECONDS then
      error(host.named(kind, what) .. " was not done: " .. (failure or "nobody answered"))
    end
    wait(LOOK_SECONDS)
    waited = waited + LOOK_SECONDS
  end
  return true
end

--- Do an action of the window, as "transport.play".
---@param id string
function M.action(id)
  return done("action", { host.action_id(id) })
end

--- Do the action that is on a key.
---@param key string
---@param mods string|table|nil
function M.keyPress(key, mods)
  return done("keys", { host.chord("keyPress", key, mods) })
end

--- Press a key several times.
---@param key string
---@param times integer
---@param mods string|table|nil
---@param delay_ms number?
function M.keyPressMultiple(key, times, mods, delay_ms)
  return done("keys", host.repeated(key, times, mods), host.delay_seconds(delay_ms))
end

--- Press several keys, one after another.
---@param keys string[]
---@param delay_ms number?
function M.typeSequence(keys, delay_ms)
  return done("keys", host.sequence(keys), host.delay_seconds(delay_ms))
end

--- Show a notice in the window. Nobody waits for it to be read.
function M.alert(...)
  local pieces = {}
  for place = 1, select("#", ...) do
    pieces[place] = string.sub(tostring((select(place, ...))), 1, 500)
  end
  host.notice(table.concat(pieces, "\t"))
end

function M.typeText()
  error(host.no_typing())
end

return M
