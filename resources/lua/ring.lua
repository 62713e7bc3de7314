-- Rings: lists that go round, so that any place in them is some item. `local notes = ring{ "c2", "eb2", "g2" }`
-- version: 1.0
local Ring = {}

--- The item at a place, counted from 1 and round and round: notes[4] is notes[1] again, notes[0] is the last.
function Ring.__index(ring, place)
  if math.type(place) ~= "integer" then
    return nil
  end
  return rawget(ring, (place - 1) % #ring + 1)
end

--- A ring of the items of a list.
---@param list table
---@return table
return function(list)
  if type(list) ~= "table" or #list == 0 then
    error('ring: give it a list with something in it, ring{ "c2", "eb2" }', 2)
  end
  return setmetatable({ table.unpack(list) }, Ring)
end
