import path from 'node:path';
import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { protectSystem } from '../../../shared/domain/disclosure/protect.ts';
import { mergedCounts, mergedDimension } from '../../../shared/domain/disclosure/recode/apply.ts';
import {
  type MergeSuggestion,
  type MergeWishes,
  suggestMerges,
} from '../../../shared/domain/disclosure/recode/suggest.ts';
import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import type { Dimension } from '../../../shared/domain/tables/dimension.ts';
import { type Block, type CellSystem, frequencySystem } from '../../../shared/domain/tables/system.ts';
import { cellCount } from '../../../shared/domain/tables/table.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { type TableSpecification, tableSpecificationSchema } from '../../../shared/schemas/table.ts';
import type { DialectOverrides } from '../delimited/dialect.ts';
import { columnAt, readDelimited } from '../delimited/table.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import type { Progress } from '../jobs/progress.ts';
import { loadSolvers } from './highsSolver.ts';
import { readSpecifiedSystem } from './tableFile.ts';

/** A suggestion for one table; `hidden` tells what protection hides before and after, null where that was not tried. */
export interface TriedSuggestion extends MergeSuggestion {
  readonly table: string;
  readonly measure: string;
  readonly hidden: { readonly before: number; readonly after: number } | null;
}

/** Largest table of counts that is protected before and after each suggestion. */
const MOST_TRIED = 4000;

/**
 * Which categories or areas to join so that fewer cells need hiding, for every table of the specification, best first. Counts of a moderate
 * size are protected both ways, so that the numbers of hidden cells are the true ones.
 */
export async function suggestFile(
  files: { readonly table: string; readonly specification: string },
  dialect: DialectOverrides,
  progress: Progress,
): Promise<readonly TriedSuggestion[]> {
  const { system, rules } = await readSpecifiedSystem(files.table, files.specification, dialect);
  const json = await readJsonFileWithPlaces(files.specification, tableSpecificationSchema);
  const wishes = wishesOf(json, path.dirname(files.specification), system, dialect);
  const solvers = await loadSolvers();
  return system.blocks.flatMap((block) => {
    progress.check();
    const suggestions = suggestMerges(system, block, rules, wishes);
    const before = suggestions.length > 0 ? hiddenIn(system, block, null, rules, solvers) : null;
    return suggestions.map((suggestion): TriedSuggestion => {
      progress.check();
      const after = before === null ? null : hiddenIn(system, block, suggestion, rules, solvers);
      return {
        ...suggestion,
        table: block.title,
        measure: block.measure.name,
        hidden: before === null || after === null ? null : { before, after },
      };
    });
  });
}

/** Hidden cells of a block of counts, by itself, with a suggestion followed or not; null where it is no such block, or cannot be protected. */
function hiddenIn(
  system: CellSystem,
  { title, measure, dimensions, cells, contributors }: Block,
  suggestion: MergeSuggestion | null,
  rules: DisclosureRules,
  solvers: Solvers,
): number | null {
  if (contributors !== null || cellCount(dimensions) > MOST_TRIED) return null;
  const counts = Float64Array.from(cells, (cell) => system.values[cell] as number);
  const at = dimensions.findIndex(({ column }) => column === suggestion?.column);
  const [fine] = [dimensions[at]];
  // Joined categories have their place in the first hierarchy only.
  if ((fine?.further?.length ?? 0) > 0) return null;
  const coarse = fine === undefined || suggestion === null ? null : mergedDimension(fine, suggestion.groups);
  const over: readonly Dimension[] =
    coarse === null ? dimensions : dimensions.map((own, d) => (d === at ? coarse : own));
  const values =
    coarse === null || suggestion === null ? counts : mergedCounts(dimensions, at, coarse, suggestion.groups, counts);
  const made = protectSystem(
    frequencySystem({ title, measure: measure.name, dimensions: over, values }),
    rules,
    {},
    solvers,
  );
  return made.ok ? made.working.statuses.filter((status) => status !== 'published').length : null;
}

function wishesOf(
  json: JsonFile<TableSpecification>,
  folder: string,
  { blocks }: CellSystem,
  dialect: DialectOverrides,
): MergeWishes {
  const { ordered = [], fixed = [], neighbours = {} } = json.value.suggest ?? {};
  const columns = new Set(blocks.flatMap(({ dimensions }) => dimensions.map(({ column }) => column)));
  const require = (column: string, at: readonly (string | number)[]): void => {
    if (!columns.has(column))
      throw new DataError(json.placeOf(['suggest', ...at]), 'protect.unknownColumn', { column });
  };
  for (const [i, column] of ordered.entries()) require(column, ['ordered', i]);
  for (const [i, column] of fixed.entries()) require(column, ['fixed', i]);
  for (const column of Object.keys(neighbours)) require(column, ['neighbours', column]);
  return {
    ordered: new Set(ordered),
    fixed: new Set(fixed),
    neighbours: new Map(
      Object.entries(neighbours).map(([column, file]) => {
        const data = readDelimited(path.resolve(folder, file), dialect);
        const [from, to] = [columnAt(data, 'from'), columnAt(data, 'to')];
        return [column, data.rows.map((row) => [row[from] ?? '', row[to] ?? ''] as const)];
      }),
    ),
  };
}
