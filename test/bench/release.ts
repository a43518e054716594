import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { attackTogether } from '../../shared/domain/release/jointAttack.ts';
import type { JointTable } from '../../shared/domain/release/jointTable.ts';
import { cellCount, type FrequencyTable, frequencyTable } from '../../shared/domain/tables/table.ts';
import { nationalTable } from '../support/nationalTable.ts';

/*
 * node test/bench/release.ts [EARLIER] [PEOPLE]: the joint attack of one national table of 3 363 areas x 6 categories with EARLIER others
 * (50) of the same people, each dividing them in another way, so that the totals of all areas are common to all tables; PEOPLE (3 000) of them in an area on average.
 */

const earlier = Number(process.argv[2] ?? 50);
const people = Number(process.argv[3] ?? 3000);
const SHAPE = { areas: 3363, municipalities: 290, counties: 21, categories: 6, people };
const first = nationalTable({ ...SHAPE, seed: 1 });
const [areas, division] = first.dimensions;
if (areas === undefined || division === undefined) throw new Error('a national table has two dimensions');
const width = division.codes.length;

/** The same people in the same areas, divided anew by `seed`. */
function divided(seed: number): FrequencyTable {
  const draw = generator(seed, 'divided');
  const inner = new Float64Array(cellCount(first.dimensions));
  areas?.children.forEach((below, area) => {
    if (below.length > 0) return;
    const total = first.values[area * width] ?? 0;
    const shares = Array.from({ length: width - 1 }, (_, k) => draw.gamma(1.5) * 0.55 ** k);
    const sum = shares.reduce((s, share) => s + share, 0);
    let left = total;
    shares.forEach((share, k) => {
      const count = k === width - 2 ? left : Math.min(left, Math.round((total * share) / sum));
      inner[area * width + 1 + k] = count;
      left -= count;
    });
  });
  return frequencyTable({ title: String(seed), measure: 'n', dimensions: first.dimensions }, inner);
}

const joint = { codes: areas.codes, parents: areas.parents };
function asJoint(table: FrequencyTable, id: string, fresh: boolean): JointTable | null {
  const outcome = protectFrequencyTable(table, DEFAULT_RULES);
  if (!outcome.ok) return null;
  return {
    id,
    fresh,
    subject: id,
    unit: 'person',
    years: [2023],
    population: 'alla',
    areas: joint,
    columns: { codes: division?.codes ?? [], parents: division?.parents ?? [] },
    published: Float64Array.from(outcome.checked.values, (value) => value ?? Number.NaN),
    truth: table.values,
    leastHidden: 1,
    minFrequency: DEFAULT_RULES.minFrequency,
  };
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const tables: JointTable[] = [];
for (let seed = 1; tables.length <= earlier && seed < 3 * earlier + 10; seed += 1) {
  const made = asJoint(divided(seed), `t${String(seed)}`, tables.length === earlier);
  if (made !== null) tables.push(made);
}
const solvers = await loadSolvers();
const [from, wall] = [cpu(), performance.now()];
const outcome = attackTogether(tables, { overlap: () => null, solvers });
const kinds = new Map<string, number>();
for (const { kind } of outcome.faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
process.stdout.write(
  `${JSON.stringify({
    earlier: tables.length - 1,
    cells: tables.reduce((sum, { truth }) => sum + truth.length, 0),
    hidden: tables.reduce((sum, { published }) => sum + published.filter(Number.isNaN).length, 0),
    attacked: outcome.attacked,
    differences: outcome.differences,
    faults: Object.fromEntries(kinds),
    cpuSeconds: Number((cpu() - from).toFixed(1)),
    wallSeconds: Number(((performance.now() - wall) / 1000).toFixed(1)),
    memoryMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
  })}\n`,
);
