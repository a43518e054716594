import { inCommonYear, mayOnlyGrow } from '../../../../shared/domain/release/years.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import type { Project } from '../../project/project.ts';
import type { FreshTable } from './fresh.ts';
import { ground, publishedIn, truthOf } from './joint.ts';
import { populationOf, recordOf } from './subject.ts';

/** Tables that are to leave, by what an earlier one may have to do with them. */
export interface Related {
  /** Of the same unit and a year that is linked to theirs: cells of both may be parts of each other. */
  readonly sameUnit: readonly FreshTable[];
  /** These, and all of the same year: what counts another unit may still be the same counts. */
  readonly all: readonly FreshTable[];
}

/** The years of some tables, and all years that earlier tables of the unit count together with one of these. */
function linkedYears(own: Iterable<number>, pooled: readonly (readonly number[])[]): ReadonlySet<number> {
  const years = new Set(own);
  for (let before = -1; before !== years.size;) {
    before = years.size;
    for (const together of pooled)
      if (together.some((year) => years.has(year))) for (const year of together) years.add(year);
  }
  return years;
}

/** The whole of a table by area: every column of its dimensions taken together. */
function wholeByArea({ subject, dimensions }: LedgerTable, values: ArrayLike<number>): ReadonlyMap<string, number> {
  const codes = dimensions[0]?.codes ?? [];
  const width = codes.length === 0 ? 0 : values.length / codes.length;
  return new Map(codes.map((code, area) => [ground(subject.division, code), values[area * width] ?? Number.NaN]));
}

/** Whether an earlier table of other years may hold records that the new one holds too, told from what was published of it. */
function mayHoldSame(earlier: LedgerTable, { table, counted }: FreshTable): boolean {
  if (populationOf(earlier.subject) !== populationOf(table.subject)) return false;
  const own = wholeByArea(table, truthOf(table, counted));
  const theirs = [...wholeByArea(earlier, publishedIn(earlier))].filter(([code]) => own.has(code));
  return mayOnlyGrow(
    theirs.map(([, count]) => count),
    theirs.map(([code]) => own.get(code) ?? Number.NaN),
  );
}

/**
 * Which tables of a release each earlier table has to be held against. Those of the same unit and year; those of years that a table
 * counts together with it, since a sum over years less the other years is the one that is left; and those of another year of a
 * population that only grows.
 */
export function relatedTo(
  project: Project,
  fresh: readonly FreshTable[],
  earlier: readonly LedgerTable[],
): (table: LedgerTable) => Related {
  const records = new Map(fresh.map((one) => [one, recordOf(project, one.table.subject)]));
  const pooled = [...earlier, ...fresh.map(({ table }) => table)].filter(({ subject }) => subject.years.length > 1);
  const linked = new Map<string | null, ReadonlySet<number>>();
  const yearsOf = (record: string | null): ReadonlySet<number> => {
    let years = linked.get(record);
    if (years === undefined) {
      // What nobody can say the unit of may be of any.
      const same = ({ subject }: { readonly subject: Subject }): boolean => {
        const own = recordOf(project, subject);
        return own === null || record === null || own === record;
      };
      years = linkedYears(
        fresh.flatMap((one) => (same(one.table) ? one.table.subject.years : [])),
        pooled.filter(same).map(({ subject }) => subject.years),
      );
      linked.set(record, years);
    }
    return years;
  };
  return (table) => {
    const { years } = table.subject;
    const record = recordOf(project, table.subject);
    const sameUnit = fresh.filter((one) => {
      const own = records.get(one) ?? null;
      if (record !== null && own !== record) return false;
      return years.some((year) => yearsOf(own).has(year)) || mayHoldSame(table, one);
    });
    const sameYear = fresh.filter((one) => inCommonYear(years, one.table.subject.years));
    return { sameUnit, all: [...new Set([...sameUnit, ...sameYear])] };
  };
}
