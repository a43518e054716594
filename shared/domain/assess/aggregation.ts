import type { Aggregation } from '../../schemas/method.ts';
import { MethodError } from './methodError.ts';
import type { WeightTree } from './weightTree.ts';

/** The aggregations that are weighted means of a function of the values, area by area. */
export type MeanAggregation = Extract<Aggregation, { kind: 'arithmetic' | 'geometric' | 'harmonic' | 'power' }>;
/** Those that look at the areas beside each other, or at an area's values in order. */
export type ComparingAggregation = Exclude<Aggregation, MeanAggregation>;

const COMPARING: ReadonlySet<Aggregation['kind']> = new Set(['mpi', 'owa', 'copeland']);
export const isMean = (aggregation: Aggregation): aggregation is MeanAggregation => !COMPARING.has(aggregation.kind);

/**
 * The means used here are all of one form, f^-1(sum w f(x)): arithmetic f = x, geometric f = ln x, harmonic f = 1/x,
 * power f = x^q (Hardy, Littlewood and Pólya, "Inequalities", ch. 3). `backward` undoes `forward`.
 */
export interface Scale {
  readonly forward: (value: number) => number;
  readonly backward: (value: number) => number;
  /** True when f is x itself, so that nothing needs to be computed. */
  readonly identity: boolean;
}

const same = (value: number): number => value;
const inverse = (value: number): number => 1 / value;
const LINEAR: Scale = { forward: same, backward: same, identity: true };
const LOGARITHMIC: Scale = { forward: Math.log, backward: Math.exp, identity: false };
const RECIPROCAL: Scale = { forward: inverse, backward: inverse, identity: false };

/** The scale on which an aggregation takes its values: that of its mean, or as they are. */
export function scaleOf(aggregation: Aggregation): Scale {
  if (!isMean(aggregation) || aggregation.kind === 'arithmetic') return LINEAR;
  if (aggregation.kind === 'geometric') return LOGARITHMIC;
  if (aggregation.kind === 'harmonic') return RECIPROCAL;
  const { q } = aggregation;
  if (q === 1) return LINEAR;
  if (q === 0) return LOGARITHMIC;
  return { forward: (value) => value ** q, backward: (value) => value ** (1 / q), identity: false };
}

/**
 * Geometric, harmonic and power means are defined for positive values only. A mean of positive values is positive, so
 * it is enough that every indicator below such a node is positive everywhere. What a comparing aggregation between them makes
 * may be negative: that is refused.
 * @param columns normalised, one per indicator of the method, NaN where missing
 */
export function requirePositive(tree: WeightTree, ids: readonly string[], columns: readonly Float64Array[]): void {
  tree.nodes.forEach((node, position) => {
    const parent = tree.nodes[node.parent];
    if (node.indicator >= 0 || parent === undefined || isMean(node.aggregation)) return;
    if (demandsPositive(tree, position)) throw new MethodError({}, 'assess.comparingBelowMean', { id: node.id });
  });
  tree.nodes.forEach((leaf, position) => {
    if (leaf.indicator < 0 || !demandsPositive(tree, position)) return;
    if (columns[leaf.indicator]?.some((value) => value <= 0) === true) {
      const indicator = ids[leaf.indicator] ?? leaf.id;
      throw new MethodError({ indicator }, 'assess.notPositive', { id: indicator });
    }
  });
}

/** Some group above, not beyond the nearest comparing one, takes a mean that needs positive values. */
function demandsPositive(tree: WeightTree, position: number): boolean {
  for (let above = tree.nodes[position]?.parent ?? -1; above >= 0; above = tree.nodes[above]?.parent ?? -1) {
    const node = tree.nodes[above];
    if (node === undefined || !isMean(node.aggregation)) return false;
    if (!scaleOf(node.aggregation).identity) return true;
  }
  return false;
}
