import { UserError } from '../../../shared/errors/errors.ts';
import type { ReleaseDivision, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import { type Column, type ColumnReader, MISSING_CODE, MISSING_INTEGER } from '../store/columns.ts';

type RegisterContent = Extract<ReleaseTable['content'], { kind: 'register' }>;
type Division = ReleaseDivision;

/** Which column of a register holds the area of each level. */
export const AREA_VARIABLE = { deso: 'DeSO', regso: 'RegSO', municipality: 'RegSO' } as const;

/** Rows of a register by area and category: counts[area * categories + category]. */
export interface Counts {
  readonly counts: Float64Array;
  readonly categories: readonly {
    readonly code: string;
    readonly label: { readonly sv: string; readonly en: string };
  }[];
  /** Rows without an area, or in an area that the key does not know: in no cell. */
  readonly withoutArea: number;
}

/** Position of a row's category, or -1 when no category takes it. */
type Placing = (column: Column) => (row: number) => number;

function placingByValue(table: ReleaseTable, division: Division): Placing {
  const at = new Map<string, number>();
  division.categories.forEach((category, i) => {
    for (const value of category.values ?? []) {
      const earlier = at.get(value);
      if (earlier !== undefined)
        throw new UserError('input', 'release.overlap', {
          table: table.id,
          first: division.categories[earlier]?.code ?? '',
          second: category.code,
        });
      at.set(value, i);
    }
  });
  return (column) => {
    if (column.type !== 'category' && column.type !== 'area') throw notCategorical(table, division);
    const places = column.dictionary.map((value, code) => (code === MISSING_CODE ? -1 : (at.get(value) ?? -1)));
    const { values } = column;
    return (row) => places[values[row] ?? MISSING_CODE] ?? -1;
  };
}

function placingByRange(table: ReleaseTable, division: Division): Placing {
  const ranges = division.categories.map(({ code, from, to }) => ({
    code,
    from: from ?? -Infinity,
    to: to ?? Infinity,
  }));
  ranges.forEach((a, i) => {
    const clash = ranges.slice(0, i).find((b) => a.from <= b.to && b.from <= a.to);
    if (clash !== undefined)
      throw new UserError('input', 'release.overlap', { table: table.id, first: clash.code, second: a.code });
  });
  return (column) => {
    if (column.type !== 'integer') throw notCategorical(table, division);
    const { values } = column;
    return (row) => {
      const value = values[row] ?? MISSING_INTEGER;
      return value === MISSING_INTEGER ? -1 : ranges.findIndex(({ from, to }) => value >= from && value <= to);
    };
  };
}

const notCategorical = (table: ReleaseTable, division: Division): UserError =>
  new UserError('input', 'release.notCategorical', { table: table.id, variable: division.variable });

/** How the rows of a chunk find their category of a division; -1 for a row that no category takes. */
export const placingOf = (table: ReleaseTable, division: Division): Placing =>
  division.categories.every((category) => category.values !== undefined)
    ? placingByValue(table, division)
    : placingByRange(table, division);

/**
 * Counts the rows of a register-year by area and category in one pass.
 *
 * `areas` gives the position of every area code at the table's level. A row without a known area is counted apart. A
 * row that no category takes goes to the division's `rest`; without a `rest` it is an error that says how many they are,
 * so that nobody is left out in silence.
 */
export function countRegister(
  reader: ColumnReader,
  year: number,
  table: ReleaseTable,
  content: RegisterContent,
  areas: ReadonlyMap<string, number>,
): Counts {
  const { division } = content;
  const placing = placingOf(table, division);
  const categories = [...division.categories, ...(division.rest === undefined ? [] : [division.rest])].map(
    ({ code, label }) => ({ code, label }),
  );
  const rest = division.rest === undefined ? -1 : division.categories.length;
  const counts = new Float64Array(areas.size * categories.length);
  const level = table.level;
  let withoutArea = 0;
  let unplaced = 0;
  reader.scan(content.register, year, [AREA_VARIABLE[level], division.variable], ({ rows, columns }) => {
    const [area, variable] = columns;
    if (area === undefined || variable === undefined) return;
    if (area.type !== 'area' && area.type !== 'category')
      throw new UserError('input', 'release.noAreaVariable', { register: content.register, year, level });
    const position = area.dictionary.map((code) => areas.get(level === 'municipality' ? code.slice(0, 4) : code) ?? -1);
    const place = placing(variable);
    for (let row = 0; row < rows; row += 1) {
      const at = position[area.values[row] ?? MISSING_CODE] ?? -1;
      if (at < 0) {
        withoutArea += 1;
        continue;
      }
      const placed = place(row);
      const category = placed < 0 ? rest : placed;
      if (category < 0) unplaced += 1;
      else {
        const cell = at * categories.length + category;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
  });
  if (unplaced > 0) throw new UserError('input', 'release.unplaced', { table: table.id, rows: unplaced });
  return { counts, categories, withoutArea };
}
