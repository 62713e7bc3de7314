-- Pattern values: trees of operations, kept as the JSON text that crosses to the engine. Nothing is played here.
local P = ...
local TAG = "\0handle" -- what makes a table cross as a handle of the engine's; the text comes after its kind
local KIND = "expression\0"
local LIMITS = host.pattern_limits() -- most nodes of one expression, and how deep they may go
local LONGEST_TEXT = 200000 -- characters of one expression, as many as a document keeps

local known = {} -- name of an operation -> what the host says about it
local nodes_of = setmetatable({}, { __mode = "k" }) -- pattern value -> { text, number of nodes, depth }
local metatable = { __metatable = false, __name = "pattern" }
local methods = {}

P.known, P.methods, P.metatable, P.globals = known, methods, metatable, {}

--- Whether `value` is a pattern value.
function P.is_pattern(value)
  return nodes_of[value] ~= nil
end

local function refuse_size(name, nodes, depth, length)
  if nodes > LIMITS.nodes then
    error(name .. ": the pattern grows beyond " .. LIMITS.nodes .. " operations; every and its kin double it")
  elseif depth > LIMITS.depth then
    error(name .. ": the pattern goes deeper than " .. LIMITS.depth .. " operations")
  elseif length > LONGEST_TEXT then
    error(name .. ": the pattern holds too much text")
  end
end

--- A value for the operation `name` from nodes, which are { text, number of nodes, depth }.
local function value_of(name, arguments)
  local pieces, nodes, depth, length = { '["' .. name .. '"' }, 1, 1, 0
  for place = 1, #arguments do
    local node = arguments[place]
    pieces[place + 1] = node[1]
    nodes, length = nodes + node[2], length + #node[1]
    depth = math.max(depth, node[3] + 1)
  end
  refuse_size(name, nodes, depth, length)
  local text = table.concat(pieces, ",") .. "]"
  local value = setmetatable({ [TAG] = KIND .. text }, metatable)
  nodes_of[value] = { text, nodes, depth }
  return value
end

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function escaped(char)
  return ESCAPES[char] or string.format("\\u%04x", string.byte(char))
end

local function text_node(name, text)
  if not utf8.len(text) then
    error(name .. ": the text is no UTF-8")
  end
  return { '"' .. string.gsub(text, '[%c"\\]', escaped) .. '"', 1, 1 }
end

local function number_node(name, number)
  if number ~= number or number == math.huge or number == -math.huge then
    error(name .. ": a number in a pattern is finite, got " .. tostring(number))
  end
  local whole = math.tointeger(number)
  return { whole and string.format("%d", whole) or string.format("%.17g", number), 1, 1 }
end

--- The pattern that mini-notation writes; a mistake in it is raised with its column.
function P.mini(text, name)
  host.notation(text, name or "mini")
  return value_of("mini", { text_node("mini", text) })
end

--- A pattern value from whatever may be said for one: a value, mini-notation, a number, or a list of such.
function P.pattern(name, what, said, depth)
  local kind = type(said)
  if nodes_of[said] then
    return said
  elseif kind == "string" then
    return P.mini(said, name)
  elseif kind == "number" then
    return value_of("pure", { number_node(name, said) })
  elseif kind == "boolean" then
    return value_of("pure", { { tostring(said), 1, 1 } })
  elseif kind == "table" and #said > 0 then
    return P.sequence(name, what, said, depth or 1)
  end
  error(name .. (what == "pattern" and " takes" or ": the " .. what .. " must be") .. " a pattern, got " .. P.shown(said))
end

--- The same as a node; a number stays one.
local function pattern_node(name, what, said, depth)
  if type(said) == "number" then
    return number_node(name, said)
  end
  return nodes_of[P.pattern(name, what, said, depth)]
end

--- The items of a list one after the other in a cycle.
function P.sequence(name, what, list, depth)
  refuse_size(name, 0, depth, 0) -- a list can contain itself
  local nodes = {}
  for place = 1, #list do
    nodes[place] = pattern_node(name, what, list[place], depth + 1)
  end
  return value_of("seq", nodes)
end

--- How a message names `said`.
function P.shown(said)
  local kind = type(said)
  if kind == "nil" then
    return "nothing"
  elseif kind == "string" then
    return '"' .. string.sub(said, 1, 40) .. '"'
  elseif kind == "number" or kind == "boolean" then
    return tostring(said)
  end
  return nodes_of[said] and "a pattern" or "a " .. kind
end

--- Whether `said` is one word, such as the name of a scale, and no pattern of them.
local function is_word(said)
  return type(said) == "string" and not string.find(said, "[<%[{*/!?|,~]")
end

local function word_node(name, what, said)
  if is_word(said) then
    return text_node(name, said)
  elseif type(said) == "string" or nodes_of[said] then
    return pattern_node(name, what, said)
  end
  error(name .. ": the " .. what .. " must be a text, got " .. P.shown(said))
end

local function number_or_pattern_node(name, what, said)
  if type(said) == "number" then
    return number_node(name, said)
  elseif type(said) == "string" or nodes_of[said] then
    return pattern_node(name, what, said)
  end
  error(name .. ": the " .. what .. " must be a number or a pattern of numbers, got " .. P.shown(said))
end

local function literal_node(name, what, said)
  if type(said) == "string" then
    return text_node(name, said)
  elseif type(said) == "number" then
    return number_node(name, said)
  end
  error(name .. ": the " .. what .. " must be a number or a text, got " .. P.shown(said))
end

local function text_only_node(name, what, said)
  if type(said) == "string" then
    return text_node(name, said)
  end
  error(name .. ": the " .. what .. " must be a text, got " .. P.shown(said))
end

--- Whether `said` goes into the tree as it is; any other text is mini-notation.
local function is_literal(kind, said)
  return type(said) == "number" or kind == "word" and is_word(said) or kind == "text"
end

local NODES = {
  pattern = pattern_node,
  time = number_or_pattern_node,
  number = number_or_pattern_node,
  whole = number_or_pattern_node,
  word = word_node,
  text = text_only_node,
  value = literal_node,
}

--- A value for the operation `name` from all of its arguments, checked by their kinds.
function P.build(name, ...)
  local operation, nodes, count = known[name], {}, select("#", ...)
  for place = 1, count do
    local argument = operation.arguments[place]
    if operation.takes_pattern and place == count then
      argument = { name = "pattern", kind = "pattern" }
    elseif not argument then
      local group = operation.repeated
      argument = group[(place - #operation.arguments - 1) % #group + 1]
    end
    local said = (select(place, ...))
    nodes[place] = NODES[argument.kind](name, argument.name, said)
    if argument.kind ~= "pattern" and not nodes_of[said] and is_literal(argument.kind, said) then
      host.pattern_literal(name, place, count, said)
    end
  end
  return value_of(name, nodes)
end

-- What a pattern value does as a value -------------------------------------------------------------------------

function metatable.__index(_, name)
  return methods[name] or host.no_method(name)
end

function metatable.__newindex()
  error("a pattern does not change; make another one of it: local q = p:fast(2)")
end

function metatable.__tostring(value)
  return "pattern " .. nodes_of[value][1]
end

function metatable.__call(value, ...)
  if value ~= P.rand then
    error("a pattern is not called; call a method of it: p:fast(2)")
  end
  return P.random_number(...)
end

local function nothing() end

function metatable.__pairs(value)
  return nothing, value, nil
end

--- What an operator does: the pattern gives the times, on whichever side of a number it stands.
local function arithmetic(name)
  return function(left, right)
    if nodes_of[left] or type(left) == "string" then
      return P.build(name, right, left)
    end
    return P.build(name .. "Out", right, left)
  end
end

metatable.__add, metatable.__sub, metatable.__mul = arithmetic("add"), arithmetic("sub"), arithmetic("mul")
metatable.__div, metatable.__mod, metatable.__pow = arithmetic("div"), arithmetic("mod"), arithmetic("pow")
function metatable.__unm(value)
  return P.build("mul", -1, value)
end
