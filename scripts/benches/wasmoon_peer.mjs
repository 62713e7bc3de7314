// Measures wasmoon: nanoseconds of a call from Lua to JavaScript, and of turning a Lua table into an object, per value.
// Its folder (the one with node_modules) is in PEERS_JS; the numbers of values come as JSON on standard input.
import { createRequire } from 'node:module';

const { LuaFactory } = createRequire(`${process.env.PEERS_JS}/`)('wasmoon');

const now = () => Number(process.hrtime.bigint());
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function nanoseconds(rounds, repeats, act) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const began = now();
    act();
    times.push((now() - began) / repeats);
  }
  return median(times);
}

const { sizes, calls } = JSON.parse(await new Promise((done) => {
  let all = '';
  process.stdin.on('data', (part) => (all += part)).on('end', () => done(all));
}));
const lua = await new LuaFactory().createEngine();
let sum = 0;
lua.global.set('callback', (value) => { sum += value; });
const loop = await lua.doString('return function(n) for i = 1, n do callback(i) end end');
const records = await lua.doString(`return function(n)
  local t = {}
  for i = 1, n // 4 do t[i] = { id = i, name = 'n' .. (i % 100), v = i * 0.5, on = true } end
  return { events = t, tempo = 120 }
end`);
loop(calls); // until the compiler is warm
const answer = { call: nanoseconds(5, calls, () => loop(calls)) };
for (const size of sizes) answer[size] = nanoseconds(3, size, () => records(size));
console.log(JSON.stringify(answer));
process.exit(0);
