import type { IndexMethod, WeightRule } from '../../schemas/method.ts';
import { MOST_COMPARED } from '../assess/weighting/hierarchy.ts';
import type { Weighted } from '../assess/weighting/resolveWeights.ts';
import { childrenOf, WHOLE } from './weights.ts';

type Rule<K extends WeightRule['kind']> = Extract<WeightRule, { kind: K }>;

/** A group whose children share its weight; '' for the root of a method without groups. */
export interface RuledGroup {
  readonly id: string;
  readonly children: readonly { readonly id: string; readonly weight: number }[];
}

/** Every group with something to share out, the root first. */
export function ruledGroups(method: IndexMethod): readonly RuledGroup[] {
  const ids = method.groups?.map(({ id }) => id) ?? [''];
  const root = method.groups?.find(({ parent }) => parent === null)?.id ?? '';
  return [root, ...ids.filter((id) => id !== root)]
    .map((id) => ({ id, children: childrenOf(method, id === '' ? undefined : id) }))
    .filter(({ children }) => children.length > 1);
}

/** How the file names a group: not at all for a method without groups. */
const named = (id: string): { group?: string } => (id === '' ? {} : { group: id });

/** All pairs of the children, each as important as the other. */
const evenPairs = (ids: readonly string[]): { a: string; b: string; times: number }[] =>
  ids.flatMap((a, i) => ids.slice(i + 1).map((b) => ({ a, b, times: 1 })));

const idsOf = ({ children }: RuledGroup): string[] => children.map(({ id }) => id);

/** A wanted share must be more than nothing. */
const LEAST_WANTED = 0.1;

/**
 * A rule to begin with, which a person then changes: comparisons that find all alike in the first group that can be compared, wanted
 * importance as the present weights of the first group, a panel of one expert who holds them. Null where no group can be.
 */
export function startRule(kind: WeightRule['kind'], method: IndexMethod, expert: string): WeightRule | null {
  const groups = ruledGroups(method);
  const [first] = groups;
  if (kind === 'equal') return { kind };
  if (kind === 'pca') return { kind, negative: 'refuse' };
  if (first === undefined) return null;
  if (kind === 'ahp') {
    const comparable = groups.find(canBeCompared);
    return comparable === undefined ? null : withComparedGroup({ kind, groups: [] }, comparable);
  }
  if (kind === 'importance') return withWantedGroup({ kind, groups: [] }, first);
  return { kind: 'panel', experts: [{ name: expert, weights: weightsIn(first) }] };
}

const weightsIn = ({ children }: RuledGroup): Record<string, number> =>
  Object.fromEntries(children.map(({ id, weight }) => [id, weight]));

export const canBeCompared = ({ children }: RuledGroup): boolean => children.length <= MOST_COMPARED;

/** The group is compared too, at first with all its children alike. */
export const withComparedGroup = (rule: Rule<'ahp'>, group: RuledGroup): Rule<'ahp'> => ({
  ...rule,
  groups: [...rule.groups, { ...named(group.id), pairs: evenPairs(idsOf(group)) }],
});

export const withWantedGroup = (rule: Rule<'importance'>, group: RuledGroup): Rule<'importance'> => ({
  ...rule,
  groups: [
    ...rule.groups,
    {
      ...named(group.id),
      wanted: group.children.map(({ id, weight }) => ({ id, share: Math.max(LEAST_WANTED, weight) })),
    },
  ],
});

/** The rule says nothing more of the group, unless it is the last one: a rule of nothing is no rule. */
export function withoutGroup<R extends Rule<'ahp' | 'importance'>>(rule: R, group: string): R {
  const groups = rule.groups.filter((one) => (one.group ?? '') !== group);
  return groups.length === 0 ? rule : { ...rule, groups };
}

/** How many times as important a is as b; 1 where nothing is said. */
export function timesOf(rule: Rule<'ahp'>, group: string, a: string, b: string): number {
  const pairs = rule.groups.find((one) => (one.group ?? '') === group)?.pairs ?? [];
  const straight = pairs.find((pair) => pair.a === a && pair.b === b);
  if (straight !== undefined) return straight.times;
  const turned = pairs.find((pair) => pair.a === b && pair.b === a);
  return turned === undefined ? 1 : 1 / turned.times;
}

/** Sets one comparison, whichever way round it is written. */
export const withTimes = (rule: Rule<'ahp'>, group: string, a: string, b: string, times: number): Rule<'ahp'> => ({
  ...rule,
  groups: rule.groups.map((one) =>
    (one.group ?? '') !== group
      ? one
      : {
          ...one,
          pairs: one.pairs.map((pair) => {
            if (pair.a === a && pair.b === b) return { ...pair, times };
            return pair.a === b && pair.b === a ? { a, b, times } : pair;
          }),
        },
  ),
});

export function withWanted(rule: Rule<'importance'>, group: string, id: string, share: number): Rule<'importance'> {
  if (!(share > 0)) return rule;
  return {
    ...rule,
    groups: rule.groups.map((one) =>
      (one.group ?? '') === group
        ? { ...one, wanted: one.wanted.map((own) => (own.id === id ? { ...own, share } : own)) }
        : one,
    ),
  };
}

/** One more expert, who begins with the weights that the group has. */
export const withExpert = (rule: Rule<'panel'>, name: string, group: RuledGroup): Rule<'panel'> => ({
  ...rule,
  experts: [...rule.experts, { name, weights: weightsIn(group) }],
});

export const withoutExpert = (rule: Rule<'panel'>, at: number): Rule<'panel'> =>
  rule.experts.length < 2 ? rule : { ...rule, experts: rule.experts.toSpliced(at, 1) };

export const withExpertName = (rule: Rule<'panel'>, at: number, name: string): Rule<'panel'> =>
  name.trim() === ''
    ? rule
    : { ...rule, experts: rule.experts.map((expert, i) => (i === at ? { ...expert, name: name.trim() } : expert)) };

/** An expert's weight of one child; the others of the group that the expert has said nothing of yet get those that they have. */
export const withExpertWeight = (
  rule: Rule<'panel'>,
  at: number,
  group: RuledGroup,
  id: string,
  weight: number,
): Rule<'panel'> => ({
  ...rule,
  experts: rule.experts.map((expert, i) =>
    i === at ? { ...expert, weights: { ...weightsIn(group), ...expert.weights, [id]: Math.max(0, weight) } } : expert,
  ),
});

/** The weights that a rule has made, as weights by hand that sum to 100; what the rule says nothing of stays. */
export function takenByHand({ method, groups }: Weighted): IndexMethod {
  const made = new Set(groups.flatMap(({ children }) => children.map(({ id }) => id)));
  return {
    ...method,
    indicators: method.indicators.map((one) => (made.has(one.id) ? { ...one, weight: WHOLE * one.weight } : one)),
    ...(method.groups === undefined
      ? {}
      : {
          groups: method.groups.map((one) =>
            made.has(one.id) ? { ...one, weight: WHOLE * (one.weight ?? 1 / WHOLE) } : one,
          ),
        }),
  };
}
