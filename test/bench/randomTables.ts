import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hasAttackerPy } from '../support/attackerPy.ts';
import { tryTables } from '../support/randomAttack.ts';

/*
 * Ten thousand random tables, protected, proven and attacked (see test/integration/randomTables.test.ts), in slices of a hundred. Each
 * slice ends as a line of the log, and a run with the same log goes on where the last one stopped.
 *
 * node test/bench/randomTables.ts --log FILE [--seed 1] [--tables 10000] [--attack-every 7] [--minutes 90] [--search exact]
 */

const { values: given } = parseArgs({
  options: {
    log: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tables: { type: 'string', default: '10000' },
    'attack-every': { type: 'string', default: '7' },
    minutes: { type: 'string', default: '90' },
    search: { type: 'string' },
  },
});
const { log } = given;
if (log === undefined) throw new Error('--log FILE is needed: it is where a stopped run goes on');
if (!hasAttackerPy()) throw new Error('attacker.py or scipy is not at hand');

// attacker.py is started once for each slice, which takes as long as ten tables do.
const SLICE = 100;
const INSIDERS_EVERY = 5;
const seed = Number(given.seed);
const attackEvery = Number(given['attack-every']);
const until = performance.now() + 60_000 * Number(given.minutes);

interface Line {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly provable: number;
  readonly attacked: number;
  readonly compared: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

const done = existsSync(log)
  ? readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line)
      .filter((line) => line.seed === seed)
  : [];
for (let from = Math.max(0, ...done.map(({ to }) => to)); from < Number(given.tables); from += SLICE) {
  if (performance.now() > until) break;
  const began = process.cpuUsage();
  const to = Math.min(from + SLICE, Number(given.tables));
  const { provable, attacked, compared, faults } = await tryTables(seed, from, to, {
    attackEvery,
    insidersEvery: INSIDERS_EVERY,
    search: given.search === 'exact' ? 'exact' : undefined,
  });
  const { user, system } = process.cpuUsage(began);
  const line: Line = { seed, from, to, provable, attacked, compared, seconds: (user + system) / 1e6, faults };
  appendFileSync(log, `${JSON.stringify(line)}\n`);
  done.push(line);
}
const sum = (of: (line: Line) => number): number => done.reduce((total, line) => total + of(line), 0);
console.log(
  `tables ${String(sum(({ from, to }) => to - from))}, protected ${String(sum(({ provable }) => provable))},`,
  `attacked by attacker.py ${String(sum(({ attacked }) => attacked))}, intervals compared ${String(sum(({ compared }) => compared))},`,
  `processor seconds ${sum(({ seconds }) => seconds).toFixed(0)}, faults ${String(sum(({ faults }) => faults.length))}`,
);
for (const { faults } of done) for (const fault of faults) console.log(fault);
