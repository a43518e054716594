import { cellKeys, KEY_MODULUS } from '../../../../shared/domain/disclosure/cellKey/cellKey.ts';
import type { SystemKeys } from '../../../../shared/domain/disclosure/perturbed/method.ts';
import { contributorsOf, innerSums } from '../../../../shared/domain/tables/contributions.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { type BuiltSystem, buildSystem, type CellSystem, type Part } from '../../../../shared/domain/tables/system.ts';
import { withMargins } from '../../../../shared/domain/tables/table.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { idsOf, measuresOf } from '../../../../shared/schemas/releasedIds.ts';
import type { ReleaseMeasure, ReleaseMethod, ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { type Progress, silent } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { areaDimension } from '../areaTable.ts';
import { countTable, placesOf } from '../countTable.ts';
import { columnsOf, dimensionOf, divisionsOf } from './dimensions.ts';
import { withRecordKeys } from './recordKeys.ts';
import { Contributing, type CountedRows, countRows } from './rows.ts';

/** One measure of a table of the plan: a table that leaves. */
export interface CountedBlock {
  /** That of the table, with the measure's where it has several. */
  readonly id: string;
  readonly table: ReleaseTable;
  readonly measure: ReleaseMeasure;
  readonly dimensions: readonly Dimension[];
  /** Rows behind each cell of the product. */
  readonly rows: Float64Array;
}

/** The true numbers of tables that are protected together. */
export interface CountedSystem {
  readonly system: CellSystem;
  /** In the order of the system's blocks. */
  readonly blocks: readonly CountedBlock[];
  /** Null where the method needs none. */
  readonly keys: SystemKeys | null;
}

interface Keyed {
  readonly cells: readonly Float64Array[];
  readonly holdings: readonly (Float64Array | null)[];
  readonly modulus: number;
}

type KeyMethod = Extract<ReleaseMethod, { modulus?: number | undefined }>;

const keyMethodOf = (method: ReleaseMethod | undefined): KeyMethod | null =>
  method !== undefined && (method.kind === 'cell-key' || method.kind === 'random-round') ? method : null;

/** Secret keys of the rows that take part, and of everyone who contributes. */
interface Keys {
  readonly rows: Float64Array;
  readonly contributors: Float64Array;
}

/** From the register's own column of keys, or made from the project's secret. */
function keysOf(
  project: Project,
  year: number,
  table: ReleaseTable,
  register: string,
  { placed, keys }: CountedRows,
  contributing: Contributing,
  modulus: number,
): Keys {
  const rows = placed?.row ?? new Int32Array();
  const bad = keys?.some((key) => !Number.isInteger(key) || key < 0 || key >= modulus) === true;
  if (bad) throw new UserError('input', 'release.badRecordKey', { table: table.id, modulus });
  const found = project.store.registers().find((one) => one.register === register && one.year === year);
  const own = found?.variables.find(({ type }) => type === 'key')?.name;
  return withRecordKeys(project, register, (made) => {
    const contributors = new Float64Array(contributing.count);
    if (keys === null) {
      const take = (first: number, count: number, column: Parameters<typeof made.of>[0]): void => {
        contributors.set(
          made.of(column, first, count).map((key) => key % modulus),
          first,
        );
      };
      if (own === undefined) take(0, found?.rows ?? 0, undefined);
      else
        project.store.scan(register, year, [own], ({ first, rows: count, columns }) => {
          take(first, count, columns[0]);
        });
    } else for (const [i, row] of rows.entries()) contributors[row] = keys[i] ?? 0;
    for (const [name, number] of contributing.named()) contributors[number] = made.ofName(name) % modulus;
    return { rows: Float64Array.from(rows, (row) => contributors[row] ?? 0), contributors };
  });
}

function partsOf(
  project: Project,
  year: number,
  table: ReleaseTable,
  contributing: Contributing,
  progress: Progress,
): { readonly parts: readonly Part[]; readonly rows: Float64Array; readonly keyed: Keyed | null } {
  const { content } = table;
  const title = table.title.sv;
  const method = keyMethodOf(table.method);
  if (content.kind === 'indicator') {
    if (method !== null) throw new UserError('input', 'release.noRecordKeys', { table: table.id });
    const { dimensions, values } = countTable(project, year, table, progress);
    const measure = { name: 'antal', kind: 'frequency' as const, decimals: 0, signed: false };
    return { parts: [{ title, dimensions, measure, values, contributors: null }], rows: values, keyed: null };
  }
  const columns = columnsOf(table);
  const dimensions = [
    areaDimension(placesOf(project, year, table)),
    ...divisionsOf(content).map((division, d) => dimensionOf(table, columns[d] ?? 'kategori', division)),
  ];
  const rows = countRows(project.store, year, table, content, dimensions, {
    contributing,
    placing: method !== null,
    keyColumn: method?.key,
    progress,
  });
  const counts = withMargins(dimensions, rows.counts);
  const parts = measuresOf(table).map((measure, m): Part => {
    const own = rows.sums[m] ?? null;
    if (measure.kind === 'count' || own === null) {
      const counted = { name: 'antal', kind: 'frequency' as const, decimals: 0, signed: false };
      return { title, dimensions, measure: counted, values: counts, contributors: null };
    }
    return {
      title,
      dimensions,
      measure: { name: measure.id, kind: 'sum', decimals: measure.decimals ?? 0, signed: rows.signed[m] === true },
      values: withMargins(dimensions, innerSums(dimensions, own)),
      contributors: contributorsOf(dimensions, own),
    };
  });
  if (method === null || rows.placed === null) return { parts, rows: counts, keyed: null };
  const modulus = method.modulus ?? KEY_MODULUS;
  const keys = keysOf(project, year, table, content.register, rows, contributing, modulus);
  const cells = cellKeys(dimensions, rows.placed.cell, keys.rows, modulus);
  return {
    parts,
    rows: counts,
    keyed: {
      modulus,
      cells: parts.map(() => cells),
      holdings: rows.sums.map((own) => (own === null ? null : keys.contributors)),
    },
  };
}

/** What tables that are protected together must have in common, since what they share is one cell. */
const commonOf = ({ content, level, method }: ReleaseTable): string =>
  JSON.stringify([
    level,
    method ?? null,
    content.kind === 'register' ? [content.register, content.where ?? null] : content,
  ]);

/**
 * Counts tables of a plan that are protected together: those of one `linked` word, or a single one. Several measures of a
 * table, and margins that tables share, are cells of one system.
 */
export function countSystem(
  project: Project,
  year: number,
  tables: readonly ReleaseTable[],
  progress: Progress = silent,
): CountedSystem {
  const [first] = tables;
  if (first === undefined) throw new RangeError('a system has at least one table');
  const other = tables.find((table) => commonOf(table) !== commonOf(first));
  if (other !== undefined) throw new UserError('input', 'release.linkedDiffer', { table: other.id, other: first.id });
  const register = first.content.kind === 'register' ? first.content.register : '';
  const found = project.store.registers().find((one) => one.register === register && one.year === year);
  const contributing = new Contributing(found?.rows ?? 0);
  const counted = tables.map((table) => ({ table, ...partsOf(project, year, table, contributing, progress) }));
  const parts = counted.flatMap((one) => one.parts);
  const built: BuiltSystem = buildSystem(parts);
  if (!built.ok)
    throw new UserError('input', 'release.linkedDiffer', { table: tables.at(-1)?.id ?? '', other: first.id });
  const { system } = built;
  const blocks = counted.flatMap(({ table, parts: own, rows }) => {
    const ids = idsOf(table);
    return measuresOf(table).map((measure, m) => ({
      id: ids[m] ?? table.id,
      table,
      measure,
      dimensions: own[m]?.dimensions ?? [],
      rows,
    }));
  });
  return {
    system,
    blocks,
    keys: systemKeys(
      system,
      counted.map(({ keyed }) => keyed),
    ),
  };
}

function systemKeys({ blocks, values }: CellSystem, counted: readonly (Keyed | null)[]): SystemKeys | null {
  const known = counted.filter((keyed) => keyed !== null);
  const [first] = known;
  if (first === undefined || known.length < counted.length) return null;
  const cells = new Float64Array(values.length);
  const own = known.flatMap((keyed) => keyed.cells);
  for (const [b, block] of blocks.entries())
    for (const [at, cell] of block.cells.entries()) cells[cell] = own[b]?.[at] ?? 0;
  return { modulus: first.modulus, cells, holdings: known.flatMap((keyed) => keyed.holdings) };
}
