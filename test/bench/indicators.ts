/*
 * All shipped indicators over made-up registers in memory: `node test/bench/indicators.ts [persons] [years]`. Prints
 * wall and processor seconds of the best of three runs, without reading the store. With 1 000 000 and 3 000 000 persons
 * it shows whether the cost is linear.
 */
import { frameOfCodes } from '../../electron/engine/areas/frame.ts';
import { computeYear } from '../../electron/engine/indicators/pass/year.ts';
import { shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { LEVELS } from '../../shared/domain/areas/level.ts';
import { madeUpRegisters } from '../support/madeUpRegisters.ts';
import { memoryColumns } from '../support/memoryColumns.ts';

const AREAS = 3363;
const RUNS = 3;
const [persons = 500_000, years = 2] = process.argv.slice(2).map(Number);

const made = Array.from({ length: years }, (_, i) => madeUpRegisters(persons, AREAS, 1 + i, 2022 + i));
const reader = memoryColumns(
  made.flatMap(({ registers }) => registers),
  65_536,
);
const areas = frameOfCodes(made[0]?.regso ?? [], [], 'Riket');
const definitions = shippedDefinitions();
const levels = LEVELS.filter((level) => level !== 'deso');

let best = { wall: Infinity, processor: Infinity };
for (let run = 0; run < RUNS; run += 1) {
  const started = performance.now();
  const before = process.cpuUsage();
  for (let i = 0; i < years; i += 1) computeYear(reader, 2022 + i, areas, definitions, levels, silent);
  const { user, system } = process.cpuUsage(before);
  const wall = (performance.now() - started) / 1000;
  if (wall < best.wall) best = { wall, processor: (user + system) / 1e6 };
}
console.log(
  `${String(definitions.length)} indicators, ${String(persons)} persons x ${String(years)} years, ${String(AREAS)} areas: ` +
    `${best.wall.toFixed(2)} s wall, ${best.processor.toFixed(2)} s processor`,
);
