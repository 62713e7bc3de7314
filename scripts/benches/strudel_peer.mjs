// Measures Strudel over the texts that come as JSON on standard input: microseconds to parse, and to query a cycle.
// Its folder (the one with node_modules) is in PEERS_JS.
import { register } from 'node:module';

// The core imports a synthesiser that wants a browser; patterns need nothing of it.
const stub = `export async function resolve(name, context, next) {
  return name === '@kabelsalat/web'
    ? { url: 'data:text/javascript,export class SalatRepl {}', shortCircuit: true }
    : next(name, context);
}`;
register('data:text/javascript,' + encodeURIComponent(stub));

const log = console.log;
console.log = () => {};
const folder = `${process.env.PEERS_JS}/node_modules/@strudel`;
const core = await import(`${folder}/core/dist/index.mjs`);
const { mini } = await import(`${folder}/mini/dist/index.mjs`);

const now = () => Number(process.hrtime.bigint());
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function microseconds(rounds, repeats, act) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const began = now();
    for (let n = 0; n < repeats; n++) act(n);
    times.push((now() - began) / repeats / 1000);
  }
  return median(times);
}

function layered() {
  const all = core.stack(mini('bd*4'), mini('hh*8'), mini('~ sd').fast(2), mini('0 2 4 <7 9>').add(mini('<0 3>')));
  return all.every(4, (pattern) => pattern.rev()).off(0.125, (pattern) => pattern);
}

const { texts, cycles } = JSON.parse(await new Promise((done) => {
  let all = '';
  process.stdin.on('data', (part) => (all += part)).on('end', () => done(all));
}));
const answer = {};
for (const [name, text] of [...Object.entries(texts), ['layered', null]]) {
  const make = text === null ? layered : () => mini(text);
  const pattern = make();
  for (let n = 0; n < 4 * cycles; n++) make(), pattern.queryArc(n, n + 1); // until the compiler is warm
  answer[name] = {
    parse: microseconds(5, cycles, make),
    query: microseconds(5, cycles, (cycle) => pattern.queryArc(cycle, cycle + 1)),
  };
}
log(JSON.stringify(answer));
process.exit(0);
