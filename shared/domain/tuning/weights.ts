import type { IndexMethod } from '../../schemas/method.ts';
import { bringToSum, makeEqual, setKeepingSum } from './siblings.ts';

/** Siblings that are kept together sum to this, so that a weight reads as per cent. */
export const WHOLE = 100;

/** One slider: a group or an indicator, in the order in which the tree is read from the top. */
export interface WeightRow {
  readonly id: string;
  readonly kind: 'group' | 'indicator';
  /** 0 for what lies right under the root. */
  readonly depth: number;
  readonly weight: number;
}

export interface PullOptions {
  /** The siblings give way, so that they sum to 100. */
  readonly keepSum: boolean;
  readonly locked: ReadonlySet<string>;
}

/** What stands under a parent: groups first, then indicators, as METHOD.json has them. */
export function childrenOf(
  method: IndexMethod,
  parent: string | undefined,
): readonly { id: string; weight: number; group: boolean }[] {
  const groups = (method.groups ?? []).filter((group) => group.parent !== null && group.parent === parent);
  const indicators = method.indicators.filter((indicator) => indicator.parent === parent);
  return [
    ...groups.map((group) => ({ id: group.id, weight: group.weight ?? 1, group: true })),
    ...indicators.map(({ id, weight }) => ({ id, weight, group: false })),
  ];
}

const rootOf = (method: IndexMethod): string | undefined => method.groups?.find((group) => group.parent === null)?.id;

/** All sliders, each group followed by what it holds. The root itself has none. */
export function weightRows(method: IndexMethod): readonly WeightRow[] {
  const rows: WeightRow[] = [];
  const visit = (parent: string | undefined, depth: number): void => {
    for (const child of childrenOf(method, parent)) {
      rows.push({ id: child.id, kind: child.group ? 'group' : 'indicator', depth, weight: child.weight });
      if (child.group) visit(child.id, depth + 1);
    }
  };
  visit(rootOf(method), 0);
  return rows;
}

/** Id and weight of everything but the root. */
export const weightsOf = (method: IndexMethod): readonly (readonly [id: string, weight: number])[] =>
  weightRows(method).map(({ id, weight }) => [id, weight] as const);

function parentOf(method: IndexMethod, id: string): string | undefined {
  const group = method.groups?.find((candidate) => candidate.id === id);
  return group === undefined
    ? method.indicators.find((candidate) => candidate.id === id)?.parent
    : (group.parent ?? undefined);
}

/** The ids that share a parent with this one, itself included. */
export const siblingsOf = (method: IndexMethod, id: string): readonly string[] =>
  childrenOf(method, parentOf(method, id)).map((child) => child.id);

function withWeights(method: IndexMethod, weights: ReadonlyMap<string, number>): IndexMethod {
  return {
    ...method,
    indicators: method.indicators.map((indicator) => ({
      ...indicator,
      weight: weights.get(indicator.id) ?? indicator.weight,
    })),
    ...(method.groups === undefined
      ? {}
      : {
          groups: method.groups.map((group) => {
            const weight = weights.get(group.id) ?? group.weight;
            return weight === undefined ? group : { ...group, weight };
          }),
        }),
  };
}

/**
 * Sets one weight. Unless the sum is kept, the others stand still. What would leave all siblings at zero is not done:
 * an index of nothing is no index.
 */
export function pullWeight(method: IndexMethod, id: string, value: number, options: PullOptions): IndexMethod {
  if (options.locked.has(id) || !Number.isFinite(value)) return method;
  const siblings = childrenOf(method, parentOf(method, id));
  const at = siblings.findIndex((sibling) => sibling.id === id);
  if (at < 0) return method;
  const before = siblings.map(({ weight }) => weight);
  const locked = siblings.map((sibling) => options.locked.has(sibling.id));
  const after = options.keepSum ? setKeepingSum(before, locked, at, value, WHOLE) : before.with(at, Math.max(0, value));
  if (!after.some((weight) => weight > 0)) return method;
  return withWeights(method, new Map(siblings.map((sibling, i) => [sibling.id, after[i] ?? sibling.weight])));
}

function forAllSiblings(
  method: IndexMethod,
  locked: ReadonlySet<string>,
  change: (weights: readonly number[], locked: readonly boolean[], total: number) => number[],
): IndexMethod {
  const weights = new Map<string, number>();
  const parents = [
    rootOf(method),
    ...(method.groups ?? []).filter((group) => group.parent !== null).map(({ id }) => id),
  ];
  for (const parent of parents) {
    const siblings = childrenOf(method, parent);
    if (siblings.length === 0) continue;
    const before = siblings.map(({ weight }) => weight);
    const changed = change(
      before,
      siblings.map(({ id }) => locked.has(id)),
      WHOLE,
    );
    const after = changed.some((weight) => weight > 0) ? changed : before;
    siblings.forEach(({ id }, at) => weights.set(id, after[at] ?? 0));
  }
  return withWeights(method, weights);
}

/** Brings every set of siblings to 100; what is locked stays. */
export const normaliseWeights = (method: IndexMethod, locked: ReadonlySet<string>): IndexMethod =>
  forAllSiblings(method, locked, bringToSum);

/** The same weight for all siblings that are not locked, at every level. */
export const equalWeights = (method: IndexMethod, locked: ReadonlySet<string>): IndexMethod =>
  forAllSiblings(method, locked, makeEqual);

/**
 * What each indicator, and each group with all that lies in it, comes to in the whole.
 * @param effective one per indicator of the method, summing to 1
 */
export function effectiveByNode(method: IndexMethod, effective: Float64Array): ReadonlyMap<string, number> {
  const parents = new Map((method.groups ?? []).map(({ id, parent }) => [id, parent ?? undefined]));
  const sums = new Map<string, number>();
  method.indicators.forEach(({ id, parent }, at) => {
    const own = effective[at] ?? 0;
    sums.set(id, own);
    for (let above = parent; above !== undefined; above = parents.get(above))
      sums.set(above, (sums.get(above) ?? 0) + own);
  });
  return sums;
}
