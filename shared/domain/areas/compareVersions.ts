import { type AreaChange, leavesPeople } from './change.ts';

/** The areas of one division at one level: names by code. */
export interface DivisionAreas {
  readonly version: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Areas that together cover the same ground in both divisions, and no smaller set of them does. */
export interface SharedGround {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /**
   * True when the ground is known to be the same, so that counts over `before` and over `after` are about the same places. False
   * when the list says that a border moved but not what the other side of it was.
   */
  readonly whole: boolean;
}

export interface VersionComparison {
  readonly from: string;
  readonly to: string;
  /** Areas with the same people in both divisions: code before to code after. They differ only where an area was recoded. */
  readonly comparable: ReadonlyMap<string, string>;
  /** Comparable areas whose names differ, by their code after. */
  readonly renamed: readonly { readonly code: string; readonly before: string; readonly after: string }[];
  /** Comparable areas whose border moved out into the sea. */
  readonly atSea: readonly string[];
  /** The others, in sets that share ground; in the order of the first code. */
  readonly regrouped: readonly SharedGround[];
  /** Codes that stand in both divisions but with other borders. */
  readonly changed: readonly string[];
  readonly ended: readonly string[];
  readonly created: readonly string[];
  /** Areas of one division only of which no line says what they became or came from. */
  readonly unexplained: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Every pair of an old and a new area that share ground, for putting the comparison together for a coarser level. */
  readonly pairs: readonly (readonly [before: string, after: string])[];
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sets of joined things: each thing's root stands for its set. */
class JoinedSets {
  readonly #parent = new Map<string, string>();

  root(of: string): string {
    let at = of;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    this.#parent.set(of, at);
    return at;
  }

  join(a: string, b: string): void {
    this.#parent.set(this.root(a), this.root(b));
  }
}

/** The smallest sets of old and new areas that share no ground with areas outside. */
function sharedSets(pairs: readonly (readonly [string, string])[]): { before: string[]; after: string[] }[] {
  const sets = new JoinedSets();
  for (const [before, after] of pairs) sets.join(`<${before}`, `>${after}`);
  const found = new Map<string, { before: Set<string>; after: Set<string> }>();
  for (const [before, after] of pairs) {
    const root = sets.root(`<${before}`);
    const set = found.get(root) ?? { before: new Set(), after: new Set() };
    set.before.add(before);
    set.after.add(after);
    found.set(root, set);
  }
  return [...found.values()]
    .map(({ before, after }) => ({ before: [...before].sort(byCode), after: [...after].sort(byCode) }))
    .sort((a, b) => byCode(a.before[0] ?? '', b.before[0] ?? ''));
}

function comparisonOf(
  before: DivisionAreas,
  after: DivisionAreas,
  pairs: readonly (readonly [string, string])[],
  unexplained: VersionComparison['unexplained'],
  of: { readonly moved: ReadonlySet<string>; readonly atSea: ReadonlySet<string> },
): VersionComparison {
  const comparable = new Map<string, string>();
  const regrouped: SharedGround[] = [];
  for (const set of sharedSets(pairs)) {
    const [old, now] = [set.before[0] ?? '', set.after[0] ?? ''];
    const alone = set.before.length === 1 && set.after.length === 1;
    if (alone && !of.moved.has(old)) comparable.set(old, now);
    else regrouped.push({ ...set, whole: !alone });
  }
  const same = new Set(comparable.values());
  return {
    from: before.version,
    to: after.version,
    comparable,
    renamed: [...comparable].flatMap(([old, now]) => {
      const [was, is] = [before.names.get(old) ?? '', after.names.get(now) ?? ''];
      return was === is ? [] : [{ code: now, before: was, after: is }];
    }),
    atSea: [...of.atSea].filter((code) => same.has(code)).sort(byCode),
    regrouped,
    changed: regrouped.flatMap((set) => set.after.filter((code) => set.before.includes(code))).sort(byCode),
    ended: [...before.names.keys()].filter((code) => !after.names.has(code) && !comparable.has(code)).sort(byCode),
    created: [...after.names.keys()].filter((code) => !before.names.has(code) && !same.has(code)).sort(byCode),
    unexplained,
    pairs,
  };
}

/**
 * Holds two divisions against each other by the list of what changed between them. A code that stands in both and of which
 * no line says that its border moved is the same area; all others fall into sets that share ground.
 *
 * A code in both divisions that gave or got ground counts as sharing ground with itself, also when the list only names the
 * other area. Lines about codes that are in neither division are not looked at.
 */
export function compareVersions(
  before: DivisionAreas,
  after: DivisionAreas,
  changes: readonly AreaChange[],
): VersionComparison {
  const known = changes.filter(({ from, to }) => before.names.has(from) && after.names.has(to));
  const gone = new Set(
    known.filter(({ kind }) => kind === 'ended' || kind === 'endedToNew' || kind === 'recoded').map(({ from }) => from),
  );
  const moved = new Set(
    known.filter(({ kind }) => !leavesPeople(kind) && kind !== 'recoded').flatMap(({ from, to }) => [from, to]),
  );
  const pairs = new Map<string, readonly [string, string]>();
  const add = (from: string, to: string): unknown => pairs.set(`${from} ${to}`, [from, to]);
  for (const code of before.names.keys()) if (after.names.has(code) && !gone.has(code)) add(code, code);
  for (const { from, to, kind } of known) if (!leavesPeople(kind)) add(from, to);
  const [left, came] = [
    new Set([...pairs.values()].map(([from]) => from)),
    new Set([...pairs.values()].map(([, to]) => to)),
  ];
  return comparisonOf(
    before,
    after,
    [...pairs.values()],
    {
      before: [...before.names.keys()].filter((code) => !left.has(code)).sort(byCode),
      after: [...after.names.keys()].filter((code) => !came.has(code)).sort(byCode),
    },
    { moved, atSea: new Set(known.filter(({ kind }) => kind === 'sea').map(({ to }) => to)) },
  );
}

/**
 * The same comparison for a coarser level, such as municipalities from that of their RegSO: two coarse areas share ground when
 * any of their parts do. A municipality whose borders inside moved is comparable; two that were merged are one set.
 */
export function compareHolders(
  parts: VersionComparison,
  before: DivisionAreas & { readonly holderOf: (part: string) => string | undefined },
  after: DivisionAreas & { readonly holderOf: (part: string) => string | undefined },
): VersionComparison {
  const pairs = new Map<string, readonly [string, string]>();
  for (const [old, now] of parts.pairs) {
    const [from, to] = [before.holderOf(old), after.holderOf(now)];
    if (from !== undefined && to !== undefined) pairs.set(`${from} ${to}`, [from, to]);
  }
  const holders = (codes: readonly string[], of: (part: string) => string | undefined): readonly string[] =>
    [...new Set(codes.flatMap((code) => of(code) ?? []))].sort(byCode);
  return comparisonOf(
    before,
    after,
    [...pairs.values()],
    {
      before: holders(parts.unexplained.before, before.holderOf),
      after: holders(parts.unexplained.after, after.holderOf),
    },
    { moved: new Set(), atSea: new Set() },
  );
}
