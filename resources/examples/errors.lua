-- The errors library: what may fail is tried, tried again, or left alone for a while; the music takes what comes of it.
local errors = require "errors"
bpm(112)
synth("lead", { preset = "pluck", volume = 0.6 })
synth("low", { preset = "bass", volume = 0.55 })
sampler("kick", { sample = "kick", volume = 0.6 })
sampler("snare", { sample = "snare", volume = 0.4 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })

-- An error with a name says what happened, and what may help: to try again.
local NoIdea = errors.class("NoIdea", errors.Error, { is_retryable = true })
local function think()
  if rand() < 0.6 then error(NoIdea("nothing comes to mind", { beat = beat() })) end
  return choose{ "a4", "c5", "d5", "e5", "g5" }
end

-- Three attempts, an eighth apart, heard as such; if none helps, the lowest note there is.
live_loop("lead", function()
  local again = { attempts = 3, sleep = function() trigger("snare", { velocity = 0.3 }) sleep(1/4) end }
  local pitch = errors.try(errors.retry, again, think)
    :catch(NoIdea, function(failure) log("debug", tostring(failure)) return "a3" end)
    :get()
  trigger("lead", { note = pitch, length = 1/2 })
  sleep(1/2)
end)

-- A breaker: after two failures in a row nobody is asked for three seconds, and the bass stays where it is.
local breaker = errors.circuit_breaker{ failures = 2, reset = 3, on_change = function(to) print("breaker", to) end }
live_loop("low", function()
  local pitch = errors.fallback(function() return note(breaker:call(think)) - 36 end, note("a1"))
  trigger("low", { note = pitch, length = 3/4, velocity = breaker.state == "closed" and 1 or 0.6 })
  sleep(1)
end)
