import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellKeys,
  countsBehind,
  noiseOf,
  perturbationTable,
  perturbCounts,
} from '../../../../../shared/domain/disclosure/cellKey/cellKey.ts';
import {
  lastRow,
  NoNoiseTable,
  type NoiseSettings,
  noiseTable,
} from '../../../../../shared/domain/disclosure/cellKey/noise.ts';
import { perturbedRatio } from '../../../../../shared/domain/disclosure/cellKey/ratios.ts';
import { perturbSums } from '../../../../../shared/domain/disclosure/cellKey/sums.ts';
import { contributorsOf, innerSums } from '../../../../../shared/domain/tables/contributions.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import { withMargins } from '../../../../../shared/domain/tables/table.ts';
import { DISCLOSURE_REFERENCE } from '../../../../support/disclosureReference.ts';

interface Reference {
  readonly dims: Readonly<Record<'sex' | 'age', readonly string[]>>;
  readonly runs: readonly {
    readonly params: { readonly D: number; readonly V: number; readonly js: number };
    readonly ptable: readonly { readonly i: number; readonly v: number; readonly p_int_ub: number }[];
    readonly freqtab: readonly {
      readonly sex: string;
      readonly age: string;
      readonly uwc: number;
      readonly puwc: number;
    }[];
    readonly modifications: readonly {
      readonly sex: string;
      readonly age: string;
      readonly ckey: number;
      readonly pert: number;
    }[];
  }[];
}

const CASE = path.join(DISCLOSURE_REFERENCE, 'ckm-counts');
/** The case's keys have eight decimals, so they are whole numbers modulo 1e8. */
const MODULUS = 1e8;

describe.skipIf(!existsSync(CASE))('the reference case ckm-counts (left out without the reference folder)', () => {
  const read = (): Reference => JSON.parse(readFileSync(path.join(CASE, 'expected.json'), 'utf8')) as Reference;

  it('has the same counts, keys and noise in every cell of every run', () => {
    const { dims, runs } = read();
    const sex = flatDimension('sex', dims.sex.slice(1), 'Total');
    const age = flatDimension('age', dims.age.slice(1), 'Total');
    const rows = readFileSync(path.join(CASE, 'input.csv'), 'utf8').trim().split(/\r?\n/u).slice(1);
    const records = rows.map((row) => row.split(','));
    const inner = Int32Array.from(
      records,
      ([s = '', a = '']) => sex.codes.indexOf(s) * age.codes.length + age.codes.indexOf(a),
    );
    const keys = Float64Array.from(records, (record) => Math.round(Number(record[3]) * MODULUS));
    const counts = new Float64Array(sex.codes.length * age.codes.length);
    for (const cell of inner) counts[cell] = (counts[cell] ?? 0) + 1;
    const all = withMargins([sex, age], counts);
    const keyOf = cellKeys([sex, age], inner, keys, MODULUS);
    let compared = 0;
    for (const { ptable, freqtab, modifications } of runs) {
      const last = Math.max(...ptable.map(({ i }) => i));
      const table = {
        modulus: MODULUS,
        rows: Array.from({ length: last + 1 }, (_, i) => {
          const own = ptable.filter((entry) => entry.i === i);
          return { noise: own.map(({ v }) => v), above: own.map((entry) => Math.round(entry.p_int_ub * MODULUS)) };
        }),
      };
      const perturbed = perturbCounts(all, keyOf, table);
      for (const [row, expected] of freqtab.entries()) {
        const cell = sex.codes.indexOf(expected.sex) * age.codes.length + age.codes.indexOf(expected.age);
        const change = modifications[row];
        expect(all[cell]).toBe(expected.uwc);
        expect(perturbed[cell]).toBe(expected.puwc);
        expect(keyOf[cell]).toBe(Math.round((change?.ckey ?? -1) * MODULUS));
        expect(noiseOf(expected.uwc, keyOf[cell] ?? -1, table)).toBe(change?.pert);
        compared += 1;
      }
    }
    expect(compared).toBe(84);
  });
});

/** A table exists, or the one refusal that is allowed says that it does not. */
function isPossible(asked: NoiseSettings): boolean {
  try {
    return noiseTable(asked).length > 0;
  } catch (error) {
    if (error instanceof NoNoiseTable) return false;
    throw error;
  }
}

describe('a table of noise', () => {
  const settings = fc
    .record({
      most: fc.integer({ min: 2, max: 9 }),
      smallest: fc.integer({ min: 0, max: 2 }),
      variance: fc.double({ min: 0.5, max: 6, noNaN: true }),
    })
    .filter(isPossible);

  it('is unbiased, has the variance or less, and leads to nothing among the smallest counts', () => {
    fc.assert(
      fc.property(settings, (asked) => {
        const rows = noiseTable(asked);
        expect(rows).toHaveLength(lastRow(asked) + 1);
        for (const [count, { noise, probability, variance }] of rows.entries()) {
          const sum = (of: (v: number) => number): number =>
            noise.reduce((total, v, i) => total + of(v) * (probability[i] ?? Number.NaN), 0);
          expect(sum(() => 1)).toBeCloseTo(1, 10);
          expect(sum((v) => v)).toBeCloseTo(0, 8);
          expect(sum((v) => v * v)).toBeCloseTo(count === 0 ? 0 : variance, 7);
          expect(variance).toBeLessThanOrEqual(asked.variance);
          for (const v of noise) {
            expect(Math.abs(v)).toBeLessThanOrEqual(asked.most);
            expect(count + v === 0 || count + v > asked.smallest || count === 0).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has the greatest entropy: no other distribution with the same moments has more', () => {
    const entropy = (p: readonly number[]): number => -p.reduce((sum, q) => sum + (q > 0 ? q * Math.log(q) : 0), 0);
    for (const { noise, probability } of noiseTable({ most: 4, variance: 2, smallest: 1 }).slice(1)) {
      // Directions that keep the sum, the mean and the variance: third differences over any four neighbours of equal distance.
      const own = entropy(probability);
      for (let i = 0; i + 3 < noise.length; i += 1) {
        const four = noise.slice(i, i + 4);
        if ((four[3] ?? 0) - (four[0] ?? 0) !== 3) continue;
        for (const step of [1e-4, -1e-4]) {
          const moved = [...probability];
          for (const [offset, weight] of [1, -3, 3, -1].entries())
            moved[i + offset] = (moved[i + offset] ?? 0) + step * weight;
          expect(entropy(moved)).toBeLessThan(own);
        }
      }
    }
  });

  it('says for which count it cannot be made', () => {
    expect(() => noiseTable({ most: 5, variance: 1, smallest: 4 })).toThrowError(
      expect.objectContaining({ name: 'NoNoiseTable', count: 1 }),
    );
  });

  it('gives each noise its share of the keys, and every key a noise', () => {
    const rows = noiseTable({ most: 2, variance: 1, smallest: 0 });
    const table = perturbationTable(rows, 1000);
    const seen = new Map<number, number>();
    for (let key = 0; key < 1000; key += 1) {
      const v = noiseOf(7, key, table);
      seen.set(v, (seen.get(v) ?? 0) + 1);
    }
    const last = rows.at(-1);
    for (const [i, v] of (last?.noise ?? []).entries())
      expect(Math.abs((seen.get(v) ?? 0) / 1000 - (last?.probability[i] ?? 0))).toBeLessThanOrEqual(0.001);
    expect(noiseOf(0, 999, table)).toBe(0);
  });

  it('tells which counts can lie behind a published one', () => {
    const table = perturbationTable(noiseTable({ most: 3, variance: 2, smallest: 1 }));
    expect(countsBehind(0, table)).toEqual({ least: 0, greatest: 3 });
    expect(countsBehind(2, table)).toEqual({ least: 1, greatest: 5 });
    expect(countsBehind(100, table)).toEqual({ least: 97, greatest: 103 });
    expect(() => countsBehind(1, table)).toThrow(RangeError);
  });
});

describe('cell keys', () => {
  const line = [flatDimension('area', ['a', 'b', 'c'], 'Total')];

  it('do not depend on the order of the records, and a margin has the key of its records', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 2 ** 32 - 1 })), { maxLength: 30 }),
        (records) => {
          const keys = (list: typeof records): Float64Array =>
            cellKeys(
              line,
              Int32Array.from(list, ([cell]) => cell),
              Float64Array.from(list, ([, key]) => key),
            );
          const own = keys(records);
          expect(keys(records.toReversed())).toEqual(own);
          const total = records.reduce((sum, [, key]) => (sum + BigInt(key)) % 2n ** 32n, 0n);
          expect(BigInt(own[0] ?? -1)).toBe(total);
        },
      ),
    );
  });

  it('refuse what is no whole number below the modulus', () => {
    for (const key of [-1, 0.5, 2 ** 32, Number.NaN])
      expect(() => cellKeys(line, Int32Array.of(1), Float64Array.of(key))).toThrow(RangeError);
  });
});

describe('perturbed sums and ratios', () => {
  const line = [flatDimension('area', ['a', 'b'], 'Total')];
  const rows = {
    cell: Int32Array.of(1, 1, 2),
    amount: Float64Array.of(100, 10, 50),
    weight: null,
    unit: Int32Array.of(0, 1, 2),
    holding: Int32Array.of(0, 1, 2),
  };

  it('keep away from a cell of one contributor by at least half its share, in the contributor’s own direction everywhere', () => {
    const contributors = contributorsOf(line, rows);
    const sums = withMargins(line, innerSums(line, rows));
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 999 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.nat({ max: 999 }), { minLength: 3, maxLength: 3 }),
        (own, keys) => {
          const shown = perturbSums(sums, contributors, Float64Array.from(keys), Float64Array.from(own), {
            shares: [0.4],
            modulus: 1000,
          });
          const [, a = 0, b = 0] = shown;
          expect(Math.abs(b - 50)).toBeGreaterThanOrEqual(0.5 * 0.4 * 50 - 1e-9);
          expect(Math.abs(b - 50)).toBeLessThanOrEqual(0.4 * 50 + 1e-9);
          expect(Math.sign(a - 110)).toBe(Math.sign((shown[0] ?? 0) - 160));
        },
      ),
    );
  });

  it('leave a cell without contributors as it is', () => {
    const none = {
      cell: new Int32Array(),
      amount: new Float64Array(),
      weight: null,
      unit: new Int32Array(),
      holding: new Int32Array(),
    };
    const sums = new Float64Array(3);
    expect(
      perturbSums(sums, contributorsOf(line, none), new Float64Array(3), new Float64Array(), {
        shares: [1],
        modulus: 7,
      }),
    ).toEqual(sums);
  });

  it('never show more than the whole as a share, and nothing over nothing', () => {
    expect(perturbedRatio(6, 5, 'share')).toBe(1);
    expect(perturbedRatio(60, 5, 'mean')).toBe(12);
    expect(perturbedRatio(0, 0, 'share')).toBeNaN();
    expect(perturbedRatio(Number.NaN, 4, 'mean')).toBeNaN();
  });
});
