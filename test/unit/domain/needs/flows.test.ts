import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowsThrough } from '../../../../shared/domain/needs/flows.ts';

describe('flows between divisions', () => {
  it('by hand: an area without a node in one of them is in none of the flows', () => {
    const got = flowsThrough(
      [
        { nodes: 2, of: [0, 0, 1, -1] },
        { nodes: 2, of: [1, 0, 1, 1] },
      ],
      Float64Array.of(10, 20, Number.NaN, 40),
    );
    expect(got.columns[0]).toEqual({ areas: Float64Array.of(2, 1), people: Float64Array.of(30, 0) });
    expect(got.between).toEqual([
      [
        { from: 0, to: 0, areas: 1, people: 20 },
        { from: 0, to: 1, areas: 1, people: 10 },
        { from: 1, to: 1, areas: 1, people: 0 },
      ],
    ]);
  });

  it('every node lets out what it takes in (property)', () => {
    const node = fc.integer({ min: -1, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node, node, fc.integer({ min: 0, max: 99 })), { maxLength: 40 }), (areas) => {
        const of = (i: 0 | 1 | 2): { nodes: number; of: number[] } => ({ nodes: 4, of: areas.map((one) => one[i]) });
        const { columns, between } = flowsThrough(
          [of(0), of(1), of(2)],
          Float64Array.from(areas, (one) => one[3]),
        );
        for (const at of [0, 1, 2, 3]) {
          const out = (between[1] ?? []).filter(({ from }) => from === at).reduce((sum, { people }) => sum + people, 0);
          const into = (between[0] ?? []).filter(({ to }) => to === at).reduce((sum, { people }) => sum + people, 0);
          expect(into).toBe(out);
          expect(columns[1]?.people[at]).toBe(into);
        }
      }),
    );
  });
});
