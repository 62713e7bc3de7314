-- Inside the library: where the player's code stands, as text, without Lua's debug library.
local M = {}

local DEEPEST = 24 -- frames that a trace looks at

--- The line of the player's that led here, as `song.lua:7`; nil when none did.
--- Errors that begin in the library are given the player's place by the sandbox; this asks it for one.
function M.here()
  local _, message = pcall(error, "", 2)
  return string.match(message, "^(.*:%d+):")
end

--- The lines of the player's that led here, the innermost first.
function M.trace()
  local places = {}
  for level = 2, DEEPEST do
    local _, message = pcall(error, "", level)
    local place = string.match(message, "^(.*:%d+):")
    if place and place ~= places[#places] then
      places[#places + 1] = place
    end
  end
  return places
end

--- The line of the player's that an error value tells, else `place`; and what it says besides, as text.
function M.apart(failure, place)
  local text = tostring(failure)
  if type(failure) == "table" and type(failure.trace) == "table" then
    return failure.trace[1] or place, text
  end
  local own, rest = string.match(text, "^([^\n]-:%d+): (.*)$")
  return own or place, rest or text
end

--- An error value as text that begins with a line of the player's: its own, else `place`.
function M.placed(failure, place)
  local own, text = M.apart(failure, place)
  return own and own .. ": " .. text or text
end

return M
