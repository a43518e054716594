import { unitsOf } from '../../../../shared/domain/disclosure/checkedTable.ts';
import { protectSystem, type SystemProtection } from '../../../../shared/domain/disclosure/protect.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { type AskedTable, counted } from './counted.ts';

type Outcome = NonNullable<Output<'tables.protected'>['outcome']>;
type Shown = Extract<Outcome, { kind: 'protected' }>['table'];
type Whole = Extract<SystemProtection, { ok: true }>;

const MOST_REASONS = 200;

/** What a status is in the columns that go to the window. */
const STATUSES = ['published', 'primary', 'secondary'] as const;

/**
 * Protects a table as `submit` will, and gives what a person needs to judge the pattern: which cells are hidden and why, and what a
 * reader can work out of each. Working material: the numbers behind it are unchecked until the table has been released.
 */
export async function protectForLooking(project: Project, asked: AskedTable, progress: Progress): Promise<Outcome> {
  const { system, rules, ruleSet } = counted(project, asked, progress);
  const solvers = await loadSolvers();
  const from = performance.now();
  const result = protectSystem(system, rules, {}, solvers, progress);
  if (!result.ok) {
    const cells = new Set(result.reasons.map(({ cell }) => cell)).size;
    const reasons = result.reasons.slice(0, MOST_REASONS).map(({ kind, cell }) => ({ kind, cell }));
    return { kind: 'refused', refused: { reasons, cells } };
  }
  const seconds = Number(((performance.now() - from) / 1000).toFixed(3));
  return { kind: 'protected', table: { rules: ruleSet, ...shownOf(result), seconds } };
}

function shownOf({ task, working }: Whole): Omit<Shown, 'rules' | 'seconds'> {
  const { system, unsafe, units } = task;
  const { statuses, proof } = working;
  const unit = unitsOf(system);
  const count = (status: (typeof STATUSES)[number]): number => statuses.filter((own) => own === status).length;
  return {
    dimensions: (system.blocks[0]?.dimensions ?? []).map(({ column, codes, labels, parents }) => ({
      column,
      codes: [...codes],
      labels: [...(labels ?? codes)],
      parents: Int32Array.from(parents),
    })),
    measures: system.blocks.map(({ measure, cells }) => {
      const column = (of: (cell: number) => number): Float64Array<ArrayBuffer> =>
        Float64Array.from(cells, (cell) => of(cell) / (unit[cell] as number));
      const ofUnsafe = (levels: Float64Array) =>
        column((cell) => (unsafe.primary[cell] === 1 ? (levels[cell] as number) : Number.NaN));
      return {
        name: measure.name,
        kind: measure.kind,
        decimals: measure.decimals,
        values: column((cell) => system.values[cell] as number),
        statuses: Uint8Array.from(cells, (cell) => STATUSES.indexOf(statuses[cell] ?? 'published')),
        least: column((cell) => proof.intervals.min[cell] as number),
        most: column((cell) => proof.intervals.max[cell] as number),
        levelDown: ofUnsafe(unsafe.lowerLevel),
        levelUp: ofUnsafe(unsafe.upperLevel),
      };
    }),
    primary: count('primary'),
    secondary: count('secondary'),
    exactSecondaries: proof.exactSecondaries.length,
    insiders: units.length,
  };
}
