-- Tables on their way to the host and back, taken flat: one list of all plain values, and a plan of how they are nested.
local M = ...
local byte, concat, find, move, next, null, type = string.byte, table.concat, string.find, table.move, next, M.null, type

local TAG_HANDLE = "\0handle"
-- The plan has a pair of numbers for each table, from the outside in: what it is, and how long; `flat.py` has these too.
-- A positive one is a shape: tables with the same few names; so many follow each other.
local NULL, EMPTY, LIST, TABLES, MIXED, WIDE, HANDLE = 0, -1, -2, -3, -4, -5, -6
local WIDEST = 16 -- names of a shape; a table with more of them brings them along
local LONGEST = 64 -- characters of a name

-- To the host ----------------------------------------------------------------------------------------------------

local function is_name(name)
  return type(name) == "string" and #name <= LONGEST and name ~= "" and not find(name, "\0", 1, true)
end

--- A node of the tree of shapes, one step for each name: plain values are its [1], tables its [2], its shape is [3].
local function grow(parent, way, name)
  local node = is_name(name) and { {}, {}, parent = parent, way = way, name = name } or nil
  parent[way][name] = node
  return node
end

local function names_of(node)
  local names = { {}, {} }
  while node.parent do
    local list = names[node.way]
    list[#list + 1], node = node.name, node.parent
  end
  return concat(names[1], "\0"), concat(names[2], "\0")
end

--- The values of `root`, the plan, the shapes, and all texts in one; nothing where the host has to read it with care.
function M.flatten(root, deepest, room, most_bytes)
  local leaves, n, plan, steps, shapes = {}, 0, {}, 0, {}
  local texts, pieces, bytes, tree = {}, 0, 0, { {}, {} }
  local add

  local function put(what, count)
    steps = steps + 2
    plan[steps - 1], plan[steps] = what, count
  end

  --- Add a plain value; returns whether it is none.
  local function put_leaf(value)
    local kind = type(value)
    if kind == "string" then
      pieces, bytes = pieces + 1, bytes + #value
      texts[pieces] = value
      if bytes > most_bytes then
        return true
      end
    elseif kind ~= "number" and kind ~= "boolean" then
      return true
    end
    n = n + 1
    leaves[n] = value
  end

  local function add_all(tables, depth)
    for place = 1, #tables do
      if add(tables[place], depth) then
        return true
      end
    end
  end

  --- Add what has many names: how many of them are tables, what those are called, and all others with their values.
  local function add_wide(t, depth)
    local at, inner = n + 1, {}
    n = at
    for name, value in next, t do
      if type(value) == "table" then
        inner[#inner + 1] = value
        if not is_name(name) or put_leaf(name) then
          return true
        end
      end
    end
    leaves[at] = #inner
    local others = 0
    for name, value in next, t do
      if type(value) ~= "table" then
        others = others + 1
        if not is_name(name) or put_leaf(name) or put_leaf(value) then
          return true
        end
      end
    end
    put(WIDE, others)
    room = room - others - #inner
    return room < 0 or add_all(inner, depth)
  end

  local function add_named(t, depth)
    local node, inner, first, size = tree, nil, n, 0
    for name, value in next, t do
      size = size + 1
      if size > WIDEST then
        n = first
        return add_wide(t, depth)
      end
      local way, kind = 1, type(value)
      if kind == "table" then
        way, inner = 2, inner or {}
        inner[#inner + 1] = value
      else
        if kind == "string" then
          pieces, bytes = pieces + 1, bytes + #value
          texts[pieces] = value
        elseif kind ~= "number" and kind ~= "boolean" then
          return true
        end
        n = n + 1
        leaves[n] = value
      end
      node = node[way][name] or grow(node, way, name)
      if not node then
        return true
      end
    end
    room = room - size
    if room < 0 or bytes > most_bytes then
      return true
    end
    local shape = node[3]
    if not shape then
      shape = #shapes // 2 + 1
      node[3], shapes[2 * shape - 1], shapes[2 * shape] = shape, names_of(node)
    end
    if plan[steps - 1] == shape then
      plan[steps] = plan[steps] + 1
    else
      put(shape, 1)
    end
    return inner and add_all(inner, depth)
  end

  --- Add a list; of one that has both tables and others also the places of the tables, before those others.
  local function add_list(t, depth)
    local length, tables = 0, {}
    for place, value in next, t do
      length = length + 1
      if place ~= length then
        return true
      elseif type(value) == "table" then
        tables[#tables + 1] = value
      end
    end
    room = room - length
    if room < 0 then
      return true
    elseif #tables == length then
      put(TABLES, length)
      return add_all(tables, depth)
    elseif #tables > 0 then
      put(MIXED, length)
      n = n + 1
      leaves[n] = #tables
      for place = 1, length do
        if type(t[place]) == "table" then
          n = n + 1
          leaves[n] = place
        end
      end
    else
      put(LIST, length)
    end
    for place = 1, length do
      local value = t[place]
      if type(value) ~= "table" and put_leaf(value) then
        return true
      end
    end
    return add_all(tables, depth)
  end

  add = function(t, depth)
    local first = next(t)
    if first == nil then
      put(t == null and NULL or EMPTY, 1)
    elseif depth > deepest then
      return true
    elseif first == 1 then
      return add_list(t, depth + 1)
    elseif first == TAG_HANDLE then
      put(HANDLE, 1)
      return put_leaf(t[first])
    else
      return add_named(t, depth + 1)
    end
  end

  if add(root, 1) then
    return nil
  end
  return leaves, plan, shapes, concat(texts)
end

-- From the host --------------------------------------------------------------------------------------------------

--- The tables that the host has taken apart.
function M.unflatten(leaves, plan, shapes)
  local n, at = 0, 1
  local build

  local function build_shape(what)
    local names, inner, t = shapes[2 * what - 1], shapes[2 * what], {}
    for place = 1, #names do
      t[names[place]] = leaves[n + place]
    end
    n = n + #names
    plan[at + 1] = plan[at + 1] - 1
    if plan[at + 1] == 0 then
      at = at + 2
    end
    for place = 1, #inner do
      t[inner[place]] = build()
    end
    return t
  end

  --- Build so many of the tables that follow each other in a shape without tables; returns how many there were.
  local function build_rows(t, done, most)
    local names, count = shapes[2 * plan[at] - 1], plan[at + 1]
    local size = #names
    count = count < most and count or most
    for row = done + 1, done + count do
      local made = {}
      for place = 1, size do
        made[names[place]] = leaves[n + place]
      end
      t[row], n = made, n + size
    end
    plan[at + 1] = plan[at + 1] - count
    if plan[at + 1] == 0 then
      at = at + 2
    end
    return count
  end

  local function build_wide(count)
    local t, inner = {}, n + 1
    n = inner + leaves[inner]
    local last = n
    for place = n + 1, n + 2 * count, 2 do
      t[leaves[place]] = leaves[place + 1]
    end
    n = n + 2 * count
    for place = inner + 1, last do
      t[leaves[place]] = build()
    end
    return t
  end

  local function build_mixed(length)
    local t, places = {}, n + 1
    n = places + leaves[places]
    local last = n
    for place = places + 1, last do
      t[leaves[place]] = false
    end
    for place = 1, length do
      if t[place] == nil then
        n = n + 1
        t[place] = leaves[n]
      end
    end
    for place = places + 1, last do
      t[leaves[place]] = build()
    end
    return t
  end

  build = function()
    local what, count = plan[at], plan[at + 1]
    if what > 0 then
      return build_shape(what)
    end
    at = at + 2
    local t = {}
    if what == NULL then
      return null
    elseif what == TABLES then
      local done = 0
      while done < count do
        local shape = plan[at]
        if shape > 0 and #shapes[2 * shape] == 0 then
          done = done + build_rows(t, done, count - done)
        else
          done = done + 1
          t[done] = build()
        end
      end
    elseif what == LIST then
      move(leaves, n + 1, n + count, 1, t)
      n = n + count
    elseif what == WIDE then
      return build_wide(count)
    elseif what == MIXED then
      return build_mixed(count)
    end
    return t
  end

  return build()
end
