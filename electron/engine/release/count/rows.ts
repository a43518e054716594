import { UserError } from '../../../../shared/errors/errors.ts';
import type { Contributions } from '../../../../shared/domain/tables/contributions.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { cellCount, strides } from '../../../../shared/domain/tables/table.ts';
import type { ReleaseMeasure, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { Growing } from '../../indicators/pass/growing.ts';
import type { Progress } from '../../jobs/progress.ts';
import { type Column, type ColumnReader, MISSING_CODE, MISSING_INTEGER } from '../../store/columns.ts';
import { AREA_VARIABLE, placingOf } from '../countRegister.ts';
import { divisionsOf } from './dimensions.ts';
import { takesPart } from './selection.ts';

type RegisterContent = Extract<ReleaseTable['content'], { kind: 'register' }>;
type SumMeasure = Extract<ReleaseMeasure, { kind: 'sum' }>;

/** Numbers for those who contribute, the same in all tables of a register-year. Rows have their own places as numbers. */
export class Contributing {
  readonly #numbers = new Map<string, number>();
  readonly #from: number;

  constructor(rows: number) {
    this.#from = rows;
  }

  numberOf(variable: string, value: string): number {
    const name = `${variable}\u0000${value}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const made = this.#from + this.#numbers.size;
    this.#numbers.set(name, made);
    return made;
  }

  get count(): number {
    return this.#from + this.#numbers.size;
  }

  /** Everyone who is no row, by name and number. */
  named(): Iterable<[string, number]> {
    return this.#numbers;
  }
}

/** What the rows of a register-year give for one table. */
export interface CountedRows {
  /** Rows by inner cell of the product; margins are left 0. */
  readonly counts: Float64Array;
  /** Per measure; null for counts. */
  readonly sums: readonly (Contributions | null)[];
  readonly signed: readonly boolean[];
  /** Inner cell and place of every row that takes part, when they were asked for. */
  readonly placed: { readonly cell: Int32Array; readonly row: Int32Array } | null;
  /** The values of the key column of those rows, when one was named. */
  readonly keys: Float64Array | null;
  /** Rows without an area, or in an area that the key does not know: in no cell. */
  readonly withoutArea: number;
}

/** What to do with one row for one sum measure. */
class Gathered {
  readonly cell = new Growing(Int32Array);
  readonly amount = new Growing(Float64Array);
  readonly weight = new Growing(Float64Array);
  readonly unit = new Growing(Int32Array);
  readonly holding = new Growing(Int32Array);
  signed = false;

  add(cell: number, amount: number, weight: number, unit: number, holding: number): void {
    const put = (list: { room(more: number): Float64Array | Int32Array; length: number }, value: number): void => {
      list.room(1)[list.length] = value;
      list.length += 1;
    };
    put(this.cell, cell);
    put(this.amount, amount);
    put(this.weight, weight);
    put(this.unit, unit);
    put(this.holding, holding);
    if (amount < 0) this.signed = true;
  }

  rows(weighted: boolean): Contributions {
    return {
      cell: this.cell.view(),
      amount: this.amount.view(),
      weight: weighted ? this.weight.view() : null,
      unit: this.unit.view(),
      holding: this.holding.view(),
    };
  }
}

const notNumeric = (table: ReleaseTable, variable: string): UserError =>
  new UserError('input', 'release.notNumeric', { table: table.id, variable });

function amountsOf(table: ReleaseTable, variable: string, column: Column): (row: number) => number {
  if (column.type === 'integer') {
    const { values } = column;
    return (row) => (values[row] === MISSING_INTEGER ? Number.NaN : (values[row] ?? Number.NaN));
  }
  if (column.type !== 'decimal') throw notNumeric(table, variable);
  const { values } = column;
  return (row) => values[row] ?? Number.NaN;
}

/** Who a row belongs to; a row whose value is missing is on its own. */
function ownersOf(
  contributing: Contributing,
  variable: string | undefined,
  column: Column | undefined,
  otherwise: (row: number) => number,
): (row: number) => number {
  if (variable === undefined || column === undefined) return otherwise;
  if (column.type === 'category' || column.type === 'area') {
    const numbers = column.dictionary.map((value, i) =>
      i === MISSING_CODE ? -1 : contributing.numberOf(variable, value),
    );
    return (row) => {
      const own = numbers[column.values[row] ?? MISSING_CODE] ?? -1;
      return own < 0 ? otherwise(row) : own;
    };
  }
  return (row) => {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) || value === MISSING_INTEGER
      ? otherwise(row)
      : contributing.numberOf(variable, String(value));
  };
}

export interface RowOptions {
  readonly contributing: Contributing;
  /** Also tells where each row lies, and the values of the column of keys where one is named. */
  readonly placing: boolean;
  readonly keyColumn: string | undefined;
  readonly progress: Progress;
}

/**
 * Counts and gathers the rows of a register-year by the inner cells of a table in one pass. A row that a division's categories do
 * not take goes to its `rest`; without one it is an error that says how many they are, so that nobody is left out in silence.
 */
export function countRows(
  reader: ColumnReader,
  year: number,
  table: ReleaseTable,
  content: RegisterContent,
  dimensions: readonly Dimension[],
  { contributing, placing, keyColumn, progress }: RowOptions,
): CountedRows {
  const divisions = divisionsOf(content);
  const measures = content.measures ?? [{ kind: 'count' as const }];
  const sums = measures.map((measure) => (measure.kind === 'sum' ? { measure, gathered: new Gathered() } : null));
  const [areas] = dimensions;
  const steps = strides(dimensions);
  const areaNode = new Map(areas?.codes.map((code, node) => [code, node]));
  const isPlace = (node: number): boolean => areas?.children[node]?.length === 0;
  const nodesOf = divisions.map(({ categories }, d) => {
    const place = new Map(dimensions[d + 1]?.codes.map((code, node) => [code, node]));
    return categories.map(({ code }) => place.get(code) ?? 0);
  });
  const restOf = divisions.map(({ rest }, d) =>
    rest === undefined ? -1 : (dimensions[d + 1]?.codes.indexOf(rest.code) ?? -1),
  );
  const areaVariable = AREA_VARIABLE[table.level];
  const wanted = new Set<string>([areaVariable, ...divisions.map(({ variable }) => variable)]);
  for (const { variable } of content.where ?? []) wanted.add(variable);
  for (const sum of sums)
    for (const variable of [sum?.measure.variable, sum?.measure.contributor, sum?.measure.holding, sum?.measure.weight])
      if (variable !== undefined) wanted.add(variable);
  if (keyColumn !== undefined) wanted.add(keyColumn);
  const names = [...wanted];

  const counts = new Float64Array(cellCount(dimensions));
  const placedCell = new Growing(Int32Array);
  const placedRow = new Growing(Int32Array);
  const keys = new Growing(Float64Array);
  let withoutArea = 0;
  let unplaced = 0;
  reader.scan(content.register, year, names, ({ first, rows, columns }) => {
    progress.check();
    const named = new Map(names.map((name, i) => [name, columns[i] as Column]));
    const area = named.get(areaVariable);
    if (area?.type !== 'area' && area?.type !== 'category')
      throw new UserError('input', 'release.noAreaVariable', { register: content.register, year, level: table.level });
    const position = area.dictionary.map((code) => {
      const node = areaNode.get(table.level === 'municipality' ? code.slice(0, 4) : code) ?? -1;
      return node >= 0 && isPlace(node) ? node * (steps[0] ?? 1) : -1;
    });
    const takes = content.where === undefined ? () => true : takesPart(table.id, content.where, named);
    const places = divisions.map((division) => placingOf(table, division)(named.get(division.variable) as Column));
    const gather = sums.map((sum) => (sum === null ? null : gathering(table, sum, named, contributing, first)));
    const keyOf = keyColumn === undefined ? null : named.get(keyColumn);
    for (let row = 0; row < rows; row += 1) {
      if (!takes(row)) continue;
      let cell = position[area.values[row] ?? MISSING_CODE] ?? -1;
      if (cell < 0) {
        withoutArea += 1;
        continue;
      }
      let lost = false;
      for (const [d, place] of places.entries()) {
        const category = place(row);
        const node = category < 0 ? (restOf[d] ?? -1) : (nodesOf[d]?.[category] ?? -1);
        if (node < 0) lost = true;
        else cell += node * (steps[d + 1] ?? 1);
      }
      if (lost) {
        unplaced += 1;
        continue;
      }
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (const add of gather) add?.(row, cell);
      if (!placing) continue;
      placedCell.room(1)[placedCell.length++] = cell;
      placedRow.room(1)[placedRow.length++] = first + row;
      if (keyOf !== null && keyOf !== undefined) keys.room(1)[keys.length++] = keyOf.values[row] ?? Number.NaN;
    }
  });
  if (unplaced > 0) throw new UserError('input', 'release.unplaced', { table: table.id, rows: unplaced });
  return {
    counts,
    sums: sums.map((sum) => (sum === null ? null : sum.gathered.rows(sum.measure.weight !== undefined))),
    signed: sums.map((sum) => sum?.gathered.signed === true),
    placed: placing ? { cell: placedCell.view(), row: placedRow.view() } : null,
    keys: keyColumn === undefined ? null : keys.view(),
    withoutArea,
  };
}

function gathering(
  table: ReleaseTable,
  { measure, gathered }: { readonly measure: SumMeasure; readonly gathered: Gathered },
  named: ReadonlyMap<string, Column>,
  contributing: Contributing,
  first: number,
): (row: number, cell: number) => void {
  const column = (variable: string | undefined): Column | undefined =>
    variable === undefined ? undefined : named.get(variable);
  const amounts = amountsOf(table, measure.variable, column(measure.variable) as Column);
  const weights =
    measure.weight === undefined ? null : amountsOf(table, measure.weight, column(measure.weight) as Column);
  const units = ownersOf(contributing, measure.contributor, column(measure.contributor), (row) => first + row);
  const holdings = ownersOf(contributing, measure.holding, column(measure.holding), units);
  const scale = 10 ** (measure.decimals ?? 0);
  return (row, cell) => {
    const value = amounts(row);
    const weight = weights === null ? 1 : weights(row);
    if (Number.isNaN(value) || Number.isNaN(weight)) return;
    gathered.add(cell, Math.round(value * scale), weight, units(row), holdings(row));
  };
}
