import { generator } from '../../shared/domain/random/generator.ts';
import { kMeans } from '../../shared/domain/groups/kMeans/kMeans.ts';
import type { Points } from '../../shared/domain/groups/points.ts';
import { silhouettes } from '../../shared/domain/groups/validity.ts';

/*
 * k-means for k = 2..12 with 20 starts each, and the exact silhouette of all of them, on points made like the reference
 * (six latent types in 20 dimensions). Goal for 3 363 areas: at most 0.7 of scikit-learn's time, 4.7-6.2 s on the machine of
 * docs/methods/groups.md. Run: node test/bench/groups.ts
 */

const P = 20;

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

for (const n of [3363, 10_000]) {
  const points = pointsOf(n);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const results = Array.from({ length: 11 }, (_none, i) => kMeans(points, { k: i + 2, starts: 20, seed: 1 }));
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  console.log(
    `${n} x ${P}: k-means k = 2..12 x 20 starts  ${(wall / 1000).toFixed(2)} s wall, ${((used.user + used.system) / 1e6).toFixed(2)} s CPU`,
  );
  console.log(`  found times ${results.map((result) => result.foundTimes).join(' ')}`);
  const one = performance.now();
  silhouettes(points, results.slice(0, 1));
  const all = performance.now();
  silhouettes(points, results);
  console.log(
    `  silhouette of one division ${((all - one) / 1000).toFixed(2)} s, of all eleven ${((performance.now() - all) / 1000).toFixed(2)} s`,
  );
}
