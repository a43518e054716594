import type { Handlers } from '../../electron/main/ipc/router.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { Output } from '../../shared/ipc/contract.ts';

/* States of the Data screen behind the contract: an empty project, the demonstration country, a very wide register. */

export type InventedData = 'empty' | 'country' | 'wide';

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

const REGISTERS: Readonly<Record<InventedData, () => Register[]>> = { empty: () => [], country, wide };

export function inventedData(kind: InventedData): Handlers {
  let registers = REGISTERS[kind]();
  return {
    'data.registers': () => ({ registers }),
    'data.rows': ({ register: name, year, first }) => {
      const own = registers.find((one) => one.register === name);
      const total = own?.years.find((one) => one.year === year)?.rows ?? 0;
      const columns = (own?.columns ?? []).map(({ name: of, type }) => ({ name: of, type }));
      const count = Math.min(1000, total - first);
      const text = { key: '•', integer: '34', decimal: '2418.5', category: '2', area: '6001A0010' } as const;
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
      return {};
    },
  };
}
