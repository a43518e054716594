import type { Output } from '../../../shared/ipc/contract.ts';
import type { ReadAs } from '../../../shared/ipc/readAs.ts';
import type { Proposal } from './importsProposal.ts';
import { readAs } from './importsReuse.ts';

type Differences = NonNullable<Output<'imports.preview'>['differences']>;

/** A share of missing values counts as moved when it differs by more than this. */
const MOVED = 0.05;

/** What else than itself a way of reading takes in: what a person chose last year need not be what is guessed. */
const TAKES: Readonly<Partial<Record<ReadAs, readonly ReadAs[]>>> = {
  integer: ['key'],
  decimal: ['integer', 'key'],
  key: ['integer'],
  pseudonym: ['key', 'integer', 'category', 'ignore'],
  category: ['integer', 'key', 'decimal', 'deso', 'regso', 'municipality', 'county'],
  municipality: ['integer', 'category', 'key'],
  county: ['integer', 'category', 'key'],
};

const fits = (before: ReadAs, seen: ReadAs): boolean =>
  before === 'ignore' || before === seen || (TAKES[before]?.includes(seen) ?? false);

/**
 * How a file differs from the year before, as far as its sample shows: columns that have come or gone, columns that seem to
 * hold something else, and shares of missing values that have moved by more than five percentage points.
 */
export function differencesOf({ preview, specification, earlier, seen }: Proposal): Differences | null {
  if (earlier === null || specification.kind !== 'register') return null;
  const before = new Map(earlier.specification.columns.map((column) => [column.source, column]));
  const here = new Set(preview.columns.map(({ name }) => name));
  return {
    year: earlier.year,
    newColumns: preview.columns.flatMap(({ name }) => (before.has(name) ? [] : [name])),
    vanishedColumns: earlier.specification.columns.flatMap(({ source }) => (here.has(source) ? [] : [source])),
    // An empty column says nothing of what it holds; that it is empty is told below.
    changedTypes: preview.columns.flatMap(({ name, missingShare }, at) => {
      const known = before.get(name);
      const now = seen[at];
      if (known === undefined || now === undefined || missingShare === 1 || fits(readAs(known), now)) return [];
      return [{ column: name, before: readAs(known), now }];
    }),
    changedMissing: preview.columns.flatMap(({ name, missingShare }) => {
      const known = before.get(name);
      if (known === undefined || known.type === 'ignore') return [];
      const share = earlier.missing.get(known.variable ?? known.source);
      return share === undefined || Math.abs(share - missingShare) <= MOVED
        ? []
        : [{ column: name, before: share, now: missingShare }];
    }),
  };
}
