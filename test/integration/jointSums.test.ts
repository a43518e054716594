import { describe, expect, it } from 'vitest';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { attackIntervals } from '../../shared/domain/disclosure/attack/intervals.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { jointProblem } from '../../shared/domain/release/jointProblem.ts';
import { commonAreas, type JointTable } from '../../shared/domain/release/jointTable.ts';
import { linksOf } from '../../shared/domain/release/links.ts';
import { mergeCells } from '../../shared/domain/release/merged.ts';
import { attackWithPy, hasAttackerPy } from '../support/attackerPy.ts';

/*
 * Sums of three releases attacked together, against attacker.py, which shares no code. Its problem is written from what the tables mean and
 * not from what the joint attack finds: every column is a set of three parts of the whole, columns of one set are one cell in each area, and
 * a set is the sum of two that make it up, in whatever release they stand.
 */

const AREAS = { codes: ['R', 'M1', 'M2', 'a', 'b', 'c', 'd'], parents: [-1, 0, 0, 1, 1, 2, 2] };
const WHOLE = 'pqr';
const RELEASES = [
  [WHOLE, 'pq', 'r'],
  [WHOLE, 'p', 'qr'],
  [WHOLE, 'q', 'pr'],
] as const;
const SETS = [...new Set(RELEASES.flat())];

interface Case {
  readonly tables: readonly JointTable[];
  readonly text: string;
}

/** Amounts of each part in each area, some sets hidden in some areas, and both problems made of them. */
function caseOf(seed: number): Case {
  const draw = generator(seed, 'joint sums');
  const amounts = AREAS.codes.map(() => ({ p: 0, q: 0, r: 0 }));
  for (const area of [3, 4, 5, 6])
    for (const part of ['p', 'q', 'r'] as const) {
      const amount = 1 + draw.integer(900);
      for (let at = area; at >= 0; at = AREAS.parents[at] ?? -1) {
        const own = amounts[at];
        if (own !== undefined) own[part] += amount;
      }
    }
  const value = (area: number, set: string): number =>
    (['p', 'q', 'r'] as const).reduce((sum, part) => sum + (set.includes(part) ? (amounts[area]?.[part] ?? 0) : 0), 0);
  const hidden = new Set(
    AREAS.codes.flatMap((_, area) => SETS.filter(() => draw.uniform() < 0.55).map((set) => `${String(area)} ${set}`)),
  );
  const tables = RELEASES.map((sets, release): JointTable => {
    const cells = AREAS.codes.flatMap((_, area) => sets.map((set) => ({ area, set })));
    const unknown = cells.map(({ area, set }) => hidden.has(`${String(area)} ${set}`));
    const truth = Float64Array.from(cells, ({ area, set }) => value(area, set));
    return {
      id: String(release),
      fresh: release === 2,
      subject: String(release),
      unit: 'person inkomst',
      years: [2023],
      population: 'alla',
      areas: AREAS,
      columns: { codes: [...sets], parents: [-1, 0, 0] },
      published: truth.map((amount, cell) => (unknown[cell] === true ? Number.NaN : amount)),
      truth,
      leastHidden: 0,
      minFrequency: 0,
      bounds: {
        lower: Float64Array.from(unknown, (is) => (is ? 0 : Number.NaN)),
        upper: Float64Array.from(unknown, () => Number.POSITIVE_INFINITY),
      },
      levels: {
        primary: Uint8Array.from(unknown, Number),
        up: new Float64Array(cells.length),
        down: new Float64Array(cells.length),
      },
      mass: truth.map(() => 100),
      knowers: [],
    };
  });
  const id = (area: number, set: string): string => `${AREAS.codes[area] ?? ''}|${set}`;
  const equations = AREAS.codes.flatMap((_, area) => [
    ...[
      ['pq', 'r'],
      ['p', 'qr'],
      ['q', 'pr'],
    ].map((parts) => ({ total: id(area, WHOLE), parts: parts.map((set) => id(area, set)) })),
    ...(['pq', 'qr', 'pr'] as const).map((set) => ({
      total: id(area, set),
      parts: set.split('').map((part) => id(area, part)),
    })),
    ...SETS.flatMap((set) => {
      const below = [...AREAS.codes.keys()].filter((child) => AREAS.parents[child] === area);
      return below.length === 0 ? [] : [{ total: id(area, set), parts: below.map((child) => id(child, set)) }];
    }),
  ]);
  const cells = AREAS.codes.flatMap((_, area) =>
    SETS.map((set) => ({
      id: id(area, set),
      value: value(area, set),
      suppressed: hidden.has(`${String(area)} ${set}`),
    })),
  );
  return { tables, text: JSON.stringify({ cells, equations, nonneg: true }) };
}

const CASES = 60;

describe('the joint attack of sums', () => {
  it.skipIf(!hasAttackerPy())('gives the intervals of attacker.py (skipped without it)', async () => {
    const solvers = await loadSolvers();
    const cases = Array.from({ length: CASES }, (_, seed) => caseOf(seed));
    const theirs = attackWithPy(cases.map(({ text }) => ({ text, insiders: false })));
    const faults: string[] = [];
    let compared = 0;
    for (const [seed, { tables }] of cases.entries()) {
      const commonOf = commonAreas();
      const merged = mergeCells(tables, commonOf);
      const links = linksOf(merged, commonOf, () => null);
      const joint = jointProblem(merged, links);
      const expected = new Map((theirs[seed]?.[0]?.cells ?? []).map((cell) => [cell.id, cell]));
      if (joint === null) continue;
      const { problem } = joint;
      const found = attackIntervals({ ...problem, hidden: problem.unknown, integer: false }, solvers);
      for (const [cell, name] of problem.ids.entries()) {
        const reference = expected.get(name);
        if (problem.unknown[cell] !== 1 || reference === undefined) continue;
        compared += 1;
        const [min, max] = [found.min[cell] ?? Number.NaN, found.max[cell] ?? Number.NaN];
        const apart = Math.abs(min - (reference.min ?? -Infinity)) > 1e-6;
        const open = reference.max === null ? max !== Infinity : Math.abs(max - reference.max) > 1e-6;
        if (apart || open)
          faults.push(`${String(seed)} ${name}: [${min}, ${max}], attacker.py [${reference.min}, ${reference.max}]`);
      }
    }
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});
