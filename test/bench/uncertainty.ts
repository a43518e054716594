import { spawnSync } from 'node:child_process';
import { tallyInThreads } from '../../electron/engine/uncertainty/replicateThreads.ts';
import { assessIndex } from '../../shared/domain/assess/assessIndex.ts';
import { Importance } from '../../shared/domain/assess/weighting/importance.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { variantOf } from '../../shared/domain/uncertainty/variant.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { IndexMethod } from '../../shared/schemas/method.ts';

/*
 * How sure the ranks are, against numpy: 10 000 drawn weight vectors over 3 363 areas x 25 indicators, exact ranks of each counted area by
 * area, with register noise and without. Goals: under 3 s on 2 threads with noise, and 0.4 of numpy's time, which does the same by matrix
 * product and sort in one run with it (left out where there is no numpy). CPU time stands beside wall time, which other processes stretch.
 * Run: node test/bench/uncertainty.ts [REPLICATES]
 */

const AREAS = 3363;
const INDICATORS = 25;
const REPLICATES = Number(process.argv[2] ?? 10_000);

const random = generator(1, 'bench/uncertainty');
const common = Float64Array.from({ length: AREAS }, () => random.normal());
const columns = Array.from({ length: INDICATORS }, () =>
  common.map((deprivation) => Math.exp(0.6 * deprivation + 0.8 * random.normal())),
);
const errors = columns.map((column) => column.map((value) => 0.1 * value));
const areas = Array.from(
  { length: AREAS },
  (_none, i) => `${6001 + Math.floor(i / 12)}R${String((i % 12) + 1).padStart(3, '0')}`,
);
const method: IndexMethod = {
  version: 1,
  kind: 'index',
  indicators: columns.map((_column, j) => ({ id: `v${j}`, direction: 1, weight: 1 })),
  normalisation: { kind: 'z' },
};

/** The same in numpy: weights w (1 + f (2u - 1)), scores and noise of a block by matrix product, ranks by sorting. */
const NUMPY = `
import sys, time, numpy as np
n, p, reps, noise = ${AREAS}, ${INDICATORS}, ${REPLICATES}, sys.argv[1] == 'noise'
rng = np.random.default_rng(1)
x = rng.standard_normal((n, p)); v = (0.1 * np.abs(x)) ** 2
counts = np.zeros((n, n), np.uint32); rows = np.arange(n)
wall, cpu = time.perf_counter(), time.process_time()
for start in range(0, reps, 50):
    k = min(50, reps - start)
    w = 1 + 0.25 * (2 * rng.random((p, k)) - 1); w /= w.sum(0)
    s = x @ w
    if noise: s += np.sqrt(v @ (w * w)) * rng.standard_normal((n, k))
    order = np.argsort(-s, axis=0)
    for j in range(k):
        ranks = np.empty(n, np.int64); ranks[order[:, j]] = rows
        counts[rows, ranks] += 1
print(time.perf_counter() - wall, time.process_time() - cpu)
`;

interface Time {
  readonly wall: number;
  readonly cpu: number;
}

function numpy(noise: boolean): Time | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', NUMPY, noise ? 'noise' : 'plain'], { encoding: 'utf8' });
  const [wall = Number.NaN, cpu = Number.NaN] = stdout.trim().split(' ').map(Number);
  return status === 0 ? { wall, cpu } : undefined;
}

async function sigill(noise: boolean, threads: number): Promise<Time> {
  const plan = {
    areas,
    variants: [variantOf(method, areas, columns, noise ? errors : undefined)],
    weights: { kind: 'relative' as const, spread: 0.25 },
    seed: 1,
    assessed: assessIndex(method, areas, columns).ranks,
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await tallyInThreads(plan, REPLICATES, threads, silent);
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

const told = (name: string, { wall, cpu }: Time, peer: Time | undefined): void => {
  const ratio = (own: number, other: number | undefined): string =>
    other === undefined ? '' : (own / other).toFixed(2);
  console.log(
    `${name.padEnd(44)} wall ${wall.toFixed(2)} s  CPU ${cpu.toFixed(2)} s  wall / numpy ${ratio(wall, peer?.wall)}  CPU / numpy ${ratio(cpu, peer?.cpu)}`,
  );
};

for (const noise of [false, true]) {
  const label = `${REPLICATES} replicates${noise ? ' with register noise' : ''}`;
  const peer = numpy(noise);
  if (peer !== undefined) told(`${label}, numpy`, peer, peer);
  for (const threads of [1, 2])
    told(`${label}, ${threads} thread${threads > 1 ? 's' : ''}`, await sigill(noise, threads), peer);
}

const { scores, normalised } = assessIndex(method, areas, columns);
const importance = new Importance(normalised.map(({ values }) => values));
const times = Array.from({ length: 1000 }, () => {
  const start = performance.now();
  importance.compute(scores);
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(`importance of ${INDICATORS} indicators: median ${(times[500] ?? Number.NaN).toFixed(2)} ms`);
