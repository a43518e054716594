import { assert, double, integer, array, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileChunk } from '../../../../electron/engine/quality/chunkProfile.ts';
import {
  ColumnGatherer,
  type ColumnProfile,
  type NumberProfile,
} from '../../../../electron/engine/quality/columnProfile.ts';
import { movedColumns } from '../../../../electron/engine/quality/comparison.ts';
import { plotBins, quantileOf } from '../../../../electron/engine/quality/distribution.ts';
import { driftOf, stabilityIndex } from '../../../../electron/engine/quality/drift.ts';
import { binOf, binOrder, extentOf } from '../../../../electron/engine/quality/fineBins.ts';

const numbers = (values: readonly number[], parts = 1): NumberProfile => {
  const gatherer = new ColumnGatherer('Tal', 'Tal', 'decimal');
  const size = Math.ceil(values.length / parts);
  for (let from = 0; from < values.length; from += size) {
    const part = values.slice(from, from + size);
    gatherer.add(profileChunk('decimal', Float64Array.from(part), part.length));
  }
  return gatherer.profile([]) as NumberProfile;
};

const codes = (texts: readonly string[]): ColumnProfile => {
  const dictionary = ['', ...new Set(texts.filter((text) => text !== ''))];
  const gatherer = new ColumnGatherer('Kod', 'Kod', 'category');
  gatherer.add(
    profileChunk(
      'category',
      Uint32Array.from(texts, (text) => dictionary.indexOf(text)),
      texts.length,
    ),
  );
  return gatherer.profile(dictionary);
};

const repeated = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts).flatMap(([code, count]) => Array.from({ length: count }, () => code));

describe('fine bins', () => {
  it('hold every number between their edges, and lie in the order of the numbers', () => {
    assert(
      property(double({ min: -1e300, max: 1e300, noNaN: true }), (number) => {
        const { from, to } = extentOf(binOf(number));
        expect(number >= from && number <= to).toBe(true);
        // Beyond the smallest numbers a bin is at most 1/256 as wide as what it holds is large.
        expect(Math.abs(number) < 1e-300 || to - from <= (Math.abs(number) / 256) * 1.0001).toBe(true);
      }),
    );
    assert(
      property(
        double({ noNaN: true, noDefaultInfinity: true }),
        double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => {
          const [low, high] = a <= b ? [a, b] : [b, a];
          expect(binOrder(binOf(low))).toBeLessThanOrEqual(binOrder(binOf(high)));
        },
      ),
    );
  });
});

describe('quantiles of a profile', () => {
  it('are exact for whole numbers below 512, and do not depend on how the rows are cut into chunks', () => {
    assert(
      property(
        array(integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 200 }),
        integer({ min: 1, max: 7 }),
        (values, parts) => {
          const sorted = values.toSorted((a, b) => a - b);
          const whole = numbers(values);
          for (const share of [0.01, 0.25, 0.5, 0.9, 1]) {
            const expected = sorted[Math.max(1, Math.ceil(share * values.length)) - 1] as number;
            expect(quantileOf(whole, share)).toBe(expected === 0 ? 0 : expected);
          }
          const { mean, ...inParts } = numbers(values, parts);
          expect({ ...whole, mean }).toEqual({ ...inParts, mean });
        },
      ),
    );
  });

  it('lie within 1/256 otherwise', () => {
    assert(
      property(array(double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 100 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const median = sorted[Math.ceil(values.length / 2) - 1] as number;
        expect(Math.abs(quantileOf(numbers(values), 0.5) - median)).toBeLessThanOrEqual(median / 256 + 1e-12);
      }),
    );
  });

  it('are none without values, and missing ones do not count', () => {
    expect(quantileOf(numbers([Number.NaN, Number.NaN]), 0.5)).toBeNaN();
    expect(quantileOf(numbers([Number.NaN, 7, Number.NaN, 9]), 0.5)).toBe(7);
  });
});

describe('the bars of a plot', () => {
  it('hold every value once, for both years with the same borders', () => {
    assert(
      property(
        array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 100 }),
        array(double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 100 }),
        (now, before) => {
          const bins = plotBins(numbers(now), numbers(before));
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(now.length);
          expect(bins.reduce((sum, { countBefore }) => sum + (countBefore ?? 0), 0)).toBe(before.length);
          expect(bins.length).toBeLessThanOrEqual(60);
          expect(bins.every(({ from, to }, i) => from <= to && (i === 0 || from === bins[i - 1]?.to))).toBe(true);
        },
      ),
    );
  });

  it('are one for each of few whole numbers', () => {
    expect(plotBins(numbers([1, 2, 2, 5]), undefined)).toEqual([
      { from: 1, to: 2, count: 1, countBefore: null },
      { from: 2, to: 3, count: 2, countBefore: null },
      { from: 3, to: 4, count: 0, countBefore: null },
      { from: 4, to: 5, count: 0, countBefore: null },
      { from: 5, to: 6, count: 1, countBefore: null },
    ]);
  });
});

describe('the population stability index', () => {
  it('is what the formula gives by hand', () => {
    // Shares with half a row added: (50.5, 50.5)/101 against (80.5, 20.5)/101.
    const expected = ((50.5 - 80.5) / 101) * Math.log(50.5 / 80.5) + ((50.5 - 20.5) / 101) * Math.log(50.5 / 20.5);
    expect(stabilityIndex([50, 50], [80, 20])).toBeCloseTo(expected, 14);
    expect(expected).toBeCloseTo(0.406_287, 5);
  });

  it('is 0 for equal counts, the same both ways for equal totals, never negative, and none without rows', () => {
    assert(
      property(array(integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 }), (counts) => {
        const other = counts.toReversed();
        const total = counts.reduce((sum, count) => sum + count, 0);
        const index = stabilityIndex(counts, other);
        expect(
          total === 0 ? Number.isNaN(index) : index >= 0 && Math.abs(index - stabilityIndex(other, counts)) < 1e-12,
        ).toBe(true);
        expect(total === 0 || Math.abs(stabilityIndex(counts, counts)) < 1e-12).toBe(true);
      }),
    );
    expect(stabilityIndex([1, 1], [0, 0])).toBeNaN();
  });
});

describe('drift of codes', () => {
  it('tells new and vanished codes, their shares and the distance', () => {
    const drift = driftOf(
      codes(repeated({ '1': 60, '2': 30, '4': 10, '': 20 })),
      codes(repeated({ '1': 50, '2': 30, '3': 20 })),
    );
    expect(drift).toMatchObject({
      newCodes: { codes: ['4'], count: 1, share: 0.1 },
      vanishedCodes: { codes: ['3'], count: 1, share: 0.2 },
      coding: 'wider',
    });
    expect(drift?.missing).toBeCloseTo(20 / 120, 14);
    // |0.6-0.5| + |0.3-0.3| + |0.1-0| + |0-0.2| halved.
    expect(drift?.distance).toBeCloseTo(0.2, 14);
  });

  it('sees that two codes have changed places, and that a column is coded anew', () => {
    expect(driftOf(codes(repeated({ '1': 90, '2': 10 })), codes(repeated({ '1': 10, '2': 90 })))?.coding).toBe(
      'swapped',
    );
    expect(driftOf(codes(repeated({ M: 50, K: 50 })), codes(repeated({ '1': 50, '2': 50 })))?.coding).toBe('recoded');
    expect(driftOf(codes(repeated({ '1': 52, '2': 48 })), codes(repeated({ '1': 50, '2': 50 })))?.coding).toBe('same');
    expect(driftOf(codes(repeated({ '1': 52 })), codes(repeated({ '1': 50, '2': 50 })))?.coding).toBe('narrower');
  });
});

describe('drift of numbers', () => {
  const before = Array.from({ length: 101 }, (_, i) => i);

  it('gives the shift in standard deviations of last year, and how much wider it is', () => {
    const drift = driftOf(numbers(before.map((value) => value * 2 + 20)), numbers(before));
    // Medians 120 and 50; quartiles 25 and 75, so that a standard deviation is 50 / 1.349.
    expect(drift?.location).toBeCloseTo(70 / (50 / 1.349), 12);
    expect(drift?.spread).toBeCloseTo(2, 12);
  });

  it('is nothing for the same numbers', () => {
    expect(driftOf(numbers(before), numbers(before))).toEqual({
      missing: 0,
      psi: 0,
      distance: 0,
      location: 0,
      spread: 1,
      newCodes: null,
      vanishedCodes: null,
      coding: null,
    });
  });

  it('has no scale where last year had one value only', () => {
    expect(driftOf(numbers([1, 2, 3]), numbers([5, 5, 5]))).toMatchObject({ location: null, spread: null });
    expect(driftOf(numbers([5]), numbers([5, 5, 5]))).toMatchObject({ location: 0 });
  });

  it('is not told of what is not of the same kind', () => {
    expect(driftOf(numbers([1]), codes(['1']))).toBeNull();
  });
});

describe('columns that have moved', () => {
  it('are the fewest that explain the order', () => {
    expect(movedColumns(['a', 'd', 'b', 'c'], ['a', 'b', 'c', 'd'])).toEqual(['d']);
    expect(movedColumns(['a', 'new', 'b'], ['a', 'gone', 'b'])).toEqual([]);
    expect(movedColumns(['b', 'a'], ['a', 'b'])).toHaveLength(1);
  });
});
