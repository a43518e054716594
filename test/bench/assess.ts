import { LiveIndex } from '../../shared/domain/assess/live.ts';
import { LiveProblemCount } from '../../shared/domain/assess/liveProblems.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { IndexMethod, ProblemCountMethod } from '../../shared/schemas/method.ts';

/*
 * The tuning frame's computing part: one weight (or threshold) changed, scores, exact ranks, levels and changes against
 * the baseline. Goal: median under 1 ms for 3 363 areas and 25 indicators. Run: node test/bench/assess.ts
 */

const INDICATORS = 25;
const FACTORS = 6;
const FRAMES = 2000;

function columnsOf(n: number, missingShare: number): { areas: string[]; columns: Float64Array[] } {
  const random = generator(1, `bench/assess/${n}`);
  const common = Float64Array.from({ length: n }, () => random.normal());
  const columns = Array.from({ length: INDICATORS }, () =>
    common.map((deprivation) =>
      random.uniform() < missingShare ? Number.NaN : Math.exp(0.6 * deprivation + 0.8 * random.normal()),
    ),
  );
  const areas = Array.from(
    { length: n },
    (_none, i) => `${6001 + Math.floor(i / 999)}R${String((i % 999) + 1).padStart(3, '0')}`,
  );
  return { areas, columns };
}

const index: IndexMethod = {
  version: 1,
  kind: 'index',
  groups: [
    { id: 'index', parent: null },
    ...Array.from({ length: FACTORS }, (_none, f) => ({ id: `factor${f}`, parent: 'index' })),
  ],
  indicators: Array.from({ length: INDICATORS }, (_none, j) => ({
    id: `v${j}`,
    direction: j % 4 === 3 ? (-1 as const) : (1 as const),
    weight: 1,
    parent: `factor${j % FACTORS}`,
  })),
  normalisation: { kind: 'z' },
};

const count: ProblemCountMethod = {
  version: 1,
  kind: 'problem-count',
  indicators: Array.from({ length: INDICATORS }, (_none, j) => ({
    id: `v${j}`,
    direction: 1 as const,
    threshold: { percentile: 80 },
    factor: `factor${j % FACTORS}`,
  })),
  k: 3,
  levels: [
    { from: 3, name: 'stor' },
    { from: 5, name: 'särskilt stor' },
  ],
};

function frames(name: string, frame: (i: number) => void): void {
  for (let i = 0; i < 200; i += 1) frame(i);
  const times: number[] = [];
  for (let i = 0; i < FRAMES; i += 1) {
    const start = performance.now();
    frame(i);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (FRAMES - 1))] ?? Number.NaN).toFixed(3);
  console.log(`${name.padEnd(64)} median ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms`);
}

for (const n of [3363, 10_000, 30_000])
  for (const missingShare of [0, 0.015]) {
    const { areas, columns } = columnsOf(n, missingShare);
    const label = `${n} areas x ${INDICATORS}${missingShare > 0 ? ', 1.5 % missing' : ''}`;
    const live = new LiveIndex({ areas, method: index, columns });
    live.takeBaseline();
    frames(`${label}: one weight of the index`, (i) => {
      live.setWeight(`v${i % INDICATORS}`, 0.2 + (i % 17) / 5);
      live.compute();
    });
    const problems = new LiveProblemCount({ areas, method: count, columns });
    problems.takeBaseline();
    frames(`${label}: one threshold of the problem count`, (i) => {
      problems.setThreshold(`v${i % INDICATORS}`, 1 + (i % 23) / 10);
      problems.compute();
    });
  }
