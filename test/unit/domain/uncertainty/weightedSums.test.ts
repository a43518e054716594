import { describe, expect, it } from 'vitest';
import { weightedSum } from '../../../../shared/domain/assess/weightedSum.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { plainWeightedSums, TOGETHER, weightedSums } from '../../../../shared/domain/uncertainty/weightedSums.ts';

describe('weighted sums by four weight vectors at once', () => {
  it.each([
    [1, 1],
    [3, 4],
    [7, 25],
    [8, 3],
    [301, 26],
  ])('%i areas, %i columns: bit for bit those of one after the other', (n, p) => {
    const random = generator(n, 'sums');
    const columns = Array.from({ length: p }, () => Float64Array.from({ length: n }, () => random.normal()));
    if (n > 2) (columns[0] as Float64Array)[2] = Number.NaN;
    for (const make of [weightedSums, plainWeightedSums]) {
      const sums = make(columns);
      const weights = sums.weights.map(() => random.uniform());
      sums.weights.set(weights);
      sums.compute();
      for (let v = 0; v < TOGETHER; v += 1) {
        const expected = new Float64Array(n);
        const own = columns.map((_column, j) => weights[j * TOGETHER + v] as number);
        weightedSum(expected, [...columns.keys()], columns, Float64Array.from(own));
        expect(sums.sums[v]).toEqual(expected);
      }
    }
  });
});
