import { describe, expect, it } from 'vitest';
import { splitBySex } from '../../../electron/engine/indicators/bySex.ts';
import { shippedDefinitions } from '../../../electron/engine/indicators/shipped.ts';
import { A, B, onPaper, type PaperValue, shipped } from '../../support/paperIndicators.ts';

/*
 * Shipped definitions on registers of at most twenty people, the answers counted by hand: id, what is counted in area A and
 * in B, and in words why.
 */
type Case = readonly [id: string, inA: Partial<PaperValue>, inB: Partial<PaperValue>];
type Papers = Readonly<Record<string, string>>;
const NONE = { value: Number.NaN, n: 0 };

const tried = (papers: Papers, cases: readonly Case[]): void => {
  it.each(cases)('%s', (id, inA, inB) => {
    const { at } = onPaper(shipped(id), papers);
    expect(at(A)).toMatchObject(inA);
    expect(at(B)).toMatchObject(inB);
  });
};

describe('crime by type, by the place of the crime', () => {
  const person = 'LopNr RegSO\n1 6001R001\n2 6001R001\n3 6001R001\n4 6001R001\n5 6001R002';
  const brott = `
    HandelseLopNr RegSO    Brottstyp
    1             6001R001 Stöld
    2             6001R001 Stöld
    3             6001R001 Skadegörelse
    4             6001R002 Bedrägeri
    5             .        Övrigt
    6             6001R001 .`;
  tried({ person, brott }, [
    ['reported-theft', { value: 500, n: 4, numerator: 2 }, { value: 0, numerator: 0 }],
    ['reported-damage', { value: 250, numerator: 1 }, { value: 0 }],
    ['reported-fraud', { value: 0 }, { value: 1000, n: 1, numerator: 1 }],
    ['reported-other-crimes', { value: 0 }, { value: 0 }],
  ]);

  it('counts a crime without a place in the nation', () => {
    expect(onPaper(shipped('reported-other-crimes'), { person, brott }).at('R')).toMatchObject({ value: 200, n: 5 });
  });
});

describe('economy', () => {
  // The median of every year is 100, so the limit is 60. The nation's other people have 100.
  const year = (...incomes: readonly (number | '.')[]): string =>
    `LopNr RegSO RegistreradHelaAret Alder DispInkKE04\n${[...incomes, 100, 100, 100, 100, 100, 100]
      .map((income, i) => `${String(i + 1)} ${i < 4 ? A : i < 6 ? B : '.'} 1 ${String(15 + i)} ${String(income)}`)
      .join('\n')}`;
  const papers = {
    //            always, once before, not now, unknown once but low twice; two unknown; low twice of three
    person: year(50, 50, 100, 50, 50, 59),
    'person 2021': year(50, 50, 50, 50, '.', 59),
    'person 2020': year(50, 100, 50, 50, '.', 60),
    'person 2019': year(50, 100, 50, '.', 50, 59),
  };
  tried(papers, [
    // 1 and 4 are; 2 was low once before, 3 is not low now.
    ['persistently-low-economic-standard', { value: 50, n: 4, numerator: 2 }, { value: 100, n: 1, numerator: 1 }],
    // Aged 15 to 18, then 19 and 20 in B: 50, 50, 100, 50 and 50.
    ['low-economic-standard-children', { value: 75, n: 4, numerator: 3 }, { value: 100, n: 1 }],
    // A: 50, 50, 50, 100: P90 = 50 + 0.7 * 50 = 85, P10 = 50. B: 50 and 59: 58.1 / 50.9.
    ['income-p90-p10', { value: 1.7, n: 4 }, { n: 2 }],
  ]);

  it('leaves out whom two unknown years leave undecided', () => {
    const { result } = onPaper(shipped('persistently-low-economic-standard'), papers);
    expect(result.leftOut.get('persistently-low-economic-standard')).toBe(1);
  });
});

describe('benefits', () => {
  const person = `
    LopNr RegSO    Alder SocBidrPersF04 DispInk04 EkBistManader
    1     6001R001 18    100            1000      2
    2     6001R001 24    0              3000      0
    3     6001R001 17    50             500       .
    4     6001R001 25    .              2000      5
    5     6001R002 20    0              -100      0
    6     6001R002 70    300            700       12`;
  tried({ person }, [
    // 100 of 4 000; the person without an amount and the child are not in it. A negative income is an income.
    ['income-support-share', { value: 2.5, n: 4000, numerator: 100, contributors: 2 }, { value: 50, n: 600 }],
    ['economic-assistance-18-24', { value: 50, n: 2, numerator: 1 }, { value: 0, n: 1 }],
  ]);
});

describe('work', () => {
  const person = `
    LopNr RegSO    Alder Kon UtlSvBakg VistelseTid BAS ALosManader
    1     6001R001 20    1   11        0           1   0
    2     6001R001 64    2   11        4           2   12
    3     6001R001 30    1   11        5           1   11
    4     6001R001 30    2   11        .           1   0
    5     6001R001 65    1   11        2           1   .
    6     6001R001 40    1   22        .           1   0
    7     6001R002 40    2   11        9           2   12
    8     6001R002 41    2   11        10          .   12`;
  tried({ person }, [
    ['employment-newly-arrived', { value: 50, n: 2, numerator: 1 }, NONE],
    ['employment-born-abroad-5-9-years', { value: 100, n: 1 }, { value: 0, n: 1 }],
    ['unemployed-whole-year', { value: 20, n: 5, numerator: 1 }, { value: 100, n: 2 }],
    // Nation: men 20-29 1, 30-39 1, 40-49 1; women 30-39 1, 40-49 1, 60-64 1. A has all but women 40-49: 4 of 5 work.
    ['employment-rate-standardised', { value: 80, n: 5, numerator: 4 }, { value: 0, n: 1 }],
  ]);
});

describe('school', () => {
  const elever = `
    LopNr RegSO    BehorigYrkes BehorigHogskole Meritvarde
    1     6001R001 1            1               240
    2     6001R001 1            0               120
    3     6001R002 .            .               .`;
  const earlier = 'LopNr RegSO BehorigYrkes Meritvarde\n7 6001R001 0 90\n8 6001R002 1 200';
  tried({ elever, 'elever 2021': earlier, 'elever 2020': earlier }, [
    ['eligible-preparatory', { value: 50, n: 2 }, NONE],
    ['eligible-vocational-3-years', { value: 50, n: 4, numerator: 2 }, { value: 100, n: 2 }],
    // (240 + 120 + 90 + 90) / 4, and 200 twice.
    ['merit-points-3-years', { value: 135, n: 4, numerator: 540 }, { value: 200, n: 2, largest: 200, second: 200 }],
  ]);
});

describe('democracy and association life', () => {
  const person = `
    LopNr RegSO    Alder LokTillfallen
    1     6001R001 18    40
    2     6001R001 29    .
    3     6001R001 30    .
    4     6001R001 7     1
    5     6001R001 25    0
    6     6001R002 13    39
    7     6001R002 6     .`;
  const rostande = `
    LopNr RegSO    RostadeKommun
    1     6001R001 1
    2     6001R001 0
    3     6001R001 1
    99    6001R001 1
    5     6001R002 1`;
  tried({ person, rostande }, [
    // Voters 1 and 2 by age; 3 is too old and 99 has no age.
    ['turnout-municipal-18-29', { value: 50, n: 2 }, { value: 100, n: 1 }],
    ['sports-club-7-25', { value: 200 / 3, n: 3, numerator: 2 }, { value: 100, n: 1 }],
    ['sports-club-occasions', { value: 41 / 3, n: 3, numerator: 41, largest: 40 }, { value: 39 }],
    ['sports-club-regular-13-20', { value: 100, n: 1 }, { value: 0, n: 1 }],
  ]);
});

describe('health', () => {
  const person = `
    LopNr RegSO    Alder Kon SjukErsManader Ohalsodagar
    1     6001R001 19    1   1              90.5
    2     6001R001 64    1   12             90
    3     6001R001 40    2   0              0
    4     6001R001 18    2   5              200
    5     6001R001 65    2   12             .
    6     6001R002 45    2   0              365
    7     6001R002 46    2   .              .`;
  tried({ person }, [
    ['sickness-compensation', { value: 200 / 3, n: 3, numerator: 2 }, { value: 0, n: 1 }],
    ['ill-health-over-90-days', { value: 50, n: 4, numerator: 2 }, { value: 100, n: 1 }],
    // Nation: men 19-29 1, men 60-64 1, women 40-49 2. A: (1 * 1 + 1 * 1 + 2 * 0) / 4.
    ['sickness-compensation-standardised', { value: 50, n: 3, numerator: 2 }, { value: 0, n: 1 }],
  ]);
});

describe('dwellings and households', () => {
  const hushall = `
    HushallLopNr RegSO    LagenhetLopNr HushTyp AntalPersoner
    1            6001R001 11            4       4
    2            6001R001 12            1       1
    3            6001R001 13            5       6
    4            6001R002 .             4       5`;
  const lagenhet = `
    LagenhetLopNr RegSO    Boarea Upplatelseform Hustyp
    11            6001R001 80     2              2
    12            6001R001 .      3              1
    13            6001R001 60     2              2`;
  tried({ hushall, lagenhet }, [
    ['living-space', { value: 14, n: 10, numerator: 140, contributors: 2, largest: 80 }, NONE],
    ['tenant-owned-dwellings', { value: 200 / 3, n: 3 }, NONE],
    ['owned-dwellings', { value: 100 / 3, n: 3 }, NONE],
    ['multi-dwelling-buildings', { value: 200 / 3 }, NONE],
    ['couples-with-children', { value: 100 / 3, n: 3 }, { value: 100, n: 1 }],
    ['large-households', { value: 100 / 3, numerator: 1 }, { value: 0 }],
  ]);
});

describe('population', () => {
  const person = `
    LopNr RegSO    Alder UtlSvBakg VistelseTid BAS
    1     6001R001 5     22        .           .
    2     6001R001 6     11        5           .
    3     6001R001 16    11        9           1
    4     6001R001 24    11        10          1
    5     6001R001 64    11        4           2
    6     6001R002 80    12        .           .
    7     6001R002 74    11        .           1`;
  const omrade = 'RegSO Landareal DagbefSyss\n6001R001 2.5 6\n6001R002 0.5 0\n6002R001 1 4';
  tried({ person, omrade }, [
    ['share-0-5', { value: 20, n: 5 }, { value: 0 }],
    ['share-6-15', { value: 20 }, { value: 0 }],
    ['share-16-24', { value: 40 }, { value: 0 }],
    ['share-20-64', { value: 40 }, { value: 0 }],
    ['share-80-plus', { value: 0 }, { value: 50, n: 2 }],
    // Of 7, whose time in the country is unknown, nothing is known: left out.
    ['born-abroad-5-9-years', { value: 40, n: 5 }, { value: 0, n: 1 }],
    ['born-abroad-10-years', { value: 20 }, { value: 0, n: 1 }],
    ['population-density', { value: 2, n: 2.5, numerator: 5 }, { value: 4 }],
    ['day-night-population', { value: 300, n: 2, numerator: 6 }, { value: 0, n: 1 }],
  ]);
});

describe('by sex', () => {
  const person =
    'LopNr RegSO Alder Kon BAS\n1 6001R001 30 1 1\n2 6001R001 30 2 2\n3 6001R001 31 2 1\n4 6001R001 31 . 1';
  const split = (id: string): ReturnType<typeof splitBySex> =>
    splitBySex([{ file: `${id}.json`, definition: shipped(id) }]);

  it('is the same definition over women and over men', () => {
    const [all, women, men] = split('employment-rate-20-64').map(({ definition }) => onPaper(definition, { person }));
    expect(all?.at(A)).toMatchObject({ n: 4, numerator: 3 });
    expect(women?.at(A)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    expect(men?.at(A)).toMatchObject({ n: 1, numerator: 1, value: 100 });
  });

  it('finds sex in another register by the person’s key', () => {
    const rostande = 'LopNr RegSO RostadeKommun\n1 6001R001 1\n2 6001R001 0\n3 6001R001 1\n9 6001R001 1';
    const definitions = split('turnout-municipal');
    expect(definitions.map(({ definition }) => definition.id)).toEqual([
      'turnout-municipal',
      'turnout-municipal--women',
      'turnout-municipal--men',
    ]);
    const [, women] = definitions.map(({ definition }) => onPaper(definition, { person, rostande }));
    expect(women?.at(A)).toMatchObject({ n: 2, value: 50 });
  });

  it('is offered for every shipped indicator of individuals', () => {
    const without = shippedDefinitions()
      .map(({ definition }) => definition)
      .filter(({ bySex, population, measure }) => {
        const isOfEvents = measure.kind === 'rate' && measure.numerator.register !== undefined;
        const isOfAreas = measure.kind === 'ratio' && 'register' in { ...measure.numerator, ...measure.denominator };
        const isOfPeople = ['person', 'elever', 'rostande'].includes(population.register);
        return isOfPeople && !isOfEvents && !isOfAreas && measure.kind !== 'standardised' && bySex === undefined;
      });
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

describe('the age limits of the socio-economic index', () => {
  const person = (year: number): string => `LopNr RegSO Alder Sun2020Niva_old EkBistManader ALosManader
    1 6001R001 20 1 10 0
    2 6001R001 64 3 0 0
    3 6001R001 65 ${year === 2022 ? '1 12 0' : '. . .'}`;
  it.each(['pre-upper-secondary', 'sei-assistance-or-unemployed'])('%s: 20–64 until 2023', (id) => {
    expect(onPaper(shipped(id), { person: person(2022) }).at(A)).toMatchObject({ n: 2, numerator: 1, value: 50 });
    expect(shipped(id).variants).toEqual([
      {
        years: { from: 2024 },
        population: { register: 'person', where: { between: [20, 65], value: { variable: 'Alder' } } },
      },
    ]);
  });
});
