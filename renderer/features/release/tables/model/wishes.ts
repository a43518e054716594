import type { ReleaseTable, ReleaseWishes } from '../../../../../shared/schemas/releasePlan.ts';

/** The table with what is wished of its cells; lists that are empty are not said. */
export function withWishes(
  { cells: _before, ...table }: ReleaseTable,
  { published = [], preferred = [], costs = [], cost }: ReleaseWishes,
): ReleaseTable {
  const cells: ReleaseWishes = {
    ...(published.length === 0 ? {} : { published }),
    ...(preferred.length === 0 ? {} : { preferred }),
    ...(costs.length === 0 ? {} : { costs }),
    ...(cost === undefined ? {} : { cost }),
  };
  return Object.keys(cells).length === 0 ? table : { ...table, cells };
}

/** What can be said of a single cell of a protected table. */
export type Wish = 'published' | 'preferred' | 'waiver';

/** Whether it is said of the cell. */
export function isWished({ cells, waivers = [] }: ReleaseTable, wish: Wish, codes: string): boolean {
  if (wish === 'waiver') return waivers.some(({ cell }) => cell === codes);
  return (cells?.[wish] ?? []).includes(codes);
}

/** Says it of the cell, or no longer. A waiver is asked for with a reason and a second person, which are still to be written. */
export function wished(table: ReleaseTable, wish: Wish, codes: string): ReleaseTable {
  const taken = isWished(table, wish, codes);
  if (wish === 'waiver') {
    const { waivers = [], ...own } = table;
    const next = taken
      ? waivers.filter(({ cell }) => cell !== codes)
      : [...waivers, { cell: codes, reason: ' ', approvedBy: ' ' }];
    return next.length === 0 ? own : { ...own, waivers: next };
  }
  const before = table.cells ?? {};
  const list = before[wish] ?? [];
  const other = wish === 'published' ? 'preferred' : 'published';
  return withWishes(table, {
    ...before,
    [wish]: taken ? list.filter((cell) => cell !== codes) : [...list, codes],
    // The two say opposite things of one cell.
    [other]: (before[other] ?? []).filter((cell) => cell !== codes),
  });
}
