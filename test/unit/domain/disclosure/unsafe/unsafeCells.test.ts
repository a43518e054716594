import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, type DisclosureRules } from '../../../../../shared/domain/disclosure/rules.ts';
import { unsafeCells } from '../../../../../shared/domain/disclosure/unsafe/unsafeCells.ts';
import { flatDimension } from '../../../../../shared/domain/tables/dimension.ts';
import {
  buildSystem,
  type CellSystem,
  frequencySystem,
  type Part,
} from '../../../../../shared/domain/tables/system.ts';
import { cellCount, frequencyTable, strides } from '../../../../../shared/domain/tables/table.ts';
import { magnitudeTable } from '../../../../support/magnitudeTable.ts';
import { hasReference, referenceJson, referenceRows } from '../../../../support/sharedReference.ts';

const rules = (limits: Partial<DisclosureRules>): DisclosureRules => ({ ...DEFAULT_RULES, minFrequency: 1, ...limits });
const systemOf = (...parts: Part[]): CellSystem => {
  const built = buildSystem(parts);
  if (!built.ok) throw new Error(built.fault);
  return built.system;
};
const idsOf = ({ ids }: CellSystem, flags: Uint8Array): string[] => ids.filter((_, cell) => flags[cell] === 1).sort();

/** magnitude1 of the peer: 20 contributions of four companies in four sectors and three countries. */
const companies = (): Part => {
  const rows = referenceRows('few-contributors');
  const categories = (column: string): string[] => [...new Set(rows.map((row) => row[column] ?? ''))].sort();
  return magnitudeTable(
    [flatDimension('sector4', categories('sector4'), 'Total'), flatDimension('geo', categories('geo'), 'Total')],
    rows.map((row) => ({
      codes: [row['sector4'] ?? '', row['geo'] ?? ''],
      value: Number(row['value']),
      holding: row['company'] ?? '',
    })),
    1,
  );
};

interface Contributors {
  readonly runs: readonly {
    readonly maxN: number;
    readonly cells: readonly {
      readonly sector4: string;
      readonly geo: string;
      readonly value: number;
      readonly freq: number;
      readonly nRule: number;
      readonly primary: boolean;
    }[];
  }[];
}

describe('unsafe sums', () => {
  it.skipIf(!hasReference('few-contributors'))('few-contributors: values, contributors and primaries', () => {
    const system = systemOf(companies());
    const contributors = system.blocks[0]?.contributors;
    const { runs } = referenceJson('few-contributors') as Contributors;
    for (const { maxN, cells } of runs) {
      const { primary } = unsafeCells(system, rules({ minContributors: maxN + 1 }));
      const expected = cells.filter((cell) => cell.primary).map(({ sector4, geo }) => `${sector4}|${geo}`);
      expect(idsOf(system, primary)).toEqual(expected.sort());
      for (const { sector4, geo, value, nRule, freq } of cells) {
        const cell = system.ids.indexOf(`${sector4}|${geo}`);
        const many = (contributors?.start[cell + 1] ?? 0) - (contributors?.start[cell] ?? 0);
        expect([sector4, geo, (system.values[cell] ?? 0) / 10, many, contributors?.units[cell]]).toEqual([
          sector4,
          geo,
          value,
          nRule,
          freq,
        ]);
      }
    }
  });

  it('a holding joins its units: two firms of one owner are one contributor', () => {
    const dimensions = [flatDimension('a', ['x', 'y'], 'T')];
    const row = (code: string, value: number, unit: string, holding: string) => ({
      codes: [code],
      value,
      unit,
      holding,
    });
    const system = systemOf(
      magnitudeTable(dimensions, [
        row('x', 60, 'f', 'H'),
        row('x', 40, 'g', 'H'),
        row('y', 50, 'h', 'I'),
        row('y', 50, 'i', 'J'),
      ]),
    );
    expect(idsOf(system, unsafeCells(system, rules({ minContributors: 2 })).primary)).toEqual(['x']);
    expect(idsOf(system, unsafeCells(system, rules({ minFrequency: 3 })).primary)).toEqual(['x', 'y']);
    expect(system.knowers).toEqual([{ name: 'x', cells: [1] }]);
  });

  it('negative values count by their absolute value, and switch no check off', () => {
    const dimensions = [flatDimension('a', ['x', 'y'], 'T')];
    const system = systemOf(
      magnitudeTable(dimensions, [
        { codes: ['x'], value: -90 },
        { codes: ['x'], value: 5 },
        { codes: ['x'], value: 5 },
        { codes: ['y'], value: 40 },
        { codes: ['y'], value: -30 },
        { codes: ['y'], value: 30 },
      ]),
    );
    const found = unsafeCells(system, rules({ nk: [{ n: 1, k: 75 }] }));
    expect(idsOf(system, found.primary)).toEqual(['x']);
    // 100/75 x 90 - 100 = 20, and nothing holds a sum that may be negative above 0.
    expect(found.upperLevel[1]).toBeCloseTo(20, 9);
    expect(found.lowerLevel[1]).toBeCloseTo(20, 9);
  });

  it('a waived cell keeps its breaches and is not primary', () => {
    const dimensions = [flatDimension('a', ['x', 'y'], 'T')];
    const system = systemOf(magnitudeTable(dimensions, [{ codes: ['x'], value: 9 }]));
    const found = unsafeCells(system, rules({ pPercent: 10 }), new Set([1]));
    expect(idsOf(system, found.primary)).toEqual(['T']);
    expect(found.breaches.get(1)?.map(({ rule }) => rule)).toEqual(['pPercent']);
  });
});

interface Direct {
  readonly cells: readonly {
    readonly mun: string;
    readonly inj: string;
    readonly freq: number;
    readonly primary: boolean;
  }[];
}

describe('group disclosure', () => {
  it.skipIf(!hasReference('direct-disclosure'))(
    'direct-disclosure: rows and columns with all or all but one in one cell',
    () => {
      const rows = referenceRows('direct-disclosure');
      const categories = (column: string): string[] => [...new Set(rows.map((row) => row[column] ?? ''))].sort();
      const dimensions = [
        flatDimension('mun', categories('mun'), 'Total'),
        flatDimension('inj', categories('inj'), 'Total'),
      ] as const;
      const inner = new Float64Array(cellCount(dimensions));
      const [step = 0] = strides(dimensions);
      for (const row of rows)
        inner[dimensions[0].codes.indexOf(row['mun'] ?? '') * step + dimensions[1].codes.indexOf(row['inj'] ?? '')] =
          Number(row['freq']);
      const system = frequencySystem(frequencyTable({ title: 't', measure: 'freq', dimensions }, inner));
      const { primary } = unsafeCells(system, rules({ groupDisclosure: { allBut: 1 } }));
      const { cells } = referenceJson('direct-disclosure') as Direct;
      expect(idsOf(system, primary)).toEqual(
        cells
          .filter((cell) => cell.primary)
          .map(({ mun, inj }) => `${mun}|${inj}`)
          .sort(),
      );
    },
  );
});
