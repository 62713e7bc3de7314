--# files outside of the folder -> nothing
if io and io.open then
  for _, name in ipairs({ "../x", "/etc/passwd", "a/../../x", "\0", "a\0b", "", ".", "..", "./../x", "/dev/zero", "/proc/self/mem", "/proc/self/environ", "~/x", "C:\\x", "\\\\host\\x", ("a"):rep(300), ("a/"):rep(2000) .. "b", "x\n", "\xff\xfe" }) do
    local ok, file = pcall(io.open, name, "r")
    assert(not (ok and file), name)
    pcall(io.open, name, "w") pcall(os.remove, name) pcall(os.rename, name, "x") pcall(os.rename, "x", name) pcall(io.lines, name)
  end
end
--# files with modes that are none -> nothing
if io and io.open then
  for _, mode in ipairs({ "r+", "w+", "x", "", "rw", "\0", "r\0", ("r"):rep(1e6), 5, {}, true }) do assert(not pcall(io.open, "a", mode)) end
end
--# files that are not files -> nothing
if io and io.open then
  local file = assert(io.open("a", "w"))
  for name, f in pairs(getmetatable(file) or {}) do error(name) end
  for _, name in ipairs({ "read", "write", "seek", "lines", "close", "flush", "setvbuf" }) do
    for _, bad in ipairs({ {}, 1, "x", print, null, setmetatable({}, { __index = file }) }) do pcall(file[name], bad, 1) end
  end
  file:close() assert(not pcall(file.write, file, "x")) file = nil
end
--# a file that grows without end -> contained
if io and io.open then
  local file = io.open("big", "w")
  local piece = ("x"):rep(1 << 20)
  while true do if not file:write(piece) then break end end
end
while true do end
--# files by the thousand -> contained
if io and io.open then for i = 1, 1e9 do local file = io.open("f" .. i, "w") if not file then break end file:write("x") end end
--# a file read in pieces of every size -> nothing
if io and io.open then
  local file = io.open("r", "w") file:write(("x\n"):rep(1000)) file:close()
  for _, size in ipairs({ 0, -1, 1, 1 << 62, math.mininteger, "a", "l", "L", "n", "*a" }) do
    local f = io.open("r") pcall(f.read, f, size) pcall(f.seek, f, "set", -1) pcall(f.seek, f, "cur", 1 << 62) pcall(f.seek, f, "end", math.mininteger) f:close()
  end
end
--# lines of a file that is closed meanwhile -> nothing
if io and io.open then
  local file = io.open("l", "w") file:write("a\nb\n") file:close()
  local f = io.open("l") for _ in f:lines() do f:close() break end
  assert(not pcall(f.read, f))
end
--# a file renamed over itself and over folders -> nothing
if os.rename then
  pcall(os.rename, "a", "a") pcall(os.rename, ".", "b") pcall(os.remove, ".") pcall(os.remove, "nothing")
  for i = 1, 100 do pcall(os.tmpname) end
end
--# bytecode written to a file and loaded -> nothing
if io and io.open then
  local file = io.open("code", "w") file:write("\27Lua\x54\0\x19\x93\r\n\x1a\n") file:close()
  local content = io.open("code"):read("a")
  assert(load(content) == nil and load(content, "x", "b") == nil and dofile == nil and loadfile == nil)
  pcall(require, "code")
end
--# bytecode in pieces, byte by byte -> nothing
local code, at = "\27Lua\x54\0\x19\x93\r\n\x1a\n\x04\x08\x08", 0
if load then assert(load(function() at = at + 1 return code:sub(at, at) end) == nil) end
--# bytecode behind a comment, a shebang, a mark -> nothing
if load then
  for _, before in ipairs({ "#!x\n", "\xef\xbb\xbf", "--\n", " " }) do
    local f = load(before .. "\27Lua\x54\0") assert(f == nil)
  end
  assert(load("return 1", "x", "bt")() == 1 and load("return 1", "x", "b") == nil and not load("return 1", "x", ""))
end
--# load with modes and names that are no text -> nothing
if load then
  for _, bad in ipairs({ {}, 5, true, print, setmetatable({}, { __tostring = function() return "b" end }) }) do
    pcall(load, "return 1", bad) pcall(load, "return 1", "x", bad) pcall(load, bad)
  end
end
--# a reader that gives what is no text, forever more, or nothing -> nothing
if load then
  for _, piece in ipairs({ 5, {}, true, print }) do local n = 0 pcall(load, function() n = n + 1 return n < 3 and piece or nil end) end
  assert(load(function() return "" end) ~= 5)
end
--# code with thousands of locals, upvalues and constants -> nothing
if load then
  local pieces = {} for i = 1, 300 do pieces[i] = "local a" .. i .. " = " .. i end assert(not load(table.concat(pieces, " ")))
  pieces = {} for i = 1, 5000 do pieces[i] = i + 0.5 end load("return {" .. table.concat(pieces, ",") .. "}")
  load("return " .. ("-"):rep(50000) .. "1") load("return " .. ("{"):rep(50000)) load(("a."):rep(50000) .. "b = 1") load("x = " .. ("'a'.."):rep(10000) .. "'b'")
  load("return function() " .. ("return function() "):rep(500)) load("goto " .. ("x"):rep(100000)) load(("if x then "):rep(500))
end
--# numbers and escapes in code that are too large -> nothing
if load then
  load("return 1e" .. ("9"):rep(1000)) load("return 0x" .. ("f"):rep(10000)) load("return '\\u{7FFFFFFF}'") load("return '\\u{80000000}'")
  load("return [" .. ("="):rep(100000) .. "[") load("--[" .. ("="):rep(100000) .. "[") load("return '" .. ("\\z\n"):rep(10000) .. "'")
end
--# formats at every edge -> nothing
for _, pattern in ipairs({ "%", "%%%", "%0", "%.", "%999d", "%.999f", "%-+ #0d", "%q", "%s", "%c", "%i", "%a", "%p", "%5p", "%n", "%ld", "%*d", "%$", "%1$s", ("%"):rep(10001), ("%s"):rep(300) }) do
  for _, value in ipairs({ 1, -1, 1.5, 1 / 0, 0 / 0, "x", "a\0b", {}, true, math.mininteger }) do pcall(string.format, pattern, value) end
end
pcall(string.format, "%99.99f", 1.7976931348623157e308) pcall(string.format, "%q", 0 / 0)
--# packs at every edge -> contained
for _, pattern in ipairs({ "i17", "i0", "!17", "!3", "s9", "c", "c-1", "c99999999999999999999", "z", "X", "Xi17", "j", "<>=!", "d", " ", ("i"):rep(1000), "s1" }) do
  pcall(string.pack, pattern, 1) pcall(string.pack, pattern, "a\0b") pcall(string.pack, pattern, ("x"):rep(300)) pcall(string.packsize, pattern)
  pcall(string.unpack, pattern, "\xff\xff\xff\xff\xff\xff\xff\xff\xff") pcall(string.unpack, pattern, "x", math.mininteger) pcall(string.unpack, pattern, "x", 1 << 62)
end
--# texts cut at every edge -> nothing
for _, n in ipairs({ 0, 1, -1, math.maxinteger, math.mininteger, 2 ^ 53, 1e300, 0 / 0, "x", {} }) do
  pcall(string.sub, "abc", n, n) pcall(string.byte, "abc", n, n) pcall(string.rep, "", n) pcall(string.find, "abc", "b", n) pcall(string.gmatch, "abc", "b", n)
  pcall(string.char, n) pcall(utf8.char, n) pcall(utf8.codepoint, "abc", n, n) pcall(utf8.len, "abc", n, n) pcall(utf8.offset, "abc", n, n) pcall(string.gsub, "abc", "b", "c", n)
  pcall(table.concat, { 1 }, "", n, n) pcall(table.unpack, {}, n, n) pcall(select, n) pcall(tonumber, "z", n) pcall(table.insert, {}, n, 1) pcall(table.remove, {}, n)
end
--# texts that are no UTF-8 in every utf8 function -> nothing
for _, s in ipairs({ "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", ("\x80"):rep(1000), "a\xe2\x82" }) do
  pcall(utf8.len, s) pcall(utf8.codepoint, s, 1, -1) pcall(utf8.offset, s, -1) pcall(function() for _ in utf8.codes(s) do end end) print(s) host_scalar("x")
end
--# dates with every letter and every time -> nothing
for code = 0, 255 do pcall(os.date, "%" .. string.char(code), 0) pcall(os.date, "%E" .. string.char(code)) pcall(os.date, "%O" .. string.char(code)) end
for _, n in ipairs({ 0, -1, 1 << 62, math.mininteger, 1e300, 0 / 0, "x", {} }) do pcall(os.date, "%c", n) pcall(os.date, "*t", n) pcall(os.date, "!*t", n) pcall(os.difftime, n, n) end
pcall(os.time, setmetatable({}, { __index = function() return 1 << 62 end })) pcall(os.time, { year = 0 / 0, month = 1, day = 1 }) pcall(os.date, ("%c"):rep(1000))
--# a date table whose fields never come -> BudgetExceeded
os.time(setmetatable({}, { __index = function() while true do end end }))
--# numbers of chance at every edge -> nothing
for _, n in ipairs({ 0, 1, -1, math.maxinteger, math.mininteger, 2 ^ 53, 1 / 0, 0 / 0, 1.5, "x", {} }) do pcall(math.random, n) pcall(math.random, n, n) pcall(math.random, math.mininteger, n) pcall(math.randomseed, n, n) end
math.random(math.mininteger, math.maxinteger) math.random(0)
--# a replacement that is a table which bites -> contained
string.gsub("abc", ".", setmetatable({}, { __index = function() error("bite") end }))
--# a replacement of a text that multiplies -> contained
local s = "x" for i = 1, 100 do s = s:gsub(".", "%0%0%0") end
--# patterns that are all at the edge -> nothing
for _, pattern in ipairs({ "%", "[", "[]", "[^]", "[a-]", "[%", "%b", "%bx", "%f", "%f[", "(", ")", "()", "(()", "%1", "%0", "%9", "[[:alpha:]]", "[a-%]", "\0", "[\0-\xff]*", ("("):rep(40), ("()"):rep(33) }) do
  pcall(string.find, "abc", pattern) pcall(string.match, "abc", pattern) pcall(string.gsub, "abc", pattern, "%1") pcall(function() for _ in string.gmatch("abc", pattern) do end end)
  pcall(string.find, ("abc"):rep(100000), pattern) pcall(string.match, ("abc"):rep(100000), pattern) pcall(string.gsub, ("abc"):rep(1000), pattern, "%2")
end
--# a pattern in a ring of frontiers and balances -> contained
pcall(string.find, ("()"):rep(100000), ("%b()"):rep(20) .. "x") pcall(string.find, ("ab "):rep(100000), ("%f[%w]%w*%f[%W].-"):rep(8) .. "!")
--# a table of tables as keys, for ever -> MemoryExceeded
local t = {} while true do t[{}] = t[{}] or {} end
--# one text of all the memory, again and again -> MemoryExceeded
while true do local s = ("x"):rep(15 << 20) local t = s .. s end
--# memory filled to the brim, then everything of the host's -> contained
local t = {}
pcall(function() while true do t[#t + 1] = ("x"):rep(1000) .. #t end end)
for i = 1, 1000 do pcall(host_table) pcall(host_text, i) pcall(host_handle, "h" .. i) pcall(host_refuses) pcall(host_keep, print) pcall(tostring, {}) end
--# memory filled in steps that halve, then the host -> contained
local keep, size = {}, 1 << 23
while size > 8 do if not pcall(function() keep[#keep + 1] = ("x"):rep(size) .. #keep end) then size = size // 2 end end
host_table() host_text(5)
--# memory filled by varargs and results -> contained
local function f(...) return ..., f(...) end
pcall(f, table.unpack({}, 1, 250)) pcall(table.pack, table.unpack({}, 1, 900000))
--# concatenation of many values at once -> contained
local pieces = {} for i = 1, 200 do pieces[i] = "s" end
local f = load and load("local s = ('x'):rep(1 << 20) return " .. table.concat(pieces, "..")) or error
f()
--# a table grown by rawset, move and pack -> contained
local t = {} pcall(table.move, { 1, 2, 3 }, 1, 3, 1 << 40, t) rawset(t, 1 << 62, 1) for i = 0, 62 do t[1 << i] = i end
for i = 1, 100 do table.insert(t, i) end host_scalar(#t)
--# printing without line ends, for ever -> BudgetExceeded
if io then while true do io.write("x") end end
while true do print("") end
--# a flood of lines of every length -> BudgetExceeded
local n = 0 while true do n = n + 1 print(("x"):rep(n % 5000), n) end
--# texts with equal hashes, if there were any -> contained
local t = {} for i = 1, 1e9 do t[("x"):rep(50) .. i .. ("y"):rep(50)] = i end
--# numbers as text at every edge -> nothing
for _, s in ipairs({ "0x", "1e", "1e999", "-0x8000000000000000", "0x1p-99999", ("9"):rep(100000), ("0"):rep(100000) .. "1", "1_0", " 1 ", "nan", "inf", "1\0", "0x.p1" }) do
  pcall(tonumber, s) for base = 0, 40 do pcall(tonumber, s, base) end pcall(function() return s + 1 end) pcall(function() return s | 1 end)
end
--# comparing what cannot be compared, by the million -> BudgetExceeded
while true do pcall(function() return {} < {} end) pcall(function() return 1 < "x" end) end
--# sorting with comparators that lie, raise and change the list -> contained
local t = {} for i = 1, 2000 do t[i] = i % 7 end
table.sort(t, function() return true end) pcall(table.sort, t, function(a, b) error({}) end)
table.sort(t, function(a, b) t[#t + 1] = 1 t[1] = nil return (a or 0) < (b or 0) end)
pcall(table.sort, { 1, "x", {}, true }) pcall(table.sort, { 0 / 0, 1, 0 / 0, 2, 0 / 0 })
