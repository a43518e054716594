import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inThreads } from '../../electron/engine/groups/groupThreads.ts';
import { kMeans } from '../../shared/domain/groups/kMeans/kMeans.ts';
import { pamFor } from '../../shared/domain/groups/medoids/pam.ts';
import { gaussianMixture } from '../../shared/domain/groups/mixture/gaussianMixture.ts';
import type { Points } from '../../shared/domain/groups/points.ts';
import { silhouettes } from '../../shared/domain/groups/validity.ts';
import { ward } from '../../shared/domain/groups/ward/ward.ts';
import { generator } from '../../shared/domain/random/generator.ts';

/*
 * k-means for k = 2..12 with 20 starts each, Ward, PAM, Gaussian mixture and the exact silhouette, in CPU seconds, on points made like the reference (six
 * latent types in 20 dimensions), beside scikit-learn and scipy where the machine's python3 has them; k-means also in two threads of
 * Sigill's and in as many as scikit-learn takes by itself, in seconds by the clock. Goal for 3 363 areas: at most 0.7 of theirs.
 * Run: node test/bench/groups.ts
 */

const P = 20;
const STARTS = 20;
const KS = Array.from({ length: 11 }, (_none, at) => at + 2);
const NOTHING = (): void => undefined;

function pointsOf(n: number): Points {
  const random = generator(1, `bench/groups/${n}`);
  const types = Array.from({ length: 6 }, () => Float64Array.from({ length: P }, () => 0.9 * random.normal()));
  const values = new Float64Array(n * P);
  for (let i = 0; i < n; i += 1) {
    const type = types[random.integer(6)];
    for (let j = 0; j < P; j += 1) values[i * P + j] = (type?.[j] ?? 0) + 0.8 * random.normal();
  }
  return { n, p: P, values };
}

/** CPU seconds of this process: a busy machine changes them little. */
function timed<T>(work: () => T): readonly [T, number] {
  const begun = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begun);
  return [result, (user + system) / 1e6];
}

/** The same, the middle of five times after a first, which is told apart: compilation falls on the first. */
function timedWarm(work: () => unknown): { readonly first: number; readonly middle: number } {
  const [, first] = timed(work);
  const times = Array.from({ length: 5 }, () => timed(work)[1]).sort((a, b) => a - b);
  return { first, middle: times[2] as number };
}

/** k-means as `--choose-k` carries it out, a k at a time in each of two threads: CPU seconds and seconds by the clock. */
async function kMeansInThreads(points: Points): Promise<readonly [number, number]> {
  const setup = {
    points,
    divisions: [],
    seed: 1,
    by: {
      algorithm: 'k-means',
      starts: STARTS,
      seed: 1,
      covariance: 'full',
      islands: 'nearest',
      leastAreas: 1,
      contiguity: undefined,
    },
  } as const;
  const tasks = KS.map((k) => ({ kind: 'divide', k }) as const);
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  await inThreads(setup, tasks, 2, '', { report: NOTHING, check: NOTHING });
  const { user, system } = process.cpuUsage(cpu);
  return [(user + system) / 1e6, (performance.now() - clock) / 1000];
}

/** What the peers need for the same, by name; empty without python3 or the packages. */
function peers({ n, values }: Points, threads: 'one' | 'its own'): Partial<Record<string, number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sigill-bench-'));
  try {
    const file = path.join(folder, 'points.f64');
    writeFileSync(file, new Uint8Array(values.buffer));
    const script = path.join(import.meta.dirname, 'peers', 'groups.py');
    const alone = threads === 'its own' ? ['k-means'] : [];
    const run = spawnSync('/usr/bin/python3', [script, file, String(n), String(P), ...alone], {
      encoding: 'utf8',
      // On a busy machine two threads that wait for each other spend their time waiting, so that each is told apart.
      env: threads === 'one' ? { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' } : process.env,
    });
    return run.status === 0 ? (JSON.parse(run.stdout) as Partial<Record<string, number>>) : {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const n of [3363, 10_000]) {
  const points = pointsOf(n);
  const [results, kMeansSeconds] = timed(() => KS.map((k) => kMeans(points, { k, starts: STARTS, seed: 1 })));
  const silhouette = timedWarm(() => silhouettes(points, results.slice(4, 5)));
  const own: Record<string, number> = {
    'k-means': kMeansSeconds,
    'silhouette, first': silhouette.first,
    silhouette: silhouette.middle,
  };
  // PAM holds all distances: at 10 000 areas 800 MB, which is told and not tried here.
  own['ward'] = timed(() => ward(points))[1];
  if (n < 5000) {
    own['pam, k = 6'] = timed(() => pamFor(points)(6, NOTHING))[1];
    for (const covariance of ['full', 'diagonal'] as const)
      own[`mixture, ${covariance}`] = timed(() => gaussianMixture(points, { k: 6, starts: 5, seed: 1, covariance }))[1];
  }
  const theirs = n < 5000 ? peers(points, 'one') : {};
  console.log(
    `${String(n)} x ${String(P)}, CPU seconds; found times ${results.map((one) => one.foundTimes).join(' ')}`,
  );
  for (const [name, seconds] of Object.entries(own)) {
    const peer = theirs[name];
    const beside =
      peer === undefined ? 'no peer here' : `peer ${peer.toFixed(3)}, ratio ${(seconds / peer).toFixed(2)}`;
    console.log(`  ${name.padEnd(18)} ${seconds.toFixed(3).padStart(6)}   ${beside}`);
  }
  if (n > 5000) continue;
  const [cpu, clock] = await kMeansInThreads(points);
  const free = peers(points, 'its own');
  const said = (seconds: number | undefined): string => (seconds === undefined ? '-' : seconds.toFixed(2));
  console.log(`  k-means, two threads: CPU ${said(cpu)}, clock ${said(clock)}`);
  console.log(`  scikit-learn, its own threads: CPU ${said(free['k-means'])}, clock ${said(free['k-means, clock'])}`);
}
