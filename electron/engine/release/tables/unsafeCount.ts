import type { Breach } from '../../../../shared/domain/disclosure/unsafe/concentration.ts';
import type { Dimension } from '../../../../shared/domain/tables/dimension.ts';
import { isInner } from '../../../../shared/domain/tables/table.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { RULES_BROKEN } from '../../../../shared/ipc/tables.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { counted, type Looked, taskOf } from './counted.ts';

type Count = Output<'tables.count'>;
type Level = Count['byLevel'][number]['level'];

/** Levels of the areas of a table by how deep they lie under the nation. */
const levelsOf = (finest: ReleaseTable['level']): readonly Level[] =>
  finest === 'municipality' ? ['nation', 'county', 'municipality'] : ['nation', 'county', 'municipality', finest];

const depths = ({ parents }: Dimension): Int32Array => {
  const depth = new Int32Array(parents.length);
  for (const [node, parent] of parents.entries()) depth[node] = parent < 0 ? 0 : (depth[parent] as number) + 1;
  return depth;
};

/**
 * How many cells of a table may not be known, by rule, by area level and by area: what will have to be hidden at least. Nothing is
 * protected yet, so it costs the counting of the table and one look at each cell.
 */
export function countUnsafe(project: Project, asked: Looked, progress: Progress): Count {
  const found = counted(project, asked, progress);
  progress.check();
  const { system, unsafe, waived } = taskOf(found);
  const ownCells = new Set(found.own.flatMap(({ cells }) => [...cells]));
  const unsafeIn = (cells: Iterable<number>): number =>
    [...cells].reduce((sum, cell) => sum + (unsafe.primary[cell] as number), 0);
  const rulesBroken = new Map<Breach['rule'], number>();
  for (const [cell, breaches] of unsafe.breaches)
    if (unsafe.primary[cell] === 1 && ownCells.has(cell))
      for (const rule of new Set(breaches.map((breach) => breach.rule)))
        rulesBroken.set(rule, (rulesBroken.get(rule) ?? 0) + 1);

  const dimensions = found.own[0]?.dimensions ?? [];
  const [areas] = dimensions;
  if (areas === undefined) throw new RangeError('a table has areas');
  const levels = levelsOf(asked.table.level);
  const depth = depths(areas);
  const byLevel = levels.map((level) => ({ level, cells: 0, unsafe: 0 }));
  const unsafeOf = new Float64Array(areas.codes.length);
  let cellsOfArea = 0;
  let inner = 0;
  for (const block of found.own) {
    const width = block.cells.length / areas.codes.length;
    cellsOfArea += width;
    for (const [own, cell] of block.cells.entries()) {
      const area = Math.floor(own / width);
      const at = byLevel[depth[area] as number];
      const isUnsafe = unsafe.primary[cell] as number;
      if (at !== undefined) {
        at.cells += 1;
        at.unsafe += isUnsafe;
      }
      unsafeOf[area] = (unsafeOf[area] as number) + isUnsafe;
      if (isInner(block.dimensions, own)) inner += 1;
    }
  }
  const finest = [...areas.codes.keys()].filter((node) => depth[node] === levels.length - 1);
  finest.sort((a, b) => ((areas.codes[a] as string) < (areas.codes[b] as string) ? -1 : 1));
  return {
    rules: found.inForce,
    cells: ownCells.size,
    inner,
    sizes: dimensions.map(({ codes }) => codes.length),
    unsafe: unsafeIn(ownCells),
    waived: [...waived].filter((cell) => ownCells.has(cell)).length,
    linked: system.values.length - ownCells.size,
    byRule: RULES_BROKEN.flatMap((rule) => {
      const cells = rulesBroken.get(rule);
      return cells === undefined ? [] : [{ rule, cells }];
    }),
    byLevel,
    byArea: Float64Array.from(finest, (node) => unsafeOf[node] as number),
    cellsOfArea,
    whole: system.values[0] ?? Number.NaN,
  };
}
