import { describe, expect, it } from 'vitest';
import { frameOfCodes } from '../../../electron/engine/areas/frame.ts';
import { BLOCK_ROWS } from '../../../electron/engine/indicators/pass/frame.ts';
import { wholeColumns } from '../../../electron/engine/indicators/pass/source.ts';
import { startTeam } from '../../../electron/engine/indicators/pass/team.ts';
import { computeFrom, type YearResult } from '../../../electron/engine/indicators/pass/year.ts';
import { cancellable, silent } from '../../../electron/engine/jobs/progress.ts';
import { MISSING_INTEGER } from '../../../electron/engine/store/columns.ts';
import { generator } from '../../../shared/domain/random/generator.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { columnRegister, memoryColumns } from '../../support/memoryColumns.ts';
import { shipped } from '../../support/paperIndicators.ts';

/*
 * Two and a bit blocks of persons with amounts whose sum hangs on the order of adding, computed by one thread and by
 * three. What runs in a thread of its own is the same file that the application bundles.
 */

const PERSONS = 2 * BLOCK_ROWS + 777;
const HOUSEHOLDS = 300_000;
const source = generator(15, 'threads');
const codes = ['', '6001R001', '6001R002', '6002R001'];
const areasOf = (rows: number) => ({
  type: 'area' as const,
  dictionary: codes,
  values: Uint8Array.from({ length: rows }, () => source.integer(codes.length)),
});

const reader = memoryColumns(
  [
    columnRegister('person', 2022, PERSONS, {
      RegSO: areasOf(PERSONS),
      Alder: {
        type: 'integer',
        values: Int32Array.from({ length: PERSONS }, () => {
          const age = source.integer(111);
          return age === 110 ? MISSING_INTEGER : age;
        }),
      },
      RegistreradHelaAret: {
        type: 'category',
        dictionary: ['', '0', '1'],
        values: Uint8Array.from({ length: PERSONS }, () => source.integer(3)),
      },
      HushallLopNr: {
        type: 'key',
        values: Float64Array.from({ length: PERSONS }, () => 1e10 + 3 * source.integer(HOUSEHOLDS + 9)),
      },
      DispInkKE04: { type: 'decimal', values: Float64Array.from({ length: PERSONS }, () => source.uniform() * 1e5) },
    }),
    columnRegister('hushall', 2022, HOUSEHOLDS, {
      RegSO: areasOf(HOUSEHOLDS),
      HushallLopNr: { type: 'key', values: Float64Array.from({ length: HOUSEHOLDS }, (_, i) => 1e10 + 3 * i) },
    }),
  ],
  65_536,
);

const income: IndicatorDefinition = {
  ...shipped('mean-age'),
  id: 'mean-income',
  measure: { kind: 'mean', value: { divide: [{ variable: 'DispInkKE04' }, 3] } },
};
const children: IndicatorDefinition = {
  ...shipped('household-size'),
  id: 'children-per-household',
  joins: [{ name: 'members', register: 'person', key: 'HushallLopNr', many: true }],
  measure: { kind: 'mean', value: { count: 'members', where: { compare: [{ variable: 'Alder' }, '<', 18] } } },
};
const definitions = [
  income,
  children,
  ...['low-economic-standard', 'median-income', 'share-0-19', 'population'].map(shipped),
].map((definition) => ({ file: `${definition.id}.json`, definition }));

function computedBy(helpers: number): YearResult {
  const team = startTeam(helpers);
  const compute = (): YearResult =>
    computeFrom(
      wholeColumns(reader, 2022),
      frameOfCodes(codes.slice(1), [], 'Riket'),
      definitions,
      ['regso', 'municipality', 'county', 'nation'],
      { team, progress: silent },
    );
  try {
    // The first time the threads are still starting; the second time they are there from the first block on.
    compute();
    return compute();
  } finally {
    team.close();
  }
}

describe('computing by several threads', () => {
  it('gives the same to the bit as one does', () => {
    const alone = computedBy(0);
    expect(computedBy(2)).toEqual(alone);
    expect(alone.values.get('mean-income')?.get('nation')?.n[0]).toBe(PERSONS);
    expect(alone.values.get('children-per-household')?.get('nation')?.numerator[0]).toBeGreaterThan(100_000);
  });

  it('stops when the user asks', () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const team = startTeam(1);
    const progress = cancellable(flag, (_step, done) => {
      if (done > BLOCK_ROWS) Atomics.store(flag, 0, 1);
    });
    const areas = frameOfCodes(codes.slice(1), [], 'Riket');
    const compute = (): YearResult =>
      computeFrom(wholeColumns(reader, 2022), areas, definitions, ['regso'], { team, progress });
    expect(compute).toThrow('error.cancelled');
    // The same threads then do the next job right, whatever they had begun of the first.
    Atomics.store(flag, 0, 0);
    const next = { team, progress: silent };
    const [again, alone] = [next, { team: startTeam(0), progress: silent }].map((crew) =>
      computeFrom(wholeColumns(reader, 2022), areas, definitions.slice(0, 2), ['regso'], crew),
    );
    expect(again).toEqual(alone);
    team.close();
  });
});
