import { compareProjectVersions } from '../../areas/compare.ts';
import { DEFAULT_RULES, type DisclosureRules } from '../../../../shared/domain/disclosure/rules.ts';
import { unsafeCells } from '../../../../shared/domain/disclosure/unsafe/unsafeCells.ts';
import { countsOfTheirs, type Overlay, overlayOf } from '../../../../shared/domain/release/overlay.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../../../shared/domain/tables/system.ts';
import { cellCount, isInner, withMargins } from '../../../../shared/domain/tables/table.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { LedgerTable } from '../../../../shared/schemas/ledger.ts';
import type { Project } from '../../project/project.ts';
import { type CountedTable, countedBlock } from './counted.ts';

/*
 * A table of the same year over another division of the country into RegSO. The project's records stand in the areas of one of them; what they
 * were in the other follows from the list of what changed, as far as it does.
 */

/**
 * How the RegSO of two divisions lie over each other; null when nobody can say: a key or the list of changes is not in the project, the
 * list leaves something open, or ground has moved from one municipality to another.
 */
export function overlayBetween(project: Project, theirs: string, ours: string): Overlay | null {
  const [from, to] = theirs < ours ? [theirs, ours] : [ours, theirs];
  try {
    const overlay = overlayOf(compareProjectVersions(project, 'regso', from, to), theirs === from);
    if (overlay === null) return null;
    const grounds = [...overlay.sets.map((set) => [...set.theirs, ...set.ours]), ...overlay.same];
    const within = grounds.every((codes) => new Set(codes.map((code) => code.slice(0, 4))).size === 1);
    return within ? overlay : null;
  } catch (cause) {
    if (cause instanceof UserError && cause.kind !== 'cancelled') return null;
    throw cause;
  }
}

const positionsIn = ({ codes }: Dimension): ReadonlyMap<string, number> =>
  new Map(codes.map((code, node) => [code, node]));

/**
 * The counts of a table over their areas, made of the same counts over ours: an area that is the same ground has the same; one that was
 * split has the sum of its parts; of several that became one, or that ground moved between, at most one may be hidden, since the others' counts
 * are those that were published. Null where that does not tell, for sums, and where what was published does not add up to
 * what the records say.
 */
export function countElsewhere(
  { measure, rules, minFrequency }: LedgerTable,
  dimensions: readonly Dimension[],
  published: Float64Array,
  ours: CountedTable,
  overlay: Overlay,
): CountedTable | null {
  const [areas, ...others] = dimensions;
  const [ourAreas, ...ourOthers] = ours.dimensions;
  if (areas === undefined || ourAreas === undefined || measure?.kind === 'sum') return null;
  if (others.some(({ codes }, d) => codes.join('|') !== ourOthers[d]?.codes.join('|'))) return null;
  const width = cellCount(others);
  const inner = new Float64Array(cellCount(dimensions));
  const [at, ourAt] = [positionsIn(areas), positionsIn(ourAreas)];
  const ourCount = (code: string, column: number): number =>
    ours.values[(ourAt.get(code) ?? Number.NaN) * width + column] ?? Number.NaN;
  const known = (code: string, column: number): number =>
    published[(at.get(code) ?? Number.NaN) * width + column] ?? Number.NaN;
  const sets = new Map(overlay.sets.flatMap((set) => set.theirs.map((code) => [code, set] as const)));
  for (const [area, code] of areas.codes.entries()) {
    if ((areas.children[area] ?? []).length > 0) continue;
    const same = overlay.same.get(code);
    const set = sets.get(code);
    for (let column = 0; column < width; column += 1) {
      const cell = area * width + column;
      if (!isInner(dimensions, cell)) continue;
      const count =
        same !== undefined
          ? ourCount(same, column)
          : set === undefined
            ? Number.NaN
            : (countsOfTheirs(
                set,
                (own) => ourCount(own, column),
                (own) => known(own, column),
              )?.get(code) ?? Number.NaN);
      if (Number.isNaN(count)) return null;
      inner[cell] = count;
    }
  }
  const values = withMargins(dimensions, inner);
  const system = frequencySystem({ title: '', measure: measure?.name ?? 'antal', dimensions, values });
  const under: DisclosureRules = rules ?? { ...DEFAULT_RULES, minFrequency };
  return countedBlock(system, 0, unsafeCells(system, under), system.values);
}
