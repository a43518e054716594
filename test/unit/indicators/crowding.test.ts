import { describe, expect, it } from 'vitest';
import { A, B, C, onPaper, shipped } from '../../support/paperIndicators.ts';

/*
 * Rooms are counted besides the kitchen, so bedrooms = rooms - 1. One household a line:
 *   10 A couple, children 3, 8 and 14        5 persons  2 rooms   1 bedroom
 *   11 A one person                          1 person   1 room    0 bedrooms
 *   12 A couple                              2 persons  1 room    0 bedrooms
 *   13 B lone parent, child 10               2 persons  2 rooms   1 bedroom
 *   14 B couple, children 5 and 7            4 persons  rooms unknown, 79 m2
 *   15 B couple, child 2                     3 persons  rooms unknown, 60 m2
 *   16 C two adults, no couple               2 persons  3 rooms   2 bedrooms
 *   17 C one person, dwelling unknown
 *   18 C two persons, rooms and area unknown
 */
const person = `
  LopNr RegSO    HushallLopNr Alder StallningHushall
  1     6001R001 10           40    2
  2     6001R001 10           41    2
  3     6001R001 10           3     3
  4     6001R001 10           8     3
  5     6001R001 10           14    3
  6     6001R001 11           30    1
  7     6001R001 12           25    2
  8     6001R001 12           26    2
  9     6001R002 13           35    1
  10    6001R002 13           10    3
  11    6001R002 14           33    2
  12    6001R002 14           34    2
  13    6001R002 14           5     3
  14    6001R002 14           7     3
  15    6001R002 15           2     3
  16    6002R001 16           50    4
  17    6002R001 16           51    4
  18    6002R001 17           19    1
  19    6002R001 18           18    .
  20    6002R001 .            17    .`;
const hushall = `
  HushallLopNr LagenhetLopNr RegSO    AntalPersoner
  10           100           6001R001 5
  11           101           6001R001 1
  12           102           6001R001 2
  13           103           6001R002 2
  14           104           6001R002 4
  15           105           6001R002 3
  16           106           6002R001 2
  17           .             6002R001 1
  18           108           6002R001 2`;
const lagenhet = `
  LagenhetLopNr RegSO    AntalRum Boarea
  100           6001R001 2        60
  101           6001R001 1        25
  102           6001R001 1        30
  103           6001R002 2        55
  104           6001R002 .        79
  105           6001R002 .        60
  106           6002R001 3        70
  108           6002R001 .        .`;
const papers = { person, hushall, lagenhet };

describe('crowding, norm 2: more than two persons per bedroom', () => {
  const { at } = onPaper(shipped('crowding-norm-2'), papers);

  it('counts households with known rooms', () => {
    // A: 10 (5 > 2) and 12 (2 > 0) are crowded, 11 lives alone. B: only 13 has rooms (2 > 2 is no). C: only 16 (2 > 4 no).
    expect(at(A)).toMatchObject({ n: 3, numerator: 2, value: 200 / 3 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 0, value: 0 });
    expect(at(C)).toMatchObject({ n: 1, numerator: 0 });
    expect(at('R')).toMatchObject({ n: 5, numerator: 2, value: 40 });
  });
});

describe('crowding, norm 3: more than one person per bedroom, couples share', () => {
  it('subtracts couples found among the members', () => {
    const { at } = onPaper(shipped('crowding-norm-3'), papers);
    // A: 10 needs 5 - 1 = 4 of 1; 11 needs 1 of 0; 12 needs 1 of 0: all crowded. B: 13 needs 2 of 1. C: 16 needs 2 of 2.
    expect(at(A)).toMatchObject({ n: 3, numerator: 3 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 1 });
    expect(at(C)).toMatchObject({ n: 1, numerator: 0 });
  });
});

describe("Boverket's bedroom measure", () => {
  it('lets two children under 12 share, exempts those who live alone, and uses floor area where rooms are unknown', () => {
    const { at } = onPaper(shipped('crowding-boverket'), papers);
    // A: 10 needs couple 1 + child of 14 1 + two young children 1 = 3 of 1: crowded. 11 alone: no. 12 needs 1 of 0: crowded.
    expect(at(A)).toMatchObject({ n: 3, numerator: 2 });
    // B: 13 needs 1 + 1 = 2 of 1: crowded. 14: 79 m2 < 4 x 20: crowded. 15: 60 m2 is not less than 3 x 20: no.
    expect(at(B)).toMatchObject({ n: 3, numerator: 2 });
    // C: 16 needs 2 of 2: no. 17 has no dwelling and 18 neither rooms nor area: not included.
    expect(at(C)).toMatchObject({ n: 1, numerator: 0 });
  });
});

describe('children and young people in crowded households', () => {
  it('goes from the person through the household to the dwelling', () => {
    const { at } = onPaper(shipped('crowded-children-norm-2'), papers);
    // A: persons 3, 4 and 5 in household 10, crowded. B: person 10 in 13, not crowded; 13, 14 and 15 have unknown rooms.
    expect(at(A)).toMatchObject({ n: 3, numerator: 3, value: 100 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 0 });
    // C: 18 (no dwelling), 19 (unknown rooms) and 20 (no household) are not included.
    expect(at(C)).toMatchObject({ n: 0, numerator: 0, value: Number.NaN });
  });
});

describe('other household indicators', () => {
  const homes = `
    HushallLopNr LagenhetLopNr RegSO    HushTyp AntalPersoner
    1            1             6001R001 1       1
    2            2             6001R001 3       3
    3            .             6001R001 4       4
    4            3             6001R002 3       2
    5            4             6001R002 .       .`;
  const dwellings = `
    LagenhetLopNr RegSO    Upplatelseform
    1             6001R001 1
    2             6001R001 2
    3             6001R002 1
    4             6001R002 .`;

  it('rented dwellings: a household without a known dwelling or tenure is left out', () => {
    const { at, result } = onPaper(shipped('rented-dwellings'), { hushall: homes, lagenhet: dwellings });
    expect(at(A)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    expect(at(B)).toMatchObject({ n: 1, numerator: 1, value: 100 });
    expect(result.leftOut.get('rented-dwellings')).toBe(2);
  });

  it('lone parents and persons living alone, of households with a known type', () => {
    const lone = onPaper(shipped('lone-parents'), { hushall: homes });
    expect([lone.at(A).numerator, lone.at(A).n, lone.at(B).value]).toEqual([1, 3, 100]);
    const alone = onPaper(shipped('single-person-households'), { hushall: homes });
    expect([alone.at(A).numerator, alone.at(B).value]).toEqual([1, 0]);
  });

  it('persons per household, with the two largest contributions', () => {
    const { at } = onPaper(shipped('household-size'), { hushall: homes });
    expect(at(A)).toMatchObject({ value: 8 / 3, n: 3, numerator: 8, contributors: 3, largest: 4, second: 3 });
    expect(at(B)).toMatchObject({ value: 2, n: 1, largest: 2, second: 0 });
  });
});
