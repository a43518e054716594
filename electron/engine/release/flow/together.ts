import { attackTogether, type JointOutcome } from '../../../../shared/domain/release/jointAttack.ts';
import type { JointAreas, JointFault, JointTable } from '../../../../shared/domain/release/jointTable.ts';
import { type NumberedColumns, tiedByNumbers } from '../../../../shared/domain/release/publicNumbers.ts';
import type { FrequencyTable } from '../../../../shared/domain/tables/table.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { TOTAL } from '../areaTable.ts';
import type { EarlierTable } from '../ledger/ledgerState.ts';
import { overlapIn } from './overlap.ts';
import { recount } from './recount.ts';
import { recordOf, subjectKey, unitOf } from './subject.ts';

/** A table that is to leave: what it counts, its counts, and what of them is to be seen. */
export interface FreshTable {
  readonly table: LedgerTable;
  readonly counted: FrequencyTable;
}

/** What the engine cannot decide before the attack, beside the attack's own faults. */
export interface TogetherFault {
  readonly kind: JointFault['kind'] | 'uncounted' | 'otherDivision' | 'otherYears';
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

/** Area codes up to the municipality mean the same in every division; finer ones only within their own. */
const ground = (division: string, code: string): string =>
  code === TOTAL || code.length <= 4 ? code : `${division}:${code}`;

/** Keeps one list of areas for all tables over the same areas. */
class AreaLists {
  readonly #known = new Map<string, JointAreas>();

  of(areas: JointAreas): JointAreas {
    const key = areas.codes.map((code, i) => `${code}<${String(areas.parents[i])}`).join('\n');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, areas);
    return areas;
  }
}

const positions = (codes: readonly string[], parents: readonly (string | null)[]): number[] => {
  const place = new Map(codes.map((code, i) => [code, i]));
  return parents.map((parent) => (parent === null ? -1 : (place.get(parent) ?? -1)));
};

/** How the truth of a cell is found: by its codes in the counted table; NaN for a cell that it does not know. */
function truthOf({ dimensions }: LedgerTable, counted: FrequencyTable): Float64Array {
  const [areas, division] = dimensions;
  const [ownAreas, ownDivision] = counted.dimensions;
  const row = new Map(ownAreas?.codes.map((code, i) => [code, i]));
  const column = new Map(ownDivision?.codes.map((code, i) => [code, i]));
  const width = ownDivision?.codes.length ?? 0;
  const truth: number[] = [];
  for (const area of areas?.codes ?? [])
    for (const code of division?.codes ?? []) {
      const [r, c] = [row.get(area), column.get(code)];
      truth.push(r === undefined || c === undefined ? Number.NaN : (counted.values[r * width + c] ?? Number.NaN));
    }
  return Float64Array.from(truth);
}

const truthOfFresh = ({ table, counted }: FreshTable): Float64Array => truthOf(table, counted);

/** Numbers of a table as columns over its areas, NaN where there is none. */
function numbered({ subject, dimensions }: LedgerTable, values: ArrayLike<number | null>): NumberedColumns {
  const [areas, division] = dimensions;
  const codes = areas?.codes ?? [];
  const width = division?.codes.length ?? 0;
  return {
    areas: codes.map((code) => ground(subject.division, code)),
    columns: Array.from({ length: width }, (_, column) =>
      Float64Array.from(codes, (__, area) => values[area * width + column] ?? Number.NaN),
    ),
  };
}

interface Context {
  readonly project: Project;
  readonly lists: AreaLists;
}

/**
 * The table as the attack takes it. A table over DeSO gets the RegSO between as well, hidden: everyone knows which DeSO are
 * parts of which RegSO.
 */
function jointTable(
  { project, lists }: Context,
  table: LedgerTable,
  id: string,
  fresh: boolean,
  truth: Float64Array,
  asked: string,
): JointTable {
  const { subject, dimensions, values, leastHidden, minFrequency } = table;
  const [areas, division] = dimensions;
  const codes = [...(areas?.codes ?? [])];
  const parents = positions(codes, areas?.parents ?? []);
  const columns = { codes: division?.codes ?? [], parents: positions(division?.codes ?? [], division?.parents ?? []) };
  const width = columns.codes.length;
  const published = Array.from(values, (value) => value ?? Number.NaN);
  const counts = [...truth];
  if (subject.level === 'deso') {
    const { frame } = yearAreas(project, subject.years.at(-1) ?? 0);
    const between = new Map<string, number>();
    const deso = codes.length;
    for (let i = 0; i < deso; i += 1) {
      const code = codes[i] ?? '';
      const regso = frame.position('deso', code) === undefined ? undefined : frame.within('deso', code, 'regso');
      if (regso === undefined) continue;
      let node = between.get(regso);
      if (node === undefined) {
        node = codes.length;
        between.set(regso, node);
        codes.push(regso);
        parents.push(parents[i] ?? -1);
        for (let c = 0; c < width; c += 1) {
          published.push(Number.NaN);
          counts.push(0);
        }
      }
      parents[i] = node;
      for (let c = 0; c < width; c += 1)
        counts[node * width + c] = (counts[node * width + c] ?? 0) + (counts[i * width + c] ?? 0);
    }
  }
  return {
    id,
    fresh,
    subject: asked,
    unit: unitOf(project, subject),
    areas: lists.of({ codes: codes.map((code) => ground(subject.division, code)), parents }),
    columns,
    published: Float64Array.from(published),
    truth: Float64Array.from(counts),
    leastHidden,
    minFrequency,
  };
}

const SMALL = new Set<Subject['level']>(['deso', 'regso']);

/** Why an earlier table cannot be held against a new one; null when it can, or has nothing to do with it. */
function undecidable(fresh: Subject, earlier: Subject, sameUnit: boolean): TogetherFault['kind'] | null {
  if (!sameUnit) return null;
  const common = earlier.years.some((year) => fresh.years.includes(year));
  if (!common) return null;
  if (earlier.years.length !== fresh.years.length || !earlier.years.every((year) => fresh.years.includes(year)))
    return 'otherYears';
  if (earlier.division !== fresh.division && SMALL.has(earlier.level) && SMALL.has(fresh.level)) return 'otherDivision';
  return null;
}

/**
 * Holds the tables of a release against each other and against everything in the ledger. Earlier tables of other years count
 * other records at another time and have no cell in common. Those of the same years are counted once more from the project's records;
 * what cannot be is a fault when it counts the same unit.
 */
export async function holdTogether(
  project: Project,
  fresh: readonly FreshTable[],
  earlier: readonly EarlierTable[],
  progress: Progress,
): Promise<Together> {
  const context = { project, lists: new AreaLists() };
  const faults: TogetherFault[] = [];
  const subjects = new Map<JointTable, Subject>();
  const tables: JointTable[] = [];
  const add = (
    table: LedgerTable,
    id: string,
    isFresh: boolean,
    truth: Float64Array,
    asked = subjectKey(table.subject),
  ): void => {
    const joint = jointTable(context, table, id, isFresh, truth, asked);
    tables.push(joint);
    subjects.set(joint, table.subject);
  };
  const counted = new Map<string, FrequencyTable | null>();
  for (const [i, { table, position, release }] of earlier.entries()) {
    progress.check();
    progress.report('flow.step.earlier', i, earlier.length);
    const id = `${table.id} (${String(position)})`;
    const related = fresh.filter((one) => one.table.subject.years.some((year) => table.subject.years.includes(year)));
    if (related.length === 0) continue;
    // What nobody can say the unit of may be of the same.
    const record = recordOf(project, table.subject);
    const sameUnit = related.filter((one) => record === null || recordOf(project, one.table.subject) === record);
    const kinds = sameUnit.flatMap((one) => {
      const kind = undecidable(one.table.subject, table.subject, true);
      return kind === null ? [] : [{ kind, table: one.table.id, other: id, cell: '' }];
    });
    if (kinds.length > 0) {
      faults.push(...kinds);
      continue;
    }
    const key = subjectKey(table.subject);
    let again = counted.get(key);
    if (again === undefined) {
      again = recount(project, table.subject);
      counted.set(key, again);
    }
    const truth = again === null ? null : truthOf(table, again);
    // It has left, whatever the records now say: what may be tied to it is refused, not only what counts the same unit.
    const tied = (numbers: ArrayLike<number | null>): FreshTable | undefined =>
      sameUnit[0] ??
      related.find((one) => tiedByNumbers(numbered(table, numbers), numbered(one.table, truthOfFresh(one))));
    if (truth === null || truth.some(Number.isNaN)) {
      const first = tied(table.values);
      if (first !== undefined) faults.push({ kind: 'uncounted', table: first.table.id, other: id, cell: '' });
      continue;
    }
    const revised = table.values.findIndex((value, cell) => value !== null && value !== truth[cell]);
    if (revised >= 0) {
      const first = tied(table.values) ?? tied(truth);
      if (first !== undefined)
        faults.push({ kind: 'revised', table: first.table.id, other: id, cell: cellOf(table, revised) });
      continue;
    }
    // What others published may show fewer cells than a table of ours: that is no other pattern.
    add(table, id, false, truth, release === null ? id : key);
  }
  const known = tables.length;
  for (const one of fresh) add(one.table, one.table.id, true, truthOf(one.table, one.counted));
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

function cellOf({ dimensions }: LedgerTable, cell: number): string {
  const [areas, division] = dimensions;
  const width = division?.codes.length ?? 1;
  return `${areas?.codes[Math.floor(cell / width)] ?? ''}|${division?.codes[cell % width] ?? ''}`;
}
