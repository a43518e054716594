import path from 'node:path';
import {
  byCode,
  type ChildParent,
  type Dimension,
  flatDimension,
  hierarchicalDimension,
  type HierarchyFault,
} from '../../../shared/domain/tables/dimension.ts';
import { combineHierarchies } from '../../../shared/domain/tables/hierarchies.ts';
import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import type { DimensionSpecification, TableSpecification } from '../../../shared/schemas/table.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { columnAt, type DelimitedTable, readDelimited } from '../delimited/table.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';

const TOTAL = 'Total';

type Source = readonly ChildParent[] | string;

/** Where the dimension is said in SPEC.json, and the folder that its files lie beside. */
interface Said {
  readonly json: JsonFile<TableSpecification>;
  readonly at: readonly (string | number)[];
  readonly folder: string;
}

/** The dimension as specified; without a hierarchy, the codes of the rows under one total. */
export function dimensionOf(
  said: Said,
  { column, total = TOTAL, hierarchy }: DimensionSpecification,
  data: DelimitedTable,
): Dimension {
  const position = columnAt(data, column);
  if (hierarchy === undefined) {
    const codes = new Set(data.rows.map((row) => row[position] ?? ''));
    // A total among the rows is refused by its line when the rows are read.
    codes.delete(total);
    return flatDimension(column, [...codes].sort(byCode), total);
  }
  const at = [...said.at, 'hierarchy'];
  const sources = severalSources(hierarchy);
  if (sources === null) return oneHierarchy({ ...said, at }, column, hierarchy as Source, total);
  const single = sources.map((source, i) => oneHierarchy({ ...said, at: [...at, i] }, column, source, total));
  const combined = combineHierarchies(column, single);
  if (combined.ok) return combined.dimension;
  const { fault, tree, code } = combined;
  throw new DataError(said.json.placeOf([...at, tree]), `protect.hierarchy.${fault}`, { code });
}

/** The hierarchies of a list; null for a single one, which is a file or pairs. */
function severalSources(hierarchy: NonNullable<DimensionSpecification['hierarchy']>): readonly Source[] | null {
  const [first] = typeof hierarchy === 'string' ? [] : hierarchy;
  return typeof first === 'string' || Array.isArray(first) ? (hierarchy as readonly Source[]) : null;
}

function oneHierarchy({ json, at, folder }: Said, column: string, given: Source, total: string): Dimension {
  const source =
    typeof given === 'string'
      ? hierarchyFile(path.resolve(folder, given))
      : { pairs: given, place: (index: number) => json.placeOf([...at, index]) };
  const built = hierarchicalDimension(column, source.pairs, total);
  if (built.ok) return built.dimension;
  const fault = built.faults[0] ?? { fault: 'empty' };
  const place = fault.fault === 'empty' ? json.placeOf(at) : source.place(fault.index);
  throw new DataError(place, FAULT_TEXTS[fault.fault], { total });
}

const FAULT_TEXTS: Readonly<Record<HierarchyFault['fault'], TextKey>> = {
  twoParents: 'protect.hierarchy.twoParents',
  duplicate: 'protect.hierarchy.duplicate',
  cycle: 'protect.hierarchy.cycle',
  totalHasParent: 'protect.hierarchy.totalHasParent',
  notUnderTotal: 'protect.hierarchy.notUnderTotal',
  empty: 'protect.hierarchy.empty',
};

function hierarchyFile(file: string): {
  readonly pairs: readonly ChildParent[];
  readonly place: (index: number) => DataPlace;
} {
  const data = readDelimited(file);
  const [child, parent] = [columnAt(data, 'child'), columnAt(data, 'parent')];
  for (const [row, fields] of data.rows.entries())
    for (const [at, column] of [
      [child, 'child'],
      [parent, 'parent'],
    ] as const)
      if ((fields[at] ?? '') === '')
        throw new DataError({ file: data.file, line: data.lineOf(row), column }, 'protect.emptyCode');
  return {
    pairs: data.rows.map((row) => ({ child: row[child] ?? '', parent: row[parent] ?? '' })),
    place: (index) => ({ file: data.file, line: data.lineOf(index) }),
  };
}
