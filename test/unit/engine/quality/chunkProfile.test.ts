import { array, assert, constantFrom, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersonalNumberReader } from '../../../../electron/engine/identifiers/personalNumber.ts';
import { type NumberChunk, profileChunk } from '../../../../electron/engine/quality/chunkProfile.ts';
import { binOf, binOrder } from '../../../../electron/engine/quality/fineBins.ts';
import { packChunk } from '../../../../electron/engine/store/packing.ts';
import { anyNumber, madeUpNumber } from '../../../support/personalNumbers.ts';

const MISSING_INTEGER = -2_147_483_648;

/** Bins counted one number at a time, with nothing but the definition. */
function plainBins(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(binOf(value), (counts.get(binOf(value)) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => binOrder(a) - binOrder(b)).flat();
}

function expectPlain(chunk: NumberChunk, rows: number, filled: readonly number[]): void {
  expect(chunk).toMatchObject({
    rows,
    missing: rows - filled.length,
    minimum: filled.reduce((least, value) => (value < least ? value : least), Number.POSITIVE_INFINITY),
    maximum: filled.reduce((most, value) => (value > most ? value : most), Number.NEGATIVE_INFINITY),
    sum: filled.reduce((sum, value) => sum + value, 0),
  });
  expect([...chunk.bins]).toEqual(plainBins(filled));
}

describe('what a chunk shows of itself', () => {
  it('is the same whether its range is known beforehand or not, for whole numbers near each other and far apart', () => {
    const value = oneof(
      integer({ min: -600, max: 600 }),
      integer({ min: 199_990, max: 266_000 }),
      integer({ min: -2_147_483_647, max: 2_147_483_647 }),
      constantFrom(MISSING_INTEGER, 0, 511, 512, -1, 65_535, 65_536),
    );
    assert(
      property(array(value, { maxLength: 60 }), integer({ min: 0, max: 3 }), (given, beyond) => {
        const values = Int32Array.from([...given, ...Array.from({ length: beyond }, () => 7)]);
        const { missing, minimum, maximum } = packChunk('integer', values, given.length);
        const quick = profileChunk('integer', values, given.length, { missing, minimum, maximum });
        expect(quick).toEqual(profileChunk('integer', values, given.length));
        expectPlain(
          quick as NumberChunk,
          given.length,
          given.filter((one) => one !== MISSING_INTEGER),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('counts decimals, minus zero among them, as a plain count does', () => {
    const value = oneof(double({ noNaN: true, min: -1e9, max: 1e9 }), constantFrom(-0, 0, Number.NaN, 0.5, -12.25));
    assert(
      property(array(value, { maxLength: 40 }), (given) => {
        const chunk = profileChunk('decimal', Float64Array.from(given), given.length);
        expectPlain(
          chunk as NumberChunk,
          given.length,
          given.filter((one) => !Number.isNaN(one)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('counts the rows of every code, the highest included', () => {
    const codes = Uint32Array.from([3, 0, 3, 1, 9]);
    const { missing, minimum, maximum } = packChunk('category', codes, 4);
    const chunk = profileChunk('category', codes, 4, { missing, minimum, maximum });
    expect(chunk).toEqual({ kind: 'codes', rows: 4, missing: 1, counts: Uint32Array.of(1, 1, 0, 2) });
    expect(chunk).toEqual(profileChunk('category', codes, 4));
    const none = packChunk('category', Uint32Array.of(0, 0), 2);
    expect(profileChunk('category', Uint32Array.of(0, 0), 2, none)).toMatchObject({
      missing: 2,
      counts: Uint32Array.of(2),
    });
  });

  it('finds the same personal numbers among keys as reading each of them does', () => {
    const reader = new PersonalNumberReader();
    const valid = anyNumber().map(({ twelve }) => Number(twelve));
    const value = oneof(
      valid,
      valid.map((twelve) => twelve % 10_000_000_000),
      valid.map((twelve) => twelve + 1),
      integer({ min: 0, max: 999_999_999_999 }),
      constantFrom(Number(madeUpNumber(1964, 2, 29, 17).twelve), 6_402_913_235, 100_000_000, Number.NaN),
    );
    assert(
      property(array(value, { minLength: 1, maxLength: 30 }), (keys) => {
        const { signs } = profileChunk('key', Float64Array.from(keys), keys.length) as NumberChunk;
        const tens = keys.filter((key) => key >= 100_000_000 && key < 10_000_000_000);
        const twelves = keys.filter((key) => key >= 100_000_000_000);
        expect(signs).toMatchObject({
          tens: tens.length,
          tenHits: tens.filter((key) => reader.readValue(key)).length,
          twelves: twelves.length,
          twelveHits: twelves.filter((key) => reader.readValue(key)).length,
        });
      }),
      { numRuns: 200 },
    );
  });
});
