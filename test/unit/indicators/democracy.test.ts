import { describe, expect, it } from 'vitest';
import { A, B, onPaper, shipped } from '../../support/paperIndicators.ts';

// Voters 4 and 8 may not vote in the national election; 7 has no record of the municipal one.
const rostande = `
  LopNr RegSO    RostrattRiksdag RostadeRiksdag RostadeRegion RostadeKommun
  1     6001R001 1               1              1             1
  2     6001R001 1               1              0             1
  3     6001R001 1               0              0             0
  4     6001R001 0               .              1             1
  5     6001R002 1               1              1             1
  6     6001R002 1               0              0             0
  7     6001R002 1               0              0             .
  8     .        0               .              0             1`;

describe('turnout', () => {
  it('national election: of those with that right', () => {
    const { at } = onPaper(shipped('turnout-national'), { rostande });
    expect(at(A)).toMatchObject({ n: 3, numerator: 2, value: 200 / 3 });
    expect(at(B)).toMatchObject({ n: 3, numerator: 1 });
    expect(at('R')).toMatchObject({ n: 6, numerator: 3, value: 50 });
  });

  it('regional election: of all on the roll', () => {
    const { at } = onPaper(shipped('turnout-regional'), { rostande });
    expect(at(A)).toMatchObject({ n: 4, numerator: 2, value: 50 });
    expect(at(B)).toMatchObject({ n: 3, numerator: 1 });
  });

  it('municipal election: an unknown vote is left out, a voter without an area counts in the nation', () => {
    const { at } = onPaper(shipped('turnout-municipal'), { rostande });
    expect(at(A)).toMatchObject({ n: 4, numerator: 3, value: 75 });
    expect(at(B)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    expect(at('60')).toMatchObject({ n: 6, numerator: 4 });
    expect(at('R')).toMatchObject({ n: 7, numerator: 5 });
  });
});
