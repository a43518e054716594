import { describe, expect, it } from 'vitest';
import { A, B, onPaper, shipped } from '../../support/paperIndicators.ts';

const elever = `
  LopNr RegSO    Meritvarde BehorigYrkes GodkandAlla
  1     6001R001 340        1            1
  2     6001R001 217.5      1            0
  3     6001R001 0          0            0
  4     6001R001 .          .            0
  5     6001R002 180        1            1
  6     6001R002 102.5      0            0`;

describe('school results', () => {
  it('eligible for vocational programmes, of pupils with a record', () => {
    const { at } = onPaper(shipped('eligible-vocational'), { elever });
    expect(at(A)).toMatchObject({ n: 3, numerator: 2, value: 200 / 3 });
    expect(at(B)).toMatchObject({ n: 2, numerator: 1 });
  });

  it('mean merit points: nought is a value, missing is not', () => {
    const { at, result } = onPaper(shipped('merit-points'), { elever });
    expect(at(A)).toMatchObject({
      value: 557.5 / 3,
      n: 3,
      numerator: 557.5,
      contributors: 3,
      largest: 340,
      second: 217.5,
    });
    expect(at(B)).toMatchObject({ value: 141.25, largest: 180, second: 102.5 });
    expect(at('6001')).toMatchObject({ value: 168, n: 5, largest: 340, second: 217.5 });
    expect(result.leftOut.get('merit-points')).toBe(1);
  });

  it('passed all subjects', () => {
    const { at } = onPaper(shipped('passed-all'), { elever });
    expect([at(A).value, at(B).value, at('R').value]).toEqual([25, 50, 100 / 3]);
  });
});
