import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iterateIn } from '../../../../shared/domain/groups/kMeans/lloyd.ts';
import { seedCentres } from '../../../../shared/domain/groups/kMeans/seeding.ts';
import { moveSinglePoints } from '../../../../shared/domain/groups/kMeans/singleMoves.ts';
import { plainSpaceFor, type Space, spaceFor } from '../../../../shared/domain/groups/kMeans/space.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';

/** Everything that a start of k-means leaves behind, and how often it asked. */
function started(space: Space, seed: number): unknown {
  const steps: unknown[] = [];
  const told: Space = {
    ...space,
    assign: () => {
      const moved = space.assign();
      steps.push(moved, space.moved.slice(0, 2 * moved));
      return moved;
    },
    nextMove: (from) => {
      const at = space.nextMove(from);
      steps.push(at, at < space.points.n ? [space.found.to[0], space.found.away[0]] : []);
      return at;
    },
  };
  seedCentres(told, generator(seed, 'start'));
  iterateIn(told);
  moveSinglePoints(told);
  const { partition, bounds } = told;
  return { steps, ...partition, ...bounds, drift: told.bounds.drift };
}

describe('the searches of k-means', () => {
  it('are bit for bit the same in WebAssembly and without, step by step (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 10 }),
        fc.boolean(),
        (seed, k, p, coarse) => {
          const n = 60;
          const random = generator(seed, 'points');
          // Coarse values give ties and points that are alike.
          const values = Float64Array.from({ length: n * p }, (_none, at) =>
            at < 10 ? at : coarse ? random.integer(3) : random.normal(),
          );
          const points = { n, p, values };
          const [quick, plain] = [spaceFor(points, k), plainSpaceFor(points, k)];
          for (const start of [seed, seed + 1]) expect(started(quick, start)).toEqual(started(plain, start));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('leave no point that lies nearer to another centre, nor one whose move lowers the inertia', () => {
    const random = generator(5, 'points');
    const points = { n: 300, p: 5, values: Float64Array.from({ length: 1500 }, () => random.normal()) };
    const space = spaceFor(points, 7);
    seedCentres(space, generator(1, 'start'));
    iterateIn(space);
    moveSinglePoints(space);
    const { labels, sizes, centres } = space.partition;
    const square = (i: number, c: number): number =>
      Array.from({ length: 5 }, (_none, j) => j).reduce(
        (sum, j) => sum + ((points.values[i * 5 + j] ?? 0) - (centres[c * 8 + j] ?? 0)) ** 2,
        0,
      );
    for (let i = 0; i < points.n; i += 1) {
      const own = labels[i] ?? 0;
      const size = sizes[own] ?? 0;
      const save = (size / (size - 1)) * square(i, own);
      for (let c = 0; c < 7; c += 1) {
        if (c === own) continue;
        const joined = sizes[c] ?? 0;
        expect((joined / (joined + 1)) * square(i, c)).toBeGreaterThanOrEqual(save * (1 - 1e-9));
      }
    }
  });
});
