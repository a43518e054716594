import { canonical } from './aspects.ts';

export type Path = readonly (string | number)[];

/** A place where two versions of a scenario say different things. Values as they stand; undefined = not there. */
export interface ScenarioDifference {
  /** Steps into the scenario: keys, and ids for what is listed by id. */
  readonly path: Path;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** theirs: only they changed it; mine: only this side did; both: both did, each in their way. */
  readonly changedBy: 'theirs' | 'mine' | 'both';
}

export interface Merged {
  readonly value: unknown;
  readonly differences: readonly ScenarioDifference[];
}

/** Which side holds at a difference. Mine unless only they have changed it, or a person says otherwise. */
export type Choose = (difference: ScenarioDifference) => 'mine' | 'theirs';

export const byWhoChanged: Choose = ({ changedBy }) => (changedBy === 'theirs' ? 'theirs' : 'mine');

const byId = (list: unknown): ReadonlyMap<string, Keyed> =>
  new Map((listedById(list) ? list : []).map((one) => [one.id, one]));

type Keyed = Readonly<Record<string, unknown>>;

const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listedById = (value: unknown): value is readonly (Keyed & { readonly id: string })[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isKeyed(one) && typeof one['id'] === 'string');

const same = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined ? a === b : canonical(a) === canonical(b);

/** Two forms of a rule are told as a whole when they are of different kinds. */
const sameKind = (all: readonly Keyed[]): boolean => all.every((one) => one['kind'] === all[0]?.['kind']);

/**
 * Brings together two scenarios that began as the same one: by the side that changed it, place by place; where both have, by `choose`.
 * Objects are merged by key and lists of things with ids by id, in my order, what only they have last; everything else is one
 * place. Without a common beginning (`base` undefined) every difference was changed by both.
 */
export function mergeScenarios(base: unknown, mine: unknown, theirs: unknown, choose: Choose = byWhoChanged): Merged {
  const differences: ScenarioDifference[] = [];
  const value = merge([], base, mine, theirs);
  return { value, differences };

  function merge(path: Path, was: unknown, own: unknown, other: unknown): unknown {
    if (same(own, other)) return own;
    const known = was === undefined ? [own, other] : [was, own, other];
    if (known.every(isKeyed) && sameKind(known))
      return mergeKeys(path, was as Keyed | undefined, own as Keyed, other as Keyed);
    if (known.every(listedById)) return mergeLists(path, was, own, other);
    const changedBy = same(other, was) ? 'mine' : same(own, was) ? 'theirs' : 'both';
    const difference: ScenarioDifference = { path, base: was, mine: own, theirs: other, changedBy };
    differences.push(difference);
    return choose(difference) === 'mine' ? own : other;
  }

  function mergeKeys(path: Path, was: Keyed | undefined, own: Keyed, other: Keyed): Keyed {
    const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])];
    const entries = keys.flatMap((key) => {
      const made = merge([...path, key], was?.[key], own[key], other[key]);
      return made === undefined ? [] : [[key, made] as const];
    });
    return Object.fromEntries(entries);
  }

  function mergeLists(path: Path, was: unknown, own: unknown, other: unknown): unknown[] {
    const [before, mineById, theirsById] = [byId(was), byId(own), byId(other)];
    const ids = [...new Set([...mineById.keys(), ...theirsById.keys()])];
    return ids.flatMap((id) => {
      const made = merge([...path, id], before.get(id), mineById.get(id), theirsById.get(id));
      return made === undefined ? [] : [made];
    });
  }
}
