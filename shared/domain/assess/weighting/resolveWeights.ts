import type { IndexMethod, WeightRule } from '../../../schemas/method.ts';
import { isMean } from '../aggregation.ts';
import { MethodError } from '../methodError.ts';
import { normaliseAll } from '../normalise.ts';
import { TreeValues } from '../treeValues.ts';
import {
  buildWeightTree,
  shareAmongSiblings,
  type WeightNode,
  type WeightTree,
  writtenWeights,
} from '../weightTree.ts';
import { analyticHierarchy, MOST_COMPARED } from './hierarchy.ts';
import { panelWeights } from './panel.ts';
import { firstComponent } from './principal.ts';
import { weightsForImportance } from './wanted.ts';

/** What a rule made of the children of one group. */
export interface GroupWeights {
  /** Empty for the root of a method without groups. */
  readonly group: string;
  readonly children: readonly {
    readonly id: string;
    /** Share among the siblings. */
    readonly weight: number;
    readonly loading?: number;
    readonly wanted?: number;
    readonly reached?: number;
    readonly sd?: number;
    readonly least?: number;
    readonly most?: number;
  }[];
  readonly eigenvalue?: number;
  readonly explained?: number;
  readonly lambda?: number;
  readonly consistencyIndex?: number;
  readonly consistencyRatio?: number;
  /** Largest |reached - wanted|. */
  readonly off?: number;
  readonly experts?: readonly string[];
}

export interface Weighted {
  /** The method with the weights written out as numbers, and without the rule. */
  readonly method: IndexMethod;
  readonly groups: readonly GroupWeights[];
}

type Rule<K extends WeightRule['kind']> = Extract<WeightRule, { kind: K }>;

/**
 * Carries out the rule that a method's weights follow, group by group from the lowest up, and writes the weights out. Groups that the
 * rule says nothing of keep theirs. Without a rule the method comes back as it is.
 * @param columns one per indicator of the method, in its own unit, NaN where missing
 * @throws MethodError for a rule that cannot be carried out: a negative loading that is not allowed for, pairs that lack or contradict,
 *   children that are not the group's
 */
export function resolveWeights(
  method: IndexMethod,
  areas: readonly string[],
  columns: readonly Float64Array[],
): Weighted {
  const { weights: rule, ...plain } = method;
  if (rule === undefined) return { method, groups: [] };
  const tree = buildWeightTree(plain);
  const written = writtenWeights(tree);
  const shares = new Float64Array(tree.nodes.length);
  shareAmongSiblings(tree, written, shares);
  const needsValues = rule.kind === 'pca' || rule.kind === 'importance';
  const values = needsValues
    ? new TreeValues(
        tree,
        normaliseAll(plain, areas, columns).map((column) => column.values),
        areas.length,
      )
    : undefined;
  const groups: GroupWeights[] = [];
  for (const node of tree.nodes) {
    if (node.indicator >= 0) continue;
    values?.compute(shares);
    const made = groupWeights(rule, tree, node, (child) => values?.valuesOf(child) ?? new Float64Array());
    if (made === undefined) continue;
    groups.push(made);
    made.children.forEach(({ weight }, c) => {
      written[node.children[c] as number] = weight;
    });
    if (!shareAmongSiblings(tree, written, shares))
      throw new MethodError({ path: ['weights'] }, 'assess.allWeightsZero', { id: nameOf(node) });
  }
  checkNamed(rule, tree);
  const weightOf = new Map(tree.nodes.map((node, position) => [node.id, written[position] as number]));
  return {
    groups,
    method: {
      ...plain,
      indicators: plain.indicators.map((one) => ({ ...one, weight: weightOf.get(one.id) ?? one.weight })),
      ...(plain.groups === undefined
        ? {}
        : {
            groups: plain.groups.map((one) =>
              one.parent === null ? one : { ...one, weight: weightOf.get(one.id) ?? one.weight ?? 1 },
            ),
          }),
    },
  };
}

const nameOf = (node: WeightNode): string => (node.id === '' ? 'indicators' : node.id);

function groupWeights(
  rule: WeightRule,
  tree: WeightTree,
  node: WeightNode,
  valuesOf: (child: number) => Float64Array,
): GroupWeights | undefined {
  const ids = node.children.map((child) => tree.nodes[child]?.id ?? '');
  const columns = (): Float64Array[] => node.children.map(valuesOf);
  if (rule.kind === 'equal') return { group: node.id, children: ids.map((id) => ({ id, weight: 1 / ids.length })) };
  if (rule.kind === 'pca') return byComponent(rule, node, ids, columns());
  if (rule.kind === 'ahp') return byComparison(rule, node, ids);
  if (rule.kind === 'importance') return byImportance(rule, node, ids, columns);
  return byPanel(rule, node, ids);
}

function byComponent(rule: Rule<'pca'>, node: WeightNode, ids: string[], columns: Float64Array[]): GroupWeights {
  const component = firstComponent(columns);
  if (component === undefined) throw new MethodError({ path: ['weights'] }, 'assess.pcaNoSpread', { id: nameOf(node) });
  const { eigenvalue, explained, loadings, weights } = component;
  const negative = ids.filter((_id, c) => (weights[c] as number) < 0);
  if (weights.some((weight) => Number.isNaN(weight)))
    throw new MethodError({ path: ['weights'] }, 'assess.pcaCancels', { id: nameOf(node) });
  if (negative.length > 0 && rule.negative !== 'zero')
    throw new MethodError({ path: ['weights'] }, 'assess.pcaNegative', {
      id: nameOf(node),
      indicators: negative.map((id) => `${id} (${(loadings[ids.indexOf(id)] as number).toFixed(3)})`).join(', '),
    });
  const kept = weights.map((weight) => Math.max(0, weight));
  const sum = kept.reduce((total, weight) => total + weight, 0);
  return {
    group: node.id,
    eigenvalue,
    explained,
    children: ids.map((id, c) => ({ id, weight: (kept[c] as number) / sum, loading: loadings[c] as number })),
  };
}

function byComparison(rule: Rule<'ahp'>, node: WeightNode, ids: string[]): GroupWeights | undefined {
  const at = rule.groups.findIndex(({ group }) => (group ?? '') === node.id);
  const own = rule.groups[at];
  if (own === undefined) return undefined;
  const path = ['weights', 'groups', at];
  const m = ids.length;
  if (m > MOST_COMPARED)
    throw new MethodError({ path }, 'assess.ahpTooMany', { id: nameOf(node), most: MOST_COMPARED });
  const ratios = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1) ratios[i * m + i] = 1;
  own.pairs.forEach(({ a, b, times }, pair) => {
    const [i, j] = [ids.indexOf(a), ids.indexOf(b)];
    const place = { path: [...path, 'pairs', pair] };
    if (i < 0 || j < 0) throw new MethodError(place, 'assess.notAChild', { child: i < 0 ? a : b, id: nameOf(node) });
    if (i === j || ratios[i * m + j] !== 0) throw new MethodError(place, 'assess.ahpTwice', { a, b });
    ratios[i * m + j] = times;
    ratios[j * m + i] = 1 / times;
  });
  const lacking = ratios.indexOf(0);
  if (lacking >= 0)
    throw new MethodError({ path }, 'assess.ahpLacks', {
      a: ids[Math.floor(lacking / m)] ?? '',
      b: ids[lacking % m] ?? '',
    });
  const { weights, ...facts } = analyticHierarchy(ratios, m);
  return { group: node.id, ...facts, children: ids.map((id, c) => ({ id, weight: weights[c] as number })) };
}

function byImportance(
  rule: Rule<'importance'>,
  node: WeightNode,
  ids: string[],
  columns: () => Float64Array[],
): GroupWeights | undefined {
  const at = rule.groups.findIndex(({ group }) => (group ?? '') === node.id);
  const own = rule.groups[at];
  if (own === undefined) return undefined;
  const path = ['weights', 'groups', at, 'wanted'];
  if (!isMean(node.aggregation)) throw new MethodError({ path }, 'assess.wantedComparing', { id: nameOf(node) });
  const share = new Map(own.wanted.map((one) => [one.id, one.share]));
  own.wanted.forEach(({ id }, i) => {
    if (!ids.includes(id))
      throw new MethodError({ path: [...path, i] }, 'assess.notAChild', { child: id, id: nameOf(node) });
  });
  const lacking = ids.find((id) => !share.has(id));
  if (lacking !== undefined || share.size !== own.wanted.length)
    throw new MethodError({ path }, 'assess.wantedLacks', { id: nameOf(node), child: lacking ?? '' });
  const sum = own.wanted.reduce((total, one) => total + one.share, 0);
  const wanted = Float64Array.from(ids, (id) => (share.get(id) ?? 0) / sum);
  const { weights, reached, off } = weightsForImportance(columns(), node.aggregation, wanted);
  if (reached.some((one) => Number.isNaN(one)))
    throw new MethodError({ path }, 'assess.wantedTooFew', { id: nameOf(node) });
  return {
    group: node.id,
    off,
    children: ids.map((id, c) => ({
      id,
      weight: weights[c] as number,
      wanted: wanted[c] as number,
      reached: reached[c] as number,
    })),
  };
}

function byPanel(rule: Rule<'panel'>, node: WeightNode, ids: string[]): GroupWeights | undefined {
  const said = rule.experts.flatMap(({ name, weights }, e) => {
    const there = ids.filter((id) => Object.hasOwn(weights, id));
    if (there.length === 0) return [];
    const path = ['weights', 'experts', e, 'weights'];
    const lacking = ids.find((id) => !Object.hasOwn(weights, id));
    if (lacking !== undefined) throw new MethodError({ path }, 'assess.expertLacks', { child: lacking, name });
    const row = Float64Array.from(ids, (id) => weights[id] ?? 0);
    if (!row.some((weight) => weight > 0))
      throw new MethodError({ path }, 'assess.allWeightsZero', { id: nameOf(node) });
    return [{ name, row }];
  });
  if (said.length === 0) return undefined;
  const together = panelWeights(said.map(({ row }) => row));
  return {
    group: node.id,
    experts: said.map(({ name }) => name),
    children: ids.map((id, c) => {
      const { mean, sd, least, most } = together[c] as (typeof together)[number];
      return { id, weight: mean, sd, least, most };
    }),
  };
}

/** Refuses groups and weights that a rule names and the tree has not. */
function checkNamed(rule: WeightRule, tree: WeightTree): void {
  if (rule.kind === 'ahp' || rule.kind === 'importance')
    rule.groups.forEach(({ group = '' }, i) => {
      const isGroup = tree.nodes.some((node) => node.indicator < 0 && node.id === group);
      const path = ['weights', 'groups', i];
      if (!isGroup) throw new MethodError({ path }, 'assess.unknownGroup', { id: group });
      if (rule.groups.findIndex((one) => (one.group ?? '') === group) !== i)
        throw new MethodError({ path }, 'assess.doubledId', { id: group });
    });
  if (rule.kind === 'panel')
    rule.experts.forEach(({ name, weights }, e) => {
      for (const id of Object.keys(weights))
        if (!tree.nodes.some((node) => node.id === id && node.parent >= 0))
          throw new MethodError({ path: ['weights', 'experts', e, 'weights', id] }, 'assess.expertUnknown', {
            id,
            name,
          });
    });
}
