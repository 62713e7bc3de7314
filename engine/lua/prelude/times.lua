-- os.time, os.date and os.clock on the host's virtual clock, in UTC: the same in every render and on every machine.
local M = ...
local date, difftime, floor, format, rawget, sub, tointeger, type =
  os.date, os.difftime, math.floor, string.format, rawget, string.sub, math.tointeger, type
local now, fail = M.now, M.fail
local DAY = 86400

--- Days from 1970-01-01 to a date of the Gregorian calendar; months may be outside 1 to 12.
-- Source: Howard Hinnant, 2013, "chrono-compatible low-level date algorithms".
local function days_from_date(year, month, day)
  year = year + (month - 1) // 12
  month = (month - 1) % 12 + 1
  if month <= 2 then
    year = year - 1
  end
  local era, year_of_era = year // 400, year % 400
  local day_of_year = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + day - 1
  return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468
end

local function field(fields, name, default)
  local value = fields[name]
  if value == nil then
    value = default
  end
  local number = tointeger(value)
  if not number then
    fail("field '" .. name .. "' " .. (value == nil and "missing in date table" or "is not an integer"))
  elseif number < -1000000000 or number > 1000000000 then
    fail("field '" .. name .. "' is out of range")
  end
  return number
end

local library = { difftime = difftime }

--- Seconds of virtual time: the host's.
function library.clock()
  return now() + 0.0
end

--- Seconds since 1970, of the virtual clock or of a table of fields.
function library.time(fields)
  if fields == nil then
    return floor(M.epoch + now())
  elseif type(fields) ~= "table" then
    fail("bad argument #1 to 'time' (table expected, got " .. type(fields) .. ")")
  end
  local days = days_from_date(field(fields, "year"), field(fields, "month"), field(fields, "day"))
  return days * DAY + field(fields, "hour", 12) * 3600 + field(fields, "min", 0) * 60 + field(fields, "sec", 0)
end

--- As Lua's, always in UTC.
function library.date(pattern, time)
  pattern = pattern == nil and "%c" or format("%s", pattern)
  if sub(pattern, 1, 1) ~= "!" then
    pattern = "!" .. pattern
  end
  return date(pattern, time == nil and floor(M.epoch + now()) or time)
end

M.globals.os = library
