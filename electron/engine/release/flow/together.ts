import { attackTogether, type JointOutcome } from '../../../../shared/domain/release/jointAttack.ts';
import type { JointFault, JointTable } from '../../../../shared/domain/release/jointTable.ts';
import type { Overlay } from '../../../../shared/domain/release/overlay.ts';
import { type NumberedColumns, tiedByNumbers } from '../../../../shared/domain/release/publicNumbers.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import { versionOf } from '../../areas/store.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import type { EarlierTable } from '../ledger/ledgerState.ts';
import type { CountedTable } from './counted.ts';
import type { FreshTable } from './fresh.ts';
import { AreaLists, cellOf, dimensionOf, ground, jointTable, publishedIn, truthOf } from './joint.ts';
import { overlapIn } from './overlap.ts';
import { recount } from './recount.ts';
import { countElsewhere, overlayBetween } from './elsewhere.ts';
import { type Related, relatedTo } from './related.ts';
import { tableKey } from './subject.ts';

/** What the engine cannot decide before the attack, beside the attack's own faults. */
export interface TogetherFault {
  readonly kind: JointFault['kind'] | 'uncounted' | 'otherDivision';
  readonly table: string;
  /** The earlier table, by its id and place in the ledger. */
  readonly other: string;
  readonly cell: string;
}

export interface Together {
  readonly faults: readonly TogetherFault[];
  /** Earlier tables that had something in common with the new ones. */
  readonly earlier: number;
  readonly attacked: number;
  readonly differences: number;
}

/** Numbers of a table as columns over its areas, NaN where there is none. */
function numbered({ subject, dimensions }: LedgerTable, values: ArrayLike<number>): NumberedColumns {
  const codes = dimensions[0]?.codes ?? [];
  const width = codes.length === 0 ? 0 : values.length / codes.length;
  return {
    areas: codes.map((code) => ground(subject.division, code)),
    columns: Array.from({ length: width }, (_, column) =>
      Float64Array.from(codes, (__, area) => values[area * width + column] ?? Number.NaN),
    ),
  };
}

/** An earlier table that has to be held against some of the new ones. */
type Connected = EarlierTable & Related;

const SMALL = new Set<Subject['level']>(['deso', 'regso']);

/** True for tables over different divisions into small areas. */
const otherDivision = (fresh: Subject, earlier: Subject): boolean =>
  earlier.division !== fresh.division && SMALL.has(earlier.level) && SMALL.has(fresh.level);

/** How the RegSO of an earlier table lie over those of what is to leave; null where they cannot be held against each other. */
function overlayFor(project: Project, fresh: readonly FreshTable[], earlier: readonly Connected[]): Overlay | null {
  const ours = fresh[0]?.table.subject.division ?? '';
  const theirs = new Set(
    earlier.flatMap(({ table: { subject } }) =>
      SMALL.has(subject.level) && subject.division !== ours ? [subject.division] : [],
    ),
  );
  for (const division of theirs) {
    const overlay = overlayBetween(project, division, ours);
    if (overlay !== null) return overlay;
  }
  return null;
}

/** Only RegSO are laid over each other: of which DeSO an area of another division is made, the lists of changes do not say. */
const canOverlay = (overlay: Overlay | null, fresh: Subject, earlier: Subject): overlay is Overlay =>
  overlay?.theirs === earlier.division &&
  overlay.ours === fresh.division &&
  earlier.level === 'regso' &&
  fresh.level === 'regso';

/** The true numbers of an earlier table, by the project's records; null when they cannot be had. */
function countAgain(project: Project, table: LedgerTable, overlay: Overlay | null): CountedTable | null {
  const { subject, dimensions } = table;
  const here = recount(project, subject, table);
  const isElsewhere = SMALL.has(subject.level) && versionOf(project, subject.years.at(-1) ?? 0) !== subject.division;
  if (here === null || !isElsewhere) return here;
  if (overlay?.theirs !== subject.division) return null;
  return countElsewhere(table, dimensions.map(dimensionOf), publishedIn(table), here, overlay);
}

/**
 * Holds the tables of a release against each other and against everything in the ledger that may count the same records
 * (related.ts). That is counted once more from the project's records; what cannot be is a fault when it counts the same unit.
 */
export async function holdTogether(
  project: Project,
  fresh: readonly FreshTable[],
  earlier: readonly EarlierTable[],
  progress: Progress,
): Promise<Together> {
  const relatedOf = relatedTo(
    project,
    fresh,
    earlier.map(({ table }) => table),
  );
  const connected = earlier.flatMap((one): Connected[] => {
    const related = relatedOf(one.table);
    return related.all.length === 0 ? [] : [{ ...one, ...related }];
  });
  const overlay = overlayFor(project, fresh, connected);
  const context = { project, lists: new AreaLists(), overlay };
  const faults: TogetherFault[] = [];
  const subjects = new Map<JointTable, Subject>();
  const tables: JointTable[] = [];
  const add = (
    table: LedgerTable,
    counts: CountedTable,
    id: string,
    isFresh: boolean,
    asked = tableKey(table),
  ): void => {
    const joint = jointTable(context, table, counts, id, isFresh, asked);
    tables.push(joint);
    subjects.set(joint, table.subject);
  };
  const counted = new Map<string, CountedTable | null>();
  for (const [i, { table, position, release, sameUnit, all: related }] of connected.entries()) {
    progress.check();
    progress.report('flow.step.earlier', i, connected.length);
    const id = `${table.id} (${String(position)})`;
    const elsewhere = sameUnit.filter(
      (one) =>
        otherDivision(one.table.subject, table.subject) && !canOverlay(overlay, one.table.subject, table.subject),
    );
    if (elsewhere.length > 0) {
      faults.push(
        ...elsewhere.map((one) => ({ kind: 'otherDivision', table: one.table.id, other: id, cell: '' }) as const),
      );
      continue;
    }
    const key = tableKey(table);
    // What another division's areas held follows in part from what was published of them.
    const isElsewhere = SMALL.has(table.subject.level) && table.subject.division !== fresh[0]?.table.subject.division;
    const known = `${isElsewhere ? id : key} ${JSON.stringify(table.rules ?? table.minFrequency)}`;
    let again = counted.get(known);
    if (again === undefined) {
      again = countAgain(project, table, overlay);
      counted.set(known, again);
    }
    const published = publishedIn(table);
    const truth = again === null ? null : truthOf(table, again);
    // It has left, whatever the records now say: what may be tied to it is refused, not only what counts the same unit.
    const tied = (numbers: Float64Array): FreshTable | undefined =>
      sameUnit[0] ??
      related.find((one) =>
        tiedByNumbers(numbered(table, numbers), numbered(one.table, truthOf(one.table, one.counted))),
      );
    if (again === null || truth === null || truth.some(Number.isNaN)) {
      const first = tied(published);
      const kind = isElsewhere ? 'otherDivision' : 'uncounted';
      if (first !== undefined) faults.push({ kind, table: first.table.id, other: id, cell: '' });
      continue;
    }
    const revised = revisedCell(table, published, truth);
    if (revised >= 0) {
      const first = tied(published) ?? tied(truth);
      if (first !== undefined)
        faults.push({ kind: 'revised', table: first.table.id, other: id, cell: cellOf(table, revised) });
      continue;
    }
    // What others published may show fewer cells than a table of ours: that is no other pattern.
    add(table, again, id, false, release === null ? id : key);
  }
  const known = tables.length;
  for (const one of fresh) add(one.table, one.counted, one.table.id, true);
  if (faults.length > 0) return { faults, earlier: known, attacked: 0, differences: 0 };
  progress.report('flow.step.together', 0, 1);
  const outcome: JointOutcome = attackTogether(tables, {
    overlap: overlapIn(project, subjects, progress),
    solvers: await loadSolvers(),
    steps: progress,
  });
  progress.report('flow.step.together', 1, 1);
  return { ...outcome, earlier: known };
}

/** A cell whose published number, or what a changed number says of it, is not true of the records any more; -1: none. */
function revisedCell({ bounds, measure }: LedgerTable, published: Float64Array, truth: Float64Array): number {
  const cell = published.findIndex((value, i) => !Number.isNaN(value) && value !== truth[i]);
  if (cell >= 0) return cell;
  const unit = 10 ** (measure?.decimals ?? 0);
  const off = (bounds ?? []).find(({ cell: own, min, max }) => {
    const value = truth[own] ?? Number.NaN;
    return (min !== null && value < min * unit - 0.5) || (max !== null && value > max * unit + 0.5);
  });
  return off?.cell ?? -1;
}
