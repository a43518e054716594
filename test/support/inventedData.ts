import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../electron/main/ipc/router.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { DataError, UserError } from '../../shared/errors/errors.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { inventedQuality } from './inventedQuality.ts';
import { inventedPreview } from './inventedPreview.ts';

/* States of the Data screen behind the contract: an empty project, the demonstration country, a very wide register. */

export type InventedData = 'empty' | 'country' | 'wide' | 'damaged' | 'yearless' | 'refused';

type Emit = (name: 'job.progress' | 'job.ended', payload: unknown) => void;

type Register = Output<'data.registers'>['registers'][number];
type Column = Register['columns'][number];

const YEARS = [2022, 2023];

const column = (name: string, type: Column['type'], rows: number, share: number, change = 0): Column => ({
  name,
  type,
  missing: YEARS.map((_, at) => Math.round(rows * Math.max(0, share + at * change))),
});

const register = (name: string, rows: number, refused: number, columns: readonly Column[]): Register => ({
  register: name,
  years: YEARS.map((year, at) => ({
    year,
    rows,
    rowsRead: rows + at * refused,
    rowsRefused: at * refused,
    orphans: at * 3,
    importedAt: '2026-11-20T09:12:00Z',
    files: [`${name}_${String(year)}.csv`],
  })),
  columns: [...columns],
});

const place = (rows: number): Column[] => [
  column('Ar', 'integer', rows, 0),
  column('DeSO', 'area', rows, 0.004),
  column('RegSO', 'area', rows, 0.004),
];

function country(): Register[] {
  return [
    register('person', 500_000, 12, [
      column('LopNr', 'key', 500_000, 0),
      ...place(500_000),
      column('Kon', 'category', 500_000, 0),
      column('Alder', 'integer', 500_000, 0),
      column('VistelseTid', 'integer', 500_000, 0.81),
      column('HushallLopNr', 'key', 500_000, 0.01),
      column('Sun2020Niva_old', 'category', 500_000, 0.21, 0.06),
      column('DispInkKE04', 'decimal', 500_000, 0.002),
      column('UVAS', 'category', 500_000, 0.83),
    ]),
    register('hushall', 240_000, 0, [
      column('HushallLopNr', 'key', 240_000, 0),
      ...place(240_000),
      column('HushTyp', 'category', 240_000, 0),
      column('AntalPersoner', 'integer', 240_000, 0),
    ]),
    register('brott', 61_000, 0, [
      column('HandelseLopNr', 'key', 61_000, 0),
      ...place(61_000).map((one) => ({ ...one, missing: [5100, 5300] })),
      column('Brottstyp', 'category', 61_000, 0),
    ]),
  ];
}

function wide(): Register[] {
  const random = generator(11, 'wide');
  return [
    register('enkat-om-levnadsforhallanden', 84_000, 0, [
      column('LopNr', 'key', 84_000, 0),
      ...Array.from({ length: 199 }, (_, at) =>
        column(`Fraga_${String(at + 1)}`, at % 3 === 0 ? 'integer' : 'category', 84_000, random.uniform() ** 3),
      ),
    ]),
  ];
}

const REGISTERS: Readonly<Record<InventedData, () => Register[]>> = {
  empty: () => [],
  country,
  wide,
  damaged: country,
  yearless: () => [],
  refused: country,
};

const BAD_ROWS = Array.from({ length: 40 }, (_, at) => ({
  file: 'person_2024.csv',
  line: 318 + 977 * at,
  column: at % 3 === 0 ? null : at % 3 === 1 ? 'Alder' : 'DeSO',
  rule: at % 3 === 0 ? 'fields' : at % 3 === 1 ? 'range' : 'area',
}));

const STEPS = 24;

export function inventedData(kind: InventedData, emit: Emit, cancelled: ReadonlySet<string>): Handlers {
  let registers = REGISTERS[kind]();
  const outcomes = new Map<string, Output<'imports.outcome'>['outcome']>();

  /** A job that goes on step by step until it is done or stopped. */
  const run = (step: string, bytes: number, rows: number, ending: () => object, pause: number): string => {
    const jobId = randomUUID();
    let done = 0;
    const next = (): void => {
      if (cancelled.has(jobId)) {
        emit('job.ended', { jobId, outcome: 'cancelled', fileId: null, error: null });
        return;
      }
      done += 1;
      const part = done / STEPS;
      emit('job.progress', { jobId, step, done: bytes * part, total: bytes, rows: Math.round(rows * part) });
      if (done < STEPS) setTimeout(next, pause);
      else emit('job.ended', { jobId, fileId: null, ...ending() });
    };
    setTimeout(next, 50);
    return jobId;
  };
  return {
    'data.registers': () => ({ registers }),
    'data.choose': () => ({ files: [{ fileId: randomUUID(), name: 'person_2024.csv', bytes: 61_400_000 }] }),
    'imports.preview': ({ options, columns, year }) => {
      if (kind === 'damaged' && options.encoding !== 'windows-1252')
        throw new DataError({ file: 'person_2024.csv', line: 318 }, 'delimited.wrongEncoding', { encoding: 'utf-8' });
      const said = typeof year === 'number' ? year : null;
      return inventedPreview({
        wide: kind === 'wide',
        before: kind === 'country' || kind === 'refused',
        year: kind === 'yearless' ? said : (said ?? 2024),
        columns,
      });
    },
    'imports.start': () => {
      const jobId: string = run(
        'import.step.read',
        61_400_000,
        498_000,
        () => {
          if (kind === 'refused') {
            outcomes.set(jobId, { refused: true, registers: [], files: [], badRows: BAD_ROWS, hints: [] });
            const error = { code: 'REFUSED', key: 'import.rowsRefused', parameters: { rows: BAD_ROWS.length } };
            return { outcome: 'failed', error };
          }
          const taken = { register: 'person', year: 2024, rows: 498_000, rowsRead: 498_000, refused: 0 };
          outcomes.set(jobId, {
            refused: false,
            registers: [taken],
            files: ['person_2024.csv'],
            badRows: [],
            hints: [],
          });
          const before =
            registers.find(({ register: name }) => name === 'person') ?? register('person', 498_000, 0, []);
          const newest = before.years.at(-1);
          if (newest !== undefined)
            registers = [
              {
                ...before,
                years: [...before.years, { ...newest, year: 2024, rows: 498_000, rowsRefused: 0 }],
                columns: before.columns.map((one) => ({ ...one, missing: [...one.missing, one.missing.at(-1) ?? 0] })),
              },
              ...registers.filter((one) => one !== before),
            ];
          return { outcome: 'done', error: null };
        },
        150,
      );
      return { jobId };
    },
    'imports.outcome': ({ jobId }) => ({ outcome: outcomes.get(jobId) ?? null }),
    'data.quality': ({ register: name, year }) => {
      const own = registers.find((one) => one.register === name);
      if (own === undefined) throw new UserError('input', 'store.noRegister', { register: name, year });
      return inventedQuality(own, year);
    },
    'data.rows': ({ register: name, year, first }) => {
      const own = registers.find((one) => one.register === name);
      const total = own?.years.find((one) => one.year === year)?.rows ?? 0;
      const columns = (own?.columns ?? []).map(({ name: of, type }) => ({ name: of, type }));
      const count = Math.min(1000, total - first);
      const text = {
        key: '•',
        integer: '34',
        decimal: '2418.5',
        category: '2',
        area: '6001A0010',
        date: '2023-05-17',
      } as const;
      return {
        total,
        first,
        columns,
        rows: Array.from({ length: count }, () => columns.map(({ type }) => text[type])),
      };
    },
    'data.remove': ({ register: name, year }) => {
      registers = registers.flatMap((one) => {
        if (one.register !== name) return [one];
        const years = one.years.filter((own) => own.year !== year);
        return years.length === 0 ? [] : [{ ...one, years }];
      });
      return { jobId: run('project.step.remove', 4, 0, () => ({ outcome: 'done', error: null }), 10) };
    },
  };
}
