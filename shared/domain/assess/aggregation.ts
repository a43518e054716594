import type { Aggregation } from '../../schemas/method.ts';
import { MethodError } from './methodError.ts';
import type { WeightTree } from './weightTree.ts';

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

export function scaleOf(aggregation: Aggregation): Scale {
  if (aggregation.kind === 'arithmetic') return LINEAR;
  if (aggregation.kind === 'geometric') return LOGARITHMIC;
  if (aggregation.kind === 'harmonic') return RECIPROCAL;
  const { q } = aggregation;
  if (q === 1) return LINEAR;
  if (q === 0) return LOGARITHMIC;
  return { forward: (value) => value ** q, backward: (value) => value ** (1 / q), identity: false };
}

/**
 * Geometric, harmonic and power means are defined for positive values only. A mean of positive values is positive, so
 * it is enough that every indicator below such a node is positive everywhere.
 * @param columns normalised, one per indicator of the method, NaN where missing
 */
export function requirePositive(tree: WeightTree, ids: readonly string[], columns: readonly Float64Array[]): void {
  for (const leaf of tree.nodes) {
    if (leaf.indicator < 0) continue;
    let demanding = false;
    for (let above = leaf.parent; above >= 0; above = tree.nodes[above]?.parent ?? -1) {
      const node = tree.nodes[above];
      if (node !== undefined && !scaleOf(node.aggregation).identity) demanding = true;
    }
    if (demanding && columns[leaf.indicator]?.some((value) => value <= 0) === true) {
      const indicator = ids[leaf.indicator] ?? leaf.id;
      throw new MethodError({ indicator }, 'assess.notPositive', { id: indicator });
    }
  }
}
